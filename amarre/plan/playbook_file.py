"""Read a playbook from its YAML file and say exactly what is wrong with it.

A playbook is prepared cold, by people, in a text editor: so every mistake is reported at once, with the file and
the key where it stands (`recall.yaml: templates[3].body.fr: ...`), and never only the first one.
Nothing here needs Django, a database or a clock. The format is described in `docs/playbooks.md`.
"""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from amarre.plan.playbook_checks import check
from amarre.plan.playbook_reader import Mapping, Reader
from amarre.plan.playbook_shape import (
    AUDIENCES,
    BODY,
    CHANNELS,
    FAQ_AUDIENCES,
    FEARS,
    FORMS,
    LANGUAGES,
    MEASURES,
    OCCASIONS,
    PHASES,
    RESPONSIBILITIES,
    ROLES,
    SHIPPED,
    SUBJECT_CHANNELS,
    VISIBILITIES,
    FactQuestion,
    FaqStarter,
    MeasureChoice,
    Phase,
    PlannedAction,
    Playbook,
    PlaybookError,
    Seat,
    SegmentHint,
    Template,
    Workstream,
)  # fmt: skip


def load(path: Path) -> Playbook:
    """Read one playbook file. Raises PlaybookError with all its faults."""
    return parse(path.read_text(encoding="utf-8"), name=path.name)


def shipped() -> tuple[Playbook, ...]:
    """The playbooks that come with the product, in the order in which they are offered."""
    return tuple(parse(text, name=f"{slug}.yaml") for slug, text in shipped_sources().items())


def shipped_sources() -> dict[str, str]:
    """The YAML of each playbook that comes with the product, by slug."""
    folder = files("amarre.plan") / "playbooks"
    return {slug: (folder / f"{slug}.yaml").read_text(encoding="utf-8") for slug in SHIPPED}


def body_of(text: str) -> dict[str, Any]:
    """The parts of a valid playbook that are kept as they are written: phases, workstreams, seats, facts, faq,
    measures, segments. What has columns or rows of its own (titles, templates, lessons) is left out."""
    node = _read(text)
    return {part: node[part] for part in BODY}


def _read(text: str) -> Any:
    """The YAML as plain data. libyaml reads ten times faster than pure Python, where it is there."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 (both loaders are safe)


def parse(text: str, *, name: str) -> Playbook:
    """Build a playbook from YAML `text`; `name` stands for the file in messages. Raises PlaybookError."""
    try:
        node = _read(text)
    except yaml.YAMLError as error:
        raise PlaybookError([f"{name}: not readable as YAML: {error}"]) from error
    reader = Reader(name)
    playbook = _playbook(reader, reader.mapping(node, ""))
    check(reader, playbook)
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
