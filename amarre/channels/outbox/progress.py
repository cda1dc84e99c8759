"""How far a send is: what was counted, when, and an estimate called one.

Small batches are counted at each look. Of a large one the worker keeps a `Tally`, taken again as often as its cost
allows (a count of 0.2 s, every 4 s), and pages show its age. Counters kept by the sender itself would be exact at every
moment, but each of its groups would then wait for the same row; counting a million rows over their own index takes
0.1 s on SQLite.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Max, Min, Q
from django.utils.dateparse import parse_datetime

from amarre.channels.models import Batch, Delivery, Tally
from amarre.lib.time import now

LARGE = 50_000
"""Rows from which a batch is counted by the worker, and not by each page."""

# Counting takes at most a twentieth of the time while a batch leaves, a thousandth once it has ended.
_LIVE_EVERY, _LIVE_SHARE = timedelta(seconds=3), 20
_ENDED_EVERY, _ENDED_SHARE = timedelta(minutes=1), 1000
_MOST_CAUSES = 500

LIVE = (Batch.State.READY, Batch.State.SENDING, Batch.State.PAUSED)
_TROUBLED = ("bounced", "failed", "suppressed", "unsure")
_GONE = ("sent", "delivered", "bounced", "failed", "unsure")


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows by state. `rate` is messages a second lately, `eta` seconds left at that rate; none: unknown.

    `counted_at` is when the rows were counted, none for just now.
    """

    total: int
    queued: int
    sending: int
    sent: int
    delivered: int
    bounced: int
    failed: int
    stopped: int
    suppressed: int
    unsure: int
    rate: float | None
    eta: float | None
    counted_at: datetime | None = None

    @property
    def to_send(self) -> int:
        """All who were to receive it."""
        return self.total - self.suppressed

    @property
    def done(self) -> int:
        """All whose message has left or will not."""
        return self.to_send - self.queued - self.sending

    @property
    def left(self) -> int:
        """All whose message may still leave."""
        return self.queued + self.sending


@dataclass(frozen=True, slots=True)
class Cause:
    """Rows of one state with one reason. `due` is when the first of those that wait is tried."""

    state: str
    reason: str
    count: int
    due: datetime | None = None


@dataclass(frozen=True, slots=True)
class Counted:
    """What was counted of a batch: rows by state, and the causes of those that wait or did not get through."""

    states: dict[str, int]
    causes: tuple[Cause, ...]
    at: datetime | None = None  # none: just now
    before: tuple[datetime, int] | None = None  # when it was counted before, and how many had gone by then


def progress(batch: Batch) -> Progress:
    """How far the batch is. One grouped query over its own index, or the worker's tally of a large one."""
    return _progress(batch, counted(batch, with_causes=False))


def causes(batch: Batch) -> list[tuple[str, str, int]]:
    """(state, reason, how many) of the rows that did not get through, the most frequent first."""
    found = [cause for cause in counted(batch).causes if cause.state in _TROUBLED]
    return [(cause.state, cause.reason, cause.count) for cause in found]


def progress_and_causes(batch: Batch) -> tuple[Progress, tuple[Cause, ...]]:
    """Both, counted once."""
    found = counted(batch)
    return _progress(batch, found), found.causes


def counted(batch: Batch, *, with_causes: bool = True) -> Counted:
    """The worker's tally while it is kept up to date, else counted now."""
    tally = Tally.objects.filter(batch=batch).first()
    if tally is not None and not _is_out_of_date(tally, batch, at=now(), patience=3):
        return _of_tally(tally)
    return Counted(_states(batch), _causes(batch) if with_causes else ())


def keep_tallies(*, at: datetime) -> int:
    """Count again the large batches whose tally is due; returns how many. What the worker does every few seconds."""
    known = {tally.batch_id: tally for tally in Tally.objects.select_related("batch")}
    unknown = Batch.objects.filter(state__in=LIVE).exclude(pk__in=known)
    due = [tally.batch for tally in known.values() if _is_out_of_date(tally, tally.batch, at=at)]
    for batch in [*due, *(batch for batch in unknown if is_large(batch))]:
        _keep(batch, known.get(batch.pk), at=at)
    return len(due)


def keep_large(*, at: datetime, latest: int = 500) -> int:
    """Begin a tally for each large one of the latest batches that has none: one that ended before it was looked at."""
    fresh = Batch.objects.filter(tally=None, pk__gt=(Batch.objects.aggregate(last=Max("pk"))["last"] or 0) - latest)
    large = [batch for batch in fresh.exclude(occasion="answer") if is_large(batch)]
    for batch in large:
        _keep(batch, None, at=at)
    return len(large)


def is_large(batch: Batch) -> bool:
    """Whether counting it at each look would cost too much."""
    return batch.deliveries.order_by("state", "id").values_list("pk", flat=True)[LARGE : LARGE + 1].exists()


def _keep(batch: Batch, tally: Tally | None, *, at: datetime) -> None:
    began = time.monotonic()
    states, found = _states(batch), _causes(batch)
    values: dict[str, Any] = {
        "counted_at": at,
        "seconds": time.monotonic() - began,
        "states": states,
        "causes": [[one.state, one.reason, one.count, one.due.isoformat() if one.due else None] for one in found],
        "before_at": tally.counted_at if tally else None,
        "before_gone": _gone(tally.states) if tally else 0,
    }
    Tally.objects.update_or_create(batch=batch, defaults=values)


def _is_out_of_date(tally: Tally, batch: Batch, *, at: datetime, patience: int = 1) -> bool:
    """Whether it is time to count again. What ended after the count, or started again, is due at once."""
    changed = max(filter(None, (batch.finished_at, batch.started_at)), default=None)
    if changed is not None and tally.counted_at < changed:
        return True
    live = batch.state in LIVE
    every, share = (_LIVE_EVERY, _LIVE_SHARE) if live else (_ENDED_EVERY, _ENDED_SHARE)
    allowed = max(every, timedelta(seconds=tally.seconds * share))
    if not live and batch.finished_at is not None:
        allowed = max(allowed, (at - batch.finished_at) / 50)  # receipts come in ever more slowly
    return tally.counted_at + allowed * patience < at


def _of_tally(tally: Tally) -> Counted:
    rows = ((state, reason, n, parse_datetime(due) if due else None) for state, reason, n, due in tally.causes)
    found = tuple(Cause(*row) for row in rows)
    before = (tally.before_at, tally.before_gone) if tally.before_at else None
    return Counted(dict(tally.states), found, tally.counted_at, before)


def _states(batch: Batch) -> dict[str, int]:
    return dict(batch.deliveries.order_by().values_list("state").annotate(rows=Count("id")))


def _causes(batch: Batch) -> tuple[Cause, ...]:
    """Why rows wait or did not get through. What waits for its turn, as all do at first, has no cause."""
    found: list[Cause] = []
    # Two queries: for one condition with an OR, a database would read all the rows of the batch.
    for asked in (Q(state__in=_TROUBLED), Q(state=Delivery.State.QUEUED, not_before__isnull=False)):
        rows = batch.deliveries.filter(asked).order_by().values_list("state", "reason")
        grouped = rows.annotate(rows=Count("id"), due=Min("not_before")).order_by("-rows", "state", "reason")
        found += (Cause(*row) for row in grouped[:_MOST_CAUSES])
    return tuple(sorted(found, key=lambda cause: -cause.count))


def _progress(batch: Batch, found: Counted) -> Progress:
    states = {state: found.states.get(state, 0) for state in Delivery.State.values}
    left = states["queued"] + states["sending"]
    rate = _rate(batch, found)
    return Progress(
        total=sum(states.values()),
        **states,
        rate=rate,
        eta=left / rate if rate and left and batch.state == Batch.State.SENDING else None,
        counted_at=found.at,
    )


def _rate(batch: Batch, found: Counted) -> float | None:
    """Between the last two counts when there are two, else since the start."""
    gone = _gone(found.states)
    if batch.started_at is None or not gone:
        return None
    if batch.state == Batch.State.SENDING and found.at and found.before and found.before[0] > batch.started_at:
        return _per_second(gone - found.before[1], found.before[0], found.at)
    last: datetime | None = batch.finished_at or batch.worked_at or found.at
    if batch.state == Batch.State.SENDING and last is None:
        last = batch.deliveries.aggregate(last=Max("sent_at"))["last"]
    return _per_second(gone, batch.started_at, last)


def _per_second(count: int, since: datetime, until: datetime | None) -> float | None:
    seconds = (until - since).total_seconds() if until else 0
    return max(0, count) / seconds if seconds > 0.5 else None


def _gone(states: dict[str, int]) -> int:
    return sum(states.get(state, 0) for state in _GONE)


def added(parts: Iterable[Progress]) -> Progress | None:
    """The sums of several batches of one send; None without any. Rates add, the time left is the longest; a person
    who was tried by two channels counts twice."""
    known = list(parts)
    if not known:
        return None
    sums = {name: sum(getattr(part, name) for part in known) for name in ("total", *Delivery.State.values)}
    rates = [part.rate for part in known if part.rate is not None]
    left = [part.eta for part in known if part.eta is not None]
    ages = [part.counted_at for part in known if part.counted_at is not None]
    return Progress(
        **sums, rate=sum(rates) if rates else None, eta=max(left, default=None), counted_at=min(ages, default=None)
    )
