"""Fallback: whoever a message did not reach by one channel is tried by the next, once, while the words still hold."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, Count, Q, QuerySet, Sum, Value, When

from amarre.accounts.journal import record
from amarre.broadcasts.actions.locking import locked
from amarre.broadcasts.actions.sending import must_be_what_was_approved
from amarre.broadcasts.audience import CAME_BACK, NO_WAY_IN
from amarre.broadcasts.freezing import freeze_route
from amarre.broadcasts.models import Message, MessageStep
from amarre.broadcasts.routing import Route
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.ways import channels_of
from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel, Delivery
from amarre.lib.errors import Conflict
from amarre.people.models import Person

#: A message older than this tries nobody any more.
FOR_SO_LONG = timedelta(days=60)
#: Between two rounds of one step: what comes back in between leaves together.
ROUND = timedelta(minutes=10)
_LOOKS_AT_LEAST = timedelta(minutes=1)

State = Delivery.State


def fall_back(*, at: datetime) -> int:
    """Try the next channel for everybody whose time has come; returns how many people are written to.

    The older a message, the less often it is looked at: a hundredth of its age passes between two looks.
    """
    with_steps = Message.objects.filter(
        steps__isnull=False, state__in=[Message.State.SENDING, Message.State.SENT], crisis__closed_at=None,
        sent_at__gte=at - FOR_SO_LONG,
    ).distinct()  # fmt: skip
    return sum(fall_back_one(message, at=at) for message in with_steps if _is_due(message, at))


@transaction.atomic
def fall_back_one(message: Message, *, at: datetime) -> int:
    """One look at one message. Two workers at the same moment: the second waits for the first, and finds its rows."""
    fresh = locked(message)
    if fresh.state not in (Message.State.SENDING, Message.State.SENT) or not _is_due(fresh, at):
        return 0
    Message.objects.filter(pk=fresh.pk).update(fell_back_at=at)
    waiting = [(step, channel, people) for step, channel, people in _rounds(fresh, at) if people.exists()]
    if not waiting:
        return 0
    try:
        must_be_what_was_approved(fresh, at)
    except Conflict as problem:
        _cannot(fresh, f"{problem.message} {problem.hint}", at)
        return 0
    return sum(_round(fresh, step, channel, people, at) for step, channel, people in waiting)


def unreached(message: Message, step: MessageStep, channel: Channel, *, at: datetime) -> QuerySet[Person]:
    """Those whom no channel tried so far has reached, who have been through as many channels as come before `step`,
    and whose next one is `channel`: the first of the message's channels by which they were not tried."""
    rows = deliveries_of(message).filter(person_ref__isnull=False)
    trouble = _trouble(message, step, at)
    tried = channels_of(message)
    before = tried[: tried.index(channel)]
    people = (
        rows.filter(person_ref__in=rows.filter(trouble).values("person_ref"))
        .order_by()
        .values("person_ref")
        .annotate(
            channels=Count("batch__channel", distinct=True),
            hindered=Sum(Case(When(trouble, then=Value(0)), default=Value(1))),
            **{f"by_{one.pk}": _by(one) for one in (*before, channel)},
        )
        .filter(channels=step.position, hindered=0, **{f"by_{channel.pk}": 0})
    )
    for one in before:
        people = people.filter(**{f"by_{one.pk}__gt": 0})
    return Person.objects.filter(
        pk__in=people.values("person_ref"), erased_at=None, is_invented=message.crisis.is_drill
    )


def _rounds(message: Message, at: datetime) -> list[tuple[MessageStep, Channel, QuerySet[Person]]]:
    channels = channels_of(message)
    found = []
    for step in message.steps.all():
        if message.sendings.filter(step=step.position, batch__created_at__gt=at - ROUND).exists():
            continue
        # Whoever was first tried by a channel they prefer has the earlier ones left to try.
        nexts = channels[: step.position + 1] if message.preferred_first else [channels[step.position]]
        found += [(step, channel, unreached(message, step, channel, at=at)) for channel in nexts]
    return found


def _round(message: Message, step: MessageStep, channel: Channel, people: QuerySet[Person], at: datetime) -> int:
    # The query would find nobody once the first row is written.
    refs = list(people.values_list("pk", flat=True))
    batch, frozen = freeze_route(
        message, Route(channel, Person.objects.filter(pk__in=refs)), step=step.position, by=None, at=at
    )
    outbox.start(batch, by=None, at=at)
    Message.objects.filter(pk=message.pk).update(state=Message.State.SENDING, send_trouble="", updated_at=at)
    record(
        "message.fall_back", by=None, at=at, subject=message, crisis_id=message.crisis_id, title=message.title,
        channel=channel.name, count=frozen.queued,
    )  # fmt: skip
    return frozen.queued


def _trouble(message: Message, step: MessageStep, at: datetime) -> Q:
    """Rows by which the person was not reached, long enough ago."""
    since = at - timedelta(hours=step.wait_hours)
    gone = Q(state__in=CAME_BACK) | Q(state=State.SUPPRESSED, reason__in=NO_WAY_IN)
    if step.after == MessageStep.After.BOUNCED:
        return gone & Q(closed_at__lte=since)
    kinds = [channel.kind for channel in channels_of(message) if KINDS.get(channel.kind).confirms]
    silent = Q(state__in=[State.SENT, State.UNSURE], batch__channel__kind__in=kinds, sent_at__lte=since)
    return gone | silent


def _by(channel: Channel) -> Sum:
    return Sum(Case(When(batch__channel=channel, then=Value(1)), default=Value(0)))


def _is_due(message: Message, at: datetime) -> bool:
    if message.sent_at is None:
        return False
    pause = max(_LOOKS_AT_LEAST, (at - message.sent_at) / 100)
    return message.fell_back_at is None or message.fell_back_at <= at - pause


def _cannot(message: Message, why: str, at: datetime) -> None:
    """People wait for the next channel, and the words may not leave: said once, on the board and in the journal."""
    if message.send_trouble:
        return
    Message.objects.filter(pk=message.pk).update(send_trouble=why.strip()[:300])
    record(
        "message.held_back", by=None, at=at, subject=message, crisis_id=message.crisis_id, title=message.title, why=why
    )
