"""The small language of the phrase tables, and how phrases are found in a text.

One phrase a line; words are compared by stem, whatever their accents:

    word          the word, in any of its forms
    =word         this form only
    a|b|c         one of these
    @group        one of a group named in the same table
    word?         there or not
    ~             up to three small words of the list `fillers` (articles, possessives...)
    ..  or  ..5   up to three, or five, words that are not negations
    +9            up to nine words, negations too
    !a|b          not followed by one of these
    #             a figure
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from amarre.engine.triage.words import NUMBER, Words, fold

_COMMON_COST = 60
_FILLERS_AT_MOST = 3
_GAP = 3


class PatternError(ValueError):
    """A line of a phrase table that cannot be read."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: words (stems, or "=form"), runs of words by their first word, or a gap of `most` words."""

    words: frozenset[str] = frozenset()
    runs: Mapping[str, tuple[tuple[str, ...], ...]] = field(default_factory=dict)
    optional: bool = False
    most: int = 0
    fillers_only: bool = False
    any_words: bool = False
    absent: bool = False

    def anchors(self) -> frozenset[str]:
        """The words with which this place can begin."""
        return self.words | self.runs.keys()

    def shortest(self) -> int:
        """The least number of words it takes."""
        if self.most or self.optional or self.absent:
            return 0
        return 1 if self.words else 1 + min(len(rest) for rests in self.runs.values() for rest in rests)

    def longest(self) -> int:
        """The greatest number of words it takes."""
        return self.most or 1 + max((len(rest) for rests in self.runs.values() for rest in rests), default=0)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A phrase of the tables: what it is a sign of (cue) and its places in order."""

    cue: str
    elements: tuple[Element, ...]


@dataclass(frozen=True, slots=True)
class Hit:
    """A phrase found: words first to last (included)."""

    cue: str
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Entry:
    phrase: Phrase
    least_before: int
    most_before: int


class Lexicon:
    """All the phrases of one language, found in one pass by their rarest word."""

    def __init__(
        self,
        phrases: Mapping[str, Iterable[str]],
        groups: Mapping[str, str],
        *,
        fillers: frozenset[str],
        negators: frozenset[str],
        common: frozenset[str],
        stem: Callable[[str], str],
    ) -> None:
        self._stem = stem
        self._groups = groups
        self._fillers = fillers
        self._negators = negators
        self._common = frozenset(stem(word) for word in common | fillers | negators)
        self._index: dict[str, list[_Entry]] = {}
        for cue, lines in phrases.items():
            for line in lines:
                self._add(Phrase(cue, tuple(self._element(item, line) for item in line.split())), line)

    def find(self, words: Words) -> list[Hit]:
        """Every phrase present in the text, in the order of the text."""
        hits: list[Hit] = []
        index = self._index
        for position, (exact, stem) in enumerate(zip(words.exacts, words.stems, strict=True)):
            entries = index.get(stem)
            if entries:
                self._try(entries, words, position, hits)
            entries = index.get(exact)
            if entries:
                self._try(entries, words, position, hits)
        hits.sort(key=lambda hit: (hit.first, -hit.last, hit.cue))
        return hits

    def _try(self, entries: list[_Entry], words: Words, position: int, hits: list[Hit]) -> None:
        begin, stop = words.bounds(position)
        for entry in entries:
            for first in range(position - entry.least_before, position - entry.most_before - 1, -1):
                if first < begin:
                    break
                end = self._match(entry.phrase.elements, 0, words, first, stop)
                if end > position:
                    hits.append(Hit(entry.phrase.cue, first, end - 1))
                    break

    def _match(self, elements: tuple[Element, ...], at: int, words: Words, place: int, stop: int) -> int:
        """The place after the phrase when it stands at `place` and ends before `stop`, else -1."""
        if at == len(elements):
            return place
        element = elements[at]
        if element.most:
            return self._match_gap(elements, at, words, place, stop)
        if element.absent:
            there = place < stop and (words.stems[place] in element.words or words.exacts[place] in element.words)
            return -1 if there else self._match(elements, at + 1, words, place, stop)
        if place < stop:
            stem, exact = words.stems[place], words.exacts[place]
            if stem in element.words or exact in element.words:
                end = self._match(elements, at + 1, words, place + 1, stop)
                if end >= 0:
                    return end
            if element.runs:
                for rest in element.runs.get(stem, ()) + element.runs.get(exact, ()):
                    after = place + 1 + len(rest)
                    if after <= stop and _run_at(rest, words, place + 1):
                        end = self._match(elements, at + 1, words, after, stop)
                        if end >= 0:
                            return end
        return self._match(elements, at + 1, words, place, stop) if element.optional else -1

    def _match_gap(self, elements: tuple[Element, ...], at: int, words: Words, place: int, stop: int) -> int:
        gap = elements[at]
        for skipped in range(gap.most + 1):
            end = self._match(elements, at + 1, words, place + skipped, stop)
            if end >= 0 or place + skipped >= stop:
                return end
            if gap.any_words:
                continue
            form = words.forms[place + skipped]
            if form not in self._fillers if gap.fillers_only else form in self._negators:
                break
        return -1

    def _element(self, item: str, line: str) -> Element:
        if item == "~":
            return Element(most=_FILLERS_AT_MOST, fillers_only=True)
        if item.startswith("+"):
            return Element(most=int(item[1:]), any_words=True)
        if item.startswith(".."):
            return Element(most=int(item[2:] or _GAP))
        absent, optional = item.startswith("!"), item.endswith("?")
        singles: set[str] = set()
        runs: dict[str, tuple[tuple[str, ...], ...]] = {}
        for choice in item.lstrip("!").rstrip("?").split("|"):
            for member in self._members(choice, line):
                keys = tuple(self._key(word) for word in member)
                if len(keys) == 1:
                    singles.add(keys[0])
                elif keys:
                    runs[keys[0]] = (*runs.get(keys[0], ()), keys[1:])
        return Element(frozenset(singles), runs, optional, absent=absent)

    def _members(self, choice: str, line: str) -> list[list[str]]:
        if not choice.startswith("@"):
            return [[choice]]
        try:
            listed = self._groups[choice[1:]]
        except KeyError:
            raise PatternError(f"Unknown group {choice} in the phrase: {line}") from None
        return [
            member
            for part in listed.split("|")
            for member in (self._members(part.strip(), line) if part.strip().startswith("@") else [part.split()])
        ]

    def _key(self, word: str) -> str:
        if word == NUMBER:
            return NUMBER
        if word.startswith("="):
            return "=" + fold(word[1:])
        return self._stem(fold(word))

    def _add(self, phrase: Phrase, line: str) -> None:
        best: tuple[int, int] | None = None
        for place, element in enumerate(phrase.elements):
            if element.most or element.optional or element.absent:
                continue
            cost = sum(_COMMON_COST if key.lstrip("=") in self._common else 1 for key in element.anchors())
            if best is None or cost < best[0]:
                best = (cost, place)
        if best is None:
            raise PatternError(f"A phrase needs one word that must be there: {line}")
        if phrase.elements[0].most or phrase.elements[-1].most:
            raise PatternError(f"A phrase cannot begin or end with a gap: {line}")
        before = phrase.elements[: best[1]]
        least = sum(element.shortest() for element in before)
        most = sum(element.longest() for element in before)
        for key in phrase.elements[best[1]].anchors():
            self._index.setdefault(key, []).append(_Entry(phrase, least, most))


def _run_at(rest: tuple[str, ...], words: Words, place: int) -> bool:
    return all(key == words.stems[place + i] or key == words.exacts[place + i] for i, key in enumerate(rest))
