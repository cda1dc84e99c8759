"""Many small PDFs made by typst put one behind the other in one file, without holding more than one of them.

Only what typst writes is understood (PDF 1.7, ISO 32000-1: a plain cross-reference table, one flat tree of pages);
anything else raises rather than giving a file that a print shop's machine might read otherwise than a screen does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import BinaryIO

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*\Z")
_TRAILER = re.compile(rb"trailer\s*<<.*?/Root (\d+) 0 R", re.DOTALL)
_PAGES_OF = re.compile(rb"/Pages (\d+) 0 R")
_KIDS = re.compile(rb"/Type\s*/Pages\b.*?/Count (\d+).*?/Kids\s*\[([^\]]*)\]", re.DOTALL)
# A reference, or a string in which something may look like one (parentheses in pairs stand in it as they are).
_STRING = rb"\((?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*\)"
_REFERENCE = re.compile(_STRING + rb"|\b(\d+) 0 R\b", re.DOTALL)
_SIZE_A4 = b"[0 0 595.276 841.89]"


class NotTypst(Exception):
    """The PDF is not built the way typst builds it."""


@dataclass
class Source:
    """A PDF taken apart: the bytes of each object by number, the pages in order, and what is not copied."""

    objects: dict[int, bytes]
    pages: list[int]
    left_out: set[int]


def read(data: bytes) -> Source:
    """Take a PDF apart. Raises NotTypst."""
    offsets, table = _offsets(data)
    places = sorted(offsets.values())
    ends = dict(zip(places, [*places[1:], table], strict=True))
    objects = {}
    for number, offset in offsets.items():
        body = data[offset : ends[offset]]
        head = b"%d 0 obj" % number
        if not body.startswith(head):
            raise NotTypst(f"object {number} is not where the table says")
        objects[number] = body[len(head) : body.rindex(b"endobj")].strip()
    trailer = _TRAILER.search(data, table)
    catalogue = int(trailer[1]) if trailer else 0
    tree = _PAGES_OF.search(objects.get(catalogue, b""))
    if tree is None:
        raise NotTypst("no tree of pages")
    root = int(tree[1])
    kids = _KIDS.search(objects[root])
    pages = [int(number) for number in re.findall(rb"(\d+) 0 R", kids[2])] if kids else []
    if kids is None or len(pages) != int(kids[1]):
        raise NotTypst("the tree of pages is not flat")
    return Source(objects, pages, {catalogue, root})


def _offsets(data: bytes) -> tuple[dict[int, int], int]:
    """Where each object begins, and where the table that says so does."""
    start = _START.search(data)
    if start is None:
        raise NotTypst("no cross-reference table")
    lines = data[int(start[1]) :].split(b"\n")
    first, count = (int(part) for part in lines[1].split())
    if lines[0].strip() != b"xref" or first != 0:
        raise NotTypst("the cross-reference table is in parts")
    rows = [line.split() for line in lines[2 : 2 + count]]
    return {number: int(row[0]) for number, row in enumerate(rows) if row[2] == b"n"}, int(start[1])


@dataclass
class Joined:
    """The file being written. `pages` counts those written so far; `close` ends it: until then it is no PDF."""

    file: BinaryIO
    pages: int = 0
    _offsets: list[int] = field(default_factory=list)
    _trees: list[tuple[int, int]] = field(default_factory=list)  # (object, pages below it)
    _place: int = 0

    def __post_init__(self) -> None:
        self._write(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
        self._root = self._reserve()

    def add(self, data: bytes, *, blank_after: Sequence[int] = ()) -> None:
        """Put the pages of a PDF at the end; an empty page follows those whose place (from 0) is in `blank_after`."""
        source = read(data)
        numbers = {old: self._reserve() for old in source.objects if old not in source.left_out}
        tree = self._reserve()
        for old, new in numbers.items():
            self._object(new, _renumbered(source.objects[old], numbers, source.left_out, tree))
        blanks = set(blank_after)
        kids = []
        for place, page in enumerate(source.pages):
            kids.append(numbers[page])
            if place in blanks:
                kids.append(self._blank(tree))
        listed = b" ".join(b"%d 0 R" % kid for kid in kids)
        self._object(tree, b"<</Type/Pages/Parent %d 0 R/Count %d/Kids[%s]>>" % (self._root, len(kids), listed))
        self._trees.append((tree, len(kids)))
        self.pages += len(kids)

    def close(self) -> None:
        """Write what makes it a whole PDF: the root of the pages, the catalogue, the table of places."""
        kids = b" ".join(b"%d 0 R" % tree for tree, _count in self._trees)
        self._object(self._root, b"<</Type/Pages/Count %d/Kids[%s]>>" % (self.pages, kids))
        catalogue = self._reserve()
        self._object(catalogue, b"<</Type/Catalog/Pages %d 0 R>>" % self._root)
        start, size = self._place, len(self._offsets) + 1
        self._write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        self._write(b"".join(b"%010d 00000 n \n" % offset for offset in self._offsets))
        self._write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, catalogue, start))

    def _reserve(self) -> int:
        self._offsets.append(0)
        return len(self._offsets)

    def _object(self, number: int, body: bytes) -> None:
        self._offsets[number - 1] = self._place
        self._write(b"%d 0 obj\n%s\nendobj\n" % (number, body))

    def _blank(self, tree: int) -> int:
        page = self._reserve()
        self._object(page, b"<</Type/Page/Parent %d 0 R/MediaBox%s/Resources<<>>>>" % (tree, _SIZE_A4))
        return page

    def _write(self, data: bytes) -> None:
        self.file.write(data)
        self._place += len(data)


def _renumbered(body: bytes, numbers: dict[int, int], left_out: set[int], tree: int) -> bytes:
    """The object with its references changed; what follows `stream` is not looked at."""
    head, mark, stream = body.partition(b"\nstream\n")

    def change(match: re.Match[bytes]) -> bytes:
        if match[1] is None:
            return match[0]
        old = int(match[1])
        return b"%d 0 R" % (tree if old in left_out else numbers[old])

    return _REFERENCE.sub(change, head) + mark + stream
