"""Small charts as SVG: bars start at zero, values are written beside them, a table always carries the same figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from amarre.lib.ui.numbers import Number, grouped


@dataclass(frozen=True)
class Bar:
    """One bar of a chart; `size` is its length in hundredths of the longest."""

    label: str
    value: Number
    words: str
    size: float
    url: str = ""
    tone: str = ""


@dataclass(frozen=True)
class Column:
    """One column of a chart over time, placed in the units of its drawing."""

    bar: Bar
    x: float
    y: float
    width: float
    height: float
    middle: float
    shows_label: bool


def _row(row: Sequence[Any] | Any) -> tuple[str, Number, str, str]:
    label, value, *rest = row
    url = rest[0] if rest else ""
    tone = rest[1] if len(rest) > 1 else ""
    return str(label), value, str(url or ""), tone


def bars(rows: Iterable[Sequence[Any]]) -> list[Bar]:
    """Bars from rows of (label, value[, url[, tone]]); values are zero or more."""
    parsed = [_row(row) for row in rows]
    top = max((value for _, value, _, _ in parsed), default=0)
    return [
        Bar(label, value, grouped(value), round(100 * float(value) / float(top), 2) if top else 0, url, tone)
        for label, value, url, tone in parsed
    ]


WIDTH, HEIGHT, FOOT, HEAD = 640, 220, 28, 24


def columns(rows: Iterable[Sequence[Any]]) -> list[Column]:
    """Columns, left to right, in a drawing of 640 by 220 units; at most about eight labels are written under them."""
    found = bars(rows)
    step = WIDTH / len(found) if found else WIDTH
    every = max(1, -(-len(found) // 8))
    tall = HEIGHT - FOOT - HEAD
    return [
        Column(
            bar=bar,
            x=round(i * step + step * 0.15, 1),
            y=round(HEAD + tall * (1 - bar.size / 100), 1),
            width=round(step * 0.7, 1),
            height=round(tall * bar.size / 100, 1),
            middle=round((i + 0.5) * step, 1),
            shows_label=i % every == 0,
        )
        for i, bar in enumerate(found)
    ]
