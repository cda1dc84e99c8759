"""Writing down what became of the rows of a lease: in groups, in one transaction, each state honest."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.db import connection, transaction
from django.db.models import F

from amarre.channels.kinds.contract import Answer, Result
from amarre.channels.kinds.reasons import REASONS
from amarre.channels.models import Batch, Delivery, Lease, Receipt
from amarre.channels.outbox.leasing import Row
from amarre.channels.suppression import list_of, suppress
from amarre.engine.mailin.reasons import is_permanent, reason_for
from amarre.lib import bulk

RETRY_AFTER = tuple(timedelta(minutes=minutes) for minutes in (1, 5, 15, 60, 180, 360, 720))
# A wait is made longer by up to this share, at random: a thousand messages put off together do not come back together.
JITTER = 0.3
_TABLE = Delivery._meta.db_table
_REPLY, _REFERENCE = 300, 120


@dataclass
class Outcome:
    """What became of a slice, by row. What is in none of these was not begun: it waits again."""

    results: list[tuple[Row, Result]] = field(default_factory=list)
    withheld: list[tuple[Row, str]] = field(default_factory=list)  # not sent, on purpose, and why
    later: list[tuple[Row, str, datetime]] = field(default_factory=list)  # not now: why, and until when
    begun: list[Row] = field(default_factory=list)  # handed over, perhaps, by a sender that died
    away: str = ""  # why the next hop could not go on
    refuses: str = ""  # why it will not have us


@transaction.atomic
def write_down(batch: Batch, lease: Lease, rows: Sequence[Row], outcome: Outcome, *, at: datetime) -> None:
    """Record the outcome of a lease and end it.

    A lease that was given up for lost while its worker lived is still its own: its rows say so (`lease_ref`).
    """
    Lease.objects.filter(pk=lease.pk).delete()
    accepted = [(row, result) for row, result in outcome.results if result.answer is Answer.ACCEPTED]
    _accepted(lease, accepted, at=at)
    _keep_values(lease, outcome)
    others = [pair for pair in outcome.results if pair[1].answer is not Answer.ACCEPTED]
    for row, result in others:
        if result.answer is Answer.REFUSED:
            _refused(batch, lease, row, result, at=at)
        elif result.answer is Answer.UNSURE:
            _close(lease, [row], Delivery.State.UNSURE, reason=result.words or "no_answer")
    for reason, some in _by_reason(outcome.withheld):
        _close(lease, some, Delivery.State.SUPPRESSED, reason=reason, closed_at=at)
    _close(lease, outcome.begun, Delivery.State.UNSURE, reason="sender_lost")
    if len(accepted) + len(outcome.withheld) < len(rows) and _is_stopped(batch):
        waiting = [row for row, result in others if result.answer is Answer.DEFERRED]
        waiting += [row for row, _, _ in outcome.later] + _left(rows, outcome)
        _close(lease, waiting, Delivery.State.STOPPED, reason="stopped", closed_at=at)
        return
    for row, result in others:
        if result.answer is Answer.DEFERRED:
            _deferred(lease, row, result, at=at)
    _put_off(lease, outcome.later)
    _give_back(lease, _left(rows, outcome))


def _left(rows: Sequence[Row], outcome: Outcome) -> list[Row]:
    """Rows that were never begun."""
    if len(outcome.results) + len(outcome.withheld) + len(outcome.later) + len(outcome.begun) == len(rows):
        return []
    told = {row.id for row, _ in outcome.results} | {row.id for row, _ in outcome.withheld}
    told |= {row.id for row, _, _ in outcome.later} | {row.id for row in outcome.begun}
    return [row for row in rows if row.id not in told]


def _is_stopped(batch: Batch) -> bool:
    """Whether somebody has stopped the send meanwhile: then nothing of it waits again. Locked until we end."""
    state = Batch.objects.select_for_update().values_list("state", flat=True).get(pk=batch.pk)
    return state == Batch.State.STOPPED


def _accepted(lease: Lease, pairs: Sequence[tuple[Row, Result]], *, at: datetime) -> None:
    """The rows that the next hop took: by far the most, so in one statement (COPY-like arrays on PostgreSQL)."""
    if not pairs:
        return
    moment = bulk.prepared(Delivery, "sent_at", at)
    columns = [(_values(row), result.words[:_REPLY], result.reference[:_REFERENCE], row.id) for row, result in pairs]
    settle = "state = 'sent', reason = '', sent_at = %s, closed_at = NULL, lease_ref = NULL"
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            given, replies, references, numbers = (list(column) for column in zip(*columns, strict=True))
            cursor.execute(
                f"""UPDATE {_TABLE} SET {settle}, "values" = o.v::jsonb, reply = o.reply, reference = o.reference
                FROM (SELECT unnest(%s::text[]) v, unnest(%s::text[]) reply, unnest(%s::text[]) reference,
                             unnest(%s::bigint[]) id) o
                WHERE {_TABLE}.id = o.id AND {_TABLE}.lease_ref = %s""",  # noqa: S608
                [moment, given, replies, references, numbers, lease.pk],
            )
            return
        cursor.executemany(
            f'UPDATE {_TABLE} SET {settle}, "values" = %s, reply = %s, reference = %s '  # noqa: S608
            "WHERE id = %s AND lease_ref = %s",
            [(moment, *column, lease.pk) for column in columns],
        )


def _keep_values(lease: Lease, outcome: Outcome) -> None:
    """What was said to those who refused it, or who may have read it, is kept too.

    A row that waits keeps nothing: it will be told what holds then.
    """
    final = (Answer.REFUSED, Answer.UNSURE)
    rows = [row for row, result in outcome.results if result.answer in final] + outcome.begun
    with connection.cursor() as cursor:
        cursor.executemany(
            f'UPDATE {_TABLE} SET "values" = %s WHERE id = %s AND lease_ref = %s',  # noqa: S608
            [(_values(row), row.id, lease.pk) for row in rows if row.fresh],
        )


def _values(row: Row) -> str:
    """The personal values as they went into the words, as JSON."""
    values = row.fresh or row.values
    return json.dumps(values) if values else "{}"


def _close(lease: Lease, rows: Iterable[Row], state: str, *, reason: str, closed_at: datetime | None = None) -> int:
    """Change the state of the rows that are still this lease's; returns how many."""
    keys = [row.id for row in rows]
    if not keys:
        return 0
    held = Delivery.objects.filter(pk__in=keys, lease_ref=lease.pk)
    # An unsure row keeps the name of its lease: should its sender live after all, it may still say what happened.
    kept = lease.pk if state == Delivery.State.UNSURE else None
    return held.update(state=state, reason=reason[:300], closed_at=closed_at, lease_ref=kept)


def _by_reason(withheld: Iterable[tuple[Row, str]]) -> list[tuple[str, list[Row]]]:
    groups: dict[str, list[Row]] = {}
    for row, reason in withheld:
        groups.setdefault(reason, []).append(row)
    return list(groups.items())


def _refused(batch: Batch, lease: Lease, row: Row, result: Result, *, at: datetime) -> None:
    """The next hop refuses this message to this address: it came back. A dead address joins the suppression list."""
    slug, _, said = result.words.partition(": ")
    own = slug in REASONS  # the kind knows why; what the provider said may follow (`trouble.told`)
    reason = slug if own else reason_for(result.words, result.status, result.command)
    permanent = is_permanent(reason, result.status) if result.permanent is None else result.permanent
    if not _close(lease, [row], Delivery.State.BOUNCED, reason=reason, closed_at=at):
        return
    receipt = Receipt.objects.create(
        delivery_id=row.id,
        kind=Receipt.Kind.BOUNCED,
        address=row.address,
        permanent=permanent,
        status=result.status[:12],
        reason=reason[:40],
        diagnostic=(said if own else result.words)[:500],
        at=at,
    )
    if permanent and row.address:
        suppress(
            channel_kind=list_of(batch.channel),
            address=row.address,
            cause="dead",
            by=None,
            at=at,
            receipt=receipt,
            normal_as=batch.channel.kind,
        )


def _deferred(lease: Lease, row: Row, result: Result, *, at: datetime) -> None:
    """Not now: try again later, or give up after the last wait."""
    tries = row.attempts - 1
    if tries >= len(RETRY_AFTER):
        _close(lease, [row], Delivery.State.FAILED, reason=result.words or "given_up", closed_at=at)
        return
    wait = RETRY_AFTER[tries] * (1 + JITTER * random.random())
    Delivery.objects.filter(pk=row.id, lease_ref=lease.pk).update(
        state=Delivery.State.QUEUED,
        reason=result.words[:300],
        not_before=at + max(wait, result.retry_after or wait),
        lease_ref=None,
    )


def _put_off(lease: Lease, later: Iterable[tuple[Row, str, datetime]]) -> None:
    """Rows that may not leave now wait until they may; the attempt does not count."""
    groups: dict[tuple[str, datetime], list[int]] = {}
    for row, reason, until in later:
        groups.setdefault((reason, until), []).append(row.id)
    for (reason, until), keys in groups.items():
        Delivery.objects.filter(pk__in=keys, lease_ref=lease.pk).update(
            state=Delivery.State.QUEUED, reason=reason, not_before=until, lease_ref=None, attempts=F("attempts") - 1
        )


def _give_back(lease: Lease, rows: Sequence[Row]) -> None:
    """Rows that were leased and never begun wait again, as if nothing had happened."""
    for row_ids in (rows[place : place + 500] for place in range(0, len(rows), 500)):
        Delivery.objects.filter(pk__in=[row.id for row in row_ids], lease_ref=lease.pk).update(
            state=Delivery.State.QUEUED, lease_ref=None, attempts=F("attempts") - 1
        )
