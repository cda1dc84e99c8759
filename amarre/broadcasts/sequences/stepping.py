"""Whoever is due at a step is written to, all at once, through the same post office as any send; then they move on."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.broadcasts.actions.sending import must_be_what_was_approved
from amarre.broadcasts.freezing import freeze_route
from amarre.broadcasts.models import UNSENT, Message, Sequence, SequenceRun, SequenceStep
from amarre.broadcasts.routing import routes
from amarre.broadcasts.sequences.entering import enter
from amarre.broadcasts.sequences.leaving import leave, out, wished_no_more
from amarre.channels import outbox
from amarre.channels.models import Batch
from amarre.lib.errors import Conflict
from amarre.people.models import Person
from amarre.people.segments import people_in

#: Segments and dates are looked at by asking all people: not at each look.
ENTRY_EVERY = {Sequence.Entry.SEGMENT: timedelta(minutes=10), Sequence.Entry.DATE: timedelta(minutes=30)}
#: When nobody looked for so long, what became due meanwhile asks before it all leaves at once.
AWAY = timedelta(hours=6)

State = Sequence.State


def move_on_all(*, at: datetime) -> int:
    """One look at every sequence that runs; returns how many people moved."""
    return sum(move_on(sequence, at=at) for sequence in Sequence.objects.filter(state=State.RUNNING))


@transaction.atomic
def move_on(sequence: Sequence, *, at: datetime) -> int:
    """One look at one sequence: who leaves, who enters, who is written to. Returns how many people moved.

    It is one transaction under the sequence's row: a second worker waits and finds nothing left to do, and one that is
    killed has done nothing.
    """
    fresh = Sequence.objects.select_for_update().get(pk=sequence.pk)
    if fresh.state != State.RUNNING:
        return 0
    moved = leave(fresh, at=at)
    if fresh.crisis.closed_at is not None:
        _end(fresh, _("The crisis was closed."), at)
        return moved
    if _was_away(fresh, at):
        _ask(fresh, at)
        return moved
    if _time_to_enter(fresh, at):
        moved += enter(fresh, at=at)
    # From the last step to the first: whoever moves is not moved again in the same look.
    for step in fresh.steps.select_related("message__crisis", "only_if", "sequence").order_by("-position"):
        moved += _step(fresh, step, at)
    Sequence.objects.filter(pk=fresh.pk).update(looked_at=at)
    return moved


def due_at(sequence: Sequence, step: SequenceStep, *, at: datetime) -> QuerySet[SequenceRun]:
    """The runs whose time has come at a step."""
    return SequenceRun.objects.filter(sequence=sequence, step=step.position, exited_at=None, next_at__lte=at)


def why_not(step: SequenceStep, *, at: datetime) -> str:
    """Why the message of a step may not leave now; "" when it may."""
    message = step.message
    if message.state in UNSENT and message.state != Message.State.APPROVED:
        return _("“%(title)s” is not approved.") % {"title": message.title}
    if message.state == Message.State.STOPPED:
        return _("The sending of “%(title)s” was stopped.") % {"title": message.title}
    try:
        must_be_what_was_approved(message, at)
    except Conflict as problem:
        return f"{problem.message} {problem.hint}".strip()
    return ""


def _step(sequence: Sequence, step: SequenceStep, at: datetime) -> int:
    due = due_at(sequence, step, at=at)
    if not due.exists():
        _trouble(step, "", at)
        return 0
    why = why_not(step, at=at)
    _trouble(step, why, at)
    if why:
        return 0
    people = Person.objects.filter(pk__in=due.values("person_ref"))
    if step.only_if is not None:
        members = people_in(
            step.only_if, sequence.audience_kind, today=timezone.localdate(at), invented=sequence.crisis.is_drill
        )
        people = members.filter(pk__in=due.values("person_ref"))
    batches = _send(step, people, at) if people.exists() else []
    if batches:
        out(due.filter(person_ref__in=wished_no_more(batches).values("person_ref")), SequenceRun.Exit.REFUSED, at=at)
    return _next(sequence, step, due, at)


def _send(step: SequenceStep, people: QuerySet[Person], at: datetime) -> list[Batch]:
    message = step.message
    batches, queued = [], 0
    for route in routes(message, people):
        batch, frozen = freeze_route(message, route, step=0, by=None, at=at, sequence_step=step)
        batches.append(outbox.start(batch, by=None, at=at))
        queued += frozen.queued
    Message.objects.filter(pk=message.pk).update(
        state=Message.State.SENDING, sent_at=message.sent_at or at, updated_at=at
    )
    record(
        "sequence.send", by=None, at=at, subject=step.sequence, crisis_id=step.sequence.crisis_id,
        name=step.sequence.name, title=message.title, count=queued,
    )  # fmt: skip
    return batches


def _next(sequence: Sequence, step: SequenceStep, due: QuerySet[SequenceRun], at: datetime) -> int:
    following = sequence.steps.filter(position__gt=step.position).order_by("position").first()
    if following is None:
        return out(due, SequenceRun.Exit.DONE, at=at)
    return due.update(step=following.position, next_at=at + timedelta(hours=following.wait_hours))


def _trouble(step: SequenceStep, why: str, at: datetime) -> None:
    """What keeps a step from leaving is said once, on the board and in the journal."""
    why = why[:300]
    if why == step.trouble:
        return
    SequenceStep.objects.filter(pk=step.pk).update(trouble=why)
    if why and not step.trouble:
        record(
            "sequence.wait", by=None, at=at, subject=step.sequence, crisis_id=step.sequence.crisis_id,
            name=step.sequence.name, why=why,
        )  # fmt: skip


def _time_to_enter(sequence: Sequence, at: datetime) -> bool:
    pause = ENTRY_EVERY.get(Sequence.Entry(sequence.entry))
    return pause is None or sequence.entered_at is None or sequence.entered_at <= at - pause


def _was_away(sequence: Sequence, at: datetime) -> bool:
    if sequence.looked_at is None or sequence.looked_at > at - AWAY:
        return False
    inside = SequenceRun.objects.filter(sequence=sequence, exited_at=None)
    return inside.filter(next_at__lte=at - timedelta(hours=1)).exists()


def _ask(sequence: Sequence, at: datetime) -> None:
    why = _("Nothing was running for a while: say what happens to those whose message is overdue.")
    Sequence.objects.filter(pk=sequence.pk).update(
        state=State.PAUSED, state_reason=why, updated_at=at, looked_at=at, paused_batches=[]
    )
    record("sequence.ask", by=None, at=at, subject=sequence, crisis_id=sequence.crisis_id, name=sequence.name, why=why)


def _end(sequence: Sequence, why: str, at: datetime) -> None:
    Sequence.objects.filter(pk=sequence.pk).update(state=State.STOPPED, state_reason=why, updated_at=at)
    record("sequence.stop", by=None, at=at, subject=sequence, crisis_id=sequence.crisis_id, name=sequence.name, why=why)
