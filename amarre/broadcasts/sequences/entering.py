"""Who enters a sequence: found from the rows of the ledger, of what came in, or of people, and written at once."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from amarre.broadcasts.models import Sequence, SequenceRun
from amarre.channels.models import Delivery, Inbound
from amarre.engine.rules import parse
from amarre.lib import bulk
from amarre.people.models import Person
from amarre.people.segments import matching, people_in, people_of

#: Somebody who was told: accepted by the next hop, or known to have arrived.
_REACHED = (Delivery.State.SENT, Delivery.State.DELIVERED)
#: A date of every year lets a person in again after so long, not on the next look of the same day.
_SAME_DATE = timedelta(days=60)


def entrants(sequence: Sequence, *, since: datetime, at: datetime) -> QuerySet[Person]:
    """The people to whom the event happened from `since` to `at` and who are not in the sequence yet."""
    people = _FOUND[Sequence.Entry(sequence.entry)](sequence, since, at)
    if sequence.segment is not None and sequence.entry != Sequence.Entry.SEGMENT:
        people = people.filter(pk__in=_members(sequence, at).values("pk"))
    runs = SequenceRun.objects.filter(sequence=sequence)
    inside = runs.filter(exited_at=None) if sequence.may_restart else runs.exclude(exit_reason=SequenceRun.Exit.BEFORE)
    return people.exclude(pk__in=inside.values("person_ref"))


def enter(sequence: Sequence, *, at: datetime) -> int:
    """Let in everybody whose event has come; returns how many. The caller holds the sequence's row."""
    if sequence.entry == Sequence.Entry.SEGMENT:
        _note_outside(sequence, at)
    first, wait = sequence.steps.order_by("position").values_list("position", "wait_hours")[0]
    people = entrants(sequence, since=sequence.since or at, at=at)
    count = _insert(sequence, people, step=first, at=at, next_at=at + timedelta(hours=wait))
    Sequence.objects.filter(pk=sequence.pk).update(entered_at=at)
    return count


def note_present(sequence: Sequence, *, at: datetime) -> int:
    """Remember who is in the segment before the start: they enter only once they have left it and come back."""
    count = _insert(sequence, _members(sequence, at), step=1, at=at, next_at=at)
    before = SequenceRun.objects.filter(sequence=sequence, exited_at=None)
    before.update(exited_at=at, exit_reason=SequenceRun.Exit.BEFORE)
    return count


def _told(sequence: Sequence, since: datetime, at: datetime) -> QuerySet[Person]:
    rows = Delivery.objects.filter(
        batch__sending__message=sequence.entry_message, state__in=_REACHED, sent_at__gte=since, sent_at__lte=at
    )
    return _to_whom(sequence, rows, "sent_at")


def _wrote(sequence: Sequence, since: datetime, at: datetime) -> QuerySet[Person]:
    rows = Inbound.objects.filter(kind=Inbound.Kind.MESSAGE, received_at__gte=since, received_at__lte=at)
    about = rows.filter(crisis_id=sequence.crisis_id) | rows.filter(crisis_id=None)
    return _to_whom(sequence, about, "received_at")


def _answered(sequence: Sequence, since: datetime, at: datetime) -> QuerySet[Person]:
    rows = Delivery.objects.filter(
        batch__crisis_id=sequence.crisis_id, batch__occasion="answer", state__in=_REACHED, sent_at__gte=since,
        sent_at__lte=at,
    )  # fmt: skip
    return _to_whom(sequence, rows, "sent_at")


def _in_segment(sequence: Sequence, since: datetime, at: datetime) -> QuerySet[Person]:
    """Those who are in it and have not been seen in it since they last went through (or since before the start)."""
    seen = SequenceRun.objects.filter(sequence=sequence, was_outside=False)
    return _members(sequence, at).exclude(pk__in=seen.values("person_ref"))


def _dated(sequence: Sequence, since: datetime, at: datetime) -> QuerySet[Person]:
    """Those whose date, so many days from it, has come since `since`."""
    first, last = (_day(moment) - timedelta(days=sequence.entry_days) for moment in (min(since, at), at))
    rule = parse({
        "field": sequence.entry_attribute, "between": [{"date": first.isoformat()}, {"date": last.isoformat()}],
    })  # fmt: skip
    people = matching(rule, sequence.audience_kind, today=_day(at), invented=sequence.crisis.is_drill)
    lately = SequenceRun.objects.filter(sequence=sequence, entered_at__gt=at - _SAME_DATE)
    return people.exclude(pk__in=lately.values("person_ref"))


_Found = Callable[[Sequence, datetime, datetime], QuerySet[Person]]
_FOUND: dict[Sequence.Entry, _Found] = {
    Sequence.Entry.TOLD: _told,
    Sequence.Entry.WROTE: _wrote,
    Sequence.Entry.ANSWERED: _answered,
    Sequence.Entry.SEGMENT: _in_segment,
    Sequence.Entry.DATE: _dated,
}


def _to_whom(sequence: Sequence, rows: QuerySet[Delivery] | QuerySet[Inbound], moment: str) -> QuerySet[Person]:
    """The people of some rows; for a sequence that may be gone through again, of rows later than their last entry."""
    found = rows.filter(person_ref__isnull=False).order_by()
    if sequence.may_restart:
        later = SequenceRun.objects.filter(
            sequence=sequence, person_ref=OuterRef("person_ref"), entered_at__gte=OuterRef(moment)
        )
        found = found.filter(~Exists(later))
    everyone = people_of(sequence.audience_kind, invented=sequence.crisis.is_drill)
    refs: Any = found.values("person_ref")
    return everyone.filter(pk__in=refs)


def _members(sequence: Sequence, at: datetime) -> QuerySet[Person]:
    return people_in(sequence.segment, sequence.audience_kind, today=_day(at), invented=sequence.crisis.is_drill)


def _note_outside(sequence: Sequence, at: datetime) -> None:
    """Whoever has left the segment may come in again, if the sequence allows it, by joining it again."""
    known = SequenceRun.objects.filter(sequence=sequence, exited_at__isnull=False, was_outside=False)
    members = _members(sequence, at).filter(pk__in=known.values("person_ref"))
    known.exclude(person_ref__in=members.values("pk")).update(was_outside=True)


def _insert(sequence: Sequence, people: QuerySet[Person], *, step: int, at: datetime, next_at: datetime) -> int:
    """One row for each person, by one statement; whoever got one meanwhile keeps it."""
    found, params = people.order_by().values("id").query.get_compiler(connection=connection).as_sql()
    moment = "CAST(%s AS timestamp with time zone)" if connection.vendor == "postgresql" else "%s"
    table = SequenceRun._meta.db_table
    rounds = f"SELECT MAX(r.round) FROM {table} r WHERE r.sequence_id = %s AND r.person_ref = p.id"  # noqa: S608
    sql = (
        f"INSERT INTO {table} (sequence_id, person_ref, round, step, next_at, entered_at, exit_reason, was_outside) "  # noqa: S608
        f"SELECT %s, p.id, COALESCE(({rounds}), 0) + 1, %s, {moment}, {moment}, '', %s FROM ({found}) p WHERE true "
        "ON CONFLICT DO NOTHING"
    )
    with connection.cursor() as cursor:
        cursor.execute(
            sql,
            [
                sequence.pk, sequence.pk, step, bulk.prepared(SequenceRun, "next_at", next_at),
                bulk.prepared(SequenceRun, "entered_at", at), False, *params,
            ],
        )  # fmt: skip
        return int(cursor.rowcount)


def _day(moment: datetime) -> date:
    return timezone.localdate(moment)
