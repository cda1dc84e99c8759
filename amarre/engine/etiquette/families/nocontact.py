"""nocontact: how to reach a person, and when something happens, is missing where it is the point.

Any way counts: a number, an address, a page, "reply to this message", "your usual contact", a shop, someone's name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from ..fold import EMAIL, PLACEHOLDER, URL
from ..groups import GROUPS
from ..guidance import is_guidance
from ..letter import Letter, compiled
from ..model import Family, Hit, code
from ..phrases import Phrase
from ..table import read_table
from ..tables import nocontact as words

CODES = (
    code(
        "nocontact.no_way",
        "warning",
        fr=(
            "Rien ne dit comment vous joindre.",
            "Donnez un numéro, une adresse ou un nom, avec les heures ; ou « répondez à ce message, une personne "
            "vous lira ».",
        ),
        en=(
            "Nothing says how to reach you.",
            "Give a number, an address or a name, with the hours; or “reply to this message, a person will read it”.",
        ),
    ),
    code(
        "nocontact.dead_end",
        "warning",
        fr=(
            "La porte est fermée : la personne ne peut pas répondre.",
            "Laissez au moins une porte ouverte, et nommez-la dans la même phrase.",
        ),
        en=(
            "The door is shut: the reader cannot answer.",
            "Leave at least one door open, and name it in the same sentence.",
        ),
    ),
    code(
        "nocontact.no_when",
        "warning",
        fr=(
            "« Prochainement » : la personne ne sait pas quand.",
            "Donnez une date ou une heure, même pour dire seulement quand vous redonnerez des nouvelles.",
        ),
        en=(
            "“In due course”: the reader does not know when.",
            "Give a date or a time, if only for when you will give news again.",
        ),
    ),
)

_PHONE = re.compile(r"(?<![\w/-])(?:\+?\d{1,3}[ .-]?)?(?:\(0?\d{1,4}\)[ .-]?)?\d{2,4}(?:[ .-]?\d{2,4}){2,4}(?![\w/-])")
_SHORT_NUMBER = re.compile(
    r"(?:(?:au|le|numero|composez|appel\w*|tel\w*|ring|call\w*|dial|text|phone|on"
    r"|freephone)(?: \w+)? ?:? ?(?:\d[\d .]{2,12}\d))"
)
_POINT = ("statement", "payment", "refusal", "renewal", "news")

_TABLES = {"fr": read_table(words.FR), "en": read_table(words.EN)}


@lru_cache(maxsize=4)
def _phrases(lang: str) -> dict[str, tuple[Phrase, ...]]:
    return {name: compiled(phrases, GROUPS[lang]) for name, phrases in _TABLES[lang].lists.items()}


def has_a_way(letter: Letter) -> bool:
    """Whether the letter gives any way of reaching someone."""
    text = letter.text
    if URL in text or EMAIL in text or _cites_a_way(letter):
        return True
    if _PHONE.search(text) or _SHORT_NUMBER.search(text):
        return True
    return letter.has(_phrases(letter.lang)["ways"])


_CITED_WAY = re.compile(
    r"\{\{[^}]*(?:phone|tel|mail|contact|link|url|lien|adresse|address|reply|site|page|line|signature)", re.I
)


def _cites_a_way(letter: Letter) -> bool:
    return PLACEHOLDER in letter.text and bool(_CITED_WAY.search(letter.source))


def _no_way(letter: Letter) -> Iterator[Hit]:
    if letter.occasion not in _POINT or letter.channel == "phone" or len(letter.words) < _shortest(letter):
        return
    if letter.occasion == "news" and not _calls_for_contact(letter):
        return
    if not has_a_way(letter) and not list(_dead_end(letter)) and not is_guidance(letter):
        start, end = letter.sentences[-1]
        yield Hit("nocontact.no_way", start, end)


def _calls_for_contact(letter: Letter) -> bool:
    """Whether news leave the reader with something to sort out: trouble with what a company does for them."""
    return letter.channel in ("email", "letter") and letter.has(_phrases(letter.lang)["trouble"])


def _shortest(letter: Letter) -> int:
    """Words under which a text is a fragment, not a letter."""
    return 12 if letter.channel in ("sms", "social") else 25


def _dead_end(letter: Letter) -> Iterator[Hit]:
    """A shut door, unless the same or the next sentence opens another."""
    for phrase in _phrases(letter.lang)["dead-end"]:
        match = phrase.regex.search(letter.text) if phrase.may_be_in(letter.text) else None
        if match and not _opens_another(letter, match.start(), match.end()):
            yield Hit("nocontact.dead_end", match.start(), match.end())


def _opens_another(letter: Letter, start: int, end: int) -> bool:
    rest = (
        letter.source[: letter.folded.origin(letter.sentence_at(start)[0])] + letter.source[letter.folded.origin(end) :]
    )
    elsewhere = Letter(rest, letter.lang, letter.occasion, letter.channel)
    return has_a_way(elsewhere)


def _no_when(letter: Letter) -> Iterator[Hit]:
    """Something will happen "in due course", and there is no time or date anywhere."""
    if letter.occasion not in ("statement", "news") or letter.channel == "phone":
        return
    phrases = _phrases(letter.lang)
    if letter.has(phrases["dated"]) or PLACEHOLDER in letter.text:
        return
    for phrase in phrases["vague"]:
        match = phrase.regex.search(letter.text) if phrase.may_be_in(letter.text) else None
        if match:
            yield Hit("nocontact.no_when", match.start(), match.end())
            return


FAMILY = Family("nocontact", CODES, {}, (_no_way, _dead_end, _no_when))
