"""Read a playbook from its YAML file and say exactly what is wrong with it.

A playbook is prepared cold, by people, in a text editor: so every mistake is reported at once, with the file and
the key where it stands (`recall.yaml: templates[3].body.fr: ...`), and never only the first one.
Nothing here needs Django, a database or a clock. The format is described in `docs/playbooks.md`.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

import yaml

from amarre.plan.playbook_reader import Mapping, Reader, Words

__all__ = [
    "FactQuestion", "FaqStarter", "MeasureChoice", "Phase", "PlannedAction", "Playbook", "PlaybookError", "Seat",
    "SegmentHint", "Template", "Words", "Workstream", "cited_facts", "load", "parse", "shipped",
]  # fmt: skip

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


def load(path: Path) -> Playbook:
    """Read one playbook file. Raises PlaybookError with all its faults."""
    return parse(path.read_text(encoding="utf-8"), name=path.name)


def shipped() -> tuple[Playbook, ...]:
    """The playbooks that come with the product, in the order in which they are offered."""
    folder = files("amarre.plan") / "playbooks"
    return tuple(parse((folder / f"{slug}.yaml").read_text(encoding="utf-8"), name=f"{slug}.yaml") for slug in SHIPPED)


def parse(text: str, *, name: str) -> Playbook:
    """Build a playbook from YAML `text`; `name` stands for the file in messages. Raises PlaybookError."""
    try:
        node = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise PlaybookError([f"{name}: not readable as YAML: {error}"]) from error
    reader = Reader(name)
    playbook = _playbook(reader, reader.mapping(node, ""))
    _check(reader, playbook)
    if reader.problems:
        raise PlaybookError(reader.problems)
    return playbook


def _playbook(reader: Reader, root: Mapping) -> Playbook:
    playbook = Playbook(
        slug=root.slug("slug"),
        kind=root.slug("kind"),
        title=root.words("title"),
        summary=root.words("summary"),
        harm=root.flag("harm"),
        phases=tuple(_phase(item) for item in root.items("phases")),
        workstreams=tuple(_workstream(item) for item in root.items("workstreams")),
        seats=tuple(_seat(item) for item in root.items("seats")),
        facts=tuple(_fact(item) for item in root.items("facts")),
        templates=tuple(_template(item) for item in root.items("templates")),
        faq=tuple(_faq(item) for item in root.items("faq")),
        measures=tuple(_measure(item) for item in root.items("measures")),
        segments=tuple(_segment(item) for item in root.items("segments")),
        lessons=root.words_list("lessons"),
    )
    root.done()
    return playbook


def _phase(node: Mapping) -> Phase:
    phase = Phase(slug=node.choice("slug", PHASES), title=node.words("title"), aim=node.words("aim"))
    node.done()
    return phase


def _workstream(node: Mapping) -> Workstream:
    workstream = Workstream(
        slug=node.slug("slug"),
        title=node.words("title"),
        aim=node.words("aim"),
        actions=tuple(_action(item) for item in node.items("actions")),
    )
    node.done()
    return workstream


def _action(node: Mapping) -> PlannedAction:
    action = PlannedAction(
        title=node.words("title"),
        due_hours=node.whole_number("due_hours"),
        role=node.choice("role", ROLES),
        phase=node.choice("phase", PHASES),
        raci=node.name_lists("raci", RESPONSIBILITIES),
    )
    node.done()
    return action


def _seat(node: Mapping) -> Seat:
    seat = Seat(
        function=node.slug("function"),
        cell_role=node.choice("cell_role", ROLES),
        responsibility=node.choice("responsibility", RESPONSIBILITIES),
        title=node.words("title"),
    )
    node.done()
    return seat


def _fact(node: Mapping) -> FactQuestion:
    fact = FactQuestion(
        key=node.slug("key"),
        topic=node.words("topic"),
        question=node.words("question"),
        hint=node.words("hint"),
        visibility=node.choice("visibility", VISIBILITIES),
        first_word=node.flag("first_word"),
        example=node.words("example"),
        form=node.choice("form", FORMS, default="sentence"),
    )
    node.done()
    return fact


def _template(node: Mapping) -> Template:
    channel = node.choice("channel", CHANNELS)
    template = Template(
        slug=node.slug("slug"),
        occasion=node.choice("occasion", OCCASIONS),
        channel=channel,
        audience=node.choice("audience", AUDIENCES),
        phase=node.choice("phase", PHASES),
        title=node.words("title"),
        subject=node.words("subject") if channel in SUBJECT_CHANNELS else None,
        body=node.words("body"),
    )
    node.done()
    return template


def _faq(node: Mapping) -> FaqStarter:
    starter = FaqStarter(
        key=node.slug("key"),
        question=node.words("question"),
        answer=node.words("answer"),
        phrasings=node.name_lists("phrasings", LANGUAGES, required=True),
        fear=node.choice("fears", FEARS) if node.has("fears") else None,
        audience=node.choice("audience", FAQ_AUDIENCES, default="public"),
    )
    node.done()
    return starter


def _measure(node: Mapping) -> MeasureChoice:
    measure = MeasureChoice(slug=node.choice("slug", MEASURES), title=node.words("title"), why=node.words("why"))
    node.done()
    return measure


def _segment(node: Mapping) -> SegmentHint:
    segment = SegmentHint(slug=node.slug("slug"), title=node.words("title"), hint=node.words("hint"))
    node.done()
    return segment


def _check(reader: Reader, playbook: Playbook) -> None:
    """What no single key can tell: names used twice, facts cited but not asked, fears left without an answer."""
    _check_unique(reader, playbook)
    _check_seated(reader, playbook)
    _check_examples(reader, playbook)
    for index, template in enumerate(playbook.templates):
        public = template.audience != "staff"
        _check_citations(reader, playbook, f"templates[{index}].body", template.body, public=public)
        if template.subject is not None:
            _check_citations(reader, playbook, f"templates[{index}].subject", template.subject, public=public)
    for index, starter in enumerate(playbook.faq):
        public = starter.audience == "public"
        _check_citations(reader, playbook, f"faq[{index}].answer", starter.answer, public=public)
    for fear in FEARS:
        if not any(starter.fear == fear for starter in playbook.faq):
            reader.problem("faq", f'no entry answers the fear "{fear}"')


def _check_unique(reader: Reader, playbook: Playbook) -> None:
    lists: dict[str, list[str]] = {
        "phases": [phase.slug for phase in playbook.phases],
        "workstreams": [workstream.slug for workstream in playbook.workstreams],
        "facts": [fact.key for fact in playbook.facts],
        "templates": [template.slug for template in playbook.templates],
        "faq": [starter.key for starter in playbook.faq],
        "measures": [measure.slug for measure in playbook.measures],
        "segments": [segment.slug for segment in playbook.segments],
    }
    for where, names in lists.items():
        for doubled in sorted({name for name in names if names.count(name) > 1}):
            reader.problem(where, f'"{doubled}" is used twice')


def _check_seated(reader: Reader, playbook: Playbook) -> None:
    seated = {seat.function for seat in playbook.seats}
    for row, workstream in enumerate(playbook.workstreams):
        for column, action in enumerate(workstream.actions):
            for function in sorted({name for names in action.raci.values() for name in names} - seated):
                where = f"workstreams[{row}].actions[{column}].raci"
                reader.problem(where, f'"{function}" has no seat in the cell')


def _check_examples(reader: Reader, playbook: Playbook) -> None:
    for index, fact in enumerate(playbook.facts):
        for lang in LANGUAGES:
            is_sentence = fact.example.to(lang).rstrip().endswith((".", "?"))
            if is_sentence != (fact.form == "sentence"):
                wanted = "complete sentences" if fact.form == "sentence" else "a value without a full stop"
                reader.problem(f"facts[{index}].example.{lang}", f'"{fact.key}" must be {wanted}')


def _check_citations(reader: Reader, playbook: Playbook, where: str, words: Words, *, public: bool) -> None:
    visibility = {fact.key: fact.visibility for fact in playbook.facts}
    for lang in LANGUAGES:
        text = words.to(lang)
        if BRACES.search(PLACEHOLDER.sub("", text)):
            reader.problem(f"{where}.{lang}", "a placeholder is not of the form {{ fact.key }}")
        for name in sorted(set(PLACEHOLDER.findall(text)) - OTHER_NAMES):
            if not name.startswith("fact."):
                reader.problem(f"{where}.{lang}", f"unknown placeholder {{{{ {name} }}}}")
        for key in sorted(cited_facts(text)):
            if key not in visibility:
                reader.problem(f"{where}.{lang}", f'cites the fact "{key}", which is not among the facts')
            elif public and visibility[key] == "internal":
                reader.problem(f"{where}.{lang}", f'shows the internal fact "{key}" outside the company')
    if cited_facts(words.fr) != cited_facts(words.en):
        reader.problem(where, "French and English do not cite the same facts")
