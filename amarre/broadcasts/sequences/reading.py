"""A sequence as people read it: who enters, what ends it, who waits where, why the others left."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Min, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.accounts.models import User
from amarre.broadcasts.models import Sequence, SequenceRun, SequenceStep
from amarre.broadcasts.sequences.entering import entrants
from amarre.broadcasts.sequences.stepping import why_not
from amarre.people.models import Column, Person
from amarre.situation.access import crises_visible_to
from amarre.situation.models import Crisis

Exit = SequenceRun.Exit


@dataclass(frozen=True)
class AtStep:
    """One step with those who wait before it; `next_at` is when the first of them is due, None when nobody waits."""

    step: SequenceStep
    waiting: int
    due: int
    next_at: datetime | None
    why_not: str

    @property
    def after(self) -> str:
        """How long after what came before."""
        return wait_words(self.step.wait_hours)


@dataclass(frozen=True)
class Left:
    """How many left for one reason."""

    reason: str
    words: str
    count: int


@dataclass(frozen=True)
class Inside:
    """Everybody who ever entered: `entered` is those inside and those who left."""

    steps: list[AtStep]
    left: list[Left]
    inside: int
    exited: int

    @property
    def entered(self) -> int:
        return self.inside + self.exited


@dataclass(frozen=True)
class WouldEnter:
    """Who would enter if it were started: how many, and some of them."""

    count: int
    some: list[Person]
    since: datetime


def inside_of(sequence: Sequence, *, at: datetime) -> Inside:
    """Counts by step and by reason, from the rows; those seen in the segment before the start never entered."""
    runs = SequenceRun.objects.filter(sequence=sequence)
    live = runs.filter(exited_at=None).order_by().values("step")
    counted = live.annotate(n=Count("pk"), due=Count("pk", filter=Q(next_at__lte=at)), first=Min("next_at"))
    by_step = {row["step"]: row for row in counted}
    steps = []
    for step in sequence.steps.select_related("message__crisis", "message__channel", "only_if"):
        row: Any = by_step.get(step.position, {"n": 0, "due": 0, "first": None})
        steps.append(AtStep(step, row["n"], row["due"], row["first"], why_not(step, at=at)))
    gone = runs.exclude(exited_at=None).exclude(exit_reason=Exit.BEFORE).order_by().values_list("exit_reason")
    left = [Left(reason, str(Exit(reason).label), n) for reason, n in gone.annotate(n=Count("pk")).order_by("-n")]
    inside = sum(row["n"] for row in by_step.values())
    return Inside(steps, left, inside, sum(one.count for one in left))


def would_enter(sequence: Sequence, *, at: datetime) -> WouldEnter:
    """Who would enter now: for a draft, those of the last day (or since the crisis began when they are taken too)."""
    since = sequence.since
    if since is None:
        since = sequence.crisis.declared_at if sequence.takes_earlier else at - timedelta(days=1)
    people = entrants(sequence, since=since, at=at)
    return WouldEnter(people.count(), list(people.order_by("pk")[:50]), since)


def entry_words(sequence: Sequence) -> str:
    """Who enters, as one sentence."""
    kinds = Sequence.Entry
    message = sequence.entry_message
    said = {
        kinds.TOLD: _("whoever was sent “%(title)s”") % {"title": message.title if message else "?"},
        kinds.WROTE: _("whoever writes to us"),
        kinds.ANSWERED: _("whoever we have answered"),
        kinds.SEGMENT: _("whoever joins the segment “%(segment)s”") % {"segment": sequence.segment or "?"},
        kinds.DATE: _date_words(sequence),
    }[kinds(sequence.entry)]
    if sequence.segment is not None and sequence.entry != kinds.SEGMENT:
        said = _("%(who)s, among “%(segment)s”") % {"who": said, "segment": sequence.segment}
    return said


def end_words(sequence: Sequence) -> list[str]:
    """What takes a person out before the end, one sentence each."""
    found = []
    if sequence.ends_on_reply:
        found.append(_("They write to us."))
    if sequence.ends_on_complaint:
        found.append(_("A complaint of theirs is open."))
    if sequence.ends_outside and sequence.segment is not None:
        found.append(_("They are no longer in “%(segment)s”.") % {"segment": sequence.segment})
    if sequence.goal is not None:
        found.append(_("They are in “%(segment)s”: the goal.") % {"segment": sequence.goal})
    if sequence.fact_version is not None:
        found.append(_("The fact “%(fact)s” changes.") % {"fact": sequence.fact_version.fact.key})
    found.append(_("They want no more messages, or the crisis is closed."))
    return found


def wait_words(hours: int) -> str:
    """A wait as one says it: at once, 3 hours, 2 days."""
    if not hours:
        return _("at once")
    if hours % 24:
        return ngettext("%(count)s hour later", "%(count)s hours later", hours) % {"count": hours}
    return ngettext("%(count)s day later", "%(count)s days later", hours // 24) % {"count": hours // 24}


def runs_of(sequence: Sequence, *, step: int | None = None, reason: str = "") -> QuerySet[SequenceRun]:
    """The runs of a sequence: those waiting at a step, those who left for a reason, else all who entered."""
    runs = SequenceRun.objects.filter(sequence=sequence).exclude(exit_reason=Exit.BEFORE)
    if step is not None:
        runs = runs.filter(exited_at=None, step=step).order_by("next_at", "pk")
    elif reason:
        runs = runs.filter(exit_reason=reason).order_by("-exited_at", "-pk")
    else:
        runs = runs.order_by("-pk")
    return runs


def runs_of_person(person_id: int, *, user: User) -> list[SequenceRun]:
    """The sequences through which a person goes or went, in crises that this colleague may see."""
    runs = SequenceRun.objects.filter(person_ref=person_id, sequence__crisis__in=crises_visible_to(user))
    return list(runs.exclude(exit_reason=Exit.BEFORE).select_related("sequence__crisis").order_by("-entered_at"))


def troubled(crisis: Crisis) -> list[Sequence]:
    """The sequences that ask for somebody: paused by themselves, or with a step from which nothing may leave."""
    asking = Q(state=Sequence.State.PAUSED) | Q(state=Sequence.State.RUNNING, steps__trouble__gt="")
    return list(crisis.sequences.filter(asking).distinct())


def _date_words(sequence: Sequence) -> str:
    column = Column.objects.filter(name=sequence.entry_attribute).first()
    label = column.label if column else sequence.entry_attribute or "?"
    days = sequence.entry_days
    if not days:
        return _("whoever’s date has come: %(date)s") % {"date": label}
    if days < 0:
        words = ngettext(
            "%(count)s day before their date: %(date)s", "%(count)s days before their date: %(date)s", -days
        )
    else:
        words = ngettext("%(count)s day after their date: %(date)s", "%(count)s days after their date: %(date)s", days)
    return words % {"count": abs(days), "date": label}
