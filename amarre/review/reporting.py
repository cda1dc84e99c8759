"""The plain report: what was done and when, from the rows, precise enough for people who were not there (M38)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from statistics import median
from typing import Any

from django.db.models import Count

from amarre.accounts.models import JournalEntry
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.inbox.models import Conversation
from amarre.lib.ui.times import duration
from amarre.plan.models import Lesson
from amarre.review import board
from amarre.situation.clocks import FIRST_WORD_WITHIN, FirstWord, first_word
from amarre.situation.models import Action, Crisis

REACHED = ("sent", "delivered")
CAME_BACK = ("bounced", "failed")
HELD_BACK = ("suppressed", "stopped")


@dataclass(frozen=True)
class Told:
    """A message that left, and what became of it, in people."""

    message: Message
    reached: int
    came_back: int
    held_back: int
    unsure: int
    waiting: int

    @property
    def people(self) -> int:
        return self.reached + self.came_back + self.held_back + self.unsure + self.waiting


@dataclass(frozen=True)
class Report:
    """Everything the report page prints. `first_response` is a median, None when nobody was answered."""

    crisis: Crisis
    clock: FirstWord | None
    said_after: timedelta | None
    told: list[Told]
    requests: int
    by_level: list[tuple[str, str, int, int]]  # level, word, came, answered
    came_in: dict[str, int]
    answered: int
    first_response: timedelta | None
    actions_done: int
    actions_all: int
    actions_open: list[Action]
    facts: list[Any]
    decisions: list[Any]
    lessons: list[Lesson]
    timeline: list[dict[str, Any]]

    @property
    def first_response_words(self) -> str:
        """The median in words: « 2 h 10 »."""
        return duration(self.first_response.total_seconds()) if self.first_response is not None else ""

    @property
    def in_time(self) -> bool | None:
        """Whether the first word was said within 48 hours; None while it is not said and not late."""
        if self.said_after is not None:
            return self.said_after <= FIRST_WORD_WITHIN
        return False if self.clock and self.clock.is_overdue else None


# The report's own thread through the journal: what a reader ten years later needs, not each draft.
TELLING_VERBS = ("crisis.", "fact.", "decision.", "message.approve", "message.send", "message.sent", "page.", "batch.")


def write(crisis: Crisis, at: datetime) -> Report:
    """The report as the rows stand at the moment `at`."""
    clock = first_word(crisis, at)
    requests = crisis.conversations.filter(merged_into=None)
    done, every = board.actions_progress(crisis)
    entries = JournalEntry.objects.filter(crisis_id=crisis.pk).order_by("at", "pk")
    return Report(
        crisis=crisis,
        clock=clock,
        said_after=clock.met_at - crisis.declared_at if clock and clock.met_at else None,
        told=told(crisis),
        requests=requests.count(),
        by_level=_by_level(crisis),
        came_in=board.came_in(crisis),
        answered=requests.exclude(first_answered_at=None).count(),
        first_response=_first_response(crisis),
        actions_done=done,
        actions_all=every,
        actions_open=list(board.open_actions(crisis)),
        facts=list(crisis.facts.exclude(current=None).prefetch_related("versions__source", "versions__author")),
        decisions=list(crisis.decisions.select_related("by").prefetch_related("facts__fact").order_by("at")),
        lessons=list(Lesson.objects.filter(crisis_id=crisis.pk).select_related("author")),
        timeline=board.timeline([entry for entry in entries if entry.verb.startswith(TELLING_VERBS)]),
    )


def told(crisis: Crisis) -> list[Told]:
    """What left for many, in the order it left, with what became of it."""
    sent = crisis.messages.exclude(sendings=None).distinct()
    messages = list(sent.select_related("author").order_by("sent_at", "pk"))
    counted: dict[int, dict[str, int]] = {}
    rows = deliveries_of(*messages).values_list("batch__sending__message_id", "state").annotate(n=Count("pk"))
    for message_id, state, n in rows:
        counted.setdefault(message_id, {})[state] = n
    return [_told(message, counted.get(message.pk, {})) for message in messages]


def _told(message: Message, states: dict[str, int]) -> Told:
    def of(*names: str) -> int:
        return sum(states.get(name, 0) for name in names)

    return Told(message, of(*REACHED), of(*CAME_BACK), of(*HELD_BACK), of("unsure"), of("queued", "sending"))


def _by_level(crisis: Crisis) -> list[tuple[str, str, int, int]]:
    requests = crisis.conversations.filter(merged_into=None)
    came = dict(requests.values_list("impact").annotate(n=Count("pk")))
    answered = dict(requests.exclude(first_answered_at=None).values_list("impact").annotate(n=Count("pk")))
    labels = dict(Conversation.Impact.choices)
    return [(level, str(labels[level]), came.get(level, 0), answered.get(level, 0)) for level in board.IMPACTS]


def _first_response(crisis: Crisis) -> timedelta | None:
    """Median time from the first word of a request to our first answer."""
    answered = crisis.conversations.filter(merged_into=None).exclude(first_answered_at=None)
    pairs = answered.values_list("first_received_at", "first_answered_at")
    waits = [(last - first).total_seconds() for first, last in pairs if last is not None]
    return timedelta(seconds=median(waits)) if waits else None
