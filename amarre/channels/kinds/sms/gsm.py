"""How long a text message is: GSM 03.38 (3GPP TS 23.038) where its alphabet is enough, UCS-2 where it is not.

A message of one part holds 160 septets or 70 code units of UTF-16. A longer one is cut in parts that each give up six
octets to say their place (3GPP TS 23.040, 9.2.3.24.1): 153 septets or 67 units. What takes two places (a character of
the extension table, one outside the basic plane) is never cut in the middle.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# The basic table, in the order of its codes from 0; ESC (0x1B) is no character.
BASIC = (
    "@£$¥èéùìòÇ\nØø\rÅå"
    "Δ_ΦΓΛΩΠΨΣΘΞ\x1bÆæßÉ"
    " !\"#¤%&'()*+,-./"
    "0123456789:;<=>?"
    "¡ABCDEFGHIJKLMNO"
    "PQRSTUVWXYZÄÖÑÜ§"
    "¿abcdefghijklmno"
    "pqrstuvwxyzäöñüà"
)
# The extension table: each takes two septets, ESC and a code (form feed is the only one that no reader sees).
EXTENSION = "\f^{}\\[~]|€"

_ONE = frozenset(BASIC) - {"\x1b"}
_TWO = frozenset(EXTENSION)

SEPTETS_ALONE, SEPTETS_IN_PART = 160, 153
UNITS_ALONE, UNITS_IN_PART = 70, 67

# Signs of good typography and what a telephone of the GSM alphabet shows in their stead, with the same meaning.
TYPOGRAPHY = {
    "’": "'", "‘": "'", "ʼ": "'", "‚": "'", "′": "'", "“": '"', "”": '"', "„": '"', "″": '"', "«": '"', "»": '"',
    "‹": "'", "›": "'", "–": "-", "—": "-", "‐": "-", "‑": "-", "‒": "-", "―": "-", "−": "-", "…": "...", "•": "-",
    "·": "-", "œ": "oe", "Œ": "OE", "ﬁ": "fi", "ﬂ": "fl", "ﬀ": "ff", "×": "x", "÷": "/", "№": "No", "°": "o",
    "º": "o", "ª": "a", "²": "2", "³": "3", "½": "1/2", "¼": "1/4", "¾": "3/4", "™": "TM", "©": "(c)", "®": "(r)",
    "→": "->", "←": "<-", "\t": " ", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u2003": " ", "\u2002": " ",
    "\u200b": "", "\ufeff": "", "\u00ad": "", "\u2060": "", "\u200d": "", "\ufe0f": "",
}  # fmt: skip
# Spaces within quotation marks go with them: « mot » is "mot".
_AFTER, _BEFORE = ("\u00a0", "\u202f", " "), "«"


@dataclass(frozen=True, slots=True)
class Length:
    """What a text takes: `parts` messages, `used` septets (or UTF-16 units) in all, `left` in the last part."""

    is_gsm: bool
    used: int
    parts: int
    left: int


def outside(text: str) -> list[str]:
    """The characters that are not in the GSM alphabet, each once, in the order in which they come."""
    return [char for char in dict.fromkeys(text) if char not in _ONE and char not in _TWO]


def length(text: str) -> Length:
    """How many parts the text makes. An empty text makes none."""
    if not outside(text):
        sizes = [2 if char in _TWO else 1 for char in text]
        return _cut(sizes, SEPTETS_ALONE, SEPTETS_IN_PART, is_gsm=True)
    sizes = [2 if ord(char) > 0xFFFF else 1 for char in text]
    return _cut(sizes, UNITS_ALONE, UNITS_IN_PART, is_gsm=False)


def _cut(sizes: list[int], alone: int, in_part: int, *, is_gsm: bool) -> Length:
    used = sum(sizes)
    if used <= alone:
        return Length(is_gsm, used, 1 if used else 0, alone - used)
    parts, room = 1, in_part
    for size in sizes:
        if size > room:
            parts, room = parts + 1, in_part
        room -= size
    return Length(is_gsm, used, parts, room)


def equivalent(char: str) -> str | None:
    """What stands for a character in the GSM alphabet with the same meaning; None when nothing does."""
    found = TYPOGRAPHY.get(char)
    return found if found is not None and not outside(found) else None


def without_accent(char: str) -> str | None:
    """The letter without the accent that the alphabet lacks (ê -> e, ç -> c); None when that is no letter of it."""
    bare = unicodedata.normalize("NFKD", char)[:1]
    return bare if bare != char and bare.isalpha() and not outside(bare) else None


def plain(text: str, *, accents: bool = False) -> str:
    """The text with its typographic signs in their plain form; with `accents`, missing accents dropped as well.

    Only what the alphabet lacks is changed. When something else forces UCS-2 anyway (another script, a pictogram), the
    text stays as it was written: nothing would be gained.
    """
    text = unicodedata.normalize("NFC", text)
    changed = "".join(_plain(text, accents))
    return text if outside(changed) else changed


def _plain(text: str, accents: bool) -> Iterable[str]:
    for place, char in enumerate(text):
        around = (text[place - 1 : place], text[place + 1 : place + 2])
        if char in _AFTER and (around[0] == _BEFORE or around[1] == "»"):
            continue
        if char in _ONE or char in _TWO:
            yield char
            continue
        found = equivalent(char)
        if found is None and accents:
            found = without_accent(char)
        yield char if found is None else found


def cut(text: str) -> list[str]:
    """The text in the parts in which it leaves and is charged; one part when it fits in one."""
    size = length(text)
    if size.parts <= 1:
        return [text] if text else []
    room = SEPTETS_IN_PART if size.is_gsm else UNITS_IN_PART
    parts, left = [""], room
    for char in text:
        takes = 2 if (char in _TWO if size.is_gsm else ord(char) > 0xFFFF) else 1
        if takes > left:
            parts.append("")
            left = room
        parts[-1] += char
        left -= takes
    return parts
