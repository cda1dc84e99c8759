"""The etiquette review: reads a letter as a tired and frightened person would, and says what would hurt.

It begins with the person and looks for what a company says in a crisis without thinking: selling, guilt, "as usual",
promises, blame, false cheer, no way to be reached. Pure: text in, findings out, in French or English. The codes are
documented in `docs/etiquette.md`.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from .engine import CODES, findings
from .language import guess_language
from .letter import Letter
from .model import CHANNELS, FAMILIES, LANGS, OCCASIONS, Code, FactState, Finding, Severity, Words

__all__ = [
    "CHANNELS",
    "CODES",
    "FAMILIES",
    "LANGS",
    "OCCASIONS",
    "Code",
    "FactState",
    "Finding",
    "Severity",
    "Words",
    "guess_language",
    "review",
]


def review(
    text: str,
    *,
    lang: str,
    occasion: str,
    channel: str,
    facts: Mapping[str, FactState] | None = None,
    ui_lang: str | None = None,
    today: date | None = None,
) -> list[Finding]:
    """What would hurt in `text`, in the order of the text; an empty list when nothing would.

    `lang`, `occasion` and `channel` are among `LANGS`, `OCCASIONS` and `CHANNELS`; ValueError otherwise. `facts` maps
    the keys cited as `{{ fact.key }}` to what is known of them; without it, facts are judged by the words alone.
    Findings are worded in `ui_lang`, or else in the language of the text. With `today`, deadlines already past are
    found too. Offsets are those of `text` as given.
    """
    _among("lang", lang, LANGS)
    _among("occasion", occasion, OCCASIONS)
    _among("channel", channel, CHANNELS)
    _among("ui_lang", ui_lang or lang, LANGS)
    if not text.strip():
        return []
    return findings(Letter(text, lang, occasion, channel, facts, today), ui_lang or lang)


def _among(name: str, value: str, allowed: tuple[str, ...]) -> None:
    if value not in allowed:
        raise ValueError(f"unknown {name} {value!r}: expected one of {', '.join(allowed)}")
