"""The shape of a playbook: its vocabulary, and one dataclass for each kind of entry."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from amarre.plan.playbook_reader import Words

LANGUAGES = ("fr", "en")
PHASES = ("alert", "shock", "long_haul", "way_out", "after")
ROLES = ("expert", "orchestrator", "communicator", "doer")
RESPONSIBILITIES = ("responsible", "accountable", "consulted", "informed")
VISIBILITIES = ("public", "internal")
FORMS = ("sentence", "value")
OCCASIONS = ("statement", "news", "answer", "payment", "renewal", "refusal", "correction", "staff")
CHANNELS = ("email", "sms", "letter", "phone", "social")
AUDIENCES = ("customers", "staff", "suppliers", "all")
FAQ_AUDIENCES = ("public", "staff")
FEARS = ("exposed", "order", "protection", "rules", "penalty")
MEASURES = (
    "people_at_work", "open_channels", "volume_by_channel", "pick_up_rate", "backlog_by_level", "first_word",
    "actions_progress", "told", "corrected", "answered", "first_response_time",
)  # fmt: skip
BODY = ("phases", "workstreams", "seats", "facts", "faq", "measures", "segments")
BODY = ("phases", "workstreams", "seats", "facts", "faq", "measures", "segments")
SHIPPED = ("epidemic", "recall", "outage", "supply", "breach")

OTHER_NAMES = frozenset({
    "person.greeting", "person.first_name", "company.name", "company.signature", "company.contact",
})  # fmt: skip
SUBJECT_CHANNELS = ("email", "letter")

PLACEHOLDER = re.compile(r"\{\{\s*([a-z]+\.[a-z0-9_]+)\s*\}\}")
BRACES = re.compile(r"\{\{|\}\}|\{%|%\}")


class PlaybookError(ValueError):
    """The file cannot be used as a playbook. `problems` lists every reason, each with file and key."""

    def __init__(self, problems: Iterable[str]) -> None:
        self.problems = tuple(problems)
        super().__init__("\n".join(self.problems))


@dataclass(frozen=True, slots=True)
class Phase:
    """One of the five times of a crisis, and what we want of it in this kind of crisis."""

    slug: str
    title: Words
    aim: Words


@dataclass(frozen=True, slots=True)
class PlannedAction:
    """A first action of a workstream. `due_hours` counts from the declaration; `raci` names seated functions."""

    title: Words
    due_hours: int
    role: str
    phase: str
    raci: dict[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Workstream:
    """A line of work. The order of workstreams in the file is their rank: the first one wins when time lacks."""

    slug: str
    title: Words
    aim: Words
    actions: tuple[PlannedAction, ...]


@dataclass(frozen=True, slots=True)
class Seat:
    """A chair of the crisis cell, to be given to somebody by name when the crisis is declared."""

    function: str
    cell_role: str
    responsibility: str
    title: Words


@dataclass(frozen=True, slots=True)
class FactQuestion:
    """A fact that will be needed, asked as an open question.

    `form` tells how its words are used: a `sentence` is one or more complete sentences and stands alone in a text;
    a `value` is a piece of sentence (a number, hours, a date) without a full stop.
    """

    key: str
    topic: Words
    question: Words
    hint: Words
    visibility: str
    first_word: bool
    example: Words
    form: str


@dataclass(frozen=True, slots=True)
class Template:
    """A message prepared cold: for one occasion, channel, audience and phase. `body` is Markdown with placeholders."""

    slug: str
    occasion: str
    channel: str
    audience: str
    phase: str
    title: Words
    subject: Words | None
    body: Words


@dataclass(frozen=True, slots=True)
class FaqStarter:
    """A question that will come, with its answer and the ways in which people really ask it.

    `phrasings` maps a language to real wordings; `fear` is one of the five fears, or None.
    """

    key: str
    question: Words
    answer: Words
    phrasings: dict[str, tuple[str, ...]]
    fear: str | None
    audience: str


@dataclass(frozen=True, slots=True)
class MeasureChoice:
    """A measure to put on the board of this crisis, and why it matters there."""

    slug: str
    title: Words
    why: Words


@dataclass(frozen=True, slots=True)
class SegmentHint:
    """A group of people worth a message of their own; `hint` says how to recognise them in the data."""

    slug: str
    title: Words
    hint: Words


@dataclass(frozen=True, slots=True)
class Playbook:
    """Everything that is prepared for one kind of crisis. `harm`: people may be hurt by it, so regret is required."""

    slug: str
    kind: str
    title: Words
    summary: Words
    harm: bool
    phases: tuple[Phase, ...]
    workstreams: tuple[Workstream, ...]
    seats: tuple[Seat, ...]
    facts: tuple[FactQuestion, ...]
    templates: tuple[Template, ...]
    faq: tuple[FaqStarter, ...]
    measures: tuple[MeasureChoice, ...]
    segments: tuple[SegmentHint, ...]
    lessons: tuple[Words, ...]

    def first_word_facts(self) -> tuple[FactQuestion, ...]:
        """The facts without which the word due within 48 hours cannot be said."""
        return tuple(fact for fact in self.facts if fact.first_word)

    def examples(self, lang: str) -> dict[str, str]:
        """Example words by fact key in `lang` ("fr" or "en"): for drills, previews and tests."""
        return {fact.key: fact.example.to(lang) for fact in self.facts}


def cited_facts(text: str) -> set[str]:
    """Keys of the facts that `text` cites: `{{ fact.hours }}` gives "hours"."""
    return {name.split(".", 1)[1] for name in PLACEHOLDER.findall(text) if name.startswith("fact.")}
