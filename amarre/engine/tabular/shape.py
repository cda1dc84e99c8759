"""The shape of a table, found by looking at the first bytes of its file."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass

from amarre.engine.tabular.encoding import decode_head, guess_encoding, guess_newline
from amarre.engine.tabular.header import looks_like_header

#: How many bytes of a file to show to `look`: about 500 lines of a customer file.
HEAD_BYTES = 65_536
SEPARATORS = ";,\t|"
#: How many lines of title may stand above the header.
_TITLE_LINES = 20
#: Above this share of short lines, and with more than a few of them, the program that wrote the file leaves out the
#: empty cells at the end of a line (as Excel does by blocks of sixteen lines) and short lines are not broken.
_RAGGED_SHARE = 0.2
_RAGGED_LINES = 4
_SAMPLE_LINES = 400
_QUOTED = re.compile(r'(?:(?<=[;,\t|\n])|\A)"(?:[^"]|""){0,5000}"(?=[;,\t|\r\n]|\Z)')
_DECLARED = re.compile(r'"?sep=(.)"?', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Shape:
    """How to read a file. `skip` lines come before the table, whose rows have `width` cells.

    `header` says whether the table's first row names its columns. `ragged`: short lines lack only empty
    cells.
    `mojibake`: accents were already broken when the file was written (Ã© for é), which no reading can mend
    silently.
    """

    encoding: str
    bom: int
    newline: str
    separator: str
    skip: int
    width: int
    header: bool
    ragged: bool
    mojibake: bool


def look(head: bytes) -> Shape:
    """The shape of the file that begins with `head` (its first `HEAD_BYTES` bytes, or all of it when
    shorter)."""
    encoding, bom = guess_encoding(head)
    text = decode_head(head, encoding, bom).replace("\x00", "")
    newline = guess_newline(text)
    lines = [line.rstrip("\r") for line in _QUOTED.sub("Q", text).split(newline)[:_SAMPLE_LINES]]
    if len(head) >= HEAD_BYTES and len(lines) > 1:
        lines.pop()  # cut in the middle
    declared = _DECLARED.fullmatch(lines[0]) if lines else None
    body = lines[1:] if declared else lines
    separator = declared.group(1) if declared else _guess_separator(body)
    widths = [line.count(separator) + 1 for line in body if line.strip(separator + " ")]
    width = Counter(widths).most_common(1)[0][0] if widths else 1
    skip = _title_lines(body, separator, width)
    first = _first_cells(text, newline, separator, skip + (1 if declared else 0))
    return Shape(
        encoding=encoding,
        bom=bom,
        newline=newline,
        separator=separator,
        skip=skip + (1 if declared else 0),
        width=width,
        header=looks_like_header(first, [line.split(separator) for line in body[skip + 1 : skip + 60]]),
        ragged=_is_ragged(widths, width),
        mojibake=len(re.findall("Ã[©¨ª«§´®¯¹»¢‰]|Ã\xa0|â€™", text)) >= 2,
    )


def _is_ragged(widths: list[int], width: int) -> bool:
    short = sum(each < width for each in widths)
    return short >= _RAGGED_LINES and short / len(widths) >= _RAGGED_SHARE


def _guess_separator(lines: list[str]) -> str:
    """The separator that cuts most lines, the first among them, into the same number of cells."""
    filled = [line for line in lines if line.strip(SEPARATORS + " ")]
    scores = {separator: _regularity(filled, separator) for separator in SEPARATORS}
    best = max(SEPARATORS, key=lambda separator: scores[separator])
    return best if scores[best] > 0 else ";"


def _regularity(lines: list[str], separator: str) -> float:
    if not lines:
        return 0
    counts = [line.count(separator) + 1 for line in lines]
    width, times = Counter(counts).most_common(1)[0]
    in_header = 2 if width in counts[:3] else 1
    return in_header * (times / len(counts)) ** 2 * math.log2(width)


def _title_lines(lines: list[str], separator: str, width: int) -> int:
    """How many lines stand above the table: titles, dates of export, blanks."""
    for index, line in enumerate(lines[:_TITLE_LINES]):
        cells = line.split(separator)
        if len(cells) == width and sum(bool(cell.strip()) for cell in cells) * 2 > width:
            return index
    return 0


def _first_cells(text: str, newline: str, separator: str, skip: int) -> list[str]:
    lines = text.split(newline, skip + 1)
    if skip >= len(lines):
        return []
    return [cell.strip().strip('"') for cell in lines[skip].rstrip("\r").split(separator)]
