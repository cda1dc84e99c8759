"""Cells as numbers, dates, booleans and languages, as French and English spreadsheets write them.

Each reader returns None for what it cannot read; the caller says so. An empty cell never reaches a reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from amarre.engine.tabular.names import fold

_EMPTY_WORDS = frozenset({"NULL", "\\N", "#N/A", "N/A", "#REF!", "#VALEUR!", "#VALUE!", "#NOM?", "#NAME?", "(vide)"})
_INVISIBLE = re.compile("[\u200b\u200c\u200d\u2060\ufeff\u00ad\x00-\x08\x0b\x0c\x0e-\x1f]")
_AROUND_NUMBERS = re.compile(r"[\s\u00a0\u202f'’]|€|%|EUR|euros?$")
_HOUR = re.compile(r"[T ]\d{1,2}[:h]\d{2}(:\d{2}(\.\d+)?)?( ?[AaPp][Mm])?(Z|[+-]\d{2}:?\d{2})?$")
_FORMULA_TEXT = re.compile(r'="(.*)"', re.DOTALL)

_TRUE = frozenset({"oui", "o", "vrai", "yes", "y", "true", "t", "x", "1", "on", "ok", "✓", "✔", "coche"})
_FALSE = frozenset({"non", "n", "faux", "no", "false", "f", "0", "off", "✗"})

_MONTHS = {
    month: number
    for number, names in enumerate(
        (
            "janvier janv jan january", "fevrier fevr fev february feb", "mars mar march", "avril avr april "
            "apr",
            "mai may", "juin june jun", "juillet juil july jul", "aout aou august aug",
            "septembre sept sep september", "octobre oct october", "novembre nov november",
            "decembre dec december",
        ),
        start=1,
    )
    for month in names.split()
}  # fmt: skip

# What files say of consent, besides yes and no; accents, capitals and hyphens aside (`fold`).
_AGREEING = (
    "accepte acceptee accord consent consentement consenti donne optin inscrit inscrite abonne abonnee autorise "
    "autorisee given granted agreed accepted subscribed allowed actif"
)
_REFUSING = (
    "refuse refusee refus oppose opposee opposition optout desinscrit desinscrite desabonne desabonnee retire stop "
    "refused denied declined withdrawn unsubscribed objected never jamais"
)
_AGREES = {*_AGREEING.split(), "opt in", "d accord", "consentement donne"}
_REFUSES = {*_REFUSING.split(), "opt out", "ne pas contacter", "ne pas solliciter", "do not contact", "pas d accord"}
#: A column whose name says refusal: yes in it is no.
_REFUSAL_NAMES = re.compile(
    r".*\b(opt ?out|refus\w*|oppos\w*|desinscri\w*|desabonn\w*|unsubscrib\w*|do not|ne pas|stop|bloqu\w*|blocked)\b.*"
)

_CHANNELS = {
    "email": "e mail email mail mel courriel courriels emails mails messagerie",
    "sms": "sms texto textos text minitexto",
    "call": "telephone tel phone appel appels call calls mobile portable fixe vocal voix",
    "letter": "courrier courriers lettre lettres letter letters poste post postal papier paper",
    "whatsapp": "whatsapp",
    "telegram": "telegram",
    "messenger": "messenger facebook",
    "push": "push notification notifications",
}
_CHANNEL_OF = {word: slug for slug, words in _CHANNELS.items() for word in words.split()}

_LANGUAGES = {
    "fr": "francais french francaise fra fre franzosisch frances",
    "en": "anglais english anglaise eng englisch ingles",
    "de": "allemand german deutsch ger deu",
    "es": "espagnol spanish espanol spa castillan",
    "it": "italien italian italiano ita",
    "nl": "neerlandais dutch nederlands flamand dut nld",
    "pt": "portugais portuguese portugues por",
    "ar": "arabe arabic ara",
    "pl": "polonais polish polski pol",
    "ro": "roumain romanian romana ron",
    "tr": "turc turkish turkce tur",
    "uk": "ukrainien ukrainian ukr",
}
_LANGUAGE_OF = {word: code for code, words in _LANGUAGES.items() for word in (code, *words.split())}

#: Day 0 of spreadsheet serial numbers (1900 date system, valid from March 1900).
_SERIAL_ORIGIN = date(1899, 12, 30)


def clean(cell: str) -> str:
    """A cell without what only machines see: outer and invisible blanks, the formula `="…"` that keeps zeros, the
    words for nothing (`NULL`, `#N/A`)."""
    text = cell.strip()
    if not text.isascii() or not text.isprintable():
        text = _INVISIBLE.sub("", text).strip()
    if text.startswith('="') and (formula := _FORMULA_TEXT.fullmatch(text)):
        text = formula.group(1).strip()
    return "" if text in _EMPTY_WORDS else text


def read_boolean(text: str) -> bool | None:
    word = text.casefold() if len(text) == 1 else fold(text)
    return True if word in _TRUE else False if word in _FALSE else None


def read_consent(text: str) -> bool | None:
    """Whether a cell says that somebody agreed (*oui*, *opt-in*, *accepté*) or refused (*non*, *opt-out*, *refusé*)."""
    said = read_boolean(text)
    if said is not None:
        return said
    words = fold(text)
    return True if words in _AGREES else False if words in _REFUSES else None


def speaks_of_refusal(name: str) -> bool:
    """Whether a column is named after refusal (*Désinscrit*, *Opt-out SMS*): *oui* in it means no."""
    return _REFUSAL_NAMES.fullmatch(fold(name)) is not None


def read_channel(text: str) -> str | None:
    """The kind of channel that a cell names: *Courriel* gives `email`, *par téléphone* gives `call`."""
    for word in fold(text).split():
        if word in _CHANNEL_OF:
            return _CHANNEL_OF[word]
    return None


def read_language(text: str) -> str | None:
    """A two-letter code (ISO 639-1) from a code, a locale such as `fr_FR`, or a language's name."""
    words = fold(text).split()
    return _LANGUAGE_OF.get(words[0]) if words else None


@dataclass(frozen=True, slots=True)
class Numbers:
    """Reads the numbers of one column, in which `decimal` (`","` or `"."`) parts units from tenths."""

    decimal: str = ","

    def read(self, text: str) -> int | float | None:
        if text.isascii() and text.isdigit() and len(text) <= 15:
            return int(text)
        digits = _AROUND_NUMBERS.sub("", text)
        if digits.startswith("(") and digits.endswith(")"):
            digits = "-" + digits[1:-1]
        other = "." if self.decimal == "," else ","
        if re.fullmatch(rf"[-+]?\d{{1,3}}(\{other}\d{{3}})+(\{self.decimal}\d*)?", digits):
            digits = digits.replace(other, "")
        digits = digits.replace(self.decimal, ".")
        if re.fullmatch(r"[-+]?\d{1,15}", digits):
            return int(digits)
        if re.fullmatch(r"[-+]?(\d{1,15}(\.\d*)?|\.\d+)([eE][-+]?\d{1,2})?", digits):
            return float(digits)
        return None


def guess_numbers(samples: Iterable[str]) -> Numbers:
    """Which mark parts the decimals in a column: a mark followed by other than three digits, or the last of
    two."""
    votes = {",": 0, ".": 0}
    for text in samples:
        marks = re.findall(r"[.,](?=\d)", text)
        if not marks:
            continue
        after = len(re.split(r"[.,]", text)[-1].strip(" €%"))
        if len(set(marks)) == 2:
            votes[marks[-1]] += 2
        elif len(marks) > 1:
            votes["." if marks[0] == "," else ","] += 1
        elif after != 3:
            votes[marks[0]] += 2
    return Numbers("." if votes["."] > votes[","] else ",")


@dataclass(frozen=True, slots=True)
class Dates:
    """Reads the dates of one column. `day_first` tells 31/12 from 12/31; a year in two digits lies in the
    hundred
    years that end with `last_year`."""

    day_first: bool
    last_year: int

    def read(self, text: str) -> date | None:
        text = _HOUR.sub("", text.strip())
        if found := re.fullmatch(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})", text):
            return _day(*map(int, found.groups()))
        if found := re.fullmatch(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{2}|\d{4})", text):
            first, second, year = found.groups()
            day, month = (first, second) if self.day_first else (second, first)
            return _day(self._year(year), int(month), int(day))
        if re.fullmatch(r"\d{8}", text):
            return _day(int(text[:4]), int(text[4:6]), int(text[6:]))
        if re.fullmatch(r"\d{5}", text):
            return _SERIAL_ORIGIN + timedelta(days=int(text))
        return self._in_words(text)

    def _in_words(self, text: str) -> date | None:
        """*31 décembre 2026*, *mardi 1er mars 2026*, *31-déc-26*, *December 31, 2026*."""
        words = [word for word in fold(text).replace("1er", "1").split() if not word.endswith(("di", "day"))]
        months = [index for index, word in enumerate(words) if word in _MONTHS]
        if len(words) != 3 or months not in ([0], [1]):
            return None
        month = _MONTHS[words.pop(months[0])]
        day, year = words
        if not (re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", day) and re.fullmatch(r"\d{2}|\d{4}", year)):
            return None
        return _day(self._year(year), month, int(re.sub(r"\D", "", day)))

    def _year(self, digits: str) -> int:
        year = int(digits)
        if len(digits) > 2:
            return year
        year += self.last_year - self.last_year % 100
        return year if year <= self.last_year else year - 100


def guess_dates(samples: Iterable[str], *, last_year: int) -> Dates:
    """Day first, as in Europe, unless the column holds a day that could not be a month in second place."""
    first, second = 0, 0
    for text in samples:
        if found := re.match(r"(\d{1,2})[-/.](\d{1,2})[-/.]\d{2}", text.strip()):
            first += int(found.group(1)) > 12
            second += int(found.group(2)) > 12
    return Dates(day_first=second <= first, last_year=last_year)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        found = date(year, month, day)
    except ValueError:
        return None
    return found if found.year >= 1800 else None
