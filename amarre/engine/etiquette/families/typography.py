"""typography: what makes a page shout or look careless. Quiet advice.

A plain space before ":" is what most keyboards write, and is left alone; only a printed letter that writes no-break
spaces elsewhere is told of the ones it forgot.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fold import EMAIL, PLACEHOLDER, URL
from ..letter import Letter
from ..model import Family, Hit, code

CODES = (
    code(
        "typography.shouting",
        "advice",
        fr=("Les capitales crient.", "Écrivez en minuscules ; pour insister, commencez la phrase par ce qui compte."),
        en=("Capitals shout.", "Write in lower case; to stress something, begin the sentence with it."),
    ),
    code(
        "typography.exclamation",
        "advice",
        fr=("Trop de points d’exclamation.", "Un point suffit. Le calme rassure."),
        en=("Too many exclamation marks.", "A full stop is enough. Calm reassures."),
    ),
    code(
        "typography.space",
        "advice",
        fr=(
            "Il manque une espace, ou il y en a une de trop, autour d’un signe.",
            "En français : espace insécable avant : ; ! ? et à l’intérieur des guillemets « » ; rien avant la "
            "virgule et le point.",
        ),
        en=(
            "A space is missing or in excess around a sign.",
            "No space before : ; ! ? , or a full stop, and one space after.",
        ),
    ),
    code(
        "typography.double_space",
        "advice",
        fr=("Deux espaces de suite.", "Une seule espace entre deux mots."),
        en=("Two spaces in a row.", "One space between two words."),
    ),
    code(
        "typography.nbsp",
        "advice",
        fr=(
            "Une espace simple avant ce signe, alors que la lettre écrit ailleurs l’espace insécable.",
            "Mettez une espace insécable, pour que le signe ne passe pas seul à la ligne.",
        ),
        en=(
            "A plain space before this sign, where the letter elsewhere writes the no-break space.",
            "Use a no-break space, so that the sign never starts a line alone.",
        ),
    ),
    code(
        "typography.quotes",
        "advice",
        fr=("Guillemets droits.", "En français : « ainsi », avec une espace insécable à l’intérieur."),
        en=("Mixed quotation marks.", "Use one kind of quotation marks throughout: “like this”."),
    ),
    code(
        "typography.accent",
        "advice",
        fr=(
            "Un accent manque.",
            "Accentuez aussi les capitales : À, É, Ê, Ç.",
        ),
        en=("An accent is missing.", "Write the accents, on capitals too."),
    ),
)

_CAPS_RUN = re.compile(
    r"(?<![\w@.])[A-ZÀ-Þ]{2,}(?:[’'-][A-ZÀ-Þ]+)*(?:[ ,:’'-]+(?:[A-ZÀ-Þ]{2,}|[AIÀYÔL])(?![a-zà-ÿ\w]))+"
)
_SHOUTED = re.compile(
    r"(?<![\w@.])(?:URGENTE?S?|IMPORTANTE?S?|ATTENTION|GRATUITE?S?|OBLIGATOIRE(?:MENT)?|IMMÉDIATE?(?:MENT)?"
    r"|IMMEDIATE(?:MENT|LY)?|JAMAIS|"
    r"INTERDITE?S?|DANGER|ALERTE?|DERNIER|DERNIÈRE|IMPÉRATIF|IMPERATIF|IMPÉRATIVEMENT|VITE|MAINTENANT|STRICTEMENT"
    r"|AUCUNE?|TOUS|TOUTES|TRÈS|"
    r"NOT|NEVER|MUST|ALL|NOW|FREE|WARNING|FINAL|VERY|ONLY|PLEASE|ALWAYS|IMPORTANTLY|CRITICAL|NOTICE|RIEN"
    r"|PAS)(?![\w@.])"
)
_BANGS = re.compile(r"!(?:[\s\u00a0\u202f]*[!?])+|\?(?:[\s\u00a0\u202f]*!)+|\?{2,}")
_DOUBLE = re.compile(r"(?<=[^\s|]) {2,}(?=[^\s|])")
_FR_GLUED = re.compile(
    r"[a-zà-ÿœ»)%€\d][;:!?](?=\s|$)|[a-zà-ÿœ][;!?](?=[A-Za-zÀ-ÿ])|[a-zà-ÿœ]{2}:(?=[A-Za-zÀ-ÿ])|«(?=\w)|(?<=\w)»"
)
_BEFORE_COMMA = re.compile(r"(?<=[\wà-ÿ])[ \u00a0\u202f]+[,.](?=\s|$)(?!\.\.)")
_EN_SPACE = re.compile(r"(?<=[\w)])[ \u00a0\u202f]+[,.;:!?](?=\s|$)(?!\.\.)")
_GLUED_NEXT = re.compile(r"[a-zà-ÿœ]{2}[,;](?=[A-Za-zÀ-ÿ])|[a-zà-ÿœ]{2}[.!?](?=[A-ZÀ-Þ][a-zà-ÿ])")
_FR_PLAIN = re.compile(r"(?<=\w) [;:!?»]|« (?=\w)")
_FR_BOUND = re.compile("[\u00a0\u202f][;:!?»]|«[\u00a0\u202f]")
_STRAIGHT = re.compile(r"(?<!\w)\"(?=[^\W\d_])[^\"\n]{1,80}\"")
_CURLY = re.compile("[“”]")
_UNACCENTED = re.compile(
    r"(?<![\w'’.-])(?:A(?= (?:partir|bientôt|ce |cette |cet |tout|tous|titre|l[’']|la |vous|votre|vos|nos|notre"
    r"|compter|défaut|cause|"
    r"très|quand|quel|noter|savoir|Paris|Lyon|mesure|distance|moins|propos|suivre|chaque|plusieurs|partager))"
    r"|Etat\b|Etats\b|Etant\b|Etes\b|Etiez\b|Ecole|Ecout|Ecriv|Ecrire|"
    r"Eviter|Evitez|Equipe|Equipes|Economi\w+|Energie|Electricité|Egalement|Evidemment|Etape|Etapes|Etude|Etudes"
    r"|Elève|Ca (?=\w)|Ecran|Epidémie|"
    r"Evénement|Evaluation|Eteign\w+|Echéance|Echéancier|Echange\w*|Eclair\w*)"
)
_MISSPELT = re.compile(
    r"(?<![\w'’-])(?:desole|desoles|desolee|deja|tres|apres|numero|telephone|equipe|equipes|priorite|securite"
    r"|electricite|etes|meme|"
    r"probleme|problemes|delai|delais|evenement|qualite|societe|fidelite|reseau|retabli|retablie|systeme|donnees"
    r"|repondre|"
    r"difficulte|difficultes|inquietude|confidentialite|reouverture|interets|prelevement|reglement)(?![\w'’-])"
)


def _shouting(letter: Letter) -> Iterator[Hit]:
    prose = _prose(letter)
    for match in _CAPS_RUN.finditer(prose):
        words = re.findall(r"[A-ZÀ-Þ]+", match.group())
        if len(words) > 2 and sum(len(w) for w in words) >= 10:
            yield _hit(letter, "typography.shouting", match)
    for match in _SHOUTED.finditer(prose):
        yield _hit(letter, "typography.shouting", match)


def _exclamations(letter: Letter) -> Iterator[Hit]:
    for match in _BANGS.finditer(_prose(letter)):
        yield _hit(letter, "typography.exclamation", match)
    single = list(re.finditer("!", _prose(letter)))
    if len(single) > 3 and not _BANGS.search(_prose(letter)):
        yield _hit(letter, "typography.exclamation", single[3])


def _spaces(letter: Letter) -> Iterator[Hit]:
    prose = _prose(letter)
    for match in _DOUBLE.finditer(prose):
        yield _hit(letter, "typography.double_space", match)
    patterns = (_GLUED_NEXT, _FR_GLUED, _BEFORE_COMMA) if letter.lang == "fr" else (_GLUED_NEXT, _EN_SPACE)
    for pattern in patterns:
        for match in pattern.finditer(prose):
            yield _hit(letter, "typography.space", match)


def _french(letter: Letter) -> Iterator[Hit]:
    """French signs: no-break spaces when mixed, straight quotes, missing accents."""
    if letter.lang != "fr" or letter.channel == "phone":
        return
    prose = _prose(letter)
    if letter.channel == "letter" and _FR_BOUND.search(prose):
        for match in _FR_PLAIN.finditer(prose):
            yield _hit(letter, "typography.nbsp", match)
    for match in _STRAIGHT.finditer(prose):
        yield _hit(letter, "typography.quotes", match)
    for pattern in (_UNACCENTED, _MISSPELT):
        for match in pattern.finditer(prose):
            yield _hit(letter, "typography.accent", match)


def _english_quotes(letter: Letter) -> Iterator[Hit]:
    if letter.lang == "en" and _CURLY.search(letter.source):
        for match in _STRAIGHT.finditer(_prose(letter)):
            yield _hit(letter, "typography.quotes", match)


def _prose(letter: Letter) -> str:
    """The source, its URLs, addresses and placeholders replaced by signs that no pattern looks at; same offsets."""
    if not any(mark in letter.text for mark in (URL, EMAIL, PLACEHOLDER)):
        return letter.source
    characters = list(letter.source)
    for position, character in enumerate(letter.text):
        if character in (URL, EMAIL, PLACEHOLDER):
            characters[letter.folded.origin(position)] = character
    return "".join(characters)


def _hit(letter: Letter, name: str, match: re.Match[str]) -> Hit:
    return Hit(name, letter.folded.position(match.start()), letter.folded.position(match.end()))


FAMILY = Family("typography", CODES, {}, (_shouting, _exclamations, _spaces, _french, _english_quotes))
