"""Freezing a million: one statement of the database from "who" to one row for each, the suppression list looked at.

A row costs its place in the table and in two indexes; reading people into Python and writing them back would cost ten
times that. So those above give a SELECT (`amarre.people.reach_sql`), and no person passes through this process.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Count
from django.utils.translation import gettext as _

from amarre.channels.models import Batch, Delivery, Suppression
from amarre.channels.outbox.prepare import Frozen
from amarre.channels.suppression import ANSWERED_ALL_THE_SAME, list_of
from amarre.lib import bulk
from amarre.lib.errors import Conflict

_QUEUED, _SUPPRESSED = str(Delivery.State.QUEUED.value), str(Delivery.State.SUPPRESSED.value)
DOUBLE = "double"
_AT_ONCE, _PEOPLE_AT_ONCE = 500, 5_000
# Takes nothing away, but keeps the planner from writing an expression out at each place that names it: the reason would
# be found out five times. SQLite folds a limited query into one that has no limit itself, so all three have one.
_WHOLE = {"sqlite": "LIMIT -1", "postgresql": "OFFSET 0"}


@transaction.atomic
def freeze_select(
    batch: Batch, sql: str, params: Sequence[Any], *, at: datetime, sharing: tuple[str, Sequence[Any]] | None = None
) -> Frozen:
    """Write one row for each row of a SELECT and make the batch ready.

    `sql` yields `person_ref`, `address` in its normal form ("" when there is none), `language` (one that the batch does
    not speak becomes its first) and `reason`, why nothing must be sent ("" when it may). Addresses on the suppression
    list, and the second of two rows with one address, are recorded as suppressed. Doubles are looked for among the
    people that `sharing` (a SELECT of their numbers) gives, among all when there is none: that is slower. Personal
    values are read when each message leaves. Raises Conflict when the batch was frozen before.
    """
    if batch.state != Batch.State.PREPARING:
        raise Conflict(_("The recipients of this send are already frozen."))
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # For this transaction only: joins of a million people in memory, and no second spent on compiling them.
            cursor.execute("SET LOCAL work_mem = '64MB'; SET LOCAL jit = off")
        cursor.execute(*_insert(batch, sql, params, at=at))
    _leave_out_doubles(batch, sharing, at=at)
    counts = dict(batch.deliveries.order_by().values_list("state").annotate(Count("pk")))
    batch.state = Batch.State.READY
    batch.save(update_fields=["state"])
    return Frozen(counts.get(_QUEUED, 0), counts.get(_SUPPRESSED, 0))


def _insert(batch: Batch, sql: str, params: Sequence[Any], *, at: datetime) -> tuple[str, list[Any]]:
    """The statement and its parameters."""
    languages = list(batch.contents.order_by("id").values_list("language", flat=True))
    moment = bulk.prepared(Delivery, "queued_at", at)
    when = "CAST(%s AS timestamp with time zone)" if connection.vendor == "postgresql" else "%s"
    spoken = ", ".join(["%s"] * len(languages))
    columns: dict[str, tuple[str, list[Any]]] = {
        "batch_id": ("%s", [batch.pk]),
        "person_ref": ("r.person_ref", []),
        "address": ("r.address", []),
        "language": (f"CASE WHEN r.language IN ({spoken}) THEN r.language ELSE %s END", [*languages, languages[0]]),
        "state": (f"CASE r.reason WHEN '' THEN '{_QUEUED}' ELSE '{_SUPPRESSED}' END", []),
        "reason": ("r.reason", []),
        "queued_at": (when, [moment]),
        "closed_at": (f"CASE WHEN r.reason <> '' THEN {when} END", [moment]),
        "in_reply_to": ("%s", [batch.in_reply_to]),
    }
    others = [f for f in Delivery._meta.concrete_fields if f.attname not in columns and not f.primary_key]
    columns |= {f.attname: ("%s", [f.get_db_prep_save(f.get_default(), connection)]) for f in others}
    names = ", ".join(f'"{name}"' for name in columns)
    values = ", ".join(value for value, _params in columns.values())
    source, source_params = _judged(batch, sql, params)
    statement = f"INSERT INTO channels_delivery ({names}) SELECT {values} FROM ({source}) r {_WHOLE[connection.vendor]}"  # noqa: S608
    return statement, [*(one for _value, some in columns.values() for one in some), *source_params]


def _judged(batch: Batch, sql: str, params: Sequence[Any]) -> tuple[str, list[Any]]:
    """The rows of the SELECT, with the suppression list's reason where they had none."""
    passing = [str(cause) for cause in ANSWERED_ALL_THE_SAME] if batch.occasion == "answer" else []
    but = f" AND x.cause NOT IN ({', '.join(['%s'] * len(passing))})" if passing else ""
    whole = _WHOLE[connection.vendor]
    source = (
        "SELECT s.person_ref, s.address, s.language, CASE WHEN s.reason <> '' THEN s.reason "  # noqa: S608
        "WHEN s.address = '' THEN 'no_address' ELSE COALESCE(x.cause, '') END AS reason "
        f"FROM (SELECT * FROM ({sql}) g {whole}) s LEFT JOIN {Suppression._meta.db_table} x "
        f"ON x.channel_kind = %s AND x.address = s.address AND x.lifted_at IS NULL{but} {whole}"
    )
    return source, [*params, list_of(batch.channel), *passing]


def _leave_out_doubles(batch: Batch, sharing: tuple[str, Sequence[Any]] | None, *, at: datetime) -> None:
    """The second of two people with one address would read the same message twice."""
    rows = _all_doubles(batch) if sharing is None else _rows_of(batch, *sharing)
    seen: set[str] = set()
    doubles = []
    for number, address in sorted(rows):
        if address in seen:
            doubles.append(number)
        seen.add(address)
    for start in range(0, len(doubles), _AT_ONCE):
        some = Delivery.objects.filter(pk__in=doubles[start : start + _AT_ONCE])
        some.update(state=_SUPPRESSED, reason=DOUBLE, closed_at=at)


def _all_doubles(batch: Batch) -> list[tuple[int, str]]:
    """Number and address of the rows whose address comes twice: the whole send is sorted to find that out."""
    waiting = "SELECT address FROM channels_delivery WHERE batch_id = %s AND state = %s"
    sql = (
        "SELECT id, address FROM channels_delivery WHERE batch_id = %s AND state = %s "  # noqa: S608
        f"AND address IN ({waiting} GROUP BY address HAVING COUNT(*) > 1)"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [batch.pk, _QUEUED, batch.pk, _QUEUED])
        return list(cursor.fetchall())


def _rows_of(batch: Batch, sql: str, params: Sequence[Any]) -> list[tuple[int, str]]:
    """Number and address of the rows of some people. Some thousands at a time, from the people to their rows: of a
    table that has just grown by a million, a database knows too little to choose that way by itself (hence the sign).
    """
    postgresql = connection.vendor == "postgresql"
    among = "= ANY(%s)" if postgresql else "IN (SELECT value FROM json_each(%s))"
    theirs = (
        f"SELECT id, address FROM channels_delivery WHERE person_ref {among} "  # noqa: S608
        "AND +batch_id = %s AND state || '' = %s"
    )
    found: list[tuple[int, str]] = []
    with connection.cursor() as cursor:
        cursor.execute(sql, params)
        people = [number for (number,) in cursor.fetchall()]
        for start in range(0, len(people), _PEOPLE_AT_ONCE):
            some = people[start : start + _PEOPLE_AT_ONCE]
            cursor.execute(theirs, [some if postgresql else json.dumps(some), batch.pk, _QUEUED])
            found += cursor.fetchall()
    return found
