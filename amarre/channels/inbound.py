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
from django.utils.translation import override

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels import keywords
from amarre.channels.addresses import normal_email
from amarre.channels.confirming import confirm
from amarre.channels.desk import desk
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Kind, Said
from amarre.channels.links import by_token, deliveries_to
from amarre.channels.models import Channel, Delivery, Inbound, Receipt, Suppression
from amarre.channels.receipts import note
from amarre.channels.suppression import lift, list_of, suppress
from amarre.engine.mailin import AUTO_REPLY, BOUNCE, MESSAGE, REPORT, Mail, Outcome, address, read_mail
from amarre.lib.errors import Conflict

# Only mail that we sent this recently is looked up by the recipient's address alone.
BY_ADDRESS_WITHIN = timedelta(days=30)
# The same form sent again within this time is a second press of the button.
SAME_FORM_WITHIN_SECONDS = 600
# No telephone sends so many characters; a provider that does is cut.
LONGEST_WORDS = 20_000
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
def receive_said(said: Said, *, channel: Channel, at: datetime) -> tuple[Inbound, bool]:
    """Take in what a person wrote by a channel whose provider pushes words to us; and whether it was new.

    A word that asks for no more (STOP), or for news again, is done at once and kept as what it is; everything else is a
    message for a colleague. The same message pushed twice is one row.
    """
    kind = KINDS.get(channel.kind)
    address = kind.address_of(said.address)
    digest = hashlib.sha256(f"{channel.pk} {said.message_id}".encode()).hexdigest()
    known = Inbound.objects.filter(channel_kind=kind.slug, digest=digest).first()
    if known is not None:
        return known, False
    delivery = _answered(said, channel, kind, address, at=at)
    row, is_new = Inbound.objects.get_or_create(
        channel_kind=kind.slug,
        digest=digest,
        defaults={
            "channel": channel,
            "kind": Inbound.Kind.MESSAGE,
            "reason": "person",
            "received_at": min(said.at or at, at),
            "message_id": said.message_id[:300],
            "in_reply_to": said.in_reply_to[:300],
            "from_address": address[:320],
            "from_name": said.name.strip()[:200],
            "subject": said.subject.strip()[:400],
            "text": said.text[:LONGEST_WORDS],
            "full_text": said.text[:LONGEST_WORDS],
            "language": said.language[:5],
            "attachments": [dict(each) for each in said.attachments],
            "crisis_id": delivery.batch.crisis_id if delivery else None,
            "person_ref": _person_of(delivery, kind, address),
            "delivery": delivery,
        },
    )
    if is_new:
        # Colleagues read the reasons written down here, not the provider who calls.
        with override(settings.LANGUAGE_CODE):
            _do_as_asked(row, channel, delivery, at=at)
    return row, is_new


def _answered(said: Said, channel: Channel, kind: Kind, address: str, *, at: datetime) -> Delivery | None:
    """The message of ours that these words answer: the one they name, else the latest sent to the address by this
    channel."""
    ours = Delivery.objects.select_related("batch__channel").filter(batch__channel=channel)
    if said.in_reply_to:
        named = ours.filter(reference=said.in_reply_to[:120]).exclude(reference="").order_by("-id").first()
        named = named or by_token(said.in_reply_to)
        if named is not None and named.batch.channel_id == channel.pk:
            return named
    recent = deliveries_to(kind.addresses, address).filter(batch__channel=channel)
    recent = recent.filter(sent_at__gte=at - BY_ADDRESS_WITHIN, sent_at__lte=at)
    return recent.order_by("-sent_at", "-id").first()


def _person_of(delivery: Delivery | None, kind: Kind, address: str) -> int | None:
    if delivery is not None and delivery.person_ref:
        return delivery.person_ref
    refs = desk().refs_at(kind.addresses, address)
    return refs[0] if refs else None


def _do_as_asked(row: Inbound, channel: Channel, delivery: Delivery | None, *, at: datetime) -> None:
    """Do what a keyword asks, and say once that it is done. Only a person's own unsubscribing is lifted by their own
    word, nobody else's act.

    An address taken for dead (a bot that was blocked, a number that was off the network) from which somebody writes is
    alive: who writes is answered.
    """
    live = Suppression.objects.filter(channel_kind=list_of(channel), address=row.from_address, lifted_at=None).first()
    if live is not None and live.cause == Suppression.Cause.DEAD:
        lift(live, why=_("The person wrote from it: it is alive."), by=None, at=at)
        live = None
    asked = keywords.read(row.text)
    if not asked:
        return
    if asked == keywords.STOP:
        row.kind, row.reason = Inbound.Kind.REPORT, "opt_out"
        if live is None:
            receipt = note(Receipt.Kind.UNSUBSCRIBED, delivery=delivery, inbound=row, at=at, channel=channel)
            suppress(
                channel_kind=list_of(channel), address=row.from_address, cause=Suppression.Cause.UNSUBSCRIBED, by=None,
                at=at, receipt=receipt, normal_as=channel.kind,
            )  # fmt: skip
            confirm(asked, row, channel, delivery, at=at)
    elif live is not None and live.cause == Suppression.Cause.UNSUBSCRIBED:
        row.kind, row.reason = Inbound.Kind.REPORT, "opt_in"
        lift(live, why=_("The person asked for it: %(words)s") % {"words": row.text.strip()[:100]}, by=None, at=at)
        confirm(asked, row, channel, delivery, at=at)
    row.save(update_fields=["kind", "reason"])


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
