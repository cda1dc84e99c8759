"""Reads the words of a PDF that typst wrote, and where they stand: enough of ISO 32000-1 to look at a letter."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

MM = 25.4 / 72
HEIGHT = 841.89
_TEXT = re.compile(rb"q 1 0 0 -1 ([\d.-]+) ([\d.-]+) cm(.*?)\nQ", re.DOTALL)
_FONT = re.compile(rb"/(\w+) ([\d.]+) Tf")
# Parentheses in a string stand as they are when they are in pairs.
_INNER = rb"(?:\\.|[^\\()]|\((?:\\.|[^\\()])*\))*"
_STRING = re.compile(rb"\((" + _INNER + rb")\)|<([0-9A-Fa-f]+)>", re.DOTALL)
_ESCAPE = re.compile(rb"\\([0-7]{1,3}|.)", re.DOTALL)
_PLAIN = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f"}


@dataclass(frozen=True)
class Line:
    """Words set in one go; millimetres from the left and the top edge to where they begin; size in points."""

    x: float
    y: float
    size: float
    words: str


class Pdf:
    """A PDF on the disk, with a plain table of objects."""

    def __init__(self, path: Path) -> None:
        self.data = path.read_bytes()
        start = int(self.data[self.data.rindex(b"startxref") :].split()[1])
        rows = self.data[start:].split(b"\n")
        count = int(rows[1].split()[1])
        self.offsets = [int(row.split()[0]) for row in rows[2 : 2 + count]]
        root = re.search(rb"/Root (\d+) 0 R", self.data[start:])
        assert root
        self.pages = list(self._leaves(self._referred(self.object(int(root[1])), b"Pages")))

    def object(self, number: int) -> bytes:
        body = self.data[self.offsets[number] :]
        assert body.startswith(b"%d 0 obj" % number), number
        return body[: body.index(b"endobj")]

    def text(self, page: int) -> str:
        """All words of a page (from 1), blanks made one."""
        return " ".join(" ".join(line.words for line in self.lines(page)).split())

    def lines(self, page: int) -> list[Line]:
        """The words of a page (from 1), with where they stand."""
        head = self.object(self.pages[page - 1])
        if b"/Contents" not in head:
            return []
        fonts = {name: self._letters(number) for name, number in self._fonts(head)}
        found = []
        for x, y, body in _TEXT.findall(self._stream(self._referred(head, b"Contents"))):
            font = _FONT.search(body)
            if font:
                words = "".join(_shown(body, fonts[font[1]]))
                found.append(Line(float(x) * MM, (HEIGHT - float(y)) * MM, float(font[2]), words))
        return found

    def _leaves(self, number: int) -> Iterator[int]:
        node = self.object(number)
        kids = re.search(rb"/Kids\s*\[([^\]]*)\]", node)
        if kids is None:
            yield number
            return
        for kid in re.findall(rb"(\d+) 0 R", kids[1]):
            assert self._referred(self.object(int(kid)), b"Parent") == number
            yield from self._leaves(int(kid))

    def _fonts(self, page: bytes) -> list[tuple[bytes, int]]:
        resources = self.object(self._referred(page, b"Resources")) if b"/Resources " in page else page
        table = re.search(rb"/Font\s*<<(.*?)>>", resources, re.DOTALL)
        return [(name, int(number)) for name, number in re.findall(rb"/(\w+) (\d+) 0 R", table[1])] if table else []

    def _letters(self, font: int) -> dict[int, str]:
        table = self._stream(self._referred(self.object(font), b"ToUnicode"))
        pairs = re.findall(rb"<([0-9A-F]{4})> <([0-9A-F]+)>\n", table)
        return {int(code, 16): bytes.fromhex(word.decode()).decode("utf-16-be") for code, word in pairs}

    def _stream(self, number: int) -> bytes:
        offset = self.offsets[number]
        begin = self.data.index(b"stream\n", offset) + len(b"stream\n")
        return zlib.decompressobj().decompress(self.data[begin:])

    @staticmethod
    def _referred(body: bytes, key: bytes) -> int:
        found = re.search(rb"/" + key + rb" (\d+) 0 R", body)
        assert found, (key, body[:200])
        return int(found[1])


def _shown(body: bytes, letters: dict[int, str]) -> Iterator[str]:
    for plain, coded in _STRING.findall(body):
        codes = bytes.fromhex(coded.decode()) if coded else _unescaped(plain)
        for place in range(0, len(codes), 2):
            yield letters.get(int.from_bytes(codes[place : place + 2], "big"), "?")


def _unescaped(string: bytes) -> bytes:
    def change(match: re.Match[bytes]) -> bytes:
        sign = match[1]
        return bytes([int(sign, 8)]) if sign.isdigit() else _PLAIN.get(sign, sign)

    return _ESCAPE.sub(change, string)
