"""Taking rows to be sent, so that no two workers ever hold the same one."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction

from amarre.channels.models import Batch, Delivery, Lease
from amarre.channels.outbox.record import path_of
from amarre.channels.tokens import token_of
from amarre.lib import bulk

# Only a worker on another machine is given up by the clock; one here is known dead or alive at once.
LEASE = timedelta(minutes=15)

_TABLE = Delivery._meta.db_table
_GIVEN = ("id", "person_ref", "address", "language", "values", "attempts", "in_reply_to", "old_token")


@dataclass(slots=True)
class Row:
    """One delivery in the hands of a worker. `values` are those written in the row; `fresh` those looked up now."""

    id: int
    person_ref: int | None
    address: str
    language: str
    values: dict[str, Any]
    attempts: int  # this one counted
    in_reply_to: str
    token: str
    fresh: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Taken:
    """A lease and its rows, in the order in which they were frozen."""

    lease: Lease
    rows: list[Row]


@transaction.atomic
def take(batch: Batch, size: int, *, worker: str, at: datetime) -> Taken | None:
    """Lease up to `size` rows that are due; None when there are none, or the batch is no longer being sent."""
    if not Batch.objects.filter(pk=batch.pk, state=Batch.State.SENDING).update(worked_at=at):
        return None
    lease = Lease.objects.create(batch=batch, worker=worker[:120], record="", taken_at=at, until=at + LEASE)
    moment = bulk.prepared(Delivery, "not_before", at)
    skip = "FOR UPDATE SKIP LOCKED" if connection.features.has_select_for_update_skip_locked else ""
    # Materialised: PostgreSQL may run a subquery with a LIMIT several times, and so take more rows than were asked.
    sql = f"""
        WITH due (due_id) AS MATERIALIZED (
            SELECT id FROM {_TABLE}
            WHERE batch_id = %s AND state = 'queued' AND (not_before IS NULL OR not_before <= %s)
            ORDER BY id LIMIT %s {skip}
        )
        UPDATE {_TABLE} SET state = 'sending', lease_ref = %s, attempts = attempts + 1, not_before = NULL
        FROM due WHERE id = due_id
        RETURNING {", ".join(f'"{name}"' for name in _GIVEN)}
    """  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(sql, [batch.pk, moment, size, lease.pk])
        found = sorted(cursor.fetchall())
    if not found:
        lease.delete()
        return None
    lease.record = str(path_of(lease.pk))
    lease.save(update_fields=["record"])
    return Taken(lease, [_row(batch.key, values) for values in found])


def _row(key: str, found: tuple[Any, ...]) -> Row:
    number, person_ref, address, language, values, attempts, in_reply_to, old_token = found
    known = {} if values == "{}" else json.loads(values)
    token = old_token or token_of(key, number)
    return Row(number, person_ref, address, language, known, attempts, in_reply_to, token)
