"""Promises of time: the 48-hour clock of the first word (M6), with what is still missing."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from amarre.situation.models import Clock, Crisis, Fact, FactVersion

FIRST_WORD = "first_word"
FIRST_WORD_WITHIN = timedelta(hours=48)


@dataclass(frozen=True)
class FirstWord:
    """`left` is negative once late. `missing_facts`: needed for the first word and not verified yet."""

    due_at: datetime
    left: timedelta
    met_at: datetime | None
    met_by: str
    missing_facts: tuple[Fact, ...]

    @property
    def is_overdue(self) -> bool:
        return self.met_at is None and self.left < timedelta(0)


def first_word(crisis: Crisis, at: datetime) -> FirstWord | None:
    """Where the first word stands at the moment `at`; None when the crisis has no such clock."""
    clock = Clock.objects.filter(crisis=crisis, code=FIRST_WORD).first()
    if clock is None:
        return None
    missing = crisis.facts.filter(is_needed_first=True).exclude(current__status=FactVersion.Status.VERIFIED)
    return FirstWord(clock.due_at, clock.due_at - at, clock.met_at, clock.met_by, tuple(missing))
