"""The list of calls: people whom colleagues telephone, one by one, never two colleagues for one person.

A delivery of a channel of calls that is `sent` is a person to call. Whoever takes them holds them for fifteen minutes;
what came of the call is a receipt, like the news of any other channel.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings
from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, Min, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels.desk import Asked, Standing, desk
from amarre.channels.kinds.call import reasons
from amarre.channels.models import Batch, CallTask, Delivery, Receipt
from amarre.channels.planned import PLANNED, Planned
from amarre.channels.reading import batches_visible_to
from amarre.channels.receipts import note as note_receipt
from amarre.channels.receipts import take_back
from amarre.channels.suppression import refused_among
from amarre.engine.mailin import Outcome
from amarre.engine.pace import Pace, quiet_until
from amarre.lib.errors import Conflict, Invalid

KIND = "call"
HOLD = timedelta(minutes=15)
AGAIN = timedelta(hours=2)
SKIPPED = timedelta(minutes=30)
TRIES = 3
UNDO = timedelta(hours=1)
# Unless the channel says otherwise, nobody is rung in the evening or early in the morning, where they live.
QUIET_FROM, QUIET_UNTIL = "20:00", "08:00"
_LOOKED_AT = 40
_CLOSED = (Batch.State.PREPARING, Batch.State.READY, Batch.State.PAUSED, Batch.State.STOPPED)
# By outcome: the receipts that it makes, as (kind, whether the number is dead).
_RECEIPTS: dict[str, tuple[tuple[str, bool | None], ...]] = {
    reasons.SPOKEN: ((Receipt.Kind.DELIVERED, None),),
    reasons.VOICEMAIL: ((Receipt.Kind.DELIVERED, None),),
    reasons.NO_ANSWER: ((Receipt.Kind.BOUNCED, False),),
    reasons.WRONG_NUMBER: ((Receipt.Kind.BOUNCED, True),),
    reasons.NOT_AGAIN: ((Receipt.Kind.DELIVERED, None), (Receipt.Kind.UNSUBSCRIBED, None)),
}


@dataclass(frozen=True)
class Left:
    """How many people there are still to call: now, later (no answer before, quiet hours), in colleagues' hands.

    `next_at` is when the first of the later ones may be called.
    """

    now: int
    later: int
    held: int
    next_at: datetime | None = None

    @property
    def all(self) -> int:
        return self.now + self.later + self.held


def left(user: User, *, at: datetime) -> Left:
    """What remains of the lists that this colleague may see."""
    waiting = _waiting(user)
    tasks = CallTask.objects.filter(delivery__in=waiting.values("pk"), ended_at=None)
    held = tasks.filter(until__gt=at).count()
    later = tasks.filter(_free(at), not_before__gt=at).aggregate(count=Count("pk"), first=Min("not_before"))
    return Left(waiting.count() - held - later["count"], later["count"], held, later["first"])


def current(user: User, *, at: datetime) -> CallTask | None:
    """The person whom this colleague is calling."""
    mine = CallTask.objects.filter(agent=user, until__gt=at, ended_at=None, delivery__in=_waiting(user).values("pk"))
    return mine.select_related("delivery__batch__channel").first()


def latest(user: User, *, at: datetime) -> CallTask | None:
    """The call that this colleague wrote down last, while it can be taken back."""
    done = CallTask.objects.filter(called_by=user, called_at__gte=at - UNDO)
    return done.select_related("delivery__batch__channel").order_by("-called_at").first()


def take(user: User, *, at: datetime) -> CallTask | None:
    """The next person to call, held for this colleague; the one already held, if any; None when nobody is to be called.

    Each is looked at once more: who refused meanwhile is not called, who sleeps is called in the morning.
    """
    held = current(user, at=at)
    if held is not None:
        return held
    for delivery in _candidates(user, at=at):
        if not _may_be_called(delivery, at=at):
            continue
        task = _claim(delivery, user, at=at)
        if task is not None:
            return task
    return None


def skip(task: CallTask, *, by: User, at: datetime) -> None:
    """Leave this person to somebody else, or to later. Raises Conflict when they are in other hands."""
    if not _mine(task, by).update(agent=None, until=None, not_before=at + SKIPPED):
        raise _lost()


@transaction.atomic
def record(task: CallTask, *, outcome: str, note: str = "", by: User, at: datetime) -> CallTask:
    """Write down what came of the call.

    Without an answer the person comes back after two hours, three times at most. A wrong number is not called again by
    anybody; nor is who asked for it. Raises Conflict when the person is in other hands by now, Invalid for an outcome
    that does not exist.
    """
    if outcome not in _RECEIPTS:
        raise Invalid(_("Choose what came of the call."), fields={"outcome": _("An outcome is needed.")})
    again = outcome == reasons.NO_ANSWER and task.tries + 1 < TRIES
    changed = _mine(task, by).update(
        agent=None, until=None, tries=F("tries") + 1, outcome=outcome, note=note.strip()[:2000], called_at=at,
        called_by=by, not_before=at + AGAIN if again else None, ended_at=None if again else at,
    )  # fmt: skip
    if not changed:
        raise _lost()
    if not again:
        for kind, dead in _RECEIPTS[outcome]:
            told = Outcome(task.delivery.address, dead, "", outcome, note.strip()[:500])
            note_receipt(kind, delivery=task.delivery, outcome=told, at=at)
    task.refresh_from_db()
    return task


@transaction.atomic
def undo(task: CallTask, *, by: User, at: datetime) -> CallTask:
    """The wrong button: the call is in this colleague's hands again, as if nothing had been written down.

    Raises Conflict when it was somebody else's, too long ago, or the person has been taken by another since.
    """
    called_at = task.called_at or at
    changed = CallTask.objects.filter(
        pk=task.pk, called_by=by, called_at=called_at, called_at__gte=at - UNDO, agent=None
    ).update(
        agent=by, until=at + HOLD, tries=F("tries") - 1, outcome="", called_at=None, called_by=None, not_before=None,
        ended_at=None,
    )  # fmt: skip
    if not changed:
        raise Conflict(_("This can no longer be taken back."))
    for receipt in task.delivery.receipts.filter(at=called_at, reason__in=reasons.REASONS):
        take_back(receipt, by=by, at=at)
    journal.record("call.undo", by=by, at=at, subject=task.delivery, crisis_id=task.delivery.batch.crisis_id)
    task.refresh_from_db()
    return task


@transaction.atomic
def stop_list(batch: Batch, *, by: User, at: datetime) -> int:
    """Nobody else on this list is called; returns how many people that is."""
    CallTask.objects.filter(delivery__batch=batch, ended_at=None).update(ended_at=at, agent=None, until=None)
    waiting = batch.deliveries.filter(state=Delivery.State.SENT)
    count = waiting.update(state=Delivery.State.STOPPED, reason="stopped", closed_at=at)
    if count:
        journal.record(
            "call.stop", by=by, at=at, subject=batch, crisis_id=batch.crisis_id, label=batch.label, count=count
        )
    return count


def lists(user: User | None = None) -> QuerySet[Batch]:
    """The lists on which somebody is still to be called, of the crises that this colleague may see (all, for none)."""
    batches = batches_visible_to(user) if user is not None else Batch.objects.all()
    waiting = Delivery.objects.filter(batch=OuterRef("pk"), state=Delivery.State.SENT)
    return batches.filter(Exists(waiting), channel__kind=KIND).exclude(state__in=_CLOSED)


def to_call(batch: Batch) -> int:
    """How many people of this list are still to be called."""
    return 0 if batch.state in _CLOSED else batch.deliveries.filter(state=Delivery.State.SENT).count()


def counted(user: User) -> list[tuple[Batch, int]]:
    """These lists with how many people are still to be called."""
    waiting = Count("deliveries", filter=Q(deliveries__state=Delivery.State.SENT))
    return [(batch, batch.left) for batch in lists(user).annotate(left=waiting)]


def _say(count: int) -> str:
    words = ngettext(
        "1 list of calls is closed before it is finished.",
        "%(count)s lists of calls are closed before they are finished.", count,
    )  # fmt: skip
    return words % {"count": count}


def _stop_all(by: User, at: datetime) -> int:
    return len([stop_list(batch, by=by, at=at) for batch in lists()])


# A list of calls is handed over at once and called for days: 'stop everything' ends it too.
PLANNED.add("calls", Planned(say=_say, count=lambda: lists().count(), hold=_stop_all))


def _waiting(user: User) -> QuerySet[Delivery]:
    return Delivery.objects.filter(batch__in=lists(user).values("pk"), state=Delivery.State.SENT)


def _free(at: datetime) -> Q:
    return Q(until=None) | Q(until__lte=at)


def _candidates(user: User, *, at: datetime) -> Iterator[Delivery]:
    """People to call now: those who did not answer and are due, then those nobody has taken yet; vital ones first."""
    rows = _waiting(user).select_related("batch__channel")
    due = rows.filter(
        Q(call__until=None) | Q(call__until__lte=at), Q(call__not_before=None) | Q(call__not_before__lte=at),
        call__isnull=False, call__ended_at=None,
    )  # fmt: skip
    yield from due.select_related("call").order_by(
        "-batch__is_vital", F("call__not_before").asc(nulls_first=True), "id"
    )[:_LOOKED_AT]
    new = rows.filter(call=None)
    last = 0
    for vital in (True, False):
        while page := list(new.filter(batch__is_vital=vital, pk__gt=last).order_by("id")[:_LOOKED_AT]):
            yield from page
            last = page[-1].pk
        last = 0


def _may_be_called(delivery: Delivery, *, at: datetime) -> bool:
    """Whether the person may be called now. Who may never be is taken off the list; who sleeps comes back later."""
    batch = delivery.batch
    standing = _standing(delivery, at=at)
    # That they had many messages since is no reason: this call was promised when the list was handed over.
    said = "" if standing.withheld == "cap" else standing.withheld
    withheld = said or refused_among(batch, [delivery.address]).get(delivery.address, "")
    if withheld:
        Delivery.objects.filter(pk=delivery.pk, state=Delivery.State.SENT).update(
            state=Delivery.State.SUPPRESSED, reason=withheld, closed_at=at
        )
        return False
    until = None if batch.is_vital else quiet_until(_pace(batch), _zone(standing.time_zone), at)
    if until is None:
        return True
    task, _made = CallTask.objects.get_or_create(delivery=delivery)
    CallTask.objects.filter(_free(at), pk=task.pk).update(not_before=until)
    return False


def _standing(delivery: Delivery, *, at: datetime) -> Standing:
    ref = delivery.person_ref
    if ref is None:
        return Standing()
    asked = Asked(
        people=[(ref, delivery.address, delivery.language)], address_kind="phone", occasion=delivery.batch.occasion,
        is_vital=delivery.batch.is_vital, names=(), wants_time_zone=True, at=at, channel_kind=KIND,
    )  # fmt: skip
    return desk().standing(asked).get(ref, Standing())


def zone_of(delivery: Delivery, *, at: datetime) -> ZoneInfo:
    """Where the person's clock is; the company's own zone when it is not known."""
    return _zone(_standing(delivery, at=at).time_zone)


def _pace(batch: Batch) -> Pace:
    return Pace.from_data({"quiet_from": QUIET_FROM, "quiet_until": QUIET_UNTIL} | batch.channel.pace)


def house_zone() -> ZoneInfo:
    """The company's own time zone."""
    return ZoneInfo(settings.TIME_ZONE)


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return house_zone()


def _claim(delivery: Delivery, user: User, *, at: datetime) -> CallTask | None:
    """Hold this person for a colleague; None when another was quicker."""
    known = CallTask.objects.filter(delivery=delivery)
    if not known.exists():
        try:
            with transaction.atomic():
                return CallTask.objects.create(delivery=delivery, agent=user, until=at + HOLD)
        except IntegrityError:
            return None
    free = known.filter(_free(at), Q(not_before=None) | Q(not_before__lte=at), ended_at=None)
    if not free.update(agent=user, until=at + HOLD):
        return None
    return known.select_related("delivery__batch__channel").get()


def _mine(task: CallTask, user: User) -> QuerySet[CallTask]:
    """The task while it is this colleague's: also after the fifteen minutes, as long as nobody else has taken it."""
    return CallTask.objects.filter(pk=task.pk, agent=user, ended_at=None)


def _lost() -> Conflict:
    return Conflict(
        _("Somebody else is calling this person now, or the list was stopped."),
        hint=_("Tell your colleagues what was said, and take the next person."),
    )
