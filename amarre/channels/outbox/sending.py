"""Sending: lease a few rows, hand them over, write down each answer. A crash in between is said, never guessed.

Rows are leased in slices that take some seconds each. A row whose sender died before writing down the answer becomes
`unsure`: it may or may not have arrived, and only a person (or a next hop that drops doubles) has it sent again.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F, Min, Q, QuerySet

from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable
from amarre.channels.models import Batch, Delivery, Receipt
from amarre.channels.outbox.content import Composed, compose
from amarre.channels.suppression import list_of, suppress
from amarre.engine.mailin.reasons import is_permanent, reason_for
from amarre.tasks.processes import Process

LEASE = timedelta(minutes=5)
FIRST_SLICE, LARGEST_SLICE = 20, 200
# A slice should take about this long: short enough that little is unsure after a crash.
SLICE_SECONDS = 2.0
RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
AWAY_AFTER = tuple(timedelta(seconds=seconds) for seconds in (5, 15, 30, 60, 120, 300))

Clock = Callable[[], datetime]


@dataclass
class _Slice:
    """What came of one slice. `away` is why the next hop could not go on; `refuses` why it will not have us."""

    results: list[Result] = field(default_factory=list)
    away: str = ""
    refuses: str = ""


def send_chunk(batch_id: int, *, worker: str, clock: Clock, size: int = 500) -> int:
    """Send up to `size` rows of a batch. Returns how many were answered; 0 when there is nothing to do now.

    `worker` is the sender's name (`str(Process.current())` lets a dead one be noticed at once). Several senders may
    work on one batch. The batch is finished when no row waits or is in flight.
    """
    batch = Batch.objects.select_related("channel").get(pk=batch_id)
    if batch.state != Batch.State.SENDING:
        return 0
    contents = compose(batch)
    done, slice_size = 0, FIRST_SLICE
    while done < size:
        rows = _lease(batch, min(slice_size, size - done), worker=worker, at=clock())
        if not rows:
            break
        began = time.monotonic()
        outcome = _hand_over(batch, rows, contents)
        _write_down(batch, rows, outcome, at=clock())
        done += len(outcome.results)
        if outcome.away or outcome.refuses:
            return done
        slice_size = _next_slice(slice_size, len(rows), time.monotonic() - began)
    _settle(batch, at=clock())
    return done


def _next_slice(size: int, sent: int, seconds: float) -> int:
    pace = sent / max(seconds, 0.001)
    return max(1, min(LARGEST_SLICE, size * 2, int(pace * SLICE_SECONDS)))


@transaction.atomic
def _lease(batch: Batch, size: int, *, worker: str, at: datetime) -> list[Delivery]:
    """Take the next rows that are due; a conditional update, so that two senders never hold the same row."""
    if not Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING).update(worked_at=at):
        return []
    due = batch.deliveries.filter(state=Delivery.State.QUEUED).filter(Q(not_before=None) | Q(not_before__lte=at))
    if connection.features.has_select_for_update_skip_locked:
        due = due.select_for_update(skip_locked=True)
    rows = list(due.order_by("id")[:size])
    Delivery.objects.filter(pk__in=[row.pk for row in rows], state=Delivery.State.QUEUED).update(
        state=Delivery.State.SENDING, leased_by=worker[:80], leased_until=at + LEASE, attempts=F("attempts") + 1
    )
    return rows


def _hand_over(batch: Batch, rows: list[Delivery], contents: dict[str, Composed]) -> _Slice:
    kind = KINDS.get(batch.channel.kind)
    outcome = _Slice()
    if kind.send is None:
        outcome.refuses = f"a channel of the kind {kind.slug} cannot send"
        return outcome
    try:
        for result in kind.send(_envelopes(rows, contents), kind.config(batch.channel.config)):
            outcome.results.append(result)
    except Unreachable as error:
        outcome.away = str(error)
    except Misconfigured as error:
        outcome.refuses = str(error)
    return outcome


def _envelopes(rows: list[Delivery], contents: dict[str, Composed]) -> Iterator[Envelope]:
    for row in rows:
        yield contents[row.language].envelope(row)


@transaction.atomic
def _write_down(batch: Batch, rows: list[Delivery], outcome: _Slice, *, at: datetime) -> None:
    by_token = {row.token: row for row in rows}
    accepted = [by_token.pop(result.token).pk for result in outcome.results if result.answer is Answer.ACCEPTED]
    _close(accepted, Delivery.State.SENT, at=at, sent_at=at, closed_at=None, reason="")
    for result in outcome.results:
        if result.answer is Answer.REFUSED:
            _refused(batch, by_token.pop(result.token), result, at=at)
        elif result.answer is Answer.DEFERRED:
            _deferred(by_token.pop(result.token), result, at=at)
        elif result.answer is Answer.UNSURE:
            _close([by_token.pop(result.token).pk], Delivery.State.UNSURE, at=at, reason=result.words)
    _give_back([row.pk for row in by_token.values()])
    if outcome.refuses:
        _pause(batch, outcome.refuses)
    elif outcome.away:
        _wait(batch, outcome.away, at=at)
    else:
        Batch.objects.filter(pk=batch.pk).exclude(troubles=0).update(troubles=0, state_reason="")


def _close(
    keys: list[int],
    state: Delivery.State,
    *,
    at: datetime,
    reason: str,
    sent_at: datetime | None = None,
    closed_at: datetime | None = None,
) -> None:
    values = {"state": state, "reason": reason[:300], "leased_by": "", "leased_until": None, "closed_at": closed_at}
    if sent_at is not None:
        values["sent_at"] = sent_at
    Delivery.objects.filter(pk__in=keys, state=Delivery.State.SENDING).update(**values)


def _refused(batch: Batch, row: Delivery, result: Result, *, at: datetime) -> None:
    """The next hop refuses this message to this address: it came back. A dead address joins the suppression list."""
    reason = reason_for(result.words, result.status, result.command)
    permanent = is_permanent(reason, result.status)
    _close([row.pk], Delivery.State.BOUNCED, at=at, reason=reason, closed_at=at)
    receipt = Receipt.objects.create(
        delivery=row,
        kind=Receipt.Kind.BOUNCED,
        address=row.address,
        permanent=permanent,
        status=result.status,
        reason=reason,
        diagnostic=result.words,
        at=at,
    )
    if permanent:
        suppress(
            channel_kind=list_of(batch.channel), address=row.address, cause="dead", by=None, at=at, receipt=receipt
        )


def _deferred(row: Delivery, result: Result, *, at: datetime) -> None:
    """Not now: try again later, or give up after the last wait. `row.attempts` is the count before this one."""
    if row.attempts >= len(RETRY_AFTER):
        _close([row.pk], Delivery.State.FAILED, at=at, reason=result.words, closed_at=at)
        return
    Delivery.objects.filter(pk=row.pk, state=Delivery.State.SENDING).update(
        state=Delivery.State.QUEUED,
        reason=result.words[:300],
        not_before=at + RETRY_AFTER[row.attempts],
        leased_by="",
        leased_until=None,
    )


def _give_back(keys: list[int]) -> None:
    """Rows that were leased and never handed over wait again, and the attempt does not count."""
    Delivery.objects.filter(pk__in=keys, state=Delivery.State.SENDING).update(
        state=Delivery.State.QUEUED, leased_by="", leased_until=None, attempts=F("attempts") - 1
    )


def _wait(batch: Batch, why: str, *, at: datetime) -> None:
    troubles = Batch.objects.values_list("troubles", flat=True).get(pk=batch.pk)
    pause = AWAY_AFTER[min(troubles, len(AWAY_AFTER) - 1)]
    Batch.objects.filter(pk=batch.pk).update(
        troubles=min(troubles + 1, 1000), next_at=at + pause, state_reason=why[:200], worked_at=None
    )


def _pause(batch: Batch, why: str) -> None:
    Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING).update(
        state=Batch.State.PAUSED, state_reason=why[:200], worked_at=None
    )


@transaction.atomic
def _settle(batch: Batch, *, at: datetime) -> None:
    """Finish the batch, or note when its next row is due."""
    open_rows = batch.deliveries.filter(state__in=[Delivery.State.QUEUED, Delivery.State.SENDING])
    sending = Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING)
    if not open_rows.exists():
        sending.update(state=Batch.State.FINISHED, finished_at=at, state_reason="", next_at=None, worked_at=None)
        return
    waiting = open_rows.filter(state=Delivery.State.QUEUED)
    if waiting.filter(Q(not_before=None) | Q(not_before__lte=at)).exists():
        sending.update(next_at=at)
    else:
        sending.update(next_at=waiting.aggregate(first=Min("not_before"))["first"] or at, worked_at=None)


def wants_sending(*, at: datetime) -> QuerySet[Batch]:
    """Batches being sent whose time has come and on which nobody seems to work."""
    idle = Q(worked_at=None) | Q(worked_at__lt=at - timedelta(seconds=30))
    due = Q(next_at=None) | Q(next_at__lte=at)
    return Batch.objects.filter(idle & due, state=Batch.State.SENDING)


def reap(*, at: datetime) -> int:
    """Mark `unsure` the rows whose sender died, or whose lease ran out; returns how many.

    A sender on this machine is known dead or alive at once, whatever its lease says; one elsewhere is given up when
    its lease ends.
    """
    flying = Delivery.objects.filter(state=Delivery.State.SENDING)
    lives = {name: _lives(name) for name in flying.values_list("leased_by", flat=True).distinct()}
    dead = [name for name, alive in lives.items() if alive is False]
    here = [name for name, alive in lives.items() if alive]
    lost = flying.filter(Q(leased_until__lt=at) | Q(leased_by__in=dead)).exclude(leased_by__in=here)
    batches = list(lost.values_list("batch_id", flat=True).distinct())
    count = lost.update(state=Delivery.State.UNSURE, reason="sender_lost", leased_by="", leased_until=None)
    for batch in Batch.objects.filter(pk__in=batches, state=Batch.State.SENDING):
        _settle(batch, at=at)
    return count


def _lives(name: str) -> bool | None:
    """Whether the process of that name runs on this machine; None when it cannot be known from here."""
    with contextlib.suppress(ValueError):
        process = Process.parse(name)
        return process.lives() if process is not None else None
    return None
