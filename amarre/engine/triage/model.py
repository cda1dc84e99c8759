"""What triage says of a message, and how messages are put in order."""

from __future__ import annotations

from dataclasses import dataclass

LEVELS = ("urgent", "important", "moderate", "low")
"""Levels of impact, gravest first."""

KINDS = ("impact", "anger", "threat")


@dataclass(frozen=True, slots=True)
class Because:
    """One reason: the words at text[start:end] and what they mean, in plain words."""

    start: int
    end: int
    reason: str
    kind: str


@dataclass(frozen=True, slots=True)
class Triage:
    """The judgement on one message.

    impact: one of LEVELS, what happens to the person, whatever the tone.
    anger: 0 calm, 1 annoyed or worried, 2 angry, 3 furious.
    threat: the person announces publicity, a regulator, a lawyer, a court or leaving.
    lang: the language that was read, "fr" or "en".
    because: reasons in the order of the text; a level above the lowest always has one.
    """

    impact: str
    anger: int
    threat: bool
    lang: str
    because: tuple[Because, ...]


def rank(impact: str, anger: int, threat: bool) -> int:
    """Sort key, smaller first: impact, then within a level who may harm the reputation, then anger.

    Raises ValueError when impact is not one of LEVELS.
    """
    return LEVELS.index(impact) * 8 + (0 if threat else 4) + (3 - max(0, min(3, anger)))
