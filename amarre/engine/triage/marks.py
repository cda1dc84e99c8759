"""Signs that are not words: sums of money, capitals, punctuation."""

from __future__ import annotations

import re

LARGE_SUM = 200.0
"""A sum from which impact is important, whatever the currency (evaluation grid: about 200 euros or more)."""

_FIGURE = r"\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?:[.,]\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_CURRENCY = r"€|euros?\b|eur\b|£|\$|pounds?\b|quid\b|dollars?\b|bucks\b|balles\b|gbp\b|usd\b|cad\b"
_SUM = re.compile(
    rf"(?:(?P<before>[€£$])\s?(?P<a>{_FIGURE})\s?(?P<ka>k\b)?)"
    rf"|(?:(?P<b>{_FIGURE})\s?(?P<kb>k)?\s?(?:{_CURRENCY}))",
    re.IGNORECASE,
)
_MAYBE_SUM = re.compile(r"[€£$]|eur|pound|quid|dollar|buck|balles|gbp|usd|cad", re.IGNORECASE)
_SHOUT = re.compile(r"(?:\b[A-ZÀ-ÖØ-Þ]{3,}\b[\s,!?'’]*){3,}")
_HEAVY = re.compile(r"!\s?!+|\?\s?\?+|(?:!\s?\?|\?\s?!)[!?]*")


def _amount(figure: str, thousands: bool) -> float:
    """ "1 250,50" and "1,250.50" give 1250.5: the last mark is a decimal one when one or two figures follow it."""
    digits = re.sub(r"[ \u00a0\u202f]", "", figure)
    decimal = re.search(r"[.,](\d{1,2})$", digits)
    whole = digits[: decimal.start()] if decimal else digits
    value = float(re.sub(r"[.,]", "", whole) + (f".{decimal.group(1)}" if decimal else ""))
    return value * 1000 if thousands else value


def sums(text: str) -> list[tuple[int, int, float]]:
    """Sums of money named in the text: (start, end, amount)."""
    if not _MAYBE_SUM.search(text):
        return []
    return [
        (found.start(), found.end(), _amount(found["a"] or found["b"], bool(found["ka"] or found["kb"])))
        for found in _SUM.finditer(text)
    ]


def shouted(text: str) -> tuple[int, int] | None:
    """The first run of three or more words in capitals."""
    found = _SHOUT.search(text)
    return (found.start(), found.start() + len(found.group().rstrip())) if found else None


def heavy(text: str) -> tuple[int, int] | None:
    """The first repeated exclamation or question mark."""
    found = _HEAVY.search(text)
    return found.span() if found else None
