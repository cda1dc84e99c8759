"""Tells guidance from letters: advice for the reader's own good in which no company speaks of itself or its trade.

A snippet of public-health advice has no sender to be warm, to regret or to be called: it is judged by its words only.
"""

from __future__ import annotations

import re
from functools import lru_cache

from .letter import Letter, compiled
from .phrases import Phrase
from .table import read_table
from .tables import guidance as words

_TABLES = {"fr": read_table(words.FR), "en": read_table(words.EN)}
_SPEAKS_TO = {"fr": re.compile(r"\b(?:vous|votre|vos)\b|\w+ez\b"), "en": re.compile(r"\b(?:you|your|yours)\b")}


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    return {name: compiled(phrases) for name, phrases in _TABLES[lang].lists.items()}


def is_guidance(letter: Letter) -> bool:
    """Whether a text only advises the reader or states a rule that protects them, without a company in it."""
    phrases = _phrases(letter.lang)
    text = letter.text
    for phrase in phrases["advising"]:
        if phrase.may_be_in(text):
            text = phrase.regex.sub(" ", text)
    if any(p.may_be_in(text) and p.regex.search(text) for p in phrases["company"]):
        return False
    return bool(_SPEAKS_TO[letter.lang].search(text)) or letter.has(phrases["advising"] + phrases["protecting"])
