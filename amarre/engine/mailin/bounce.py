"""Reading a notice of non-delivery: which addresses, which refusal, of which mail.

The machine-readable part of RFC 3464 is read where there is one, also when a relay has flattened it
into the text. The many older programs write prose instead; it is cut before the returned mail and
read address by address.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from amarre.engine.mailin import reasons
from amarre.engine.mailin.model import Outcome
from amarre.engine.mailin.parse import (
    Parsed,
    Part,
    all_addresses,
    decode,
    fields_of,
    first_address,
    header_block,
    raw_value,
)

DIAGNOSTIC_LIMIT = 500

# Reasons that a fuller reading of the notice may improve.
_UNSETTLED = ("unknown", "system_error", "policy", "filtered", "protocol")

_FIELD = re.compile(r"^(X-[\w-]+|[A-Z][\w-]{2,40})\s?:\s*(.*)$", re.I)
_FIELD_NAMES = frozenset({"final-recipient", "original-recipient", "action", "status", "diagnostic-code", "remote-mta",
                          "last-attempt-date", "will-retry-until", "final-log-id", "x-actual-recipient",
                          "reporting-mta", "arrival-date", "received-from-mta", "original-envelope-id"})  # fmt: skip
_FLATTENED = re.compile(r"^[> \t]*(?:Final|Original)-Recipient\s?:\s?[\w-]+\s?;", re.I | re.M)

# Lines after which a notice only repeats the mail it returns.
_COPY = re.compile(
    r"^[\s>\-_=*|+#~]*(?:this is a copy of (?:the|your)|below (?:this line )?is (?:a|the) copy"
    r"|(?:a )?copy of (?:the|your) (?:original )?(?:message|mail)"
    r"|(?:the )?(?:original|unsent|returned|undelivered|rejected|failed) (?:message|mail"
    r"|e-?mail)(?: (?:info(?:rmation)?|headers?|text|body|follows?|attached|contents?|is (?:attached"
    r"|below)))*"
    r"|(?:first|the) .{0,30}(?:lines|bytes|kb|kilobytes) of (?:the|your)|(?:your"
    r"|the) (?:original )?message (?:follows|headers?|text follows|reads)"
    r"|message headers? follow|header of the original|headers? of the (?:original|returned)|text of (?:the"
    r"|your) (?:original )?message|start of (?:returned|original|forwarded)"
    r"|(?:returned|original) (?:message|mail) (?:follows|header)|message contents? follow"
    r"|envoy[ée] .{0,20}original|message (?:original|d[’']origine)"
    r"|urspr[üu]ngliche nachricht|元のメッセージ|forwarded message)[\s.:\-_=*|+#~]*(?:[^\n]{0,40})$",
    re.I,
)
_MAIL_HEADER = re.compile(
    r"^[> \t]*(?:Received: |Return-Path: |Delivered-To: |X-[\w-]+: |DKIM-Signature: |MIME-Version: "
    r"|Message-ID: |From: |Date: |To: |Subject: |"
    r"Content-Type: |Content-Transfer-Encoding: |Reply-To: |Cc: |User-Agent: |References: |In-Reply-To: "
    r"|Sender: |Authentication-Results: )",
    re.I,
)
_SURE_HEADER = re.compile(
    r"^[> \t]*(?:Received: |Return-Path: |Message-ID: |DKIM-Signature: |MIME-Version: |X-Mailer: )", re.I
)

_COMMAND = re.compile(
    r"(?:in reply to|after|response to|>>>|smtp:|sent|command|during|while)\W{0,12}(?:the |a |end of "
    r"|pipelined |sending )*(RCPT|DATA|MAIL|EHLO|HELO|end of data|message body|CONNECT)|^\s*(RCPT TO|DATA"
    r"|MAIL FROM)\b",
    re.I | re.M,
)
_RECIPIENT_AT_START = re.compile(
    r"^[\s>*\-|\"']*(?:<<<\s*)?(?:[45]\d\d[ \-](?:\d\.\d\.\d{1,3} )?(?=<))?(?:<([^<>\s]+@[^<>\s]+)>"
    r"|\(?([^\s<>:;,()\"']+@[\w.-]+\w)(?![\w.-])\)?)[\"']?\s*(?:[:,;.(\[]|$|\s)"
)
_RECIPIENT_NAMED = re.compile(
    r"(?:rcpt to|recipient(?: address)?(?:\(s\)|s)?|could not be delivered to|undeliverable to"
    r"|delivered to|deliver(?:y)?(?: \w+){0,6} to|unknown user|user|mailbox|address(?:es|\(es\))?|group"
    r"|reach|mail to|sent to|following|destinataires?|to|pour|an|à)"
    r"(?: is| was| were|\(s\))?\s?[:=\-]?\s*[<\"'(\[«]?\s*(?:rfc822;|mailto:"
    r"|smtp:)?([^\s<>:;,()\"'\[\]»]+@[\w.-]*\w)",
    re.I,
)


@dataclass(slots=True)
class Notice:
    """A bounce taken apart: its own words, and what it tells of the mail it returns."""

    text: str
    original: Part | None

    def original_header(self, name: str) -> str:
        return decode(raw_value(self.original, name)) if self.original is not None else ""


def read_notice(parsed: Parsed, text: str) -> Notice:
    """Separate what the mail system says from the mail it gives back."""
    words, copy = _split_copy(text)
    original = parsed.original
    if original is None and copy:
        original = header_block(copy)
    return Notice(words, original)


def _split_copy(text: str) -> tuple[str, str]:
    lines = text.split("\n")
    for index, line in enumerate(lines):
        if index and _COPY.match(line) and len(line) < 160 and _mail_follows(lines, index + 1):
            return "\n".join(lines[:index]), _copy_from(lines, index + 1)
        if _MAIL_HEADER.match(line) and _is_mail_start(lines, index):
            return "\n".join(lines[:index]), _copy_from(lines, index)
    return text, ""


def _mail_follows(lines: list[str], start: int) -> bool:
    ahead = [line for line in lines[start : start + 6] if line.strip()]
    return not ahead or any(_MAIL_HEADER.match(line) for line in ahead) or start > 3


def _is_mail_start(lines: list[str], index: int) -> bool:
    block = [line for line in lines[index : index + 12] if line.strip()]
    headers = sum(bool(_MAIL_HEADER.match(line)) for line in block)
    return headers >= 3 and any(_SURE_HEADER.match(line) for line in block[:12])


def _copy_from(lines: list[str], start: int) -> str:
    while start < len(lines) and not _MAIL_HEADER.match(lines[start]):
        start += 1
    block = lines[start:]
    indent = min((len(line) - len(line.lstrip(" \t>")) for line in block[:1]), default=0)
    return "\n".join(line[indent:] if not line[:indent].strip(" \t>") else line for line in block)


def has_status_fields(text: str) -> bool:
    """Whether the delivery status of RFC 3464 stands in the text itself."""
    return bool(_FLATTENED.search(text))


def outcomes_of(parsed: Parsed, notice: Notice, text: str) -> tuple[Outcome, ...]:
    """One outcome per address the notice speaks of, in its order."""
    groups = [group for part in parsed.status_parts for group in _groups(fields_of(part))]
    if not groups and has_status_fields(text):
        groups = _groups(text)
    if groups:
        found = [_outcome_from_fields(group, notice) for group in groups]
    else:
        found = _outcomes_from_words(parsed, notice)
    unique = {(outcome.address, outcome.reason): outcome for outcome in reversed(found)}
    return tuple(reversed(unique.values()))


# --- RFC 3464 ---------------------------------------------------------------------------------------


def _groups(text: str) -> list[dict[str, str]]:
    """The fields about each recipient. A new recipient starts a group even without its blank line."""
    groups: list[dict[str, str]] = []
    current: dict[str, str] = {}
    last = ""
    for line in [*text.replace("\r", "").split("\n"), ""]:
        line = re.sub(r"^>[ ]?", "", line)
        match = _FIELD.match(line)
        if match and match.group(1).lower() in _FIELD_NAMES:
            name = match.group(1).lower()
            if name in current and name in ("final-recipient", "original-recipient"):
                groups.append(current)
                current = {}
            current.setdefault(name, match.group(2).strip())
            last = name
        elif line[:1] in " \t" and line.strip() and last:
            current[last] = f"{current[last]} {line.strip()}"
        elif not line.strip() or match:
            last = ""
            if not line.strip() and current:
                groups.append(current)
                current = {}
    return _merge(groups)


def _merge(groups: list[dict[str, str]]) -> list[dict[str, str]]:
    """Groups that name a recipient; one that names none belongs to the recipient before it."""
    named: list[dict[str, str]] = []
    for group in groups:
        if "final-recipient" in group or "original-recipient" in group:
            named.append(group)
        elif named and ("status" in group or "diagnostic-code" in group):
            named[-1] = {**group, **named[-1]}
        elif "action" in group and "status" in group:
            named.append(group)
    return named


def _outcome_from_fields(group: dict[str, str], notice: Notice) -> Outcome:
    original = first_address(_typed(group.get("original-recipient", "")))
    final = first_address(_typed(group.get("final-recipient", "")))
    address = original or final or first_address(notice.original_header("To"))
    action = group.get("action", "").split()[0].lower() if group.get("action", "").strip() else ""
    diagnostic = _typed(group.get("diagnostic-code", ""))
    said = _words_about(notice.text, [final, original])
    status = _status(group.get("status", ""), diagnostic or said)
    if action in ("delivered", "relayed", "expanded") or (status.startswith("2") and action != "failed"):
        return Outcome(address, False, status, "delivered", (diagnostic or said)[:DIAGNOSTIC_LIMIT])
    reason = _reason(diagnostic, said, status, action)
    shown = (diagnostic or " ".join(said.split()))[:DIAGNOSTIC_LIMIT]
    delayed = action == "delayed"
    return Outcome(address, reasons.is_permanent(reason, status, action), status, reason, shown, delayed)


def _typed(value: str) -> str:
    """The value of a typed field: `rfc822; a@b` and `smtp; 550 ...` without their type."""
    kind, found, rest = value.partition(";")
    return decode(rest if found and re.fullmatch(r"\s*[\w\-/. ]{0,30}", kind) else value).strip()


def _status(declared: str, diagnostic: str) -> str:
    """The most telling of the declared status and the one in the server's words."""
    first = reasons.find_status(declared)
    second = reasons.find_status(diagnostic)
    vague = not first or first.endswith(".0.0") or (first.startswith("2") and second[:1] in ("4", "5"))
    return second if second and vague else first


def _reason(diagnostic: str, said: str, status: str, action: str) -> str:
    reason = reasons.reason_for(diagnostic, status, _command(f"{diagnostic}\n{said}"))
    if reason in _UNSETTLED and said:
        better = reasons.reason_for(said, status, _command(said))
        if better not in (*_UNSETTLED, "content", "expired"):
            reason = better
    if action == "delayed" and reason in (*reasons.DEAD, "unknown", "system_error"):
        return "expired" if reason != "domain_unknown" else "network_error"
    return reason


def _command(text: str) -> str:
    """The SMTP command that was refused, where the notice names it: the last one wins."""
    if re.search(r"need rcpt|no valid recipients|does not like recipient", text, re.I):
        return "RCPT"  # also of pipelined commands: DATA failed because every RCPT had
    found = ""
    for match in _COMMAND.finditer(text):
        word = (match.group(1) or match.group(2) or "").upper()
        found = "DATA" if word in ("END OF DATA", "MESSAGE BODY", "DATA") else word.split()[0]
    return found


# --- Prose ------------------------------------------------------------------------------------------


def _outcomes_from_words(parsed: Parsed, notice: Notice) -> list[Outcome]:
    addresses = _failed_addresses(parsed, notice)
    alone = len(addresses) <= 1
    found = []
    for address in addresses or [""]:
        words = notice.text if alone else _words_about(notice.text, [address]) or notice.text
        found.append(_outcome_from_words(address, words, parsed))
    return found


def _outcome_from_words(address: str, words: str, parsed: Parsed) -> Outcome:
    lines = _telling_lines(words)
    diagnostic = " ".join(" ".join(lines).split())
    status = reasons.find_status(diagnostic) or reasons.find_status(words)
    reason = reasons.reason_for(diagnostic, status, _command(words))
    if reason in _UNSETTLED:
        wider = reasons.reason_for(words, status, _command(words))
        reason = wider if wider not in (*_UNSETTLED, "content") else reason
    subject = parsed.header("Subject")
    if reason in ("unknown", "system_error"):
        from_subject = reasons.reason_for(subject)
        reason = from_subject if from_subject not in ("unknown", "system_error", "policy") else reason
    action = "delayed" if is_delay(subject, words) else ""
    if action and reason in (*reasons.DEAD, "unknown", "system_error"):
        reason = "expired"
    shown = (diagnostic or " ".join(words.split()))[:DIAGNOSTIC_LIMIT]
    return Outcome(address, reasons.is_permanent(reason, status, action), status, reason, shown, bool(action))


_TELLING = re.compile(
    r"^\W*(?:[45]\d\d[ \-:#]|\(?reason|remote host said|diagnostic|<<<|because|cause|raison|error"
    r"|.{0,60}\b[45]\.\d\.\d{1,3}\b|.{0,200}\bsaid:)|: [45]\d\d[ \-]|[\s(]#?[45]\d\d[ \-]#?\d\.\d",
    re.I,
)
_IDLE = re.compile(
    r"^\s*(?:>>>|\.\.\. while talking|-{3,}|={3,}|the original message was received"
    r"|.{0,40}(?:last message repeated))",
    re.I,
)
_DELAY = re.compile(
    r"\b(?:delay(?:ed)?\b|warning: (?:message|could not send|e-?mail)|still being retried"
    r"|not yet been delivered|could not (?:yet )?be delivered yet|will (?:continue|keep|be) (?:to )?(?:try"
    r"|trying|retr)"
    r"|no action is required|remains? (?:on|in) the (?:mail )?queue|you do not need to resend"
    r"|this is (?:only )?a warning message|retard[ée]|a [ée]t[ée] diff[ée]r[ée])",
    re.I,
)


def is_delay(subject: str, words: str) -> bool:
    """Whether the notice only warns that the mail is late and is still being tried."""
    if re.search(r"\b(?:failure|failed|undeliver|returned)\b", subject, re.I):
        return False
    return bool(_DELAY.search(subject) or _DELAY.search(words[:1500]))


def _telling_lines(words: str) -> list[str]:
    """The lines in which a server speaks, with the line that continues them."""
    kept: list[str] = []
    lines = words.split("\n")
    for index, line in enumerate(lines):
        if _IDLE.match(line):
            continue
        if _TELLING.search(line):
            kept.append(line.strip())
            following = lines[index + 1] if index + 1 < len(lines) else ""
            if following.strip() and following[:1] in " \t" and not _TELLING.search(following):
                kept.append(following.strip())
    return kept


def _failed_addresses(parsed: Parsed, notice: Notice) -> list[str]:
    declared = all_addresses(" ".join(decode(value) for value in parsed.headers("X-Failed-Recipients")))
    if declared:
        return declared
    excluded = _not_recipients(parsed, notice)
    listed: list[str] = []
    named: list[str] = []
    for line in notice.text.split("\n"):
        if re.match(
            r"^[\s>]*(?:from|mail from|sender|message-id|reply-to|return-path|de|errors-to|return address"
            r"|x-\w[\w-]*)\s?:",
            line,
            re.I,
        ):
            continue
        match = _RECIPIENT_AT_START.match(line)
        if match:
            listed.append(first_address(match.group(1) or match.group(2)))
        named.extend(first_address(found) for found in _RECIPIENT_NAMED.findall(line))
    for pool in (listed, named):
        fit = [address for address in dict.fromkeys(pool) if address and address not in excluded]
        if fit:
            return fit
    to = all_addresses(notice.original_header("To"))
    return to or [address for address in all_addresses(notice.text) if address not in excluded][:1]


def _not_recipients(parsed: Parsed, notice: Notice) -> set[str]:
    """Who wrote the mail that came back, and who sends the notice."""
    senders = " ".join(
        [*(parsed.header(name) for name in ("To", "From", "Delivered-To")),
         *(notice.original_header(name) for name in ("From", "Return-Path", "Message-ID"))]
    )  # fmt: skip
    mailers = {
        address for address in all_addresses(notice.text) if address.split("@")[0] in ("postmaster", "mailer-daemon")
    }
    mentioned = set(
        re.findall(r"(?:mail from|from|sender|message-id)\s?:?\s*<?([^\s<>]+@[^\s<>]+\w)", notice.text.lower())
    )
    return set(all_addresses(senders)) | mailers | mentioned


def _words_about(text: str, addresses: list[str]) -> str:
    """The lines of a notice from an address to the next one."""
    wanted = [address for address in addresses if address]
    kept: list[str] = []
    inside = False
    for line in text.split("\n"):
        present = all_addresses(line)
        if present:
            inside = any(address in wanted for address in present)
        if inside:
            kept.append(line)
    return "\n".join(kept)
