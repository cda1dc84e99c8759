"""Rows, streamed: one broken line is reported and does not spoil the next ones."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from amarre.engine.tabular.encoding import LINE_LIMIT, decode
from amarre.engine.tabular.problem import Problem
from amarre.engine.tabular.shape import Shape

#: A cell between quotation marks may run over this many lines (an address, a note). Beyond, its quotation
#: mark is
#: taken for one that was never closed.
MAX_CELL_LINES = 50

csv.field_size_limit(LINE_LIMIT + 1)


class Row(NamedTuple):
    """One line of the table. `line` counts from 1, as an editor does; `raw` is the text as it was written.

    A row with a `problem` has no cells to be trusted.
    """

    line: int
    cells: list[str]
    raw: str
    problem: Problem | None = None


def read(blocks: Iterable[bytes], shape: Shape) -> Iterator[Row]:
    """The rows of a file, header included, blank lines left out, titles above the table skipped."""
    lines = _Lines(decode(blocks, shape.encoding, shape.bom, shape.newline))
    for _ in range(shape.skip):
        lines.next()
    separator, width = shape.separator, shape.width
    while (line := lines.next()) is not None:
        number = lines.number
        row = _quoted(line, lines, shape) if '"' in line else Row(number, line.split(separator), line)
        if len(row.cells) != width or row.problem or "\ufffd" in line or len(line) >= LINE_LIMIT:
            row = _judge(row, shape)
        if row.problem or any(map(str.strip, row.cells)):
            yield row


class _Lines:
    """Lines that can be looked at ahead and given back."""

    def __init__(self, lines: Iterator[str]) -> None:
        self._lines = lines
        self._ahead: deque[str] = deque()
        self.number = 0

    def next(self) -> str | None:
        self.number += 1
        if self._ahead:
            return self._ahead.popleft()
        line = next(self._lines, None)
        return line if line is None else _tidy(line)

    def peek(self, index: int) -> str | None:
        while len(self._ahead) <= index:
            line = next(self._lines, None)
            if line is None:
                return None
            self._ahead.append(_tidy(line))
        return self._ahead[index]


def _tidy(line: str) -> str:
    """Without the carriage return of its end, and without the NUL characters that old programs pad with."""
    line = line.rstrip("\r")
    return line.replace("\x00", "") if "\x00" in line else line


def _quoted(line: str, lines: _Lines, shape: Shape) -> Row:
    """A line with quotation marks: alone if it can be, else with the lines that its open cell runs over."""
    number = lines.number
    cells = _cells(line, shape.separator)
    if cells is not None:
        return Row(number, cells, line)
    text = line
    for ahead in range(MAX_CELL_LINES):
        following = lines.peek(ahead)
        if following is None or len(text) > LINE_LIMIT:
            break
        text += "\n" + following
        if '"' not in following:
            continue
        cells = _cells(text, shape.separator)
        if cells is not None and len(cells) == shape.width:
            for _ in range(ahead + 1):
                lines.next()
            return Row(number, cells, text)
    literal = line.split(shape.separator)
    if len(literal) == shape.width and not _opens_cell(literal):
        return Row(number, literal, line)  # a mark inside a cell, such as 12" or Jean "Jeannot" Dupont
    return Row(number, [], line, Problem("unclosed_quote"))


def _opens_cell(cells: list[str]) -> bool:
    """Whether a cell starts with a quotation mark that nothing closes in the same cell."""
    return any(cell.lstrip().startswith('"') and cell.count('"') % 2 for cell in cells)


def _cells(text: str, separator: str) -> list[str] | None:
    """The cells of a whole record, or None when a quotation mark is left open or is followed by more text."""
    try:
        rows = list(csv.reader([text], delimiter=separator, strict=True))
    except csv.Error:
        return None
    return rows[0] if len(rows) == 1 else None


def _judge(row: Row, shape: Shape) -> Row:
    """What to make of a row of another width than the table's."""
    if row.problem:
        return row
    cells, width = row.cells, shape.width
    if len(row.raw) >= LINE_LIMIT:
        return row._replace(cells=[], raw=row.raw[:200], problem=Problem("line_too_long"))
    if not any(map(str.strip, cells)):
        return row
    if len(cells) > width and not any(map(str.strip, cells[width:])):
        cells = cells[:width]
    elif len(cells) < width and shape.ragged:
        cells = cells + [""] * (width - len(cells))
    if len(cells) != width:
        code = "too_few_cells" if len(cells) < width else "too_many_cells"
        return row._replace(problem=Problem(code, {"found": len(cells), "expected": width}))
    if any("\ufffd" in cell for cell in cells):
        return row._replace(cells=cells, problem=Problem("undecodable"))
    return row._replace(cells=cells)
