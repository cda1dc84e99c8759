"""The blocks of a message in plain words: who reads which part, how many they are, and what cannot be right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches

from django.db.models import Case, Count, IntegerField, Max, Min, QuerySet, Value, When
from django.utils.translation import gettext as _

from amarre.engine.render import OTHERWISE, Block, RenderError, Template, Test, fit, parse, write
from amarre.engine.rules import Condition, Rule, fields, sentence
from amarre.engine.rules.tree import BOOLEAN, DATE, NUMBER, TEXT
from amarre.people.fields import OWN, Field, sources
from amarre.people.models import Column, Person
from amarre.people.segments import to_q

#: Our own columns that are there when a message leaves (the others ask the database about addresses).
_AT_SENDING = frozenset(
    {"external_id", "last_name", "first_name", "civility", "language", "preferred_channel", "organisation"}
)
#: Above this many people a part of them is counted: a figure that comes while one types.
COUNTED_WHOLE = 20_000
_SAMPLE, _WINDOWS = 10_000, 50


@dataclass(frozen=True)
class BranchRead:
    """Who reads one part of a block. `condition` is "" for the part of all the others; `people` None: not counted."""

    condition: str
    people: int | None


@dataclass(frozen=True)
class BlockRead:
    """One block in plain words. `is_estimate`: the figures come from a part of the people."""

    number: int
    depth: int
    branches: tuple[BranchRead, ...]
    is_estimate: bool = False


@dataclass(frozen=True)
class Snippet:
    """A block ready to be put into the words: the column it asks about, in words and as it is written."""

    label: str
    words: str


def known_fields() -> dict[str, Field]:
    """What a condition may ask about, by name: imported columns first."""
    imported = [Field(column.name, column.label, column.type) for column in Column.objects.all()]
    return {field.name: field for field in (*imported, *(own for own in OWN if own.name in _AT_SENDING))}


def read_blocks(source: str, people: QuerySet[Person] | None, *, language: str, today: date) -> list[BlockRead]:
    """Every block of some words, with how many of `people` read each part (None: nobody is counted).

    Words that cannot be read have none; conditions that cannot be right are not counted.
    """
    try:
        template = parse(source)
    except RenderError:
        return []
    if not template.blocks():
        return []
    known = known_fields()
    share, is_estimate = 1.0, False
    if people is not None and not any(_problems(template, known)):
        people, share, is_estimate = _sampled(people)
    else:
        people = None
    reader = _Reader(known, language, today, share, is_estimate=is_estimate)
    reader.read(template.parts, people, 0)
    return reader.found


def problems_in(source: str, known: Mapping[str, Field] | None = None) -> list[str]:
    """What cannot be right in the conditions of some words: a column that nobody has, a value of another type."""
    try:
        template = parse(source)
    except RenderError:
        return []
    if not template.blocks():
        return []
    return list(dict.fromkeys(_problems(template, known_fields() if known is None else known)))


def said_of(test: Test, known: Mapping[str, Field], *, language: str) -> str:
    """A condition as people read it: "orders pending > 0"."""
    labels = {name: str(field.label) for name, field in known.items()}
    return sentence(fitted(test, known, brief=True), lang=language, labels=labels)


def fitted(test: Test, known: Mapping[str, Field], *, brief: bool = False) -> Rule:
    """A condition as a rule, names alone asked according to the type of their column."""
    return fit(test.rule, lambda name: known[name].type if name in known else "", brief=brief)


def snippets() -> list[Snippet]:
    """A block for each column, ready to be put into the words and changed there."""
    otherwise = "\n…\n{{ else }}\n…\n{{ end }}"
    return [
        Snippet(str(field.label), f"{{{{ if {write(_example(field))} }}}}{otherwise}")
        for field in known_fields().values()
    ]


def _example(field: Field) -> Rule:
    if field.type == NUMBER:
        return Condition(field.name, "gt", (0,))
    if field.type == BOOLEAN:
        return Condition(field.name, "eq", (True,))
    if field.type == DATE:
        return Condition(field.name, "missing", (False,))
    return Condition(field.name, "eq", ("…",))


class _Reader:
    def __init__(
        self, known: Mapping[str, Field], language: str, today: date, share: float, *, is_estimate: bool = False
    ) -> None:
        self.known = known
        self.language = language
        self.today = today
        self.share = share
        self.is_estimate = is_estimate
        self.columns = sources()
        self.found: list[BlockRead] = []

    def read(self, parts: Iterable[object], people: QuerySet[Person] | None, depth: int) -> None:
        for part in parts:
            if isinstance(part, Block):
                self._block(part, people, depth)

    def _block(self, block: Block, people: QuerySet[Person] | None, depth: int) -> None:
        name = f"block_{block.number}"
        counts: dict[int, int] = {}
        if people is not None:
            people = people.annotate(**{name: self._decision(block)})
            rows = people.order_by().values(name).annotate(how_many=Count("pk"))
            counts = {row[name]: round(row["how_many"] * self.share) for row in rows}
        words = [said_of(branch.condition, self.known, language=self.language) for branch in block.branches] + [""]
        numbers = [*range(len(block.branches)), OTHERWISE]
        branches = tuple(
            BranchRead(condition, counts.get(number, 0) if people is not None else None)
            for condition, number in zip(words, numbers, strict=True)
        )
        self.found.append(BlockRead(block.number, depth, branches, self.is_estimate))
        for number in numbers:
            self.read(block.chosen(number), None if people is None else people.filter(**{name: number}), depth + 1)

    def towards(
        self, parts: Iterable[object], number: int, part: int, people: QuerySet[Person]
    ) -> QuerySet[Person] | None:
        """Those who read `part` of block `number`, through the blocks around it; None when it is not below."""
        for block in parts:
            if not isinstance(block, Block):
                continue
            name = f"block_{block.number}"
            decided = people.annotate(**{name: self._decision(block)})
            if block.number == number:
                return decided.filter(**{name: part})
            for choice in (*range(len(block.branches)), OTHERWISE):
                inside = self.towards(block.chosen(choice), number, part, decided.filter(**{name: choice}))
                if inside is not None:
                    return inside
        return None

    def _decision(self, block: Block) -> Case:
        """The branch a person reads, as the database decides it; unknown is not true there either."""
        whens = [
            When(
                to_q(fitted(branch.condition, self.known), columns=self.columns, today=self.today)[0],
                then=Value(number),
            )
            for number, branch in enumerate(block.branches)
        ]
        return Case(*whens, default=Value(OTHERWISE), output_field=IntegerField())


def _sampled(people: QuerySet[Person]) -> tuple[QuerySet[Person], float, bool]:
    """Everybody; or, when they are very many, those in windows spread evenly over their numbers, and how many each of
    them stands for."""
    total = people.count()
    if total <= COUNTED_WHOLE:
        return people, 1, False
    ends = people.order_by().aggregate(first=Min("pk"), last=Max("pk"))
    step = (ends["last"] - ends["first"] + 1) / _WINDOWS
    width = step * _SAMPLE / total
    starts = [int(ends["first"] + step * n) for n in range(_WINDOWS)]
    # One short walk along the numbers for each window: all of them in one condition would be tried on every row.
    chosen = {
        pk
        for start in starts
        for pk in people.order_by().filter(pk__range=(start, int(start + width))).values_list("pk", flat=True)
    }
    return (Person.objects.filter(pk__in=chosen), total / len(chosen), True) if chosen else (people, 1, False)


def _problems(template: Template, known: Mapping[str, Field]) -> Iterator[str]:
    for block in template.blocks():
        for branch in block.branches:
            for name in sorted(fields(branch.condition.rule) - known.keys()):
                near = get_close_matches(name, known, n=1)
                yield (
                    _("There is no column “%(name)s”. Is it “%(near)s”?") % {"name": name, "near": near[0]}
                    if near
                    else _("There is no column “%(name)s”.") % {"name": name}
                )
            yield from _mistyped(branch.condition.rule, known)


def _mistyped(rule: Rule, known: Mapping[str, Field]) -> Iterator[str]:
    if not isinstance(rule, Condition):
        for each in (rule.rule,) if not hasattr(rule, "rules") else rule.rules:
            yield from _mistyped(each, known)
        return
    field = known.get(rule.field)
    is_bare = rule.op == "ne" and rule.operands == (False,)
    if field is None or rule.op == "missing" or is_bare or rule.type == field.type:
        return
    wanted = {
        TEXT: _("words between quotes"), NUMBER: _("a number"), DATE: _("a day"), BOOLEAN: _("yes or no"),
    }  # fmt: skip
    yield _("“%(column)s” holds %(wanted)s: this comparison would be true of nobody.") % {
        "column": field.label, "wanted": wanted[field.type],
    }  # fmt: skip


def readers_of(source: str, number: int, part: int, people: QuerySet[Person], *, today: date) -> QuerySet[Person]:
    """Those of `people` who read one part of one block: that of all the others for -1. Nobody for a block that is not
    there."""
    reader = _Reader(known_fields(), "", today, 1)
    try:
        found = reader.towards(parse(source).parts, number, part, people)
    except RenderError:
        found = None
    return people.none() if found is None else found
