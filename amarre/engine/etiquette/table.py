"""Reads a table of phrases.

    promo.hurry                       a code; its phrases follow, indented, one to a line
        only news statement           the occasions it is limited to
        unless @stopped               not in a sentence that holds a phrase of this list
        unless (water|vaccine)        nor one that holds this phrase
        don't miss (out|our|the)
        (limited stock|hurry|
            act fast)                 indented further: goes on from the line above

    @stopped                          a list of phrases with a name, for `unless` or for a check
        (stop*|pause*) ~ promotion*

Phrases are in the notation of `phrases`. What goes on is joined by a space, or as it is after a `|`.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .model import Rule

_INDENT = 4


@dataclass(frozen=True, slots=True)
class Table:
    """The rules of a family in one language, and its named lists of phrases."""

    rules: tuple[Rule, ...]
    lists: dict[str, tuple[str, ...]]


def read_table(text: str) -> Table:
    """Read a table. Raises ValueError for a line without a heading, KeyError for an unknown list."""
    lists: dict[str, tuple[str, ...]] = {}
    rules: list[Rule] = []
    for heading, lines in _sections(text):
        if heading.startswith("@"):
            lists[heading[1:]] = tuple(lines)
        else:
            rules.append(_rule(heading, lines, lists))
    return Table(tuple(rules), lists)


def _rule(code: str, lines: list[str], lists: dict[str, tuple[str, ...]]) -> Rule:
    phrases: list[str] = []
    unless: list[str] = []
    occasions: tuple[str, ...] = ()
    for line in lines:
        word, _, rest = line.partition(" ")
        if word == "unless":
            unless.extend(lists[rest[1:]] if rest.startswith("@") else [rest])
        elif word == "only":
            occasions = tuple(rest.split())
        else:
            phrases.append(line)
    return Rule(code, tuple(phrases), tuple(unless), occasions)


def _sections(text: str) -> Iterator[tuple[str, list[str]]]:
    """Each heading with its lines, those that go on joined to the line above."""
    heading = ""
    lines: list[str] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        indent = len(line) - len(line.lstrip())
        if indent == 0:
            if heading:
                yield heading, lines
            heading, lines = line.strip(), []
        elif not heading:
            raise ValueError(f"line {number} of a table of phrases stands under no heading: {line.strip()!r}")
        elif indent > _INDENT:
            more = line.strip()
            lines[-1] += more if lines[-1].endswith("|") else " " + more
        else:
            lines.append(line.strip())
    if heading:
        yield heading, lines
