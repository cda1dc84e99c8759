"""Tells French from English by their small words."""

from __future__ import annotations

import re

_SMALL_WORDS = {
    "fr": frozenset(
        [
            "le",
            "la",
            "les",
            "un",
            "une",
            "des",
            "du",
            "de",
            "et",
            "est",
            "vous",
            "nous",
            "votre",
            "notre",
            "vos",
            "nos",
            "pour",
            "que",
            "qui",
            "dans",
            "sur",
            "avec",
            "pas",
            "ne",
            "ce",
            "cette",
            "au",
            "aux",
            "en",
            "par",
            "plus",
            "sont",
            "il",
            "elle",
            "à",
            "été",
            "bonjour",
            "mais",
            "si",
            "tout",
            "je",
            "y",
            "se",
            "leur",
            "ou",
            "chez",
            "ici",
            "merci",
        ]
    ),
    "en": frozenset(
        [
            "the",
            "a",
            "an",
            "of",
            "and",
            "is",
            "you",
            "we",
            "your",
            "our",
            "for",
            "that",
            "which",
            "in",
            "on",
            "with",
            "not",
            "this",
            "to",
            "at",
            "by",
            "more",
            "are",
            "it",
            "have",
            "has",
            "be",
            "will",
            "from",
            "was",
            "hello",
            "dear",
            "as",
            "here",
            "there",
            "but",
            "can",
            "if",
            "so",
            "all",
            "they",
            "their",
            "do",
            "please",
            "thank",
        ]
    ),
}
_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 4000  # characters; a letter's first page settles it


def guess_language(text: str) -> str:
    """`fr` or `en`, whichever has more of its small words in the text; French when neither has."""
    words = [w.lower() for w in _WORD.findall(text[:_ENOUGH])]
    counts = {lang: sum(w in small for w in words) for lang, small in _SMALL_WORDS.items()}
    return "en" if counts["en"] > counts["fr"] else "fr"
