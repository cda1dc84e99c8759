"""Short public words: how long a post is where it goes, and where it is cut when it does not fit.

Each network counts in its own way: characters, what the eye takes for one (graphemes), or weights. A text that is too
long ends at a sentence, and the link to the page is kept: who wants the rest finds it there.

Sources: X, "Counting characters" and the twitter-text configuration v3 (280; a link is 23; what is outside four ranges
of code points weighs 2); Bluesky, lexicon app.bsky.feed.post (300 graphemes, 3,000 bytes); Mastodon, "Statuses" (500
graphemes, a link is 23, the server of a user named is not counted); graphemes after Unicode Standard Annex 29, without
the rules for Hangul, Indic conjuncts and prepended marks: there it counts more than the network does, never less.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

LINK = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?»)\]’']")
_MENTION = re.compile(r"(?<![\w/])(@\w+)@[\w-]+(?:\.[\w-]+)+")
_SENTENCE_END = re.compile(r"(?<=[.!?…])[»”\")]*(?=\s)|\n+")
_ZWJ, _KEYCAP = "\u200d", "\u20e3"

Length = Callable[[str], int]


@dataclass(frozen=True)
class Fitted:
    """The words as they will be read. `is_cut`: some were left out."""

    text: str
    is_cut: bool


def graphemes(text: str) -> int:
    """How many characters a reader sees: an accent, a skin colour or a family of four belong to what they stand on."""
    count, joined, flags = 0, False, 0
    for character in text:
        if character == _ZWJ:
            joined = True
            continue
        if joined or _extends(character):
            joined = False
            continue
        if "\U0001f1e6" <= character <= "\U0001f1ff":  # two letters make one flag
            flags += 1
            count += flags % 2
            continue
        flags = 0
        count += 1
    return count


def _extends(character: str) -> bool:
    kind = unicodedata.category(character)
    is_skin = "\U0001f3fb" <= character <= "\U0001f3ff"
    is_tag = "\U000e0020" <= character <= "\U000e007f"
    return kind in ("Mn", "Me", "Mc") or is_skin or is_tag or character == _KEYCAP


def mastodon(text: str) -> int:
    """Length on Mastodon: a link counts for 23, a user without their server."""
    return graphemes(_MENTION.sub(r"\1", LINK.sub("x" * 23, text)))


def weighted(text: str) -> int:
    """Length on X, of which 280 fit. An emoji weighs 2, however many code points it is made of."""
    total = 23 * len(LINK.findall(text))
    joined = False
    for character in unicodedata.normalize("NFC", LINK.sub("", text)):
        if character == _ZWJ:
            joined = True
            continue
        if joined or (_extends(character) and ord(character) > 4351):
            joined = False
            continue
        total += 1 if _is_light(ord(character)) else 2
    return total


def _is_light(code: int) -> bool:
    return code <= 4351 or 8192 <= code <= 8205 or 8208 <= code <= 8223 or 8242 <= code <= 8247


def links(text: str) -> list[str]:
    """The links in a text, in order, each once."""
    return list(dict.fromkeys(LINK.findall(text)))


def fit(text: str, limit: int, *, length: Length = len, keep: str = "") -> Fitted:
    """The text if it fits; else its first sentences, and `keep` (a link) on a line of its own.

    A first sentence that is itself too long ends at a word, with an ellipsis.
    """
    text = text.strip()
    if length(text) <= limit:
        return Fitted(text, False)
    tail = f"\n\n{keep}" if keep else ""
    best = ""
    for end in _ends(text):
        head = text[:end].rstrip()
        if length(head + (tail if keep and keep not in head else "")) > limit:
            break
        best = head
    if not best:
        best = _words(text, limit, length, tail)
    return Fitted(best + (tail if keep and keep not in best else ""), True)


def _ends(text: str) -> list[int]:
    return [found.end() for found in _SENTENCE_END.finditer(text) if text[: found.end()].strip()] + [len(text)]


def _words(text: str, limit: int, length: Length, tail: str) -> str:
    pieces = re.findall(r"\S+\s*", text)
    low, high = 0, len(pieces)
    while low < high:
        middle = (low + high + 1) // 2
        if length(_ellipsis("".join(pieces[:middle])) + tail) <= limit:
            low = middle
        else:
            high = middle - 1
    return _ellipsis("".join(pieces[:low])) if low else _letters(text, limit, length, tail)


def _letters(text: str, limit: int, length: Length, tail: str) -> str:
    """Not even one word fits."""
    kept = ""
    for character in text:
        if length(kept + character + "…" + tail) > limit:
            break
        kept += character
    return kept + "…" if kept else ""


def _ellipsis(text: str) -> str:
    return text.rstrip(" \n\t.,;:!?") + "…"
