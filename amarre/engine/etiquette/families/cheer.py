"""cheer: a gaiety that denies what people live through. Hope is welcome; denial is not."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..letter import Letter
from ..model import Family, Hit, code
from ..table import read_table
from ..tables import cheer as words

CODES = (
    code(
        "cheer.tone",
        "warning",
        fr=(
            "Cette gaieté sonne faux pour qui est fatigué ou inquiet.",
            "Restez simple et chaleureux : un fait, un remerciement, une présence.",
        ),
        en=(
            "This gaiety rings false to someone tired or worried.",
            "Stay plain and warm: a fact, a word of thanks, a presence.",
        ),
    ),
    code(
        "cheer.denial",
        "warning",
        fr=(
            "L’espoir nie la difficulté au lieu de la traverser.",
            "Dites la difficulté, puis l’espoir : « c’est difficile, nous tenons ensemble, nous sommes là ».",
        ),
        en=(
            "The hope denies the difficulty instead of going through it.",
            "Say the difficulty, then the hope: “this is hard, we hold together, we are here”.",
        ),
    ),
    code(
        "cheer.delight",
        "warning",
        fr=(
            "La joie de l’entreprise passe devant la peine de la personne.",
            "Annoncez la chose sobrement, et dites ce qu’elle change pour la personne.",
        ),
        en=(
            "The company's delight goes before the reader's trouble.",
            "Announce it soberly, and say what it changes for the reader.",
        ),
    ),
    code(
        "cheer.emoji",
        "advice",
        fr=(
            "Un émoji de fête, dans un message de crise.",
            "Retirez-le : les mots suffisent.",
        ),
        en=(
            "A party emoji, in a message about a crisis.",
            "Take it out: words are enough.",
        ),
    ),
)


_PARTY = re.compile(
    "[\U0001f389\U0001f38a\U0001f60d\U0001f60e\U0001f973\U0001f929\U0001f4a5\U0001f680\U0001f602\U0001f923"
    "\U0001f609\U0001f601\U0001f603\U0001f604\U0001f606\U0001f60a\U0001f600\U0001f525\U0001f917\U0001f44d"
    "\U0001f64c\U0001f57a\U0001f483\U0001f31e\U0001f308\U0001f381\U0001f37e\U0001f942\U0001f4aa\U00002728\U0001f607]"
)
_SMILEY = re.compile(r"(?<!\w)[;:=]-?[)DP]+(?!\w)|\^\^|<3")


def _party(letter: Letter) -> Iterator[Hit]:
    """Party emojis and smileys. The first says it all."""
    match = _PARTY.search(letter.text) or _SMILEY.search(letter.text)
    if match:
        yield Hit("cheer.emoji", match.start(), match.end())


FAMILY = Family("cheer", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules}, (_party,))
