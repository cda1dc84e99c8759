"""The tree of a template: words, places and blocks; what it needs, what it decides for a person, what they read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple

from amarre.engine.render.conditions import PERSON, Test, fit, type_of_value
from amarre.engine.render.errors import Misread, RenderError
from amarre.engine.render.tokens import ELSE, ELSE_IF, END, IF, MAX_BLOCKS, Place, Tag, Token, tokens, written
from amarre.engine.rules import evaluate, fields

FACT = "fact."
MAX_DEPTH = 3
OTHERWISE = -1

_BLANK_LINES = re.compile(r"\A(?:[ \t]*\r?\n)+")
#: No condition of a block counts from today, so that the day it is asked on changes nothing.
_ANY_DAY = date(2000, 1, 1)
_JOINER = "\u2060"


class Branch(NamedTuple):
    """What is shown when `condition` holds."""

    condition: Test
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Words that depend on the person: the first branch whose condition is true, `otherwise` when none is.

    `number` is its order in the source, from 0, a block within another coming after it. `tags` are the braces in the
    source: one a branch, the `else` if there is one, the `end`.
    """

    number: int
    branches: tuple[Branch, ...]
    otherwise: tuple[Part, ...]
    tags: tuple[Tag, ...]

    def chosen(self, decision: int) -> tuple[Part, ...]:
        """The parts of one branch; those of `otherwise` for -1."""
        return self.otherwise if decision == OTHERWISE else self.branches[decision].parts


Part = str | Place | Block


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template: `parts` are plain text, places and blocks, in order."""

    source: str
    parts: tuple[Part, ...]
    _blocks: tuple[Block, ...] = field(default=(), repr=False, compare=False)

    @property
    def places(self) -> tuple[Place, ...]:
        """Every place, those inside blocks too, in order."""
        return tuple(part for part in _walk(self.parts) if isinstance(part, Place))

    def blocks(self) -> tuple[Block, ...]:
        """Every block in order of its number, those inside others too."""
        return self._blocks

    def names(self) -> frozenset[str]:
        """Every name, dotted: "fact.hours", "person.greeting"; those that conditions ask about too."""
        asked = (branch.condition.names for block in self.blocks() for branch in block.branches)
        return frozenset(place.name for place in self.places).union(*asked)

    def facts(self) -> tuple[str, ...]:
        """The keys of the facts cited, in any branch, in order of first appearance, each once."""
        keys = (place.name[len(FACT) :] for place in self.places if place.name.startswith(FACT))
        return tuple(dict.fromkeys(keys))

    def needs(self) -> tuple[str, ...]:
        """Names that everybody must have: places outside of any block, without a fallback."""
        required = (part.name for part in self.parts if isinstance(part, Place) and part.fallback is None)
        return tuple(dict.fromkeys(required))

    def unguarded(self) -> tuple[Place, ...]:
        """Places inside a block, without a fallback, whose name no condition around them asks about."""
        return tuple(_unguarded(self.parts, frozenset(), inside=False))

    def bind(self, values: Mapping[str, str]) -> Template:
        """Put in the values that are known, inside blocks too, and keep the blocks and the other places.

        A value is data: braces in it are never read as a place again (they are set apart by a word joiner, U+2060).
        """
        if not self.names() & values.keys():
            return self
        found = tokens(self.source)
        bound = [
            _bound(token, found, at, values[token.name])
            if isinstance(token, Place) and token.name in values
            else written(token)
            for at, token in enumerate(found)
        ]
        return parse("".join(bound))

    def decide(self, values: Mapping[str, Any]) -> tuple[int, ...]:
        """For each block in order of number, the branch this person reads: its index, -1 for the `else` part.

        `values` are by dotted name and typed as they were imported ("person.orders_pending": 2). An answer that is not
        known is not a yes. A block inside a part that is not shown is -1.
        """
        if not self.blocks():
            return ()
        found = tuple(values.get(name) for name in _asked(self.source))
        try:
            return _decided(self.source, *found)
        except TypeError:  # a list among the values: nothing to remember it by
            return _decided.__wrapped__(self.source, *found)

    def flat(self, decisions: tuple[int, ...]) -> Template:
        """The template without blocks that these decisions give, its places kept.

        A tag alone on its line leaves nothing behind, nor does it leave two blank lines where one stood.
        """
        blocks = self.blocks()
        if not blocks:
            return self
        if len(decisions) != len(blocks):
            raise ValueError(f"{len(blocks)} blocks, {len(decisions)} decisions")
        return parse(_joined(_shown(self.parts, decisions)))

    def missing(self, values: Mapping[str, Any]) -> tuple[str, ...]:
        """Names that the words for this person ask for and that have neither a value nor a fallback."""
        places = self.flat(self.decide(values)).places
        return tuple(
            dict.fromkeys(place.name for place in places if place.fallback is None and not _said(values, place))
        )

    def render(self, values: Mapping[str, Any]) -> str:
        """The words for this person, every place filled. Raises RenderError that lists all that is missing."""
        flat = self.flat(self.decide(values))
        missing = flat.missing(values) if flat is not self else self.missing(values)
        if missing:
            raise RenderError("missing", missing=missing, details={"names": ", ".join(missing)})
        return "".join(part if isinstance(part, str) else _said(values, part) for part in flat.parts)  # type: ignore[arg-type]


@lru_cache(maxsize=2048)
def parse(source: str) -> Template:
    """Read a template. Raises RenderError, with line and column, for what is not closed or not understood."""
    try:
        parts = _Grower(tokens(source)).parts()
    except Misread as mistake:
        raise mistake.within(source) from None
    return Template(source, parts, tuple(part for part in _walk(parts) if isinstance(part, Block)))


def parse_for_all(source: str) -> Template:
    """Read a template that is the same for everybody: a page, an answer. Raises RenderError for blocks too."""
    template = parse(source)
    if template.blocks():
        raise Misread("not_here", template.blocks()[0].tags[0].start).within(source)
    return template


def unparse(parts: tuple[Part, ...]) -> str:
    """The source that these parts were read from."""
    return "".join(_source(part) for part in parts)


class _Grower:
    """From tokens in a row to a tree."""

    def __init__(self, found: tuple[Token, ...]) -> None:
        self.found = found
        self.at = 0
        self.count = 0

    def parts(self) -> tuple[Part, ...]:
        """The parts of the whole source. Raises Misread."""
        parts, tag = self._until_tag(0)
        if tag is not None:
            raise Misread("end_alone" if tag.word == END else "else_alone", tag.start)
        return parts

    def _until_tag(self, depth: int) -> tuple[tuple[Part, ...], Tag | None]:
        """What comes before the next tag that is not the beginning of a block, and that tag."""
        parts: list[Part] = []
        while self.at < len(self.found):
            token = self.found[self.at]
            self.at += 1
            if not isinstance(token, Tag):
                parts.append(token)
            elif token.word == IF:
                parts.append(self._block(token, depth + 1))
            else:
                return tuple(parts), token
        return tuple(parts), None

    def _block(self, opening: Tag, depth: int) -> Block:
        number = self._numbered(opening, depth)
        tags, branches = [opening], []
        otherwise: tuple[Part, ...] = ()
        while True:
            parts, tag = self._until_tag(depth)
            if tag is None:
                raise Misread("if_not_closed", opening.start)
            if tags[-1].word == ELSE:
                otherwise = parts
            else:
                branches.append(Branch(tags[-1].test, parts))  # type: ignore[arg-type]
            if tags[-1].word == ELSE and tag.word in (ELSE, ELSE_IF):
                raise Misread("else_twice", tag.start)
            tags.append(tag)
            if tag.word == END:
                return Block(number, tuple(branches), otherwise, tuple(tags))

    def _numbered(self, opening: Tag, depth: int) -> int:
        if depth > MAX_DEPTH:
            raise Misread("too_deep", opening.start, limit=MAX_DEPTH)
        if self.count == MAX_BLOCKS:
            raise Misread("too_many", opening.start, limit=MAX_BLOCKS)
        self.count += 1
        return self.count - 1


def _walk(parts: tuple[Part, ...]) -> Iterator[Part]:
    for part in parts:
        yield part
        if isinstance(part, Block):
            for branch in part.branches:
                yield from _walk(branch.parts)
            yield from _walk(part.otherwise)


def _unguarded(parts: tuple[Part, ...], asked: frozenset[str], *, inside: bool) -> Iterator[Place]:
    for part in parts:
        if isinstance(part, Place) and inside and part.fallback is None and part.name.startswith(PERSON):
            if part.name not in asked:
                yield part
        elif isinstance(part, Block):
            for branch in part.branches:
                yield from _unguarded(branch.parts, asked | branch.condition.names, inside=True)
            yield from _unguarded(part.otherwise, asked, inside=True)


@lru_cache(maxsize=2048)
def _asked(source: str) -> tuple[str, ...]:
    """The names that the conditions ask about, in a fixed order."""
    return tuple(
        sorted({name for block in parse(source).blocks() for test, _ in block.branches for name in test.names})
    )


# Many people have the same answers; `typed`, since 1 and yes are not the same answer.
@lru_cache(maxsize=65_536, typed=True)
def _decided(source: str, *found: Any) -> tuple[int, ...]:
    template = parse(source)
    decisions = [OTHERWISE] * len(template.blocks())
    _decide(template.parts, dict(zip(_asked(source), found, strict=True)), decisions)
    return tuple(decisions)


def _decide(parts: tuple[Part, ...], values: Mapping[str, Any], decisions: list[int]) -> None:
    for part in parts:
        if isinstance(part, Block):
            taken = (n for n, branch in enumerate(part.branches) if _holds(branch.condition, values))
            decisions[part.number] = next(taken, OTHERWISE)
            _decide(part.chosen(decisions[part.number]), values, decisions)


def _holds(test: Test, values: Mapping[str, Any]) -> bool:
    record = {field: values.get(f"{PERSON}{field}") for field in fields(test.rule)}
    rule = fit(test.rule, lambda field: type_of_value(record[field]))
    return evaluate(rule, record, today=_ANY_DAY).value is True


class _Seam:
    """Where a tag stood alone on its line."""


_SEAM = _Seam()


def _shown(parts: tuple[Part, ...], decisions: tuple[int, ...]) -> Iterator[str | Place | _Seam]:
    for part in parts:
        if not isinstance(part, Block):
            yield part
            continue
        decision = decisions[part.number]
        if any(tag.stands_alone for tag in part.tags):
            yield _SEAM
        yield from _shown(part.chosen(decision), decisions)
        if any(tag.stands_alone for tag in part.tags):
            yield _SEAM


def _joined(shown: Iterator[str | Place | _Seam]) -> str:
    """The source of what is shown; at a seam, of the blank lines on both sides only one stays."""
    text, seam = "", False
    for part in shown:
        if isinstance(part, _Seam):
            seam = True
            continue
        more = _source(part)
        if seam and isinstance(part, str) and _ends_blank(text):
            more = _BLANK_LINES.sub("", more)
        text += more
        seam = seam and not more
    return f"{text.rstrip()}\n" if seam and _ends_blank(text) else text


def _ends_blank(text: str) -> bool:
    """Whether `text` is empty or ends with a blank line."""
    kept = text.rstrip(" \t\r\n")
    return not kept or text.count("\n", len(kept)) > 1


def _bound(token: Place, found: tuple[Token, ...], at: int, value: str) -> str:
    """The value as words. A tag on its line must not come to stand alone, or not alone, by what the value holds."""
    words = value or token.fallback or ""
    words = words.replace("{", "{" + _JOINER)
    if words.strip(" \t") and "\n" not in words:
        return words
    before = _JOINER if _tag_on_line(reversed(found[:at]), _last_line) else ""
    after = _JOINER if _tag_on_line(iter(found[at + 1 :]), _first_line) else ""
    return before + words + after


def _tag_on_line(others: Iterator[Token], line_of: Any) -> bool:
    for token in others:
        if isinstance(token, Tag):
            return not token.stands_alone
        if isinstance(token, str) and (line_of(token).strip() or "\n" in token):
            return False
    return False


def _first_line(text: str) -> str:
    return text.split("\n", 1)[0]


def _last_line(text: str) -> str:
    return text.rsplit("\n", 1)[-1]


def _source(part: Part) -> str:
    if not isinstance(part, Block):
        return part if isinstance(part, str) else part.source
    inner = [unparse(branch.parts) for branch in part.branches]
    if part.tags[-2].word == ELSE:
        inner.append(unparse(part.otherwise))
    return "".join(tag.source + words for tag, words in zip(part.tags, [*inner, ""], strict=True))


def _said(values: Mapping[str, Any], place: Place) -> str:
    value = values.get(place.name)
    return ("" if value is None else value if isinstance(value, str) else str(value)) or place.fallback or ""
