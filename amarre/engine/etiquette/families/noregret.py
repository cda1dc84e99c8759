"""noregret: the first word after harm, without a word of regret."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..guidance import is_guidance
from ..letter import Letter, compiled
from ..model import Family, Hit, code
from ..phrases import Phrase
from ..table import read_table
from ..tables import noregret as words

CODES = (
    code(
        "noregret.missing",
        "warning",
        fr=(
            "Du mal a été fait ou une gêne causée, et rien ne dit que vous le regrettez.",
            "Dites-le simplement, près du début : « Nous sommes désolés de ce que cela vous fait vivre ».",
        ),
        en=(
            "Harm or trouble was caused, and nothing says that you regret it.",
            "Say so plainly, near the beginning: “We are sorry for what this puts you through”.",
        ),
    ),
    code(
        "noregret.if_any",
        "advice",
        fr=(
            "Un regret sous condition (« si vous avez pu être gêné ») n’en est pas un.",
            "Regrettez ce qui s’est passé, sans « si » ni « éventuel ».",
        ),
        en=(
            "Regret with an “if” (“if anyone was inconvenienced”) is no regret.",
            "Regret what happened, without “if” or “any”.",
        ),
    ),
)

# Trouble told at the start of a statement is what it is about; further down, it may be a detail.
_START = 220  # characters
# Harm after one of these, in the same sentence, is feared or prevented: it has not happened.
_SUPPOSED = {
    "fr": re.compile(
        r"\b(?:si|s'il|avant tout|avant toute|en cas|eventuel\w*|eviter|afin|pour que|limiter|prevenir d'une|sans)\b"
    ),
    "en": re.compile(
        r"\b(?:if|should|before any|any|in case|in the event|avoid|prevent|to keep|limit|without|would|no)\b"
    ),
}

_TABLES = {"fr": read_table(words.FR), "en": read_table(words.EN)}


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    return {name: compiled(phrases) for name, phrases in _TABLES[lang].lists.items()}


def _missing(letter: Letter) -> Iterator[Hit]:
    """Harm told in a first word, and no regret. News, often not the first word, need it only for grave harm."""
    if letter.occasion not in ("statement", "news") or len(letter.words) < 12:
        return
    phrases = _phrases(letter.lang)
    harm = _first(letter, phrases["harm" if letter.occasion == "statement" else "severe"])
    if harm is None and letter.occasion == "statement":
        trouble = _first(letter, phrases["trouble"])
        harm = trouble if trouble is not None and trouble < _START else None
    if harm is None or _regrets(letter, phrases) or is_guidance(letter):
        return
    start, end = letter.sentence_at(harm)
    yield Hit("noregret.missing", start, end)


def _first(letter: Letter, phrases: tuple[Phrase, ...]) -> int | None:
    """Where harm that has happened is first told; harm that might happen does not count."""
    starts = [m.start() for p in phrases if p.may_be_in(letter.text) for m in p.regex.finditer(letter.text)]
    return next((start for start in sorted(starts) if not _supposed(letter, start)), None)


def _supposed(letter: Letter, offset: int) -> bool:
    start, _ = letter.sentence_at(offset)
    return bool(_SUPPOSED[letter.lang].search(letter.text[start:offset]))


def _regrets(letter: Letter, phrases: dict[str, tuple[Phrase, ...]]) -> bool:
    """Whether something regrets, beyond the set phrases that only announce bad news."""
    text = letter.text
    for phrase in phrases["not-regret"]:
        text = phrase.regex.sub(" ", text)
    return any(p.may_be_in(text) and p.regex.search(text) for p in phrases["regret"])


def _conditional(letter: Letter) -> Iterator[Hit]:
    for phrase in _phrases(letter.lang)["conditional"]:
        if phrase.may_be_in(letter.text):
            yield from (Hit("noregret.if_any", m.start(), m.end()) for m in phrase.regex.finditer(letter.text))


FAMILY = Family("noregret", CODES, {}, (_missing, _conditional))
