"""Freeze the recipients, hand the message to the post office, follow it until it has left."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.locking import locked, must_be, void_approvals
from amarre.broadcasts.audience import TOLD
from amarre.broadcasts.citing import Confirmed, confirmed, digest, doubts
from amarre.broadcasts.freezing import freeze_all
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import ENDED, batches_of, deliveries_of
from amarre.channels import outbox
from amarre.channels.models import Batch
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Conflict
from amarre.people.models import Person
from amarre.situation.actions import meet_clock
from amarre.situation.clocks import FIRST_WORD


@transaction.atomic
def begin_send(message: Message, *, by: User | None, at: datetime) -> Message:
    """The order to send is given; the freezing follows (`freeze_and_send`). Raises Conflict as it does."""
    fresh = locked(message)
    must_be(fresh, Message.State.APPROVED)
    must_be_what_was_approved(fresh, at)
    fresh.state, fresh.send_by, fresh.updated_at = Message.State.SENDING, by, at
    fresh.send_at, fresh.send_trouble = None, ""
    fresh.save(update_fields=["state", "send_at", "send_by", "send_trouble", "updated_at"])
    return fresh


@transaction.atomic
def freeze_and_send(message: Message, *, by: User | None, at: datetime) -> list[Batch]:
    """Freeze words and recipients into one row per person, and start sending: one batch for each channel used.

    Only what was approved leaves: raises Conflict when words, facts or audience have changed since.
    """
    fresh = locked(message)
    if not (fresh.state == Message.State.SENDING and not fresh.sendings.exists()):
        must_be(fresh, Message.State.APPROVED)
    must_be_what_was_approved(fresh, at)
    batches, frozen = freeze_all(fresh, by=by, at=at)
    fresh.state, fresh.sent_at, fresh.send_at, fresh.updated_at = Message.State.SENDING, at, None, at
    fresh.save(update_fields=["state", "sent_at", "send_at", "updated_at"])
    started = [outbox.start(batch, by=by, at=at) for batch in batches]
    record(
        "message.send", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title,
        queued=frozen.queued, suppressed=frozen.suppressed,
    )  # fmt: skip
    return started


@transaction.atomic
def take_back(message: Message, *, why: str, at: datetime) -> Message:
    """The order to send could not be followed: the message is a draft again, with the reason in the journal."""
    fresh = locked(message)
    if fresh.state == Message.State.SENDING and not fresh.sendings.exists():
        void_approvals(fresh)
        fresh.state, fresh.send_trouble, fresh.updated_at = Message.State.DRAFT, why[:300], at
        fresh.save(update_fields=["state", "send_trouble", "updated_at"])
        record("message.return", by=None, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title, why=why)
    return fresh


@transaction.atomic
def refresh(message: Message, *, at: datetime) -> Message:
    """Bring the message up to its batch: sent, stopped; the first word's clock stops when somebody has been told."""
    fresh = locked(message)
    states = set(batches_of(fresh).values_list("state", flat=True))
    if fresh.state != Message.State.SENDING or not states:
        return fresh
    if fresh.occasion == "statement" and fresh.audience_kind == Person.Kind.CUSTOMER:
        _stop_the_clock(fresh, at)
    if states <= set(ENDED):
        fresh.state = Message.State.STOPPED if Batch.State.STOPPED in states else Message.State.SENT
        fresh.updated_at = at
        fresh.save(update_fields=["state", "updated_at"])
        if fresh.state == Message.State.SENT and not fresh.sendings.exclude(step=0, sequence_step=None).exists():
            record("message.sent", by=None, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    return fresh


def follow(*, at: datetime) -> int:
    """Refresh every message that is being sent; returns how many have ended."""
    ended = 0
    for message in Message.objects.filter(state=Message.State.SENDING, sendings__isnull=False).distinct():
        ended += refresh(message, at=at).state != Message.State.SENDING
    return ended


def _stop_the_clock(message: Message, at: datetime) -> None:
    running = message.crisis.clocks.filter(code=FIRST_WORD, met_at=None).exists()
    if running and deliveries_of(message).filter(state__in=TOLD).exists():
        meet_clock(message.crisis, FIRST_WORD, met_by=message.title, at=message.sent_at or at)


def must_be_what_was_approved(message: Message, at: datetime) -> None:
    """Raises Conflict, saying why, when words, audience, facts or channel are not those that were approved.

    A fact that had changed already when somebody said that the old words hold all the same is no reason.
    """
    if message.channel is not None and message.channel.is_drill != message.crisis.is_drill:
        raise Conflict(
            _("A drill sends by its own channels, and only a drill does."), hint=_("Choose another channel.")
        )
    approval = message.approvals.filter(is_approved=True, is_void=False).first()
    known = confirmed(approval)
    why = [
        doubt.words
        for doubt in doubts(message, Sheet.of(message.crisis), at=at)
        if doubt.fact is None or Confirmed.now(doubt.fact, at) not in known
    ]
    if approval is None or approval.digest != digest(message):
        why.append(_("Words, audience or facts are no longer those that were approved."))
    if why:
        raise Conflict(_("This message cannot leave as it is."), hint=" ".join(why))
