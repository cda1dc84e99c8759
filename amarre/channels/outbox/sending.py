"""Sending: take a few rows, look once more whether they may leave, hand them over, write down each answer.

A crash in between is said, never guessed: see `record` for what survives it and `recovery` for who reads it.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from datetime import datetime

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import Min, Q

from amarre.channels.doors import config_of
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Envelope, Kind, Misconfigured, Sealed, Unreachable
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox import pacing
from amarre.channels.outbox.checks import Ready, look
from amarre.channels.outbox.content import Composed, compose
from amarre.channels.outbox.leasing import Taken, take
from amarre.channels.outbox.outcomes import Outcome, write_down
from amarre.channels.outbox.record import Record
from amarre.engine.pace import Pace
from amarre.lib.secrets import SecretLost

FIRST_SLICE, LARGEST_SLICE = 100, 2000
# A slice should take about this long: it is how often the ledger learns, and how soon a pause is noticed by all.
SLICE_SECONDS = 2.0
# How often, within a slice, we look whether somebody has paused or stopped the send.
LOOK_SECONDS = 0.5
AWAY_SECONDS = (5, 15, 30, 60, 120, 300)
# A database that has gone away is waited for so long: what we know is in our record meanwhile.
DATABASE_SECONDS = 600.0
ROWS_AT_ONCE = 20_000

# The leases that this process holds at the moment, by all its lanes.
HELD: set[int] = set()

Clock = Callable[[], datetime]


def send_chunk(batch_id: int, *, worker: str, clock: Clock, size: int = ROWS_AT_ONCE, seconds: float = 3600.0) -> int:
    """Send up to `size` rows of a batch, for about so many seconds. Returns how many were answered; 0: nothing to do.

    `worker` is the sender's name (`str(Process.current())` lets a dead one be noticed at once). Several senders may
    work on one batch. The batch is finished when no row waits or is in flight.
    """
    batch = Batch.objects.select_related("channel").get(pk=batch_id)
    if batch.state != Batch.State.SENDING:
        return 0
    return _Sender(batch, worker=worker, clock=clock).send(size, seconds)


class _Sender:
    """One worker on one batch for a while."""

    def __init__(self, batch: Batch, *, worker: str, clock: Clock) -> None:
        self.batch = batch
        self.worker = worker
        self.clock = clock
        self.kind: Kind = KINDS.get(batch.channel.kind)
        self.pace = Pace.from_data(batch.channel.pace)
        self.contents: dict[str, Composed] = {}

    def send(self, size: int, seconds: float) -> int:
        ends = time.monotonic() + seconds
        _write_through()
        try:
            self.contents = compose(self.batch)
        except SecretLost:
            _pause(self.batch, "secret_lost")
            return 0
        done, slice_size = 0, self.kind.whole or FIRST_SLICE
        while done < size and time.monotonic() < ends:
            wanted = slice_size if self.kind.whole else min(slice_size, size - done)
            allowed = pacing.reserve(self.batch, self.pace, wanted, at=self.clock())
            if allowed is not None and not allowed.count:
                if self._has_due():
                    _wait_until(self.batch, allowed.opens_at, "pace")
                    return done
                break
            places = allowed.count if allowed else wanted
            taken = take(self.batch, places, worker=self.worker, at=self.clock())
            if taken is None:
                pacing.release(self.batch, self.pace, places, at=self.clock())
                break
            began = time.monotonic()
            outcome = self._send_slice(taken)
            pacing.release(self.batch, self.pace, places - len(outcome.results), at=self.clock())
            done += len(outcome.results) + len(outcome.withheld)
            if outcome.away or outcome.refuses or self._goes_badly(outcome):
                return done
            slice_size = self._next_size(slice_size, len(taken.rows), time.monotonic() - began)
        settle(self.batch, at=self.clock())
        return done

    def _has_due(self) -> bool:
        at = self.clock()
        waiting = self.batch.deliveries.filter(state=Delivery.State.QUEUED)
        return waiting.filter(Q(not_before=None) | Q(not_before__lte=at)).exists()

    def _next_size(self, size: int, sent: int, seconds: float) -> int:
        if self.kind.whole:
            return size
        return max(1, min(LARGEST_SLICE, size * 4, int(sent / max(seconds, 0.001) * SLICE_SECONDS)))

    def _send_slice(self, taken: Taken) -> Outcome:
        outcome = Outcome()
        HELD.add(taken.lease.pk)
        try:
            return self._recorded(taken, outcome)
        finally:
            HELD.discard(taken.lease.pk)

    def _recorded(self, taken: Taken, outcome: Outcome) -> Outcome:
        try:
            record = Record(taken.lease.pk, [row.id for row in taken.rows])
        except OSError:  # a full disk: nothing was begun, and nothing is without a record
            self._persist(taken, outcome)
            raise
        try:
            self._hand_over(taken, record, outcome)
        except BaseException:
            # Whatever happened, what is known is written down; what was begun without an answer is not known.
            answered = {row.id for row, _ in outcome.results}
            outcome.begun = [row for row in outcome.begun if row.id not in answered]
            self._persist(taken, outcome)
            record.close()
            raise
        outcome.begun = []
        self._persist(taken, outcome)
        record.close()
        return outcome

    def _hand_over(self, taken: Taken, record: Record, outcome: Outcome) -> None:
        if self.kind.send is None:
            outcome.refuses = f"a channel of the kind {self.kind.slug} cannot send"
            return
        ready = look(self.batch, self.kind, self.pace, self.contents, taken.rows, outcome, at=self.clock())
        places = {row.id: place for place, row in enumerate(taken.rows)}
        by_token = {each.row.token: (each.row, places[each.row.id]) for each in ready}
        try:
            for result in self.kind.send(
                self._envelopes(ready, places, record, outcome), config_of(self.batch.channel)
            ):
                row, place = by_token.pop(result.token)
                record.answer(place, result)
                outcome.results.append((row, result))
        except Unreachable as error:
            outcome.away = str(error)
        except Misconfigured as error:
            outcome.refuses = str(error)

    def _envelopes(
        self, ready: list[Ready], places: dict[int, int], record: Record, outcome: Outcome
    ) -> Iterator[Envelope | Sealed]:
        """The envelopes, each marked as begun when it is asked for; none more once the send is paused or stopped."""
        looked_at = time.monotonic()
        for each in ready:
            if (now := time.monotonic()) - looked_at > LOOK_SECONDS:
                looked_at = now
                if not self._goes_on():
                    return
            row = each.row
            envelope = self.contents[row.language].envelope(row, each.written, each.decisions, each.extra)
            record.begin(places[row.id])
            outcome.begun.append(row)
            yield envelope

    def _goes_on(self) -> bool:
        """Whether the send is still wanted. A database that cannot say does not stop what is under way."""
        try:
            return Batch.objects.filter(pk=self.batch.pk, state=Batch.State.SENDING).exists()
        except (OperationalError, InterfaceError):
            return True

    def _persist(self, taken: Taken, outcome: Outcome) -> None:
        """Write the outcome down; a database that is away or busy is waited for: nobody else knows what we know."""
        ends = time.monotonic() + DATABASE_SECONDS
        wait = 0.1
        while True:
            try:
                return self._write(taken, outcome)
            except (OperationalError, InterfaceError):
                if connection.in_atomic_block or time.monotonic() > ends:
                    raise
                connection.close()
                time.sleep(wait)
                wait = min(wait * 2, 5.0)

    @transaction.atomic
    def _write(self, taken: Taken, outcome: Outcome) -> None:
        at = self.clock()
        write_down(self.batch, taken.lease, taken.rows, outcome, at=at)
        if outcome.away:
            _wait_for_hop(self.batch, outcome.away, at=at)
        elif outcome.refuses:
            _pause(self.batch, outcome.refuses)
        elif outcome.results:
            Batch.objects.filter(pk=self.batch.pk).exclude(troubles=0).update(troubles=0)

    def _goes_badly(self, outcome: Outcome) -> bool:
        if not pacing.goes_badly(self.batch, self.pace, outcome):
            return False
        _pause(self.batch, "too_many_errors")
        return True


def _write_through() -> None:
    """A lease must be on the disk before its first message leaves: after a power cut we must know what was begun."""
    if connection.vendor == "sqlite" and not connection.in_atomic_block:
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=FULL")


def _wait_for_hop(batch: Batch, why: str, *, at: datetime) -> None:
    troubles = Batch.objects.values_list("troubles", flat=True).get(pk=batch.pk)
    pause = AWAY_SECONDS[min(troubles, len(AWAY_SECONDS) - 1)]
    until = datetime.fromtimestamp(at.timestamp() + pause, tz=at.tzinfo)
    Batch.objects.filter(pk=batch.pk).update(
        troubles=min(troubles + 1, 1000), next_at=until, state_reason=why[:200], worked_at=None
    )


def _wait_until(batch: Batch, until: datetime, why: str) -> None:
    Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING).update(next_at=until, state_reason=why, worked_at=None)


def _pause(batch: Batch, why: str) -> None:
    Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING).update(
        state=Batch.State.PAUSED, state_reason=why[:200], worked_at=None
    )


@transaction.atomic
def settle(batch: Batch, *, at: datetime) -> None:
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
