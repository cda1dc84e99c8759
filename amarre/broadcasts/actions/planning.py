"""Sends planned for later: they leave by themselves when due, and only what is still approved and still true."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.locking import locked, must_be
from amarre.broadcasts.actions.sending import begin_send, must_be_what_was_approved
from amarre.broadcasts.models import UNSENT, Message
from amarre.lib.errors import Conflict, DomainError, Invalid, NotAllowed
from amarre.lib.ui import times

#: Later than this, a send that was missed is asked about again: nobody is written to at three in the morning because a
#: machine came back at that hour.
LATE = timedelta(hours=1)
FURTHEST = timedelta(days=366)


@transaction.atomic
def schedule(message: Message, *, send_at: datetime, by: User, at: datetime) -> Message:
    """The message leaves by itself at `send_at`. Planned again, the new time holds.

    Raises Conflict unless it is approved and still what was approved, Invalid for a time that is past or more than a
    year away, NotAllowed for whoever may not send.
    """
    if not by.may("messages.send"):
        raise NotAllowed(_("You may not send messages."))
    fresh = locked(message)
    must_be(fresh, Message.State.APPROVED)
    must_be_what_was_approved(fresh, at)
    if not at < send_at <= at + FURTHEST:
        words = _("Choose a time that is still to come, within a year.")
        raise Invalid(words, fields={"send_at": words})
    fresh.send_at, fresh.send_by, fresh.send_trouble, fresh.updated_at = send_at, by, "", at
    fresh.save(update_fields=["send_at", "send_by", "send_trouble", "updated_at"])
    record(
        "message.schedule", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title,
        when=times.exact(send_at), send_at=send_at.isoformat(),
    )  # fmt: skip
    return fresh


@transaction.atomic
def unschedule(message: Message, *, by: User | None, at: datetime) -> Message:
    """The message waits for somebody to send it. Raises Conflict when it was not planned, or has left."""
    fresh = locked(message)
    must_be(fresh, *UNSENT)
    if fresh.send_at is None:
        raise Conflict(_("This message was not planned to leave by itself."))
    fresh.send_at, fresh.send_trouble, fresh.updated_at = None, "", at
    fresh.save(update_fields=["send_at", "send_trouble", "updated_at"])
    record("message.unschedule", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    return fresh


def planned() -> QuerySet[Message]:
    """What would leave by itself, the next first."""
    return Message.objects.filter(send_at__isnull=False, state__in=UNSENT).order_by("send_at", "pk")


def unschedule_everything(*, by: User, at: datetime) -> int:
    """Nothing leaves by itself any more; returns how many were planned."""
    count = 0
    for message in planned():
        unschedule(message, by=by, at=at)
        count += 1
    return count


def begin_due(*, at: datetime) -> list[Message]:
    """Give the order for every message whose time has come; those that may not leave say why. Returns those begun,
    whose recipients are frozen next (`freeze_and_send`)."""
    begun = []
    for message in planned().filter(send_at__lte=at):
        if (one := _begin(message, at)) is not None:
            begun.append(one)
    return begun


@transaction.atomic
def _begin(message: Message, at: datetime) -> Message | None:
    fresh = locked(message)
    if fresh.send_at is None or fresh.send_at > at or fresh.state not in UNSENT:
        return None  # another worker, or a colleague, was quicker
    due = fresh.send_at
    fresh.send_at = None
    why = _why_not(fresh, due, at)
    if why:
        fresh.send_trouble, fresh.updated_at = why[:300], at
        fresh.save(update_fields=["send_at", "send_trouble", "updated_at"])
        record("message.missed", by=None, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title, why=why)
        return None
    fresh.save(update_fields=["send_at"])
    return begin_send(fresh, by=fresh.send_by, at=at)


def _why_not(message: Message, due: datetime, at: datetime) -> str:
    if message.state != Message.State.APPROVED:
        return _("It was to leave on %(when)s and is not approved.") % {"when": times.exact(due)}
    if message.crisis.closed_at is not None:
        return _("The crisis was closed before it left.")
    if at - due > LATE and not message.is_vital:
        return _("It was to leave on %(when)s and nothing was running then. Say again when it is to leave.") % {
            "when": times.exact(due)
        }
    try:
        must_be_what_was_approved(message, at)
    except DomainError as problem:
        return f"{problem.message} {problem.hint}".strip()
    return ""
