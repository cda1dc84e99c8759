"""The small language of the phrase tables, and how phrases are found in a text.

One phrase a line; words are compared by stem, whatever their accents:

    word          the word, in any of its forms
    =word         this form only
    a|b|c         one of these
    @group        one of a group named in the same table
    word?         there or not
    ~             up to three small words of the list `fillers` (articles, possessives...)
    ..  or  ..5   up to three, or five, words that are not negations
    #             a figure
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from amarre.engine.triage.words import NUMBER, Words, fold

_COMMON_COST = 60
_FILLERS_AT_MOST = 3
_GAP = 3


class PatternError(ValueError):
    """A line of a phrase table that cannot be read."""


@dataclass(frozen=True, slots=True)
class Element:
    """One place of a phrase: words (stems, or "=form"), runs of words, or a gap of `most` words."""

    words: frozenset[str] = frozenset()
    runs: tuple[tuple[str, ...], ...] = ()
    optional: bool = False
    most: int = 0
    fillers_only: bool = False

    @property
    def is_gap(self) -> bool:
        return self.most > 0


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
        for position, (form, stem) in enumerate(zip(words.forms, words.stems, strict=True)):
            entries = index.get(stem)
            if entries:
                self._try(entries, words, position, hits)
            entries = index.get("=" + form)
            if entries:
                self._try(entries, words, position, hits)
        hits.sort(key=lambda hit: (hit.first, -hit.last, hit.cue))
        return hits

    def _try(self, entries: list[_Entry], words: Words, position: int, hits: list[Hit]) -> None:
        sentence = words.sentences[position]
        for entry in entries:
            for first in range(position - entry.least_before, position - entry.most_before - 1, -1):
                if first < 0 or words.sentences[first] != sentence:
                    break
                end = self._match(entry.phrase.elements, 0, words, first)
                if end > position:
                    hits.append(Hit(entry.phrase.cue, first, end - 1))
                    break

    def _match(self, elements: tuple[Element, ...], at: int, words: Words, place: int) -> int:
        """The place after the phrase when it stands at `place`, else -1. A phrase never leaves its sentence."""
        if at == len(elements):
            return place
        element = elements[at]
        if element.is_gap:
            return self._match_gap(element, elements, at, words, place)
        if place < len(words) and (place == 0 or at == 0 or words.sentences[place] == words.sentences[place - 1]):
            if words.stems[place] in element.words or "=" + words.forms[place] in element.words:
                end = self._match(elements, at + 1, words, place + 1)
                if end >= 0:
                    return end
            for run in element.runs:
                if _run_at(run, words, place):
                    end = self._match(elements, at + 1, words, place + len(run))
                    if end >= 0:
                        return end
        return self._match(elements, at + 1, words, place) if element.optional else -1

    def _match_gap(
        self, element: Element, elements: tuple[Element, ...], at: int, words: Words, place: int
    ) -> int:
        for skipped in range(element.most + 1):
            end = self._match(elements, at + 1, words, place + skipped)
            if end >= 0:
                return end
            if place + skipped >= len(words):
                break
            form = words.forms[place + skipped]
            if form not in self._fillers if element.fillers_only else form in self._negators:
                break
        return -1

    def _element(self, item: str, line: str) -> Element:
        if item == "~":
            return Element(most=_FILLERS_AT_MOST, fillers_only=True)
        if item.startswith(".."):
            return Element(most=int(item[2:] or _GAP))
        optional = item.endswith("?")
        singles: set[str] = set()
        runs: list[tuple[str, ...]] = []
        for choice in item.rstrip("?").split("|"):
            for member in self._members(choice, line):
                keys = tuple(self._key(word) for word in member)
                if len(keys) == 1:
                    singles.add(keys[0])
                elif keys:
                    runs.append(keys)
        return Element(frozenset(singles), tuple(runs), optional)

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
            for member in (
                self._members(part.strip(), line) if part.strip().startswith("@") else [part.split()]
            )
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
            if element.is_gap or element.optional:
                continue
            cost = sum(_COMMON_COST if key.lstrip("=") in self._common else 1 for key in _anchors(element))
            if best is None or cost < best[0]:
                best = (cost, place)
        if best is None:
            raise PatternError(f"A phrase needs one word that must be there: {line}")
        before = phrase.elements[: best[1]]
        least = sum(_shortest(element) for element in before)
        most = sum(_longest(element) for element in before)
        for key in _anchors(phrase.elements[best[1]]):
            self._index.setdefault(key, []).append(_Entry(phrase, least, most))


def _run_at(run: tuple[str, ...], words: Words, place: int) -> bool:
    if place + len(run) > len(words):
        return False
    return all(
        key in (words.stems[place + i], "=" + words.forms[place + i])
        and words.sentences[place + i] == words.sentences[place]
        for i, key in enumerate(run)
    )


def _anchors(element: Element) -> set[str]:
    return set(element.words) | {run[0] for run in element.runs}


def _shortest(element: Element) -> int:
    if element.is_gap or element.optional:
        return 0
    return 1 if element.words else min(len(run) for run in element.runs)


def _longest(element: Element) -> int:
    return element.most if element.is_gap else max((len(run) for run in element.runs), default=1)
