"""The door through which everything comes in. Nothing is lost: the bytes are on disk before they are understood.

A bounce, a report or an automatic reply becomes a receipt of the delivery that it speaks of; a message waits,
unclaimed, for `inbox`. The same mail twice is one row.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import tempfile
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels.addresses import normal_email
from amarre.channels.links import by_token, deliveries_to
from amarre.channels.models import Delivery, Inbound, Receipt
from amarre.channels.receipts import note
from amarre.engine.mailin import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, Mail, Outcome, address, read_mail
from amarre.lib.errors import Conflict

# Only mail that we sent this recently is looked up by the recipient's address alone.
BY_ADDRESS_WITHIN = timedelta(days=30)
# The same form sent again within this time is a second press of the button.
SAME_FORM_WITHIN_SECONDS = 600
_TOKEN = re.compile(r"(?<![0-9a-f])[0-9a-f]{24}(?![0-9a-f])")


def receive(raw: bytes, *, at: datetime, channel_kind: str = "email") -> Inbound:
    """Take in one e-mail as it came. Returns its row; the same bytes again return the first row."""
    digest = hashlib.sha256(raw).hexdigest()
    known = Inbound.objects.filter(channel_kind=channel_kind, digest=digest).first()
    if known is not None:
        return known
    path = _keep(raw, digest)
    mail = read_mail(raw)
    delivery, is_certain = _delivery_of(mail, at=at)
    try:
        with transaction.atomic():
            row = _store(mail, delivery, channel_kind=channel_kind, digest=digest, path=path, at=at)
            _take_note(mail, row, delivery, is_certain=is_certain, at=at)
            return row
    except IntegrityError:
        # The same mail came twice at the same moment: the other one has been stored.
        return Inbound.objects.get(channel_kind=channel_kind, digest=digest)


def receive_form(
    *,
    text: str,
    address: str,
    name: str,
    language: str,
    crisis_id: int | None,
    fields: Mapping[str, Any],
    at: datetime,
    subject: str = "",
) -> Inbound:
    """Take in words written on a public form. The button pressed twice is one row."""
    window = int(at.timestamp()) // SAME_FORM_WITHIN_SECONDS
    content = json.dumps([text, address, name, subject, crisis_id, dict(fields), window], sort_keys=True, default=str)
    digest = hashlib.sha256(content.encode()).hexdigest()
    row, _made = Inbound.objects.get_or_create(
        channel_kind="form",
        digest=digest,
        defaults={
            "kind": Inbound.Kind.MESSAGE,
            "reason": "person",
            "received_at": at,
            "from_address": normal_email(address)[:320] if address.strip() else "",
            "from_name": name.strip()[:200],
            "subject": subject.strip()[:400],
            "text": text,
            "full_text": text,
            "language": language,
            "fields": dict(fields),
            "crisis_id": crisis_id,
        },
    )
    return row


@transaction.atomic
def to_message(row: Inbound, *, by: User, at: datetime) -> Inbound:
    """What was taken for spam, a report or a robot is a person's words after all: it joins the requests.

    Raises Conflict when it is a message already.
    """
    if row.kind == Inbound.Kind.MESSAGE:
        raise Conflict(_("This is a message already."))
    row.kind, row.reason = Inbound.Kind.MESSAGE, "said_by_colleague"
    row.save(update_fields=["kind", "reason"])
    journal.record("inbound.to_message", by=by, at=at, subject=row, crisis_id=row.crisis_id)
    return row


def raw_of(row: Inbound) -> bytes | None:
    """The mail as it came, or none when there is no file (a form, or removed with the person's data)."""
    path = Path(settings.MAIL_ROOT) / row.raw_path
    return path.read_bytes() if row.raw_path and path.is_file() else None


def _keep(raw: bytes, digest: str) -> str:
    """Write the bytes under their digest, whole or not at all; returns the path below MAIL_ROOT."""
    name = f"{digest[:2]}/{digest}.eml"
    target = Path(settings.MAIL_ROOT) / name
    if target.exists():
        return name
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as file:
        file.write(raw)
        file.flush()
        os.fsync(file.fileno())
    os.replace(file.name, target)
    return name


def _store(
    mail: Mail, delivery: Delivery | None, *, channel_kind: str, digest: str, path: str, at: datetime
) -> Inbound:
    # Spam only on the word of the server that received the mail; a forged header can only harm its own mail.
    is_spam = mail.kind == MESSAGE and mail.spam is True
    return Inbound.objects.create(
        channel_kind=channel_kind,
        kind=Inbound.Kind.SPAM if is_spam else mail.kind,
        reason="spam_header" if is_spam else mail.reason,
        received_at=at,
        digest=digest,
        message_id=mail.message_id[:300],
        in_reply_to=mail.in_reply_to[:300],
        references=list(mail.references[-20:]),
        from_address=mail.from_address[:320],
        from_name=mail.from_name[:200],
        to_address=(mail.to[0] if mail.to else "")[:320],
        subject=mail.subject[:400],
        text=mail.text,
        full_text=mail.full_text,
        language=mail.lang,
        attachments=[
            {"name": one.name, "content_type": one.content_type, "size": one.size} for one in mail.attachments
        ],
        raw_path=path,
        crisis_id=delivery.batch.crisis_id if delivery else None,
        person_ref=delivery.person_ref if delivery else None,
        delivery=delivery,
    )


def _take_note(mail: Mail, row: Inbound, delivery: Delivery | None, *, is_certain: bool, at: datetime) -> None:
    """Write the receipts of a machine's mail. Without a certain delivery they are kept as news that changes nothing."""
    target = delivery if is_certain or mail.reason == "opt_out" else None
    if mail.kind == BOUNCE:
        for outcome in mail.outcomes or (Outcome(address(mail), False, "", mail.reason, ""),):
            note(_kind_of(outcome), delivery=target, inbound=row, outcome=outcome, at=at)
    elif mail.kind == REPORT and mail.reason in ("abuse", "fraud", "opt_out"):
        kind = Receipt.Kind.UNSUBSCRIBED if mail.reason == "opt_out" else Receipt.Kind.COMPLAINED
        note(kind, delivery=target, inbound=row, outcome=mail.outcomes[0] if mail.outcomes else None, at=at)
    elif mail.kind == AUTO_REPLY and target is not None:
        note(Receipt.Kind.AUTO_REPLIED, delivery=target, inbound=row, at=at)


def _kind_of(outcome: Outcome) -> Receipt.Kind:
    if outcome.reason == "delivered":
        return Receipt.Kind.DELIVERED
    return Receipt.Kind.DELAYED if outcome.is_delay else Receipt.Kind.BOUNCED


def _delivery_of(mail: Mail, *, at: datetime) -> tuple[Delivery | None, bool]:
    """The delivery this mail is about, and whether that is certain: it names the delivery's secret token.

    Otherwise a notice, or an answer without a thread, goes by the address to which we wrote last.
    """
    tokens = list(dict.fromkeys(_tokens(mail)))
    if tokens:
        named = next(filter(None, map(by_token, tokens)), None)
        if named is not None:
            return named, True
    about = normal_email(address(mail)) if "@" in address(mail) else ""
    if not about:
        return None, False
    recent = deliveries_to("email", about).filter(sent_at__gte=at - BY_ADDRESS_WITHIN, sent_at__lte=at)
    return recent.order_by("-sent_at", "-id").first(), False


def _tokens(mail: Mail) -> Iterable[str]:
    """Tokens in the places where a mail program or server repeats them: the address written to, the thread."""
    places = (mail.token, mail.original_message_id, mail.in_reply_to, *reversed(mail.references), *mail.to)
    for place in places:
        yield from _TOKEN.findall(place.lower())
