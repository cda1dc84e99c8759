"""A text with passages marked in it: findings of the etiquette review, reasons of the triage."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Piece:
    """A run of text; `number` is 0 outside marks, else the 1-based place of its mark in the list below the text."""

    text: str
    number: int = 0
    mark: Any = None
    closes: bool = False


def read(mark: Any, name: str, default: Any = None) -> Any:
    """A property of a mark, whether it is an object or a mapping."""
    if isinstance(mark, Mapping):
        return mark.get(name, default)
    return getattr(mark, name, default)


def in_order(marks: Iterable[Any]) -> list[Any]:
    """The marks by place in the text; those without a place (something is missing) come last."""
    return sorted(marks, key=lambda m: (read(m, "start") is None, read(m, "start") or 0, read(m, "end") or 0))


def pieces(text: str, marks: Iterable[Any]) -> list[Piece]:
    """Cut `text` at its marks.

    `marks` have `start` and `end`, offsets in characters. Of two marks that overlap, the first keeps its passage and
    the second marks what remains of its own; one wholly inside another is listed below but leaves no mark.
    """
    out: list[Piece] = []
    at = 0
    for number, mark in enumerate(in_order(marks), start=1):
        start, end = read(mark, "start"), read(mark, "end")
        if start is None or end is None:
            continue
        start, end = max(start, at), min(end, len(text))
        if start >= end:
            continue
        if start > at:
            out.append(Piece(text[at:start]))
        out.append(Piece(text[start:end], number, mark, closes=True))
        at = end
    if at < len(text):
        out.append(Piece(text[at:]))
    return out
