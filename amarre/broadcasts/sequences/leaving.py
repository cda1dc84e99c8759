"""Who leaves a sequence before its end, and why: looked at each time before anybody is written to."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.conf import settings
from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from amarre.broadcasts.models import Sequence, SequenceRun
from amarre.channels.models import Batch, Delivery, Inbound, Receipt, Suppression
from amarre.people.models import ContactPoint, Person, Segment
from amarre.people.segments import people_in

Exit = SequenceRun.Exit
#: Reasons of the post office that are the person's own wish: they want no more of these messages.
WISHES = ("refused", "unsubscribed", "complained", "topic")
_NO_MORE = (Receipt.Kind.UNSUBSCRIBED, Receipt.Kind.COMPLAINED)


def leave(sequence: Sequence, *, at: datetime) -> int:
    """Take out everybody whom something has taken out; returns how many. The caller holds the sequence's row."""
    inside = SequenceRun.objects.filter(sequence=sequence, exited_at=None)
    if not inside.exists():
        return 0
    everybody = _for_all(sequence)
    if everybody is not None:
        return out(inside, everybody, at=at)
    gone = Person.objects.exclude(erased_at=None)
    left = out(inside.filter(person_ref__in=gone.values("pk")), Exit.ERASED, at=at)
    left += _refused(sequence, inside, at)
    if sequence.ends_on_complaint:
        complaining: QuerySet[Any, Any] = import_string(settings.OPEN_COMPLAINTS)()
        left += out(inside.filter(person_ref__in=complaining), Exit.COMPLAINT, at=at)
    if sequence.ends_on_reply:
        left += _replied(sequence, inside, at)
    if sequence.goal is not None:
        left += out(inside.filter(person_ref__in=_among(sequence, sequence.goal, inside, at)), Exit.GOAL, at=at)
    if sequence.ends_outside and sequence.segment is not None:
        members = _among(sequence, sequence.segment, inside, at)
        left += out(inside.exclude(person_ref__in=members), Exit.OUTSIDE, at=at)
    return left


def out(runs: QuerySet[SequenceRun], why: SequenceRun.Exit, *, at: datetime) -> int:
    """End these runs for this reason."""
    return runs.update(exited_at=at, exit_reason=why)


def wished_no_more(batches: list[Batch]) -> QuerySet[Delivery]:
    """The people of these batches who were not written to because they want no more of this."""
    rows = Delivery.objects.filter(batch__in=batches, state=Delivery.State.SUPPRESSED, reason__in=WISHES)
    return rows.filter(person_ref__isnull=False)


def fact_has_changed(sequence: Sequence) -> bool:
    """Whether the fact on which the sequence rests says something else by now."""
    version = sequence.fact_version
    if version is None:
        return False
    current = version.fact.current
    return current is None or current.words != version.words or current.status != version.status


def _for_all(sequence: Sequence) -> SequenceRun.Exit | None:
    if sequence.crisis.closed_at is not None:
        return Exit.CLOSED
    return Exit.FACT if fact_has_changed(sequence) else None


def _refused(sequence: Sequence, inside: QuerySet[SequenceRun], at: datetime) -> int:
    said = Receipt.objects.filter(kind__in=_NO_MORE, at__gte=sequence.started_at or at)
    lists = Suppression.objects.filter(
        cause__in=[Suppression.Cause.UNSUBSCRIBED, Suppression.Cause.COMPLAINED], lifted_at=None,
        created_at__gte=sequence.started_at or at,
    )  # fmt: skip
    theirs = ContactPoint.objects.filter(normal__in=lists.values("address"))
    left = out(inside.filter(person_ref__in=theirs.values("person_id")), Exit.REFUSED, at=at)
    by_receipt = inside.filter(
        person_ref__in=said.filter(delivery__person_ref__isnull=False).values("delivery__person_ref")
    )
    return left + out(_after_entry(by_receipt, said, "delivery__person_ref", "at"), Exit.REFUSED, at=at)


def _replied(sequence: Sequence, inside: QuerySet[SequenceRun], at: datetime) -> int:
    words = Inbound.objects.filter(
        kind=Inbound.Kind.MESSAGE, received_at__gte=sequence.started_at or at, person_ref__isnull=False
    )
    runs = inside.filter(person_ref__in=words.values("person_ref"))
    return out(_after_entry(runs, words, "person_ref", "received_at"), Exit.REPLIED, at=at)


def _after_entry(runs: QuerySet[SequenceRun], rows: QuerySet[Any], person: str, moment: str) -> QuerySet[SequenceRun]:
    """Those of the runs whose person has such a row later than their entry."""
    same: QuerySet[Model] = rows.filter(**{person: OuterRef("person_ref"), f"{moment}__gt": OuterRef("entered_at")})
    return runs.filter(Exists(same))


def _among(sequence: Sequence, segment: Segment, inside: QuerySet[SequenceRun], at: datetime) -> QuerySet[Person, Any]:
    members = people_in(
        segment, sequence.audience_kind, today=timezone.localdate(at), invented=sequence.crisis.is_drill
    )
    return members.filter(pk__in=inside.values("person_ref")).values("pk")
