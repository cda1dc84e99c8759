"""HTML mail to plain text: quotes become `> ` lines, nothing hidden, nothing active."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_BLOCKS = frozenset(
    """
    address article aside blockquote body center dd div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6
    header hr li main nav ol p pre section table tbody tfoot thead tr ul
    """.split()  # noqa: SIM905
)
_PARAGRAPHS = frozenset(
    """
    p h1 h2 h3 h4 h5 h6 ul ol pre table
    """.split()  # noqa: SIM905
)
_SILENT = frozenset(
    """
    script style head title template object embed iframe noscript svg math
    """.split()  # noqa: SIM905
)
_VOID = frozenset(
    """
    area base br col embed hr img input link meta param source track wbr
    """.split()  # noqa: SIM905
)
_HIDDEN = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all|font-size\s*:\s*0(?:px|pt)?\s*(?:;|$)", re.I
)
_FRENCH_SPACE = re.compile("(?<=«)\u00a0|\u00a0(?=[»:;?!%€])")
_KEPT = "\ue000"


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.lines: list[str] = []
        self.line = ""
        self.depth = 0
        self.stack: list[tuple[str, bool, bool]] = []  # tag, silent, quote
        self.silent = 0
        self.pre = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "br":
            self._end_line(force=True)
            return
        if tag == "hr":
            self._end_line()
            if not self.silent:
                self.line = "_" * 20
                self._end_line()
            return
        if tag in _VOID:
            return
        if tag in _BLOCKS:
            self._end_line(gap=tag in _PARAGRAPHS)
        quote = tag == "blockquote"
        silent = tag in _SILENT or "hidden" in values or bool(_HIDDEN.search(values.get("style", "")))
        self.depth += quote
        self.silent += silent
        self.pre += tag == "pre"
        self.stack.append((tag, silent, quote))
        if tag == "li" and not self.silent:
            self.line = "- "
        if tag in ("td", "th") and self.line.strip():
            self.line += " "

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID or not any(entry[0] == tag for entry in self.stack):
            return
        if tag in _BLOCKS:
            self._end_line(gap=tag in _PARAGRAPHS)
        while self.stack:
            name, silent, quote = self.stack.pop()
            self.depth -= quote
            self.silent -= silent
            self.pre -= name == "pre"
            if name == tag:
                break

    def handle_data(self, data: str) -> None:
        if self.silent:
            return
        data = _FRENCH_SPACE.sub(_KEPT, data)
        if self.pre:
            pieces = data.split("\n")
            for piece in pieces[:-1]:
                self.line += piece
                self._end_line(force=True)
            self.line += pieces[-1]
            return
        text = re.sub(r"[\s\u00a0]+", " ", data)
        self.line += text.lstrip() if not self.line or self.line.endswith(" ") else text

    def _end_line(self, *, force: bool = False, gap: bool = False) -> None:
        prefix = "> " * min(self.depth, 20)
        text = self.line.rstrip()
        self.line = ""
        if text:
            self.lines.append(prefix + text)
        elif force:
            self.lines.append(prefix.rstrip())
        if gap and self.lines and self.lines[-1].strip("> "):
            self.lines.append(prefix.rstrip())

    def text(self) -> str:
        self._end_line()
        joined = "\n".join(self.lines).replace(_KEPT, "\u00a0")
        return re.sub(r"\n{3,}", "\n\n", joined).strip("\n")


def html_to_text(source: str) -> str:
    """The readable text of an HTML mail. Broken mark-up is read as far as it goes."""
    reader = _Reader()
    try:
        reader.feed(source)
        reader.close()
    except (AssertionError, ValueError):
        # The standard parser refuses a few malformed declarations: their tags are dropped instead.
        return re.sub(r"<[^>]*>", " ", source)
    return reader.text()
