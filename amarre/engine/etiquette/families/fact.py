"""fact: what is said without a source, or rests on a fact that is not verified, not public, or past its time."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ..letter import Letter
from ..model import FactState, Family, Hit, code
from ..table import read_table
from ..tables import fact as words

CODES = (
    code(
        "fact.hearsay",
        "warning",
        fr=(
            "Un ouï-dire, attribué à personne.",
            "Dites qui le dit et depuis quand, ou retirez-le. Si c’est une rumeur, appelez-la ainsi et dites ce "
            "qui est vérifié.",
        ),
        en=(
            "Hearsay, from nobody in particular.",
            "Say who says it and since when, or take it out. If it is a rumour, call it one and say what has "
            "been checked.",
        ),
    ),
    code(
        "fact.unsourced",
        "warning",
        fr=(
            "Un chiffre ou une certitude sans source.",
            "Ajoutez la source et la date (« selon l’agence régionale de santé, le 12 mars »), ou retirez.",
        ),
        en=(
            "A figure or a certainty without a source.",
            "Add the source and the date (“according to the regional health agency, on 12 March”), or take it out.",
        ),
    ),
    code(
        "fact.guess",
        "warning",
        fr=(
            "Une supposition présentée comme une nouvelle.",
            "Dites ce que vous savez, ce que vous ne savez pas, et quand vous en saurez plus.",
        ),
        en=(
            "A guess given as news.",
            "Say what you know, what you do not know, and when you will know more.",
        ),
    ),
    code(
        "fact.unknown",
        "blocker",
        fr=(
            "Ce fait n’existe pas dans cette crise : le texte aurait un trou.",
            "Établissez le fait avec sa source, ou citez-en un autre.",
        ),
        en=(
            "This fact does not exist in this crisis: the text would have a hole.",
            "Establish the fact with its source, or cite another.",
        ),
    ),
    code(
        "fact.unverified",
        "blocker",
        fr=(
            "Ce fait n’est pas vérifié.",
            "Attendez sa vérification, ou écrivez clairement que vous ne le savez pas encore.",
        ),
        en=(
            "This fact has not been verified.",
            "Wait until it is, or say clearly that you do not know yet.",
        ),
    ),
    code(
        "fact.rumour",
        "blocker",
        fr=(
            "Ce fait est une rumeur.",
            "Ne la répétez pas comme un fait ; si elle circule, démentez-la avec ce qui est vérifié.",
        ),
        en=(
            "This fact is a rumour.",
            "Do not repeat it as a fact; if it is going round, deny it with what has been verified.",
        ),
    ),
    code(
        "fact.denied",
        "blocker",
        fr=(
            "Ce fait a été démenti.",
            "Retirez-le et dites ce qui est vrai aujourd’hui.",
        ),
        en=(
            "This fact has been denied.",
            "Take it out and say what is true today.",
        ),
    ),
    code(
        "fact.expired",
        "blocker",
        fr=(
            "Ce fait n’est plus valable.",
            "Vérifiez-le de nouveau et renouvelez sa date avant d’envoyer.",
        ),
        en=(
            "This fact is past its time.",
            "Check it again and renew its date before sending.",
        ),
    ),
    code(
        "fact.internal",
        "blocker",
        fr=(
            "Ce fait est réservé à la maison.",
            "Rendez-le public par une décision, ou retirez-le du message.",
        ),
        en=(
            "This fact is kept inside the house.",
            "Make it public by a decision, or take it out of the message.",
        ),
    ),
    code(
        "fact.past_date",
        "warning",
        fr=(
            "Une échéance déjà passée.",
            "Donnez la date d’aujourd’hui, ou retirez la phrase.",
        ),
        en=(
            "A deadline already past.",
            "Give the date that holds today, or take the sentence out.",
        ),
    ),
)


_CITATION = re.compile(r"\{\{\s*fact\.([A-Za-z0-9_-]+)[^}]*\}\}")
_STATES = {"to_verify": "fact.unverified", "rumour": "fact.rumour", "denied": "fact.denied", "expired": "fact.expired"}

_MONTHS = {
    "fr": [
        "janvier",
        "fevrier",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "aout",
        "septembre",
        "octobre",
        "novembre",
        "decembre",
    ],
    "en": [
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
    ],
}
_UNTIL = {
    "fr": re.compile(
        r"(?:jusqu'au|d'ici (?:au|le)|avant le|a partir du|des le|valables? (?:au|jusqu'au)"
        r"|au plus tard le)(?: (?:lundi|mardi|mercredi"
        r"|jeudi|vendredi|samedi|dimanche))? (?P<d>\d{1,2})(?:er)?[ /.-](?P<m>[a-z]+|\d{1,2})[ /.-](?P<y>\d{4})"
    ),
    "en": re.compile(
        r"(?:until|by|before|no later than|valid (?:to|until)|from)(?: (?:mon|tues|wednes|thurs|fri|satur"
        r"|sun)day,?)? (?:the )?"
        r"(?:(?P<d>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?P<m>[a-z]+)|(?P<m2>[a-z]+) (?P<d2>\d{1,2})(?:st|nd|rd"
        r"|th)?),? (?P<y>\d{4})"
    ),
}


def _cited(letter: Letter) -> Iterator[Hit]:
    """Facts cited in the text that must not go out as they are. Offsets are those of the folded text."""
    if letter.facts is None:
        return
    for match in _CITATION.finditer(letter.source):
        found = _state_code(letter.facts.get(match.group(1)))
        if found:
            yield Hit(found, letter.folded.position(match.start()), letter.folded.position(match.end()))


def _state_code(state: FactState | None) -> str | None:
    if state is None:
        return "fact.unknown"
    if state.status in _STATES:
        return _STATES[state.status]
    return None if state.public else "fact.internal"


def _past(letter: Letter) -> Iterator[Hit]:
    """Deadlines that are already past on `today`."""
    if letter.today is None:
        return
    for match in _UNTIL[letter.lang].finditer(letter.text):
        day = _date(match, letter.lang)
        if day is not None and day < letter.today:
            yield Hit("fact.past_date", match.start(), match.end())


def _date(match: re.Match[str], lang: str) -> date | None:
    groups = match.groupdict()
    month_name = groups["m"] or groups.get("m2") or ""
    if month_name.isdigit():
        month = int(month_name)
    elif month_name in _MONTHS[lang]:
        month = _MONTHS[lang].index(month_name) + 1
    else:
        return None
    try:
        return date(int(groups["y"]), month, int(groups["d"] or groups.get("d2") or "0"))
    except ValueError:  # the 31st of February: not a date, so not a deadline
        return None


FAMILY = Family("fact", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules}, (_cited, _past))
