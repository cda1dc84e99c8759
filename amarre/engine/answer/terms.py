"""From a question to weighted terms: small words left out, the others stemmed, kinship between words known."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import Stemmer
import yaml

from amarre.engine.triage.words import STEMMERS, fold

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_WORD = re.compile(r"[^\W_]+(?:[-‑][^\W_]+)*", re.UNICODE)
_HYPHENS = re.compile(r"[-‑]")


@dataclass(frozen=True, slots=True)
class Term:
    """A term of a text: its stem, the word as written, and its share (1, or less for words that tell little)."""

    stem: str
    word: str
    share: float


class Speech:
    """One language: its small words, its pale words (verbs and nouns that tell little) and its families of words."""

    def __init__(self, lang: str) -> None:
        text = (files("amarre.engine.answer") / "data" / f"{lang}.yaml").read_text(encoding="utf-8")
        table = yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, compiled when there is one
        self._stem = Stemmer.Stemmer(STEMMERS[lang]).stemWord
        self._small = frozenset(map(fold, table["small"].split()))
        self._pale = {self._stem(fold(word)) for word in table["pale"].split()}
        self._pale_share = float(table["pale_share"])
        self._asks = {kind: re.compile(signs, re.IGNORECASE) for kind, signs in table["asks"].items()}
        self.kin: dict[str, frozenset[str]] = {}
        for line in table["kin"]:
            self._relate(line)

    def terms(self, text: str) -> list[Term]:
        """The terms of a text in order; a word joined by hyphens gives its parts."""
        found: list[Term] = []
        for match in _WORD.finditer(text.replace("’", " ").replace("'", " ")):
            for part in _parts(match.group()):
                form = fold(part)
                if form in self._small or (len(form) == 1 and not form.isdigit()):
                    continue
                stem = self._stem(form)
                found.append(Term(stem, part, self._pale_share if stem in self._pale else 1.0))
        return found

    def asks(self, text: str) -> frozenset[str]:
        """What kinds of thing the text asks for: number, time, place, reason, who; nothing for yes or no."""
        return frozenset(kind for kind, signs in self._asks.items() if signs.search(text))

    def _relate(self, line: str) -> None:
        stems = frozenset(self._stem(fold(word)) for word in line.split())
        for stem in stems:
            self.kin[stem] = self.kin.get(stem, frozenset()) | (stems - {stem})


def _parts(word: str) -> list[str]:
    """ "rendez-vous" is two words; "covid-19" is one."""
    parts = _HYPHENS.split(word)
    return ["".join(parts)] if any(part.isdigit() for part in parts) else parts


@cache
def speech(lang: str) -> Speech:
    """The speech of a language ("fr" or "en"); other languages are read as English."""
    return Speech(lang if lang in STEMMERS else "en")
