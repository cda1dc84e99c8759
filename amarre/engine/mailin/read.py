"""One e-mail, from bytes to `Mail`."""

from __future__ import annotations

import re

from amarre.engine.mailin import kind as kinds
from amarre.engine.mailin.bounce import Notice, read_notice
from amarre.engine.mailin.language import language_of
from amarre.engine.mailin.model import BOUNCE, MESSAGE, REPORT, Mail
from amarre.engine.mailin.parse import Parsed, addresses, all_addresses, date_of, decode, message_ids, parse
from amarre.engine.mailin.quotes import own_words

_RECIPIENT_HEADERS = ("X-Original-To", "Delivered-To", "Envelope-To", "X-Envelope-To", "To", "Cc")


def read_mail(raw: bytes) -> Mail:
    """Read one e-mail as it came over the wire. Never raises: what cannot be parsed is a message with its text."""
    parsed = parse(raw)
    pairs = addresses(parsed.headers("From") or parsed.headers("Sender"))
    name, sender = pairs[0] if pairs else ("", "")
    verdict = kinds.decide(parsed, parsed.text, sender, name)
    about_other = verdict.kind in (BOUNCE, REPORT)
    notice = verdict.notice or (read_notice(parsed, parsed.text) if about_other else None)
    text = _words(parsed, verdict.kind)
    return Mail(
        kind=verdict.kind,
        from_address=sender,
        from_name=name,
        to=tuple(address for _, address in addresses(parsed.headers("To", "Cc"))),
        subject=parsed.header("Subject"),
        date=date_of(parsed.header("Date")),
        message_id="".join(message_ids(parsed.header("Message-ID"))[:1]),
        in_reply_to="".join(message_ids(parsed.header("In-Reply-To"))[:1]),
        references=message_ids(parsed.header("References")),
        text=text,
        full_text=parsed.text.strip("\n"),
        original_message_id=_original_id(notice),
        original_recipient=_original_recipient(parsed, notice, verdict.outcomes) if about_other else "",
        token=_token(parsed),
        outcomes=verdict.outcomes,
        spam=_spam(parsed),
        attachments=tuple(parsed.attachments),
        lang=language_of(text or parsed.text, parsed.header("Content-Language")),
        reason=verdict.reason,
    )


def _words(parsed: Parsed, kind: str) -> str:
    if kind == MESSAGE:
        return own_words(parsed.text)
    return parsed.text.strip("\n") if kind in (BOUNCE, REPORT) else own_words(parsed.text) or parsed.text.strip("\n")


def _original_id(notice: Notice | None) -> str:
    if notice is None:
        return ""
    found = message_ids(notice.original_header("Message-ID"))
    if found:
        return found[0]
    named = re.search(r"^[\s>]*Message[ -]?ID\s?:\s*<([^<>\s]+)>", notice.text, re.I | re.M)
    return named.group(1) if named else ""


def _original_recipient(parsed: Parsed, notice: Notice | None, outcomes: tuple[object, ...]) -> str:
    if outcomes:
        return str(getattr(outcomes[0], "address", ""))
    to = all_addresses(notice.original_header("To")) if notice else []
    return to[0] if to else ""


def _token(parsed: Parsed) -> str:
    """The part after `+` in the address this mail was sent to (`answers+TOKEN@...`); empty when none."""
    for name in _RECIPIENT_HEADERS:
        for value in parsed.headers(name):
            # The case of a token may carry meaning: it is taken from the header as written.
            found = re.search(r"[\w.-]+\+([\w.=-]+)@", decode(value))
            if found:
                return found.group(1)
    return ""


def _spam(parsed: Parsed) -> bool | None:
    """What the receiving server's filter said: true, false, or none when no filter spoke."""
    for name in ("X-Spam-Flag", "X-Spam", "X-Spam-Status", "X-Spam-Action"):
        value = parsed.header(name).lower()
        if value:
            return value.startswith(("yes", "true", "spam", "reject", "add header"))
    level = re.search(r"-?\d+", parsed.header("X-MS-Exchange-Organization-SCL"))
    if level:
        return int(level.group()) >= 5
    scl = re.search(r"\bSCL:(-?\d+)", parsed.header("X-Forefront-Antispam-Report"))
    return int(scl.group(1)) >= 5 if scl else None
