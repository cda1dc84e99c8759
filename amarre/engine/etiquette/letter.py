"""A letter as the review reads it: folded once, cut into sentences, with its circumstances."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from .fold import Folded, fold
from .model import FactState
from .phrases import Phrase, expand, phrase

# A full stop ends a sentence unless it follows an abbreviation or an initial.
_SENTENCE_END = re.compile(r"[.!?…]+(?=[\s\"')\]]|$)|\n")
_ABBREVIATION = re.compile(
    r"(?:\b(?:m|mm|mme|mlle|dr|mr|mrs|ms|st|no|art|tel|p\. ?ex|e\.g|i\.e|env|min|max)|(?<!\d )\b[a-z])\.$"
)
_WORD = re.compile(r"\w+(?:['-]\w+)*")


@dataclass(frozen=True)
class Letter:
    """What is reviewed, and for whom, when and how it goes out."""

    source: str
    lang: str
    occasion: str
    channel: str
    facts: Mapping[str, FactState] | None = None
    today: date | None = None

    @cached_property
    def folded(self) -> Folded:
        return fold(self.source)

    @property
    def text(self) -> str:
        """The folded text, in which phrases are looked for."""
        return self.folded.text

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence, heading, list item or signature line of the folded text."""
        spans = []
        start = 0
        for match in _SENTENCE_END.finditer(self.text):
            if match.group() == "." and _ABBREVIATION.search(self.text[max(0, match.start() - 6) : match.end()]):
                continue
            spans.append((start, match.end()))
            start = match.end()
        spans.append((start, len(self.text)))
        return [(a, b) for a, b in (self._trimmed(a, b) for a, b in spans) if b > a]

    @cached_property
    def words(self) -> list[str]:
        return _WORD.findall(self.text)

    def sentence_at(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence that holds a folded offset."""
        index = bisect_right(self.sentences, (offset, len(self.text) + 1)) - 1
        return self.sentences[max(index, 0)] if self.sentences else (0, len(self.text))

    def has(self, phrases: tuple[Phrase, ...]) -> bool:
        """Whether any of the phrases is in the letter."""
        return any(p.may_be_in(self.text) and p.regex.search(self.text) for p in phrases)

    def count(self, phrases: tuple[Phrase, ...]) -> int:
        """How many of the phrases are in the letter (each counts once)."""
        return sum(1 for p in phrases if p.may_be_in(self.text) and p.regex.search(self.text))

    def _trimmed(self, start: int, end: int) -> tuple[int, int]:
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and self.text[end - 1].isspace():
            end -= 1
        return start, end


def compiled(sources: tuple[str, ...], groups: Mapping[str, str] | None = None) -> tuple[Phrase, ...]:
    """Phrases from their notation."""
    return tuple(phrase(expand(source, groups or {})) for source in sources)
