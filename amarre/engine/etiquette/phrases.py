"""A small notation for phrases, readable in a table and cheap to look for.

    (a|b)     one of these                 (very )?   perhaps this       (very )*   up to three of these
    pay*      any word that begins so      ~          a few words between, in the same sentence
    #         a number                     <name>     a group of words named in `GROUPS`

Case, accents, kinds of apostrophe and of space never matter: phrases are folded like the letters. A phrase begins and
ends at the edge of a word. Each phrase knows a few strings of which every match must hold one, so that most phrases are
ruled out by a plain search before any regular expression is built.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache, cached_property

from .fold import fold_words

_GAP = r"(?:[ ,][^.!?;:\n]{0,55}?)?"
_NUMBER = r"\d{1,12}(?:[ .,]\d{1,12}){0,3}"
_NAME = re.compile(r"<([a-z_]+)>")


class Phrase:
    """A phrase ready to be looked for in a folded text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._node = _Reader(source).read()
        self.needles = self._node.needles

    def __repr__(self) -> str:
        return f"Phrase({self.source!r})"

    @cached_property
    def regex(self) -> re.Pattern[str]:
        body = self._node.regex
        return re.compile(rf"(?<!\w)(?:{body})(?:(?<!\w)|(?!\w))")

    def may_be_in(self, folded: str) -> bool:
        for needle in self.needles:  # a plain loop: this is the hot spot of the review
            if needle in folded:
                return True
        return not self.needles


@cache
def phrase(source: str) -> Phrase:
    """The phrase for a (group-free) notation, read once."""
    return Phrase(source)


def expand(source: str, groups: Mapping[str, str]) -> str:
    """Replace the names of groups by their words. Raises KeyError for an unknown name."""
    while _NAME.search(source):
        source = _NAME.sub(lambda m: groups[m.group(1)], source)
    return source


class _Node:
    """A piece of a phrase: its regular expression and the strings of which a match must hold one (none: unknown)."""

    __slots__ = ("needles", "regex")

    def __init__(self, regex: str, needles: tuple[str, ...] = ()) -> None:
        self.regex = regex
        self.needles = needles


class _Reader:
    """Reads the notation, one character at a time."""

    def __init__(self, source: str) -> None:
        self.text = fold_words(source.strip())
        self.at = 0

    def read(self) -> _Node:
        node = self._alternatives()
        if self.at < len(self.text):
            raise ValueError(f"unbalanced parenthesis in phrase {self.text!r}")
        return node

    def _alternatives(self) -> _Node:
        choices = [self._sequence()]
        while self._peek() == "|":
            self.at += 1
            choices.append(self._sequence())
        if len(choices) == 1:
            return choices[0]
        needles = tuple(n for c in choices for n in c.needles) if all(c.needles for c in choices) else ()
        return _Node("(?:" + "|".join(c.regex for c in choices) + ")", needles)

    def _sequence(self) -> _Node:
        parts: list[str] = []
        candidates: list[tuple[str, ...]] = []
        literal = ""
        while (character := self._peek()) and character not in "|)":
            atom, plain = self._atom()
            if self._peek() == "?":
                self.at += 1
                parts.append(f"(?:{atom.regex})?")
                plain = None
                atom = _Node(atom.regex)
            elif self._peek() == "*" and character == "(":
                self.at += 1
                parts.append(f"(?:{atom.regex}){{0,3}}")
                atom = _Node(atom.regex)
            else:
                parts.append(atom.regex)
            if plain is not None:
                literal += plain
                continue
            candidates.append((literal,))
            literal = ""
            candidates.append(atom.needles)
        candidates.append((literal,))
        return _Node("".join(parts), _best(candidates))

    def _atom(self) -> tuple[_Node, str | None]:
        """The next atom, and its text if it is a plain character."""
        character = self.text[self.at]
        self.at += 1
        if character == "(":
            return self._group(), None
        if character == "*":
            return _Node(r"\w*"), None
        if character == "#":
            return _Node(_NUMBER), None
        if character == "~":
            return _Node(_GAP), None
        if character == " ":
            if self._peek() == "~":
                return _Node(""), None
            after_gap = self.at >= 2 and self.text[self.at - 2] == "~"
            return (_Node("(?: +|(?<='))"), None) if after_gap else (_Node(" +"), " ")
        return _Node(re.escape(character)), character

    def _group(self) -> _Node:
        node = self._alternatives()
        if self._peek() != ")":
            raise ValueError(f"unbalanced parenthesis in phrase {self.text!r}")
        self.at += 1
        return _Node(f"(?:{node.regex})", node.needles)

    def _peek(self) -> str:
        return self.text[self.at] if self.at < len(self.text) else ""


def _best(candidates: list[tuple[str, ...]]) -> tuple[str, ...]:
    """The most selective of the needles: those whose shortest string is longest."""
    usable = [c for c in candidates if c and all(len(n.strip()) >= 2 for n in c)]
    if not usable:
        return ()
    best = max(usable, key=lambda c: (min(len(n) for n in c), -len(c)))
    # a run of spaces in the letter must not hide a match: keep only the longest word of each needle
    return tuple(max(n.split(), key=len) for n in best)
