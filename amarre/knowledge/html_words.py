"""HTML of somebody else's page to the Markdown of ours: words, lists, emphasis and links; nothing else."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser

_LOOKS_LIKE_HTML = re.compile(r"</?(p|br|ul|ol|li|a|b|i|strong|em|div|span|h[1-6]|table)\b[^>]*>", re.IGNORECASE)
_BLOCKS = {"p", "div", "ul", "ol", "table", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"}
_MARKS = {"strong": "**", "b": "**", "em": "*", "i": "*"}
_UNSEEN = {"script", "style", "head", "title"}


def to_markdown(text: str) -> str:
    """`text` as Markdown when it is HTML, else as it is with its entities read. Scripts and styles are dropped."""
    if not _LOOKS_LIKE_HTML.search(text):
        return unescape(text).strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    words = "".join(reader.out)
    words = re.sub(r"[ \t]+", " ", words)
    return re.sub(r" *\n *", "\n", re.sub(r"\n{3,}", "\n\n", words)).strip()


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.out: list[str] = []
        self.links: list[str] = []
        self.unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _UNSEEN:
            self.unseen += 1
        elif tag in _BLOCKS:
            self.out.append("\n\n")
        elif tag == "br":
            self.out.append("\n")
        elif tag == "li":
            self.out.append("\n- ")
        elif tag in _MARKS:
            self.out.append(_MARKS[tag])
        elif tag == "a":
            self.links.append(dict(attrs).get("href") or "")
            self.out.append("[" if self._is_link() else "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _UNSEEN:
            self.unseen = max(0, self.unseen - 1)
        elif tag in _BLOCKS:
            self.out.append("\n\n")
        elif tag in _MARKS:
            self.out.append(_MARKS[tag])
        elif tag == "a" and self.links:
            self.out.append(f"]({self.links[-1]})" if self._is_link() else "")
            self.links.pop()

    def handle_data(self, data: str) -> None:
        if not self.unseen:
            self.out.append(re.sub(r"\s+", " ", data))

    def _is_link(self) -> bool:
        return self.links[-1].startswith(("http://", "https://", "mailto:", "tel:"))
