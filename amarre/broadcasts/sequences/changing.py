"""Other steps for a sequence that runs: written aside, said in full, approved by a second person, then in force.

Nobody is sent again what they have passed. Whoever waits at a step that stays waits for it as it will be; whoever waits
at one that is taken out goes on to the next. Waits are counted as if they had been so from the beginning: one day more
is one day later for those who wait, one day less is one day sooner, at once when that moment has passed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Max, QuerySet
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.broadcasts.models import Message, Sequence, SequenceChange, SequenceChangeStep, SequenceRun, SequenceStep
from amarre.broadcasts.sequences.actions import (
    MOST_STEPS,
    State,
    Step,
    locked,
    must_be,
    note,
    problem_of,
    written_again,
)
from amarre.broadcasts.sequences.leaving import out
from amarre.broadcasts.sequences.stepping import why_not
from amarre.channels.models import Delivery
from amarre.lib.errors import Conflict, Invalid, NotAllowed, NotFound

Exit = SequenceRun.Exit


@dataclass(frozen=True)
class Fate:
    """What becomes of one step that runs, and of those who wait there.

    `wanted` is the step as it will be, None when it is taken out; `target` what they wait for then, None when nothing
    follows: they are through. `hours` is how much later (or, below zero, sooner) their message leaves. `at_once` of the
    `waiting` are due at the next look. `leaving` messages are on their way with the words as they are.
    """

    step: SequenceStep
    wanted: SequenceChangeStep | None
    target: SequenceChangeStep | None
    hours: int
    waiting: int
    at_once: int
    leaving: int

    @property
    def has_other_words(self) -> bool:
        return self.wanted is not None and self.wanted.message_id != self.step.message_id

    @property
    def has_other_wait(self) -> bool:
        return self.wanted is not None and self.wanted.wait_hours != self.step.wait_hours

    @property
    def has_other_people(self) -> bool:
        return self.wanted is not None and self.wanted.only_if_id != self.step.only_if_id

    @property
    def is_changed(self) -> bool:
        return self.wanted is None or self.has_other_words or self.has_other_wait or self.has_other_people


@dataclass(frozen=True)
class Outlook:
    """What a change does: the fate of each step that runs, the new steps, and how many people went through to the end,
    who do not get them. `problems` is why it cannot be approved yet."""

    fates: list[Fate]
    added: list[SequenceChangeStep]
    through: int
    problems: list[str]

    @property
    def is_empty(self) -> bool:
        return not self.added and not any(fate.is_changed for fate in self.fates)

    @property
    def concerned(self) -> int:
        """Those who wait at a step that changes."""
        return sum(fate.waiting for fate in self.fates if fate.is_changed)


def change_of(sequence: Sequence) -> SequenceChange | None:
    """The change that is being written, if there is one."""
    return sequence.changes.filter(applied_at=None).select_related("author", "last_editor").first()


@transaction.atomic
def begin_change(sequence: Sequence, *, by: User | None, at: datetime) -> SequenceChange:
    """The change that is being written, else a new one with the steps as they are. Raises Conflict unless it runs or is
    paused."""
    fresh = locked(sequence)
    must_be(fresh, State.RUNNING, State.PAUSED)
    found = change_of(fresh)
    if found is not None:
        return found
    change = SequenceChange.objects.create(
        sequence=fresh, author=by, last_editor=by, created_at=at, updated_at=at,
    )  # fmt: skip
    SequenceChangeStep.objects.bulk_create(
        SequenceChangeStep(
            change=change, position=n, step=row, message=row.message, wait_hours=row.wait_hours, only_if=row.only_if
        )
        for n, row in enumerate(fresh.steps.select_related("message", "only_if"), 1)
    )
    return change


@transaction.atomic
def change_step(row: SequenceChangeStep, step: Step, *, by: User | None, at: datetime) -> SequenceChangeStep:
    """Another message, wait or segment at this step. Raises Invalid as `set_steps`, Conflict when it was approved."""
    change = _open(row.change)
    _must_fit(change.sequence, step)
    row.message, row.wait_hours, row.only_if = step.message, step.wait_hours, step.only_if
    row.save(update_fields=["message", "wait_hours", "only_if"])
    _touch(change, by, at)
    return row


@transaction.atomic
def add_step(change: SequenceChange, step: Step, *, by: User | None, at: datetime) -> SequenceChangeStep:
    """A step at the end. Raises Invalid as `set_steps`, Conflict when the change was approved."""
    change = _open(change)
    _must_fit(change.sequence, step)
    if change.steps.count() >= MOST_STEPS:
        words = _("At most %(count)s steps.") % {"count": MOST_STEPS}
        raise Invalid(words, fields={"message": words})
    last = change.steps.aggregate(last=Max("position"))["last"] or 0
    row = change.steps.create(
        position=last + 1, message=step.message, wait_hours=step.wait_hours, only_if=step.only_if
    )  # fmt: skip
    _touch(change, by, at)
    return row


@transaction.atomic
def take_out(row: SequenceChangeStep, *, by: User | None, at: datetime) -> None:
    """Without this step. Raises Conflict when it is the only one, or the change was approved."""
    change = _open(row.change)
    if change.steps.count() < 2:
        raise Conflict(_("It is the only step."), hint=_("To end the sequence, stop it for good."))
    row.delete()
    _touch(change, by, at)


@transaction.atomic
def correct_words(row: SequenceChangeStep, *, by: User | None, at: datetime) -> Message:
    """A draft with the same words, to be corrected and approved like any message; the old ones leave until then."""
    change = _open(row.change)
    row.message = written_again(row.message, by=by, at=at)
    row.save(update_fields=["message"])
    _touch(change, by, at)
    return row.message


@transaction.atomic
def discard_change(change: SequenceChange, *, by: User | None, at: datetime) -> None:
    """Throw it away: the sequence stays as it is, and so do the messages. Raises Conflict when it was approved."""
    fresh = _open(change)
    note("sequence.keep", fresh.sequence, by=by, at=at)
    fresh.delete()


@transaction.atomic
def apply_change(change: SequenceChange, *, seen: datetime, by: User, at: datetime) -> Outlook:
    """From now on these are the steps. `seen` is the change's `updated_at` as the approver read it.

    Raises NotAllowed for whoever wrote it (except in a drill), Conflict when it was changed since it was read or the
    sequence has ended, Invalid when nothing changes or a new message may not leave. It holds the sequence's row: no
    look of a worker falls in between.
    """
    fresh = _open(change)
    sequence = fresh.sequence
    if not may_approve(fresh, by):
        raise NotAllowed(_("Somebody else than its author approves a change: another lead of the cell."))
    if fresh.updated_at != seen:
        raise Conflict(_("This change has been changed since you read it."), hint=_("Read it again."))
    if sequence.crisis.closed_at is not None:
        raise Conflict(_("The crisis is closed."))
    found = outlook(fresh, at=at)
    if found.is_empty:
        raise Invalid(_("Nothing changes."))
    if found.problems:
        raise Invalid(_("This change cannot be approved yet."), hint=" ".join(found.problems))
    places = _add(sequence, found.added)
    # From the last to the first: whoever goes on to the next step is not moved again with those who were there.
    for fate in reversed(found.fates):
        _move(sequence, fate, places, at)
    for fate in found.fates:
        _rewrite(fate, at)
    fresh.applied_at, fresh.applied_by = at, by
    fresh.save(update_fields=["applied_at", "applied_by"])
    Sequence.objects.filter(pk=sequence.pk).update(updated_at=at)
    note("sequence.revise", sequence, by=by, at=at, count=found.concerned, steps=_recorded(found))
    return found


def may_approve(change: SequenceChange, user: User) -> bool:
    """Whether this colleague can be the second person."""
    if not user.may("messages.approve"):
        return False
    return change.sequence.crisis.is_drill or user.pk not in (change.author_id, change.last_editor_id)


def outlook(change: SequenceChange, *, at: datetime) -> Outlook:
    """What the change does to whom, counted now."""
    rows = list(change.steps.select_related("message__crisis", "message__channel", "only_if"))
    kept = {row.step_id: row for row in rows if row.step_id is not None}
    steps = list(change.sequence.steps.select_related("message", "only_if"))
    fates = [_fate(change.sequence, step, kept.get(step.pk), _after(step, steps, kept, rows), at) for step in steps]
    added = [row for row in rows if row.step_id is None]
    runs = SequenceRun.objects.filter(sequence=change.sequence)
    return Outlook(fates, added, runs.filter(exit_reason=Exit.DONE).count(), _problems(fates, added, at))


def _fate(
    sequence: Sequence, step: SequenceStep, wanted: SequenceChangeStep | None, following: SequenceChangeStep | None,
    at: datetime,
) -> Fate:  # fmt: skip
    target = wanted or following
    hours = target.wait_hours - step.wait_hours if target else 0
    runs = _waiting(sequence, step)
    queued = Delivery.objects.filter(batch__sending__sequence_step=step, state=Delivery.State.QUEUED)
    due = runs.filter(next_at__lte=at - timedelta(hours=hours)).count() if target else 0
    return Fate(step, wanted, target, hours, runs.count(), due, queued.count())


def _after(
    step: SequenceStep, steps: list[SequenceStep], kept: dict[int, SequenceChangeStep],
    rows: list[SequenceChangeStep],
) -> SequenceChangeStep | None:  # fmt: skip
    """What follows a step, of those that stay and of the new ones, which are at the end."""
    later = (kept[other.pk] for other in steps if other.position > step.position and other.pk in kept)
    return next(later, None) or next((row for row in rows if row.step_id is None), None)


def _problems(fates: list[Fate], added: list[SequenceChangeStep], at: datetime) -> list[str]:
    """Why the new words may not leave. A step that stays as it is may wait for its own reasons."""
    changed = [fate.wanted for fate in fates if fate.has_other_words and fate.wanted is not None]
    whys = (why_not(SequenceStep(message=row.message), at=at) for row in (*changed, *added))
    return [why for why in whys if why]


def _add(sequence: Sequence, added: list[SequenceChangeStep]) -> dict[int, int]:
    """Write the new steps; returns the place of each, by the number of its row in the change."""
    last = SequenceStep.ever.filter(sequence=sequence).aggregate(last=Max("position"))["last"] or 0
    places = {}
    for n, row in enumerate(added, last + 1):
        row.step = SequenceStep.objects.create(
            sequence=sequence, position=n, message=row.message, wait_hours=row.wait_hours, only_if=row.only_if
        )
        row.save(update_fields=["step"])
        places[row.pk] = n
    return places


def _move(sequence: Sequence, fate: Fate, places: dict[int, int], at: datetime) -> None:
    runs = _waiting(sequence, fate.step)
    if fate.target is None:
        out(runs, Exit.DONE, at=at)
        return
    later = F("next_at") + timedelta(hours=fate.hours)
    if fate.wanted is None:
        kept = fate.target.step
        runs.update(step=places.get(fate.target.pk) or (kept.position if kept else 0), next_at=later)
    elif fate.hours:
        runs.update(next_at=later)


def _rewrite(fate: Fate, at: datetime) -> None:
    row, wanted = SequenceStep.objects.filter(pk=fate.step.pk), fate.wanted
    if wanted is None:
        row.update(removed_at=at, trouble="")
    elif fate.is_changed:
        row.update(message=wanted.message, wait_hours=wanted.wait_hours, only_if=wanted.only_if, trouble="")


def _recorded(found: Outlook) -> list[dict[str, object]]:
    """What the journal keeps: each step that changed, before and after."""
    rows: list[dict[str, object]] = [
        {
            "was": [fate.step.message_id, fate.step.wait_hours, fate.step.only_if_id], "waiting": fate.waiting,
            "is": [fate.wanted.message_id, fate.wanted.wait_hours, fate.wanted.only_if_id] if fate.wanted else None,
        }
        for fate in found.fates
        if fate.is_changed
    ]  # fmt: skip
    return rows + [{"was": None, "is": [row.message_id, row.wait_hours, row.only_if_id]} for row in found.added]


def _waiting(sequence: Sequence, step: SequenceStep) -> QuerySet[SequenceRun]:
    return SequenceRun.objects.filter(sequence=sequence, step=step.position, exited_at=None)


def _open(change: SequenceChange) -> SequenceChange:
    """The change under its sequence's row. Raises Conflict when it was approved or the sequence has ended, NotFound
    when it was thrown away."""
    sequence = locked(change.sequence)
    must_be(sequence, State.RUNNING, State.PAUSED)
    fresh = SequenceChange.objects.filter(pk=change.pk).first()
    if fresh is None:
        raise NotFound("change")
    if fresh.applied_at is not None:
        raise Conflict(_("This change was approved meanwhile."))
    fresh.sequence = sequence
    return fresh


def _touch(change: SequenceChange, by: User | None, at: datetime) -> None:
    change.last_editor, change.updated_at = by, at
    change.save(update_fields=["last_editor", "updated_at"])
    note("sequence.rewrite", change.sequence, by=by, at=at)


def _must_fit(sequence: Sequence, step: Step) -> None:
    why = problem_of(sequence, step)
    if why:
        raise Invalid(_("These steps cannot be kept."), fields={"message": why})
