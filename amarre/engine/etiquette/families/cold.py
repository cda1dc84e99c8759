"""cold: the person is never considered. Everyone is first a person who is tired and afraid, then a customer.

A letter is read for signs that someone thought of the reader. A wish, an apology, thanks for something they did, a word
that says one knows what they go through: one of these is enough. Set formulas ("thank you for your understanding",
"please") count for less: two are needed, and a letter that speaks of the reader as a file needs more.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from ..guidance import is_guidance
from ..letter import Letter, compiled
from ..model import Family, Hit, code
from ..phrases import Phrase
from ..table import read_table
from ..tables import cold as words

CODES = (
    code(
        "cold.no_person",
        "warning",
        fr=(
            "La personne n’est jamais considérée : ni souhait, ni merci, ni regret, ni mot sur ce qu’elle vit.",
            "Commencez par elle : « Nous espérons que vous et vos proches allez bien », ou « Nous savons ce que "
            "cette attente a de pénible ».",
        ),
        en=(
            "The person is never considered: no wish, no thanks, no regret, no word on what they are going through.",
            "Begin with them: “We hope that you and yours are well”, or “We know how hard this wait is”.",
        ),
    ),
)

_ENOUGH_FORMULAS = 2
_TABLES = {"fr": read_table(words.FR), "en": read_table(words.EN)}


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    return {name: compiled(phrases) for name, phrases in _TABLES[lang].lists.items()}


def _no_person(letter: Letter) -> Iterator[Hit]:
    """A letter, long enough to say something, in which nobody thought of the reader."""
    if len(letter.words) < _shortest(letter):
        return
    phrases = _phrases(letter.lang)
    if letter.has(phrases["signs"]) or is_guidance(letter) or _is_advice(letter, phrases):
        return
    needed = _ENOUGH_FORMULAS + letter.count(phrases["file-talk"])
    if letter.channel in ("sms", "social", "phone"):
        needed = 1
    if letter.count(phrases["formulas"]) >= needed:
        return
    start, end = letter.sentences[0]
    yield Hit("cold.no_person", start, end)


def _is_advice(letter: Letter, phrases: dict[str, tuple[Phrase, ...]]) -> bool:
    """Advice for the reader's own good, or general knowledge, rather than a company telling of its trade."""
    if letter.occasion not in ("news", "answer") or letter.has(phrases["file-talk"]):
        return False
    return letter.has(phrases["advice"]) or not letter.has(phrases["business"])


def _shortest(letter: Letter) -> int:
    """Words under which a text is a fragment, not a letter."""
    return 12 if letter.channel in ("sms", "social") else 25


FAMILY = Family("cold", CODES, {}, (_no_person,))
