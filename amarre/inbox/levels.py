"""How grave, how angry: from the words of a turn to the place of a conversation in the queue."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from amarre.engine.triage import rank, triage

GRAVEST_FIRST = ("urgent", "important", "moderate", "low")
READER_LANGUAGES = ("fr", "en")


@dataclass(frozen=True)
class Levels:
    """`impact`: urgent, important, moderate, low. `anger`: 0 to 3. `threat`: they speak of press, court, leaving."""

    impact: str
    anger: int
    threat: bool

    @property
    def rank(self) -> int:
        """The smaller, the sooner it is worked."""
        return rank(self.impact, self.anger, self.threat)


@dataclass(frozen=True)
class Read:
    """What triage made of some words: levels, language, and the reasons in every language of the house."""

    levels: Levels
    language: str
    because: list[dict[str, Any]]


def read_words(text: str, language: str) -> Read:
    """Sort some words. `language` is what is known of them, "" to let the words tell.

    Reasons are kept in French and English, so that each colleague reads them in their own language.
    """
    first, *others = (triage(text, lang=language or None, ui_lang=reader) for reader in READER_LANGUAGES)
    because: list[dict[str, Any]] = [
        {"start": reason.start, "end": reason.end, "kind": reason.kind, "reason": {READER_LANGUAGES[0]: reason.reason}}
        for reason in first.because
    ]
    for reader, other in zip(READER_LANGUAGES[1:], others, strict=True):
        for kept, reason in zip(because, other.because, strict=True):
            kept["reason"][reader] = reason.reason
    return Read(Levels(first.impact, first.anger, first.threat), first.lang, because)


def worst(levels: Iterable[Levels]) -> Levels:
    """The gravest of each. Raises ValueError when there is none."""
    each = list(levels)
    if not each:
        raise ValueError("no levels to compare")
    return Levels(
        min((one.impact for one in each), key=GRAVEST_FIRST.index),
        max(one.anger for one in each),
        any(one.threat for one in each),
    )
