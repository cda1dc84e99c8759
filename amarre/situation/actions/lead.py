"""Decisions, actions, the cell, clocks and what is measured by hand."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.lib.errors import Invalid
from amarre.lib.words import pick
from amarre.situation.actions.crisis import refuse_closed
from amarre.situation.measures import MEASURES
from amarre.situation.models import Action, Clock, Crisis, Decision, FactVersion, Reading, Seat, Workstream

KEEP: Final[Any] = object()  # a value that is not given stays as it is (None empties it)


@transaction.atomic
def log_decision(
    crisis: Crisis, *, what: str, why: str, facts: Iterable[FactVersion] = (), by: User | None, at: datetime
) -> Decision:
    """Write down what was decided, why, and on which versions of facts. Raises Invalid at what or why."""
    refuse_closed(crisis)
    fields = {}
    if not what.strip():
        fields["what"] = _("Write what was decided.")
    if not why.strip():
        fields["why"] = _("Write why: it is what will be asked later.")
    versions = list(facts)
    if any(version.fact.crisis_id != crisis.pk for version in versions):
        fields["facts"] = _("A decision rests on facts of its own crisis.")
    if fields:
        raise Invalid(_("This decision cannot be logged yet."), fields=fields)
    decision = Decision.objects.create(crisis=crisis, what=what.strip(), why=why.strip(), at=at, by=by)
    decision.facts.set(versions)
    record("decision.log", by=by, at=at, subject=decision, crisis_id=crisis.pk, what=decision.what)
    return decision


@transaction.atomic
def add_action(
    workstream: Workstream,
    *,
    title: str | Mapping[str, str],
    cell_role: str = "",
    owner: User | None = None,
    owner_name: str = "",
    due_at: datetime | None = None,
    by: User | None,
    at: datetime,
) -> Action:
    """Add an action at the end of a workstream. A plain title is kept in the main language of the crisis."""
    refuse_closed(workstream.crisis)
    words = {workstream.crisis.language: title} if isinstance(title, str) else dict(title)
    words = {lang: text.strip() for lang, text in words.items() if text.strip()}
    if not words:
        raise Invalid(_("An action has a name."), fields={"title": _("Write what is to be done.")})
    last = workstream.actions.order_by("-order").values_list("order", flat=True).first()
    action = Action.objects.create(
        workstream=workstream,
        title=words,
        cell_role=cell_role,
        owner=owner,
        owner_name=owner_name.strip(),
        due_at=due_at,
        order=0 if last is None else last + 1,
    )
    _journal("action.add", action, by, at)
    return action


@transaction.atomic
def update_action(
    action: Action,
    *,
    state: str | None = None,
    owner: User | None = KEEP,
    owner_name: str | None = None,
    due_at: datetime | None = KEEP,
    note: str | None = None,
    by: User | None,
    at: datetime,
) -> Action:
    """Report progress, give it to somebody, move its date. What is not given stays."""
    refuse_closed(action.workstream.crisis)
    if state is not None and state not in Action.State.values:
        raise Invalid(_("This state does not exist."), fields={"state": _("Choose one from the list.")})
    if state is not None and state != action.state:
        action.state = state
        action.done_at = at if state == Action.State.DONE else None
    if owner is not KEEP:
        action.owner = owner
    if due_at is not KEEP:
        action.due_at = due_at
    if owner_name is not None:
        action.owner_name = owner_name.strip()
    if note is not None:
        action.note = note.strip()
    action.save()
    _journal("action.change", action, by, at, state=action.state)
    return action


def _journal(verb: str, action: Action, by: User | None, at: datetime, **data: Any) -> None:
    crisis = action.workstream.crisis
    record(verb, by=by, at=at, subject=action, crisis_id=crisis.pk, title=pick(action.title, crisis.language), **data)


@transaction.atomic
def add_seat(crisis: Crisis, *, title: str, cell_role: str, responsibility: str, by: User | None, at: datetime) -> Seat:
    """Add a seat to the cell. Raises Invalid at title, cell_role or responsibility."""
    refuse_closed(crisis)
    fields = {}
    if not title.strip():
        fields["title"] = _("Write which function sits here.")
    if cell_role not in Seat.CellRole.values:
        fields["cell_role"] = _("Choose one from the list.")
    if responsibility not in Seat.Responsibility.values:
        fields["responsibility"] = _("Choose one from the list.")
    if fields:
        raise Invalid(_("This seat cannot be added yet."), fields=fields)
    seat = Seat.objects.create(
        crisis=crisis,
        order=crisis.seats.count(),
        title={crisis.language: title.strip()},
        cell_role=cell_role,
        responsibility=responsibility,
    )
    record("seat.add", by=by, at=at, subject=seat, crisis_id=crisis.pk, title=title.strip())
    return seat


@transaction.atomic
def fill_seat(seat: Seat, *, user: User | None, holder: str = "", by: User | None, at: datetime) -> Seat:
    """Give a seat to a colleague, or to somebody named who has no account; neither frees it.

    Whoever sits in the cell of a restricted crisis may see it. Leaving the seat does not take that away.
    """
    crisis = seat.crisis
    refuse_closed(crisis)
    seat.user, seat.holder = user, "" if user else holder.strip()
    seat.save(update_fields=["user", "holder"])
    if user is not None and crisis.is_restricted:
        crisis.members.add(user)
    title = pick(seat.title, crisis.language)
    if user or seat.holder:
        name = str(user) if user else seat.holder
        record("seat.fill", by=by, at=at, subject=seat, crisis_id=crisis.pk, title=title, holder=name)
    else:
        record("seat.empty", by=by, at=at, subject=seat, crisis_id=crisis.pk, title=title)
    return seat


@transaction.atomic
def meet_clock(crisis: Crisis, code: str, *, met_by: str, at: datetime) -> Clock | None:
    """A promise of time is kept: the first to keep it counts. None when the crisis has no such clock."""
    clock = Clock.objects.filter(crisis=crisis, code=code).first()
    if clock is not None and clock.met_at is None:
        clock.met_at, clock.met_by = at, met_by[:200]
        clock.save(update_fields=["met_at", "met_by"])
        record("clock.meet", by=None, at=at, subject=clock, crisis_id=crisis.pk, code=code, met_by=clock.met_by)
    return clock


@transaction.atomic
def read_measure(crisis: Crisis, slug: str, *, value: float, note: str = "", by: User | None, at: datetime) -> Reading:
    """Write down a measure that no machine takes. Raises Invalid when amarre counts it, or below zero."""
    refuse_closed(crisis)
    measure = MEASURES.get(slug)
    if not measure.by_hand:
        raise Invalid(_("This measure is counted by amarre."))
    if value < 0:
        raise Invalid(_("This value cannot be."), fields={"value": _("Write zero or more.")})
    reading = Reading.objects.create(crisis=crisis, measure=slug, value=value, note=note.strip(), at=at, by=by)
    record("measure.read", by=by, at=at, subject=reading, crisis_id=crisis.pk, measure=str(measure.title), value=value)
    return reading
