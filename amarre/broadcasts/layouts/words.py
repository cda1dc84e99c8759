"""The words of a message as HTML, their places and blocks left open."""

from __future__ import annotations

import re
from collections.abc import Sequence

from amarre.engine.render import Block, Part, Place, Template
from amarre.lib.markdown import to_html

_PLACE, _TAG = "xq6place{}qx6", "xq6tag{}qx6"
_MARKS = re.compile(r"xq6(?:place|tag)(\d+)qx6")
_TAG_ALONE = re.compile(r"<p>(xq6tag\d+qx6)</p>\n?")
_ITEM = re.compile(r"[ \t]*(?:[-*+]|\d{1,9}[.)])[ \t]")


def html_of(template: Template) -> str:
    """Sanitised HTML of Markdown words; each place and each tag of a block stands where it stood.

    A tag alone on its line stands between paragraphs, or between the items of the list it stands in, so that whatever
    part is shown the HTML is well formed.
    """
    marked = _Marked()
    marked.add(template.parts)
    html = _TAG_ALONE.sub(r"\1", to_html("".join(marked.text)))
    return _MARKS.sub(lambda match: marked.sources[int(match[1])], html)


class _Marked:
    """Markdown with a mark for each place and tag, which Markdown cannot touch."""

    def __init__(self) -> None:
        self.text: list[str] = []
        self.sources: list[str] = []

    def add(self, parts: Sequence[Part]) -> None:
        for part in parts:
            if isinstance(part, str):
                self.text.append(part)
            elif isinstance(part, Place):
                self.text.append(self._mark(_PLACE, part.source))
            else:
                self._add_block(part)

    def _add_block(self, block: Block) -> None:
        between = self._between_items(block)
        inner = [branch.parts for branch in block.branches]
        if len(block.tags) > len(inner) + 1:
            inner.append(block.otherwise)
        for tag, parts in zip(block.tags, [*inner, ()], strict=True):
            mark = self._mark(_TAG, tag.source.strip())
            if not tag.stands_alone:
                self.text.append(mark)
            elif between:
                self._after_last_item(mark)
            else:
                self.text.append(f"\n\n{mark}\n\n")
            self.add(parts)

    def _between_items(self, block: Block) -> bool:
        """Whether the block adds items to the list before it."""
        before = "".join(self.text[-8:]).rstrip("\n").rsplit("\n", 1)[-1]
        shown = [branch.parts for branch in block.branches] + ([block.otherwise] if block.otherwise else [])
        starts = [parts[0] for parts in shown if parts]
        return bool(_ITEM.match(before)) and all(isinstance(one, str) and _ITEM.match(one) for one in starts)

    def _after_last_item(self, mark: str) -> None:
        text = "".join(self.text)
        kept = text.rstrip("\n")
        self.text = [f"{kept} {mark}", text[len(kept) :] or "\n"]

    def _mark(self, mark: str, source: str) -> str:
        self.sources.append(source)
        return mark.format(len(self.sources) - 1)
