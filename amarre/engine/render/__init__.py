"""Templates that cite: `{{ fact.hours }}`, `{{ person.first_name or "Madame, Monsieur" }}`.

A template is words with named places. What it cites is found by reading the template, not by discipline, so a message
always knows on which facts it stands. Two passes: facts are bound when the words are frozen, personal values when each
message leaves. There is no logic here beyond a fallback in quotes; a text a tired person writes must stay readable.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

_PLACE = re.compile(r"\{\{(?P<inner>.*?)\}\}", re.DOTALL)
_INNER = re.compile(
    r"""\s*(?P<name>[a-z_][\w-]*(?:\.[\w-]+)+)\s*(?:or\s+(?P<quote>["'“«])\s*(?P<fallback>.*?)\s*["'”»]\s*)?""",
    re.DOTALL,
)
FACT = "fact."


class RenderError(ValueError):
    """A template cannot be read or filled. `line` and `column` (from 1) say where; `missing`: names without a value."""

    def __init__(self, message: str, *, line: int = 0, column: int = 0, missing: Iterable[str] = ()) -> None:
        super().__init__(message)
        self.message = message
        self.line = line
        self.column = column
        self.missing = tuple(missing)


@dataclass(frozen=True, slots=True)
class Place:
    """A named place; `fallback` is None when the value is required. `start` and `end` are offsets in the source."""

    name: str
    fallback: str | None
    start: int
    end: int
    source: str


@dataclass(frozen=True, slots=True)
class Template:
    """A parsed template: `parts` alternate plain text and places, in order."""

    source: str
    parts: tuple[str | Place, ...]

    @property
    def places(self) -> tuple[Place, ...]:
        return tuple(part for part in self.parts if isinstance(part, Place))

    def names(self) -> frozenset[str]:
        """Every name, dotted: "fact.hours", "person.greeting"."""
        return frozenset(place.name for place in self.places)

    def facts(self) -> tuple[str, ...]:
        """The keys of the facts cited, in order of first appearance, each once."""
        keys = (place.name[len(FACT) :] for place in self.places if place.name.startswith(FACT))
        return tuple(dict.fromkeys(keys))

    def bind(self, values: Mapping[str, str]) -> Template:
        """Put in the values that are known and keep the other places as they are.

        A value is data: braces in it are never read as a place again (they are set apart by a word joiner, U+2060).
        """
        bound: list[str | Place] = []
        for part in self.parts:
            if isinstance(part, Place) and part.name in values:
                bound.append(_inert(values[part.name] or part.fallback or ""))
            else:
                bound.append(part)
        return parse("".join(part.source if isinstance(part, Place) else part for part in bound))

    def missing(self, values: Mapping[str, str]) -> tuple[str, ...]:
        """Names that have neither a value nor a fallback."""
        return tuple(
            dict.fromkeys(place.name for place in self.places if place.fallback is None and not values.get(place.name))
        )

    def render(self, values: Mapping[str, str]) -> str:
        """The words with every place filled. Raises RenderError that lists all that is missing."""
        missing = self.missing(values)
        if missing:
            raise RenderError(f"No value for {', '.join(missing)}.", missing=missing)
        return "".join(
            part if isinstance(part, str) else (values.get(part.name) or part.fallback or "") for part in self.parts
        )


@lru_cache(maxsize=2048)
def parse(source: str) -> Template:
    """Read a template. Raises RenderError with line and column for a place that is not closed or not understood."""
    parts: list[str | Place] = []
    end = 0
    for match in _PLACE.finditer(source):
        parts.append(source[end : match.start()])
        inner = _INNER.fullmatch(match["inner"])
        if inner is None:
            raise _error(source, match.start(), f"“{match[0]}” cannot be read. Write {{{{ fact.key }}}}.")
        parts.append(Place(inner["name"], inner["fallback"], match.start(), match.end(), match[0]))
        end = match.end()
    rest = source[end:]
    if "{{" in rest:
        raise _error(source, end + rest.index("{{"), "“{{” is opened and never closed by “}}”.")
    parts.append(rest)
    return Template(source, tuple(part for part in parts if part != ""))


def _inert(value: str) -> str:
    return value.replace("{", "{\u2060") if "{" in value else value


def _error(source: str, offset: int, message: str) -> RenderError:
    line = source.count("\n", 0, offset) + 1
    column = offset - (source.rfind("\n", 0, offset) + 1) + 1
    return RenderError(message, line=line, column=column)
