"""The only writer of sequences: written, started by a second person, paused, resumed, stopped."""

from __future__ import annotations

from collections.abc import Sequence as Several
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Case, F, QuerySet, Value, When
from django.db.models.lookups import Exact
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.writing import common_texts, write
from amarre.broadcasts.models import Message, Sequence, SequenceChangeStep, SequenceRun, SequenceStep
from amarre.broadcasts.sequences.entering import enter, entrants, note_present
from amarre.broadcasts.sequences.leaving import leave, out
from amarre.broadcasts.sequences.stepping import why_not
from amarre.broadcasts.ways import ways_of
from amarre.channels import outbox
from amarre.channels.models import Batch
from amarre.lib.errors import Conflict, Invalid, NotAllowed, NotFound, Words
from amarre.people.models import Column, Person, Segment
from amarre.situation.models import Crisis, FactVersion

State = Sequence.State
#: What becomes of those whose message is overdue when a sequence is resumed.
SPREAD, SKIP = "spread", "skip"
SPREAD_OVER = 24  # hours
MOST_STEPS = 20
LONGEST_WAIT = 365 * 24  # hours


@dataclass(frozen=True)
class Entry:
    """Who enters: the event (`Sequence.Entry`), what it is about, and within which segment."""

    kind: str = Sequence.Entry.TOLD
    message: Message | None = None
    attribute: str = ""
    days: int = 0
    segment: Segment | None = None
    takes_earlier: bool = False
    may_restart: bool = False


@dataclass(frozen=True)
class Ends:
    """What takes a person out before the end. A refusal, an erased person and a closed crisis always do."""

    on_reply: bool = True
    on_complaint: bool = True
    outside: bool = False
    goal: Segment | None = None
    fact_version: FactVersion | None = None


@dataclass(frozen=True)
class Step:
    """One message, so many hours after the one before it, for those in a segment only (None: all)."""

    message: Message
    wait_hours: int = 0
    only_if: Segment | None = None


@transaction.atomic
def write_sequence(
    crisis: Crisis,
    *,
    name: str,
    by: User | None,
    at: datetime,
    audience_kind: str = Person.Kind.CUSTOMER,
    entry: Entry | None = None,
    ends: Ends | None = None,
) -> Sequence:
    """A new draft. Raises Invalid for no name, or an entry that lacks what it is about."""
    sequence = Sequence(
        crisis=crisis, name=name.strip(), audience_kind=audience_kind, author=by, last_editor=by, created_at=at,
        updated_at=at,
    )  # fmt: skip
    _set(sequence, entry or Entry(), ends or Ends())
    _must_be_sound(sequence)
    sequence.save()
    note("sequence.write", sequence, by=by, at=at)
    return sequence


@transaction.atomic
def change_sequence(
    sequence: Sequence, *, name: str, entry: Entry, ends: Ends, by: User | None, at: datetime
) -> Sequence:
    """Change who enters and what ends it. Raises Conflict once it has been started, Invalid as `write_sequence`."""
    fresh = _draft(sequence)
    fresh.name = name.strip()
    _set(fresh, entry, ends)
    _must_be_sound(fresh)
    fresh.last_editor, fresh.updated_at = by, at
    fresh.save()
    note("sequence.change", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def set_steps(sequence: Sequence, steps: Several[Step], *, by: User | None, at: datetime) -> Sequence:
    """Replace the steps of a draft. Raises Conflict once it has been started, Invalid for a message of another crisis,
    other people, or the public, and for a wait that is too long."""
    fresh = _draft(sequence)
    problems = {f"step_{n}": why for n, step in enumerate(steps, 1) if (why := problem_of(fresh, step))}
    if len(steps) > MOST_STEPS:
        problems["steps"] = _("At most %(count)s steps.") % {"count": MOST_STEPS}
    if problems:
        raise Invalid(_("These steps cannot be kept."), fields=problems)
    fresh.steps.all().delete()
    SequenceStep.objects.bulk_create(
        SequenceStep(sequence=fresh, position=n, message=step.message, wait_hours=step.wait_hours, only_if=step.only_if)
        for n, step in enumerate(steps, 1)
    )
    fresh.last_editor, fresh.updated_at = by, at
    fresh.save(update_fields=["last_editor", "updated_at"])
    note("sequence.change", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def replace_message(step: SequenceStep, message: Message, *, by: User | None, at: datetime) -> SequenceStep:
    """Another message at this step, from now on, also while the sequence runs: it leaves once it is approved.

    A change that is being written takes it over. Raises Conflict when the sequence has ended, Invalid for a message of
    another crisis or other people.
    """
    sequence = locked(step.sequence)
    if sequence.state == State.STOPPED:
        raise Conflict(_("This sequence has ended."))
    why = problem_of(sequence, Step(message))
    if why:
        raise Invalid(why, fields={"message": why})
    being_written = SequenceChangeStep.objects.filter(step=step, message=step.message, change__applied_at=None)
    being_written.update(message=message)
    step.message, step.trouble = message, ""
    step.save(update_fields=["message", "trouble"])
    note("sequence.replace", sequence, by=by, at=at, title=message.title)
    return step


@transaction.atomic
def write_step_again(step: SequenceStep, *, by: User | None, at: datetime) -> Message:
    """A draft of the step's message with the facts as they are now; people wait until it is approved."""
    message = written_again(step.message, by=by, at=at)
    replace_message(step, message, by=by, at=at)
    return message


def written_again(old: Message, *, by: User | None, at: datetime) -> Message:
    """A draft with the same words, channels and people."""
    return write(
        old.crisis, occasion=old.occasion, title=old.title, texts=common_texts(old), template=old.template,
        channel=old.channel, audience_kind=old.audience_kind, segment=old.segment, is_vital=old.is_vital,
        ways=ways_of(old), by=by, at=at,
    )  # fmt: skip


@transaction.atomic
def start_sequence(sequence: Sequence, *, by: User, at: datetime) -> Sequence:
    """From now on people enter. A second person starts it: the approval of who is written to, and when.

    Raises NotAllowed for whoever wrote it (except in a drill), Conflict when it is no draft or the crisis is closed,
    Invalid when it has no step, or a step's message may not leave.
    """
    fresh = _draft(sequence)
    if not may_start(fresh, by):
        raise NotAllowed(_("Somebody else than its author starts a sequence: another lead of the cell."))
    if fresh.crisis.closed_at is not None:
        raise Conflict(_("The crisis is closed."))
    steps = list(fresh.steps.select_related("message__crisis"))
    problems = {f"step_{step.position}": why for step in steps if (why := why_not(step, at=at))}
    if not steps:
        problems["steps"] = _("There is no step yet.")
    if problems:
        raise Invalid(_("This sequence cannot start yet."), hint=" ".join(problems.values()), fields=problems)
    fresh.state, fresh.started_at, fresh.started_by, fresh.updated_at = State.RUNNING, at, by, at
    fresh.since = fresh.crisis.declared_at if fresh.takes_earlier else at
    fresh.looked_at, fresh.entered_at = at, None
    fresh.save()
    if fresh.entry == Sequence.Entry.SEGMENT and not fresh.takes_earlier:
        note_present(fresh, at=at)
    note("sequence.start", fresh, by=by, at=at)
    return fresh


@transaction.atomic
def pause_sequence(sequence: Sequence, *, by: User | None, at: datetime, why: str = "") -> Sequence:
    """Nobody enters, nobody moves, and what is leaving of it is paused. Raises Conflict unless it runs."""
    fresh = locked(sequence)
    must_be(fresh, State.RUNNING)
    paused = []
    for batch in batches_of_sequence(fresh).filter(state=Batch.State.SENDING):
        outbox.pause(batch, by=by, at=at, why=why or _("The sequence was paused."))
        paused.append(batch.pk)
    fresh.state, fresh.state_reason, fresh.paused_batches, fresh.updated_at = State.PAUSED, why[:300], paused, at
    fresh.save(update_fields=["state", "state_reason", "paused_batches", "updated_at"])
    note("sequence.pause", fresh, by=by, at=at, why=why)
    return fresh


@transaction.atomic
def resume_sequence(sequence: Sequence, *, by: User | None, at: datetime, overdue: str = "") -> Sequence:
    """Go on. Nobody is sent twice what they have been sent, and what is overdue does not leave all at once.

    `overdue`: SPREAD lets it leave over the next SPREAD_OVER hours, SKIP leaves that step out for them (and lets nobody
    enter for what happened meanwhile). Raises Invalid when somebody is overdue and nothing was chosen, Conflict unless
    the sequence is paused.
    """
    fresh = locked(sequence)
    must_be(fresh, State.PAUSED)
    leave(fresh, at=at)
    waiting = at_once(fresh, at=at)
    if waiting and overdue not in (SPREAD, SKIP):
        words = _("Say what happens to those whose message is overdue.")
        raise Invalid(words, fields={"overdue": words})
    if overdue == SKIP:
        _skip(fresh, at)
        fresh.since = at
    else:
        enter(fresh, at=at)
        _spread(fresh, at)
    for batch in batches_of_sequence(fresh).filter(pk__in=fresh.paused_batches, state=Batch.State.PAUSED, hold=""):
        outbox.resume(batch, by=by, at=at)
    fresh.state, fresh.state_reason, fresh.paused_batches = State.RUNNING, "", []
    fresh.looked_at, fresh.updated_at = at, at
    fresh.save(update_fields=["state", "state_reason", "paused_batches", "since", "looked_at", "updated_at"])
    note("sequence.resume", fresh, by=by, at=at, count=waiting, overdue=overdue)
    return fresh


@transaction.atomic
def stop_sequence(sequence: Sequence, *, by: User | None, at: datetime, why: str = "") -> Sequence:
    """End it for good: everybody leaves it, and what had not left yet does not. Raises Conflict unless it runs or is
    paused."""
    fresh = locked(sequence)
    must_be(fresh, State.RUNNING, State.PAUSED)
    for batch in batches_of_sequence(fresh).filter(state__in=[Batch.State.SENDING, Batch.State.PAUSED]):
        outbox.stop(batch, by=by, at=at, why=why or _("The sequence was stopped."))
    left = out(SequenceRun.objects.filter(sequence=fresh, exited_at=None), SequenceRun.Exit.STOPPED, at=at)
    fresh.state, fresh.state_reason, fresh.updated_at = State.STOPPED, why[:300], at
    fresh.save(update_fields=["state", "state_reason", "updated_at"])
    note("sequence.stop", fresh, by=by, at=at, why=why, count=left)
    return fresh


@transaction.atomic
def discard_sequence(sequence: Sequence, *, by: User | None, at: datetime) -> None:
    """Throw a draft away. Raises Conflict once it has been started."""
    fresh = _draft(sequence)
    note("sequence.discard", fresh, by=by, at=at)
    fresh.delete()


def pause_all(*, by: User, at: datetime) -> int:
    """Pause every sequence that runs; returns how many."""
    running = list(Sequence.objects.filter(state=State.RUNNING))
    for sequence in running:
        pause_sequence(sequence, by=by, at=at, why=_("Everything was stopped."))
    return len(running)


def may_start(sequence: Sequence, user: User) -> bool:
    """Whether this colleague can be the second person."""
    if not user.may("messages.approve"):
        return False
    return sequence.crisis.is_drill or user.pk not in (sequence.author_id, sequence.last_editor_id)


def at_once(sequence: Sequence, *, at: datetime) -> int:
    """How many people would be written to at once if it went on as it stands: those overdue, and those who would enter
    for what happened meanwhile when the first step does not wait."""
    overdue = SequenceRun.objects.filter(sequence=sequence, exited_at=None, next_at__lte=at).count()
    first = sequence.steps.order_by("position").first()
    if first is None or first.wait_hours:
        return overdue
    return overdue + entrants(sequence, since=sequence.since or at, at=at).count()


def batches_of_sequence(sequence: Sequence) -> QuerySet[Batch]:
    """The sends of its steps."""
    return Batch.objects.filter(sending__sequence_step__sequence=sequence)


def _spread(sequence: Sequence, at: datetime) -> None:
    """Each overdue person in one of the next quarters of an hour, by their number: even, and the same if done twice."""
    overdue = SequenceRun.objects.filter(sequence=sequence, exited_at=None, next_at__lte=at)
    parts = SPREAD_OVER * 4
    quarters = [
        When(Exact(F("id") % parts, part), then=Value(at + timedelta(minutes=15 * part, seconds=1)))
        for part in range(parts)
    ]
    overdue.update(next_at=Case(*quarters, default=F("next_at")))


def _skip(sequence: Sequence, at: datetime) -> None:
    """The overdue pass their step without its message, the last step first, so that nobody passes two."""
    following: SequenceStep | None = None
    for step in sequence.steps.order_by("-position"):
        overdue = SequenceRun.objects.filter(sequence=sequence, step=step.position, exited_at=None, next_at__lte=at)
        if following is None:
            out(overdue, SequenceRun.Exit.DONE, at=at)
        else:
            overdue.update(step=following.position, next_at=at + timedelta(hours=following.wait_hours, seconds=1))
        following = step


def _set(sequence: Sequence, entry: Entry, ends: Ends) -> None:
    sequence.entry, sequence.entry_message = entry.kind, entry.message
    sequence.entry_attribute, sequence.entry_days = entry.attribute, entry.days
    sequence.segment, sequence.takes_earlier = entry.segment, entry.takes_earlier
    sequence.may_restart = entry.may_restart
    sequence.ends_on_reply, sequence.ends_on_complaint = ends.on_reply, ends.on_complaint
    sequence.ends_outside, sequence.goal, sequence.fact_version = ends.outside, ends.goal, ends.fact_version


def _must_be_sound(sequence: Sequence) -> None:
    problems: dict[str, Words] = {}
    if not sequence.name:
        problems["name"] = _("Give it a name that colleagues will recognise.")
    kinds = Sequence.Entry
    if sequence.entry not in kinds.values:
        problems["entry"] = _("Choose who enters.")
    elif sequence.entry == kinds.TOLD and not _of(sequence, sequence.entry_message):
        problems["message"] = _("Choose the message after which people enter.")
    elif sequence.entry == kinds.SEGMENT and sequence.segment is None:
        problems["segment"] = _("Choose the segment that people join.")
    elif sequence.entry == kinds.DATE and not _is_date(sequence.entry_attribute):
        problems["attribute"] = _("Choose a column of dates.")
    for name, segment in (("segment", sequence.segment), ("goal", sequence.goal)):
        if segment is not None and segment.kind != sequence.audience_kind:
            problems[name] = _("This segment is made of other people than those chosen.")
    if sequence.ends_outside and sequence.segment is None:
        problems["outside"] = _("There is no segment that people could leave.")
    version = sequence.fact_version
    if version is not None and version.fact.crisis_id != sequence.crisis_id:
        problems["fact"] = _("This fact is of another crisis.")
    if problems:
        raise Invalid(_("The sequence cannot be saved yet."), fields=problems)


def problem_of(sequence: Sequence, step: Step) -> str:
    """Why this cannot be a step of this sequence; "" when it can."""
    if not _of(sequence, step.message):
        return _("This message is of another crisis.")
    if step.message.audience_kind != sequence.audience_kind:
        return _("This message is for other people than those of the sequence.")
    if step.message.corrects_version_id or step.message.repeats_id:
        return _("A correction is for those who were told the old words, not for a sequence.")
    if not 0 <= step.wait_hours <= LONGEST_WAIT:
        return _("Wait between 0 and %(hours)s hours.") % {"hours": LONGEST_WAIT}
    if step.only_if is not None and step.only_if.kind != sequence.audience_kind:
        return _("This segment is made of other people than those chosen.")
    return ""


def _of(sequence: Sequence, message: Message | None) -> bool:
    return message is not None and message.crisis_id == sequence.crisis_id


def _is_date(attribute: str) -> bool:
    return Column.objects.filter(name=attribute, type=Column.Type.DATE).exists()


def locked(sequence: Sequence) -> Sequence:
    """The sequence as it is now, held until the transaction ends. Raises NotFound."""
    fresh = Sequence.objects.select_for_update().filter(pk=sequence.pk).first()
    if fresh is None:
        raise NotFound("sequence")
    return fresh


def _draft(sequence: Sequence) -> Sequence:
    fresh = locked(sequence)
    must_be(fresh, State.DRAFT)
    return fresh


def must_be(sequence: Sequence, *states: str) -> None:
    """Raises Conflict when it is in none of these states."""
    if sequence.state not in states:
        raise Conflict(
            _("This sequence is “%(state)s” by now.") % {"state": sequence.get_state_display()},
            hint=_("Look at it again: somebody may have been quicker."),
        )


def note(verb: str, sequence: Sequence, *, by: User | None, at: datetime, **data: object) -> None:
    """Write it in the journal."""
    record(verb, by=by, at=at, subject=sequence, crisis_id=sequence.crisis_id, name=sequence.name, **data)
