"""The words of the review: what a finding is, what a code means, what a rule looks for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from .letter import Letter

Severity = Literal["blocker", "warning", "advice"]

LANGS = ("fr", "en")
OCCASIONS = ("statement", "answer", "payment", "renewal", "refusal", "news")
CHANNELS = ("email", "sms", "letter", "phone", "social")
FAMILIES = (
    "cold",
    "promo",
    "guilt",
    "usual",
    "promise",
    "we",
    "blame",
    "panic",
    "cheer",
    "nocontact",
    "noregret",
    "jargon",
    "fact",
    "typography",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One place in a letter that would hurt, and better words for it.

    `start` and `end` are offsets in the text given to the review; `line` and `column` (of `start`) count from 1.
    """

    code: str
    family: str
    severity: Severity
    start: int
    end: int
    line: int
    column: int
    excerpt: str
    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class FactState:
    """What the review must know of a fact that the text cites.

    `status` is verified, to_verify, rumour, denied or expired; `public` is false for a fact kept inside the house.
    """

    status: str
    public: bool


@dataclass(frozen=True, slots=True)
class Words:
    """What is wrong and what to write instead, in one language."""

    message: str
    suggestion: str


@dataclass(frozen=True, slots=True)
class Code:
    """One thing that the review can find. Its family is the part of `name` before the dot."""

    name: str
    severity: Severity
    fr: Words
    en: Words

    @property
    def family(self) -> str:
        return self.name.partition(".")[0]


def code(name: str, severity: Severity, *, fr: tuple[str, str], en: tuple[str, str]) -> Code:
    """A code from its words: (message, suggestion) in each language."""
    return Code(name, severity, Words(*fr), Words(*en))


@dataclass(frozen=True, slots=True)
class Rule:
    """Phrases that give a code away (see `phrases` for their notation).

    A phrase does not count in a sentence that also holds one of `unless`. `occasions` and `channels` limit the rule;
    empty means all.
    """

    code: str
    phrases: tuple[str, ...]
    unless: tuple[str, ...] = ()
    occasions: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """A code found between two offsets of the folded text."""

    code: str
    start: int
    end: int


Check = Callable[["Letter"], Iterable[Hit]]


@dataclass(frozen=True, slots=True)
class Family:
    """What the review knows of one family: its codes, phrases per language, and checks on the whole letter."""

    name: str
    codes: tuple[Code, ...]
    rules: dict[str, tuple[Rule, ...]] = field(default_factory=dict)
    checks: tuple[Check, ...] = ()
