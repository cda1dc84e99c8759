"""The words of a letter as a tree of plain values that its template walks through.

What people write reaches the template as data and is shown as text: no word of theirs is ever read as typst code, so
there is nothing to escape and nothing to forget. The tree is read from HTML, in which the outbox has already put the
personal values where no sign in them means anything (a customer called *Étoile* gets no slanted letters).
"""

from __future__ import annotations

import unicodedata
from html.parser import HTMLParser
from typing import Any

from amarre.lib.markdown import to_html

# Runs: ["t", words], ["b"|"i"|"c", [runs]], ["br"].
# Blocks: ["p", [runs]], ["h", level, [runs]], ["ul"|"ol", [[blocks]]], ["q", [blocks]], ["hr"],
# ["table", columns, [[runs]]].
Node = list[Any]

_RUNS = {"strong": "b", "b": "b", "em": "i", "i": "i", "code": "c"}
_HEADINGS = {"h1": 1, "h2": 2, "h3": 3, "h4": 4, "h5": 5, "h6": 6}
_UNSEEN = frozenset({"head", "style", "script", "title"})
_LISTS = frozenset({"ul", "ol"})


def tree(html: str = "", *, text: str = "") -> list[Node]:
    """The blocks of a letter: of its HTML, or of plain words read as Markdown.

    A link shows its words and, after them, where it leads: paper cannot be pressed.
    """
    reader = _Reader()
    reader.feed(clean(html or to_html(text)))
    reader.close()
    return reader.blocks


def clean(text: str) -> str:
    """Without the control characters that no printer shows."""
    return "".join(char for char in text if char in "\n\t" or unicodedata.category(char) != "Cc")


class _Reader(HTMLParser):
    """Builds the tree. `_into` is where blocks go, `_runs` where runs go (None between blocks)."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Node] = []
        self._into: list[list[Node]] = [self.blocks]
        self._runs: list[list[Node]] = []
        self._links: list[tuple[str, str]] = []  # (target, words shown)
        self._unseen = 0
        self._table: Node | None = None
        self._verbatim = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self._unseen += 1
        elif tag == "br":
            self._open_runs().append(["br"])
        elif tag in _RUNS:
            inner: list[Node] = []
            self._open_runs().append([_RUNS[tag], inner])
            self._runs.append(inner)
        elif tag == "a":
            self._links.append((dict(attrs).get("href") or "", ""))
        elif tag in ("th", "td"):
            self._cell(tag)
        else:
            self._block(tag)

    def _block(self, tag: str) -> None:
        self._runs = []
        into = self._into[-1]
        if tag in ("p", "pre"):
            self._verbatim = tag == "pre"
            self._paragraph(["p", []])
        elif tag in _HEADINGS:
            self._paragraph(["h", _HEADINGS[tag], []])
        elif tag == "hr":
            into.append(["hr"])
        elif tag in _LISTS or tag == "blockquote":
            into.append(["q" if tag == "blockquote" else tag, []])
            self._into.append(into[-1][1])
        elif tag == "li":
            into.append([])
            self._into.append(into[-1])
        elif tag == "table":
            self._table = ["table", 0, []]
            into.append(self._table)

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self._unseen = max(0, self._unseen - 1)
        elif tag in _RUNS:
            if len(self._runs) > 1:
                self._runs.pop()
        elif tag == "a":
            self._end_link()
        elif tag in _LISTS or tag in ("blockquote", "li"):
            self._runs = []
            if len(self._into) > 1:
                self._into.pop()
        else:
            self._runs, self._verbatim = [], False
            if tag == "table":
                self._table = None

    def handle_data(self, data: str) -> None:
        if self._unseen:
            return
        words = data if self._verbatim else _one_blank(data)
        if not words.strip() and not self._runs:
            return
        if self._links:
            target, shown = self._links[-1]
            self._links[-1] = (target, shown + words)
        for place, line in enumerate(words.split("\n")):
            if place:
                self._open_runs().append(["br"])
            if line:
                self._open_runs().append(["t", line])

    def _open_runs(self) -> list[Node]:
        """Where words go now; words outside any paragraph begin one."""
        if not self._runs:
            self._paragraph(["p", []])
        return self._runs[-1]

    def _paragraph(self, block: Node) -> None:
        self._into[-1].append(block)
        self._runs = [block[-1]]

    def _cell(self, tag: str) -> None:
        cell: list[Node] = []
        self._runs = [cell]
        if self._table is None:
            return
        self._table[1] += tag == "th"
        self._table[2].append([["b", cell]] if tag == "th" else cell)

    def _end_link(self) -> None:
        if not self._links:
            return
        target, shown = self._links.pop()
        plain = target.removeprefix("mailto:").removeprefix("tel:")
        if plain and shown.strip().rstrip("/") != plain.rstrip("/"):
            self._open_runs().append(["t", f" ({plain})"])


def _one_blank(text: str) -> str:
    """Blanks and line ends of the source as one blank; the no-break spaces of good French stay."""
    return "".join(" " if char in " \n\t\r" else char for char in text).replace("  ", " ")
