"""The press: letters set by typst some dozens at a time, their sheets joined in one file.

typst keeps what it has set for the next ten compilations, which a million different letters never use again: after each
sheet it is given ten empty ones, so that it forgets. Twenty-five letters a sheet is the best of the sizes tried: more
are no faster and hold more memory (docs/letters.md has the figures).
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import islice
from pathlib import Path
from typing import Any, BinaryIO, cast

import segno
import typst

from amarre.channels.kinds.letter.pdf import Joined
from amarre.channels.kinds.letter.words import Node, clean

AT_ONCE = 25
_WORDS_AT_ONCE = 50_000  # characters
_ROWS_AT_ONCE = 100
_KEPT_FOR = 11  # compilations after which typst forgets (comemo's age 10, and one)
_MASK = 3
_HERE = Path(__file__).parent
# A compiler cannot be used by two threads at once, and what typst keeps is one for the whole process.
_one_at_a_time = threading.Lock()


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter, ready to be set. `body` is a tree of `words`; `date` is written as its reader writes dates."""

    code: str
    address: tuple[str, ...]
    language: str
    date: str
    subject: str
    body: list[Node]


@dataclass(frozen=True, slots=True)
class Paper:
    """What is the same on all letters: the sender's lines, the return line in the window, who signs."""

    sender: tuple[str, ...] = ()
    back: str = ""
    signatory: tuple[str, ...] = ()
    duplex: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a letter is in the file: its first page (from 1) and how many it has."""

    page: int
    pages: int


def pages_of(letter: Letter, paper: Paper) -> int:
    """How many pages one letter takes, by setting it."""
    return _set([letter], paper)[1][0]


def print_to(file: BinaryIO, letters: Iterable[Letter], paper: Paper) -> Iterator[Placed | None]:
    """Write the letters as one PDF; says where each is, in order, None for one that cannot be set.

    The file is whole when this has ended.
    """
    joined = Joined(file)
    for some in _sheets(letters):
        try:
            yield from _put(joined, *_set(some, paper), paper)
        except typst.TypstError:
            # One of them spoils the sheet: each is set alone, and only that one is left out.
            for one in some:
                yield from _put_alone(joined, one, paper)
    joined.close()


def _sheets(letters: Iterable[Letter]) -> Iterator[list[Letter]]:
    """Letters to be set together: not too many, nor too many words, so that long letters take no more memory."""
    some: list[Letter] = []
    size = 0
    for letter in letters:
        size += len(json.dumps(letter.body))
        some.append(letter)
        if len(some) == AT_ONCE or size > _WORDS_AT_ONCE:
            yield some
            some, size = [], 0
    if some:
        yield some


def print_cover(
    file: BinaryIO,
    *,
    title: str,
    facts: Iterable[tuple[str, str]],
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    language: str,
) -> None:
    """Write a list as a PDF: its title and facts once, then a table."""
    joined = Joined(file)
    rest = iter(rows)
    some: list[Sequence[str]] = list(islice(rest, _ROWS_AT_ONCE))
    job: dict[str, Any] = {"title": title, "facts": list(facts), "heads": heads, "lang": language}
    while some or not joined.pages:
        job |= {"rows": [[clean(cell) for cell in row] for row in some], "first-page": joined.pages}
        joined.add(_compiled("cover.typ", job)[0])
        job |= {"title": ""}
        some = list(islice(rest, _ROWS_AT_ONCE))
    joined.close()


def _put(joined: Joined, data: bytes, pages: Sequence[int], paper: Paper) -> list[Placed]:
    placed: list[Placed] = []
    blanks: list[int] = []
    before = 0
    for count in pages:
        placed.append(Placed(joined.pages + before + len(blanks) + 1, count))
        before += count
        if paper.duplex and count % 2:
            blanks.append(before - 1)  # the next letter begins on the front of a sheet
    joined.add(data, blank_after=blanks)
    return placed


def _put_alone(joined: Joined, letter: Letter, paper: Paper) -> list[Placed] | list[None]:
    try:
        return _put(joined, *_set([letter], paper), paper)
    except typst.TypstError:
        return [None]


def _set(letters: Sequence[Letter], paper: Paper) -> tuple[bytes, list[int]]:
    """Set some letters: their PDF, and how many pages each has."""
    job = {
        "letters": [_described(one) for one in letters],
        "sender": paper.sender,
        "back": paper.back,
        "signatory": paper.signatory,
    }
    return _compiled("letter.typ", job)


def _compiled(template: str, job: dict[str, Any]) -> tuple[bytes, list[int]]:
    """The PDF, and the pages from one `<first>` mark to the next."""
    with _one_at_a_time:
        compiler = typst.Compiler(input=str(_HERE / template), root=str(_HERE), font_paths=_fonts())
        data = cast(bytes, compiler.compile(format="pdf", pdf_tags=False, sys_inputs={"job": json.dumps(job)}))
        firsts = json.loads(compiler.query("<first>", field="value"))
        total = json.loads(compiler.query("<last>", field="value"))[-1]
        for _ in range(_KEPT_FOR):
            _empty().compile(format="pdf")
    return data, [after - first for first, after in zip(firsts, [*firsts[1:], total + 1], strict=True)]


def _described(letter: Letter) -> dict[str, Any]:
    path, side = _qr(letter.code)
    return {
        "code": letter.code, "address": [clean(line) for line in letter.address],
        "lang": letter.language.split("-")[0] or "fr", "date": letter.date, "subject": clean(letter.subject),
        "body": letter.body, "qr": path, "side": side,
    }  # fmt: skip


def _qr(code: str) -> tuple[str, int]:
    """The QR of a code (level Q: a quarter of it may be soiled), as the path of an SVG drawing, and its side.

    The path goes from one run of dark modules to the next.
    """
    # One mask for all: readers take any, and trying the eight of them would take longer than all the rest.
    matrix = segno.make_qr(code, error="q", boost_error=False, mask=_MASK).matrix
    drawn = []
    for y, row in enumerate(matrix):
        x = 0
        while x < len(row):
            width = 0
            while x + width < len(row) and row[x + width]:
                width += 1
            if width:
                drawn.append(f"M{x} {y}h{width}v1h-{width}z")
            x += width + 1
    return "".join(drawn), len(matrix)


@cache
def _fonts() -> typst.Fonts:
    """The fonts of typst, and the system's for scripts that those lack: looked for once."""
    return typst.Fonts()


@cache
def _empty() -> typst.Compiler:
    return typst.Compiler(input=str(_HERE / "empty.typ"), root=str(_HERE), font_paths=_fonts())
