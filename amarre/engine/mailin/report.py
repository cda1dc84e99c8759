"""Reports: complaints about a mail (ARF, RFC 5965, and those that are not ARF), and requests to be taken off.

`reason` is the kind of feedback: abuse, opt_out, auth_failure, not_spam, virus, fraud, other.
"""

from __future__ import annotations

import json
import re
from typing import Any

from amarre.engine.mailin import reasons
from amarre.engine.mailin.bounce import DIAGNOSTIC_LIMIT
from amarre.engine.mailin.model import Outcome
from amarre.engine.mailin.parse import Parsed, all_addresses, decode, fields_of, first_address, raw_value

_TYPES = {
    "abuse": "abuse", "spam": "abuse", "complaint": "abuse", "opt-out": "opt_out", "opt-out-list": "opt_out",
    "auth-failure": "auth_failure", "dmarc": "auth_failure", "dkim": "auth_failure", "not-spam": "not_spam",
    "fraud": "fraud", "phishing": "fraud", "virus": "virus", "miscategorized": "other",
}  # fmt: skip
_OPT_OUT_WORDS = re.compile(
    r"^\W*(?:please )?(?:unsubscribe|opt[ -]?out|remove me|list-unsubscribe|d[ée]sinscription"
    r"|d[ée]sabonnement|d[ée]sinscrire|d[ée]sabonner|me d[ée]sinscrire|stop|abmelden|darse de baja"
    r"|cancella)(?: (?:me|request|now|please|merci|from [\w .@-]{0,60}|de [\w .@-]{0,60}"
    r"|[\w.+-]{1,60}@[\w.-]+|[\w-]{8,80}))*\W*$",
    re.I,
)
_COMPLAINT_SUBJECT = re.compile(
    r"^(?:\[?(?:abuse|spam)\]? (?:report|complaint)|email (?:feedback|abuse) report"
    r"|complaint about message from|spam(?:trap)? ?(?:hit|report|complaint)|fw:? ?(?:abuse|spam) report"
    r"|feedback loop|abuse report|.{0,20}feedback report)",
    re.I,
)
_CLIENT_UNSUBSCRIBES = re.compile(
    r"sent this e?-?mail to unsubscribe|automatically unsubscrib|unsubscribe request|list-unsubscribe", re.I
)


def feedback_fields(parsed: Parsed) -> dict[str, list[str]]:
    """The fields of the machine-readable part of an ARF report, by lower-case name."""
    fields: dict[str, list[str]] = {}
    for part in parsed.feedback_parts:
        for line in re.sub(r"\n[ \t]+", " ", fields_of(part)).split("\n"):
            name, found, value = line.partition(":")
            if found and " " not in name.strip():
                fields.setdefault(name.strip().lower(), []).append(decode(value))
    return fields


def from_arf(parsed: Parsed) -> tuple[str, tuple[Outcome, ...]]:
    """The kind of feedback and whom it comes from. Providers often redact the address."""
    fields = feedback_fields(parsed)
    kind = _TYPES.get((fields.get("feedback-type") or ["abuse"])[0].strip().lower(), "other")
    values = fields.get("removal-recipient", []) + fields.get("original-rcpt-to", [])
    found = [first_address(value) for value in values]
    if not any(found) and parsed.original is not None:
        found = all_addresses(
            decode(raw_value(parsed.original, "X-HmXmrOriginalRecipient")) or decode(raw_value(parsed.original, "To"))
        )
    return kind, tuple(_reported(address, kind) for address in dict.fromkeys(found) if address)


def _reported(address: str, kind: str, words: str = "") -> Outcome:
    return Outcome(address, None, "", kind, words[:DIAGNOSTIC_LIMIT])


def loose_report(parsed: Parsed, text: str) -> tuple[str, tuple[Outcome, ...]] | None:
    """A complaint that is not ARF: a mail sent back by a provider's abuse desk, headers and all."""
    original = parsed.original
    if original is not None and original.get("X-HmXmrOriginalRecipient"):
        return "abuse", (_reported(first_address(decode(original["X-HmXmrOriginalRecipient"])), "abuse"),)
    subject = parsed.header("Subject")
    fields = re.findall(r"^(Feedback-Type|Original-Rcpt-To|Removal-Recipient)\s?:\s?(.+)$", text, re.I | re.M)
    names = {name.lower() for name, _ in fields}
    if "feedback-type" in names or (_COMPLAINT_SUBJECT.match(subject) and original is not None):
        kind = _TYPES.get(
            next((v.strip().lower() for n, v in fields if n.lower() == "feedback-type"), "abuse"), "other"
        )
        told = [first_address(value) for name, value in fields if name.lower() != "feedback-type"]
        told = told or (all_addresses(decode(raw_value(original, "To"))) if original is not None else [])
        return kind, tuple(_reported(address, kind) for address in dict.fromkeys(told) if address)
    return None


def opt_out_request(parsed: Parsed, text: str, sender: str) -> tuple[str, tuple[Outcome, ...]] | None:
    """A mail that a program sent on a press of 'unsubscribe' (RFC 2369), or that says just that."""
    words = text.strip()
    subject = parsed.header("Subject")
    by_program = parsed.message.get("X-Apple-Unsubscribe") is not None or _CLIENT_UNSUBSCRIBES.search(words[:300])
    asked = bool(_OPT_OUT_WORDS.match(subject))
    if (asked or not subject) and (_OPT_OUT_WORDS.match(words) if words else asked):
        return "opt_out", (_reported(sender, "opt_out"),)
    if asked and by_program:
        return "opt_out", (_reported(sender, "opt_out"),)
    return None


# --- Notices in JSON (Amazon SES through SNS) ---------------------------------------------------------


def json_notice(text: str) -> dict[str, Any] | None:
    """The delivery event that a sending service mails as JSON; none when the text is not one."""
    start = text.find("{")
    if start < 0 or start > 400:
        return None
    # Long lines come folded by an exclamation mark and a space (a sendmail habit).
    source = re.sub(r"!\n ", "", text[start:])
    try:
        data, _ = json.JSONDecoder(strict=False).raw_decode(source)
    except (ValueError, RecursionError):
        return None
    if isinstance(data, dict) and isinstance(data.get("Message"), str):
        return json_notice(data["Message"])
    if isinstance(data, dict) and isinstance(data.get("mail"), dict) and _event(data):
        return data
    return None


def _event(data: dict[str, Any]) -> str:
    return str(data.get("notificationType") or data.get("eventType") or "").lower()


def from_json(data: dict[str, Any]) -> tuple[str, str, tuple[Outcome, ...]]:
    """(`bounce` or `report`, reason, outcomes) of an SES event."""
    event = _event(data)
    if event == "complaint":
        kind = _TYPES.get(str(_dict(data, "complaint").get("complaintFeedbackType", "abuse")), "abuse")
        people = _recipients(data, "complaint", "complainedRecipients")
        return "report", kind, tuple(_reported(address, kind) for address, _ in people)
    if event == "delivery":
        words = str(_dict(data, "delivery").get("smtpResponse", ""))
        status = reasons.find_status(words)
        recipients = [str(value).lower() for value in _list(_dict(data, "delivery"), "recipients")]
        return (
            "bounce",
            "delivered",
            tuple(Outcome(a, False, status, "delivered", words[:DIAGNOSTIC_LIMIT]) for a in recipients),
        )
    outcomes = tuple(
        _bounced(address, entry, data) for address, entry in _recipients(data, "bounce", "bouncedRecipients")
    )
    return "bounce", outcomes[0].reason if outcomes else "unknown", outcomes


def _bounced(address: str, entry: dict[str, Any], data: dict[str, Any]) -> Outcome:
    words = str(entry.get("diagnosticCode", "")).partition(";")[2].strip() or str(entry.get("diagnosticCode", ""))
    status = str(entry.get("status", "")) or reasons.find_status(words)
    reason = reasons.reason_for(words, status)
    if str(_dict(data, "bounce").get("bounceSubType")) == "NoEmail":
        reason = "user_unknown"
    return Outcome(address, reasons.is_permanent(reason, status), status, reason, words[:DIAGNOSTIC_LIMIT])


def _recipients(data: dict[str, Any], part: str, name: str) -> list[tuple[str, dict[str, Any]]]:
    entries = [entry for entry in _list(_dict(data, part), name) if isinstance(entry, dict)]
    return [(first_address(str(entry.get("emailAddress", ""))), entry) for entry in entries]


def _dict(data: dict[str, Any], name: str) -> dict[str, Any]:
    value = data.get(name)
    return value if isinstance(value, dict) else {}


def _list(data: dict[str, Any], name: str) -> list[Any]:
    value = data.get(name)
    return value if isinstance(value, list) else []
