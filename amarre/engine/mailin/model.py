"""What an incoming e-mail is once it has been read: plain values, no behaviour but two questions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

MESSAGE = "message"
BOUNCE = "bounce"
REPORT = "report"
AUTO_REPLY = "auto_reply"
KINDS = (MESSAGE, BOUNCE, REPORT, AUTO_REPLY)


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file that came with the mail. `size` is in bytes, decoded."""

    name: str
    content_type: str
    size: int


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one address. `status` is RFC 3463 (`5.1.1`) or empty; `reason` is a slug of `reasons`.

    `permanent` is true only when the address itself is dead. A refusal for spam, size or policy is
    not: the same address takes the next mail. `is_delay`: nothing is decided yet, the mail is still being tried.
    """

    address: str
    permanent: bool | None
    status: str
    reason: str
    diagnostic: str
    is_delay: bool = False


@dataclass(frozen=True, slots=True)
class Mail:
    """One e-mail, read. `text` is what the person wrote; `full_text` is all of it."""

    kind: str
    from_address: str
    from_name: str
    to: tuple[str, ...]
    subject: str
    date: datetime | None
    message_id: str
    in_reply_to: str
    references: tuple[str, ...]
    text: str
    full_text: str
    original_message_id: str
    original_recipient: str
    token: str
    outcomes: tuple[Outcome, ...]
    spam: bool | None
    attachments: tuple[Attachment, ...]
    lang: str
    reason: str


def address(mail: Mail) -> str:
    """The address this mail is about: the one that failed or complained, else the one who wrote."""
    if mail.kind in (BOUNCE, REPORT):
        return mail.outcomes[0].address if mail.outcomes else mail.original_recipient
    return mail.from_address


def permanent(mail: Mail) -> bool | None:
    """Whether `address(mail)` is dead: true or false for a bounce, none for anything else."""
    if mail.kind != BOUNCE:
        return None
    return mail.outcomes[0].permanent if mail.outcomes else False
