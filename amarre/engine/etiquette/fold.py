"""Fold a text so that one phrase finds all its spellings, and remember where each character came from.

Folding lowers case, drops accents, makes all apostrophes, hyphens and spaces alike, blanks Markdown marks, and puts a
stand-in for what is not prose: template placeholders, addresses of pages and of e-mail.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from functools import lru_cache

PLACEHOLDER = "\ue000"
URL = "\ue001"
EMAIL = "\ue002"

_ACCENTED = "àâäáãåçéèêëíìîïñóòôöõúùûüýÿ"
_PLAIN = "aaaaaaceeeeiiiinooooouuuuyy"
_SPACES = "\u00a0\u202f\u2009\u2007\u2002\u2003\t\r\v\f"
_SAME = {ord(a): p for a, p in zip(_ACCENTED + _ACCENTED.upper(), _PLAIN * 2, strict=True)}
_SAME |= {ord(c): "'" for c in "’‘ʼ`´"} | {ord(c): "-" for c in "‐‑–—−"} | {ord(c): " " for c in _SPACES}
_SAME |= {ord(c): '"' for c in "“”„«»"} | {ord(c): " " for c in "*_#>|~"}
_LIGATURES = {"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae", "ﬁ": "fi", "ﬂ": "fl"}
_SOFT = frozenset("\u00ad\u200b\u200c\u200d\ufeff\ufe0f")
_UNEVEN = re.compile("[œŒæÆﬁﬂİ\u0300-\u036f\u00ad\u200b-\u200d\ufeff\ufe0f]")  # do not fold to one character

# Every repetition is bounded, so that no text, however odd, takes more than linear time.
_NOT_PROSE = re.compile(
    r"(?P<placeholder>\{\{.{0,200}?\}\}|\{%.{0,200}?%\})"
    r"|(?P<email>(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,8})"
    r"|(?P<url>(?:https?://|www\.)[^\s<>()\[\]\"«»]{0,500}[^\s<>()\[\]\"«».,;:!?'’]"
    r"|(?<![\w.-])[a-z0-9][a-z0-9-]{0,62}(?:\.[a-z0-9-]{1,63}){0,5}\."
    r"(?:com|org|net|fr|eu|uk|ca|be|ch|io|info|example|test|gouv)\b"
    r"(?:/[^\s<>()\[\]\"«»]{0,500}[^\s<>()\[\]\"«».,;:!?'’])?)",
    re.IGNORECASE | re.DOTALL,
)
_STAND_IN = {"placeholder": PLACEHOLDER, "email": EMAIL, "url": URL}
_BREAK = re.compile(r"[ \t\r]*\n[ \t\r]*")
_BULLET = re.compile(r"(?:[-*•–+]|\d{1,2}[.)])\s")
_SHORT_LINE = 56  # a line this short was ended on purpose, not by wrapping


class Folded:
    """The folded text, and the way back to offsets of the text it came from."""

    __slots__ = ("_offsets", "_source_length", "text")

    def __init__(self, text: str, offsets: Sequence[int] | None, source_length: int) -> None:
        self.text = text
        self._offsets = offsets
        self._source_length = source_length

    def origin(self, offset: int) -> int:
        """The offset in the source of a folded offset."""
        if self._offsets is None:
            return offset
        return self._offsets[offset] if offset < len(self._offsets) else self._source_length

    def position(self, origin: int) -> int:
        """The first folded offset that comes from a source offset or after it."""
        return origin if self._offsets is None else bisect_left(self._offsets, origin)


def fold(source: str) -> Folded:
    """Fold a whole letter: prose, line ends and what is not prose."""
    masked = _NOT_PROSE.sub(_mask, source)
    broken = _join_wrapped_lines(masked)
    if not _UNEVEN.search(broken):
        return Folded(broken.translate(_SAME).lower(), None, len(source))
    return _fold_slowly(broken)


@lru_cache(maxsize=4096)
def fold_words(words: str) -> str:
    """Fold a few words of a phrase table, without looking for placeholders or lines."""
    kept = words.translate({k: v for k, v in _SAME.items() if chr(k) not in "*_#>|~"})
    return "".join(_LIGATURES.get(c, c) for c in kept.lower())


def _fold_slowly(broken: str) -> Folded:
    """Character by character, for ligatures, decomposed accents and letters whose lower case is longer."""
    pieces: list[str] = []
    offsets: list[int] = []
    for position, character in enumerate(broken):
        folded = _fold_character(character)
        pieces.append(folded)
        offsets.extend([position] * len(folded))
    return Folded("".join(pieces), offsets, len(broken))


@lru_cache(maxsize=2048)
def _fold_character(character: str) -> str:
    if character in _SOFT or unicodedata.combining(character):
        return ""
    if character in _LIGATURES:
        return _LIGATURES[character]
    return character.translate(_SAME).lower()


def _mask(match: re.Match[str]) -> str:
    kind = match.lastgroup
    assert kind is not None
    return _STAND_IN[kind] * (match.end() - match.start())


def _join_wrapped_lines(text: str) -> str:
    """Turn the line ends that only wrap a sentence into spaces; keep those that end something."""
    if "\n" not in text:
        return text

    def join(match: re.Match[str]) -> str:
        line_start = text.rfind("\n", 0, match.start()) + 1
        short = match.start() - line_start < _SHORT_LINE
        rest = text[match.end() : match.end() + 4]
        keep = short or not rest or rest[0] == "\n" or _BULLET.match(rest)
        return match.group() if keep else match.group().replace("\n", " ")

    return _BREAK.sub(join, text)


def line_and_column(line_starts: Sequence[int], offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset, given where the lines start."""
    line = bisect_right(line_starts, offset)
    return line, offset - line_starts[line - 1] + 1


def line_starts(text: str) -> list[int]:
    """Where each line of a text starts."""
    return [0, *(m.end() for m in re.finditer(r"\r\n|\n|\r", text))]
