"""we: who is speaking, and a letter that speaks only of the company."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..fold import EMAIL, PLACEHOLDER, URL
from ..letter import Letter
from ..model import Family, Hit, code
from ..table import read_table
from ..tables import we as words

CODES = (
    code(
        "we.boast",
        "warning",
        fr=(
            "L’entreprise parle d’elle, de son rang ou de son histoire.",
            "Retirez : la personne veut savoir ce que vous faites pour elle.",
        ),
        en=(
            "The company speaks of itself, its rank or its history.",
            "Take it out: the reader wants to know what you are doing for them.",
        ),
    ),
    code(
        "we.own_pain",
        "warning",
        fr=(
            "L’entreprise se plaint de ce qu’elle subit.",
            "Parlez de ce que la personne subit, et de ce que vous faites pour elle.",
        ),
        en=(
            "The company complains of what it is going through.",
            "Speak of what the reader is going through, and of what you do about it.",
        ),
    ),
    code(
        "we.same_boat",
        "warning",
        fr=(
            "« Nous sommes tous logés à la même enseigne » : ce « nous » n’est pas honnête.",
            "Dites qui est « nous » : « nous, chez X », ou « ensemble » quand vous y êtes vraiment.",
        ),
        en=(
            "“All in the same boat”: this “we” is not honest.",
            "Say who “we” is: “we at X”, or “together” when you truly are.",
        ),
    ),
    code(
        "we.only_us",
        "warning",
        fr=(
            "La lettre ne parle que de l’entreprise.",
            "Retournez les phrases : « vous recevrez », « vous pouvez », plutôt que « nous avons », « nous sommes ».",
        ),
        en=(
            "The letter speaks only of the company.",
            "Turn the sentences round: “you will get”, “you can”, rather than “we have”, “we are”.",
        ),
    ),
    code(
        "we.who",
        "warning",
        fr=(
            "On ne sait pas qui est « nous » : rien ne nomme l’entreprise ni une personne.",
            "Écrivez une fois « nous, chez X », et signez d’un nom.",
        ),
        en=(
            "Nobody can tell who “we” is: neither the company nor a person is named.",
            "Write once “we at X”, and sign with a name.",
        ),
    ),
)


_FIRST = {
    "fr": re.compile(r"(?<![\w-])(?:nous|notre|nos|on)(?![\w])"),
    "en": re.compile(r"(?<![\w-])(?:we|our|us|ours|ourselves)(?![\w])"),
}
_COMPANY = {
    "fr": re.compile(r"\b(?:notre|l'|la|le) ?(?:entreprise|groupe|societe|direction|compagnie|maison|marque)\b"),
    "en": re.compile(r"\b(?:the|our) (?:company|group|business|board|management|organi[sz]ation|firm|brand)\b"),
}
_SECOND = {
    "fr": re.compile(r"(?<![\w])(?:vous|votre|vos|toi|tu|te|t'|ton|ta|tes|votres)(?![\w])|\{\{|" + PLACEHOLDER),
    "en": re.compile(
        r"(?<![\w])(?:you|your|yours|yourself|yourselves|you're|you've|you'll|you'd)(?![\w])|" + PLACEHOLDER
    ),
}
_TIMES_MORE = 6  # "we" for each "you" before a letter speaks only of the company
# "You" in these is a manner of speaking, not a thought for the reader.
_SET_PHRASES = {
    "fr": re.compile(
        r"nous vous (?:informons|remercions|prions|rappelons|signalons|annoncons|adressons)"
        r"|merci de votre comprehension|de votre comprehension"
        r"|vous informer|vous annoncer|nous vous prions d'agreer"
    ),
    "en": re.compile(
        r"thank you for your (?:understanding|cooperation|attention|support)|(?:inform|tell|advise|notify|assure"
        r"|update) you|thank you"
    ),
}
# A capital inside a sentence names someone or something; these name nobody.
_NAMES_NOBODY = re.compile(
    r"^(?:Le|La|Les|L|The|Your|Votre|Toute|Toutes|All|Monsieur|Madame|Mesdames|Messieurs|Mademoiselle|Cher|Chère"
    r"|Chers|Chères|Client|Cliente|Clients|Clientes|Nous|Vous|Lundi|Mardi|"
    r"Mercredi|Jeudi|Vendredi|Samedi|Dimanche|Janvier|Février|Mars|Avril|Mai|Juin|Juillet|Août|Septembre|Octobre|"
    r"Novembre|Décembre|France|Français|Covid.*|COVID.*|SMS|I|I'.*|I’.*|Dear|Customer|Customers|Sir|Madam|Sirs"
    r"|Valued|Monday|Tuesday|"
    r"Wednesday|Thursday|Friday|Saturday|Sunday|January|February|March|April|May|June|July|August|September|October|"
    r"November|December|English|Christmas|Easter|Noël|Pâques|FAQ|PIN|URL|HT|TTC|IBAN|STOP|Internet|Wi-Fi|Bonjour"
    r"|Hello|"
    r"Direction|Service|Équipe|Team|Management|Company|Department|RGPD|GDPR|CNIL|ICO|État|Etat|Europe|URGENT"
    r"|IMPORTANT|INFO|UK|US|EU|UE|PDF|TVA|VAT)$"
)
_CAPITAL = re.compile(r"(?<![.!?:\n»\"“(]\s)(?<![.!?:\n»\"“(]\s\s)(?<![\w’'-])[A-ZÀ-Þ][\w’'&.-]*[\w]")
_TELEPHONE = re.compile(r"\d{2,4}[ .]?\d{2,4}[ .]?\d{2,4}")
# Who signs so hides; otherwise, a letter that gives a number to call is not anonymous.
_ANONYMOUS = re.compile(
    r"^(?:l[ae’']? ?|the |your |votre |notre |our )?(?:direction|équipe|service[ -]clients?|management|team|"
    r"customer services?|administration)(?: [a-zé]+)?[.,]?$",
    re.IGNORECASE | re.MULTILINE,
)


def _only_us(letter: Letter) -> Iterator[Hit]:
    """Many words about the company and next to none about the reader."""
    if len(letter.words) < 40 or letter.occasion == "answer":
        return
    first = [*_FIRST[letter.lang].finditer(letter.text), *_COMPANY[letter.lang].finditer(letter.text)]
    second = len(_SECOND[letter.lang].findall(_SET_PHRASES[letter.lang].sub("", letter.text)))
    if len(first) >= 5 and len(first) > _TIMES_MORE * second:
        match = min(first, key=lambda m: m.start())
        start, end = letter.sentence_at(match.start())
        yield Hit("we.only_us", start, end)


def _who(letter: Letter) -> Iterator[Hit]:
    """Several "we", and nothing in the letter that names a company or a person."""
    if letter.channel not in ("email", "letter") or letter.occasion == "answer" or len(letter.words) < 30:
        return
    first = list(_FIRST[letter.lang].finditer(letter.text))
    if len(first) < 3 or _named(letter) or (_TELEPHONE.search(letter.text) and not _ANONYMOUS.search(letter.source)):
        return
    yield Hit("we.who", first[0].start(), first[0].end())


def _named(letter: Letter) -> bool:
    if any(mark in letter.text for mark in (URL, EMAIL, PLACEHOLDER)):
        return True
    if any(not _NAMES_NOBODY.match(m.group()) for m in _CAPITAL.finditer(letter.source) if m.start() > 0):
        return True
    return _signed(letter)


def _signed(letter: Letter) -> bool:
    """Whether a last short line holds a name."""
    lines = [line.strip() for line in letter.source.strip().splitlines() if line.strip()]
    last = lines[-1] if len(lines) > 1 else ""
    words = [w for w in re.findall(r"[\w’'-]+", last) if w[0].isupper()]
    return len(last) < 60 and any(not _NAMES_NOBODY.match(w) for w in words[-1:] if len(words) > 1 or last[-1:] != ".")


FAMILY = Family("we", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules}, (_only_us, _who))
