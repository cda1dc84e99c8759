"""jargon: too hard, or too long for the channel. Read on a phone, by someone tired, perhaps aloud."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..letter import Letter
from ..model import Family, Hit, code
from ..table import read_table
from ..tables import jargon as words

CODES = (
    code(
        "jargon.word",
        "advice",
        fr=(
            "Un mot de métier, que tout le monde ne comprend pas.",
            "Dites-le avec les mots de tous les jours, ou expliquez-le en cinq mots.",
        ),
        en=(
            "A word of the trade that not everyone understands.",
            "Say it in everyday words, or explain it in five.",
        ),
    ),
    code(
        "jargon.legal",
        "advice",
        fr=(
            "La langue du droit, là où il faut celle de tous.",
            "Dites ce que cela change pour la personne ; mettez le texte officiel en lien ou en annexe.",
        ),
        en=(
            "The language of law, where everyday words are needed.",
            "Say what it changes for the reader; put the official text behind a link or in an annex.",
        ),
    ),
    code(
        "jargon.acronyms",
        "advice",
        fr=(
            "Trop de sigles.",
            "Écrivez ce qu’ils veulent dire, ou passez-vous d’eux.",
        ),
        en=(
            "Too many abbreviations.",
            "Write what they stand for, or do without them.",
        ),
    ),
    code(
        "jargon.long_sentence",
        "advice",
        fr=(
            "Phrase trop longue pour ce canal.",
            "Coupez-la en deux ou trois phrases, une idée par phrase.",
        ),
        en=(
            "This sentence is too long for the channel.",
            "Cut it into two or three, one idea to a sentence.",
        ),
    ),
    code(
        "jargon.too_long",
        "advice",
        fr=(
            "Message trop long pour ce canal.",
            "Gardez l’essentiel (quoi, depuis quand, que faire, qui joindre) et mettez le reste sur une page.",
        ),
        en=(
            "The message is too long for the channel.",
            "Keep the essential (what, since when, what to do, whom to reach) and put the rest on a page.",
        ),
    ),
)


_LONGEST_SENTENCE = {"email": 50, "letter": 54, "sms": 44, "phone": 40, "social": 48}  # words
_LONGEST_TEXT = {"email": 420, "letter": 550, "phone": 260, "social": 200}  # words
_LONGEST_SMS = 420  # characters: past three parts nobody reads it as a text message


def _long_sentences(letter: Letter) -> Iterator[Hit]:
    longest = _LONGEST_SENTENCE[letter.channel]
    for start, end in letter.sentences:
        if end - start > 3 * longest and len(re.findall(r"[^\W_]+(?:['-]\w+)*", letter.text[start:end])) > longest:
            yield Hit("jargon.long_sentence", start, end)


def _too_long(letter: Letter) -> Iterator[Hit]:
    if letter.channel == "sms":
        too_long = len(letter.text.strip()) > _LONGEST_SMS
    else:
        too_long = len(letter.words) > _LONGEST_TEXT[letter.channel]
    if too_long:
        start, end = letter.sentences[0]
        yield Hit("jargon.too_long", start, end)


# Letters that most readers know; three others in one message, unexplained, are a wall.
_KNOWN_LETTERS = frozenset(
    [
        "SMS",
        "MMS",
        "PDF",
        "FAQ",
        "TV",
        "PC",
        "GPS",
        "DVD",
        "USB",
        "QR",
        "ID",
        "OK",
        "PIN",
        "CB",
        "RIB",
        "IBAN",
        "BIC",
        "TVA",
        "TTC",
        "HT",
        "EUR",
        "GBP",
        "USD",
        "CHF",
        "UE",
        "EU",
        "UK",
        "US",
        "USA",
        "UN",
        "ONU",
        "NHS",
        "SNCF",
        "RATP",
        "TGV",
        "TER",
        "RER",
        "CNIL",
        "RGPD",
        "GDPR",
        "ICO",
        "ARS",
        "CAF",
        "CPAM",
        "EDF",
        "GDF",
        "SAMU",
        "SOS",
        "PME",
        "TPE",
        "CDI",
        "CDD",
        "RTT",
        "SAV",
        "VTC",
        "BUS",
        "AM",
        "PM",
        "BST",
        "GMT",
        "CET",
        "UTC",
        "BBC",
        "NB",
        "PS",
        "RE",
        "FW",
        "CEO",
        "MP",
        "DM",
        "STOP",
        "INFO",
        "COVID",
        "VIH",
        "SIDA",
        "ADN",
        "IT",
        "AI",
        "IA",
        "WC",
        "DAB",
        "ATM",
        "VAT",
        "ZIP",
        "CV",
        "RSVP",
        "ASBL",
        "SARL",
        "SA",
        "SAS",
        "LTD",
        "PLC",
        "INC",
        "LLC",
        "AIDE",
        "HELP",
        "OUI",
        "NON",
        "YES",
        "NO",
    ]
)
_LETTERS = re.compile(r"(?<![\w@.{-])[A-Z]{2,5}\d?(?![\w@}-])")
_WALL = 3


def _acronyms(letter: Letter) -> Iterator[Hit]:
    """Several strings of capitals that few readers can spell out."""
    unknown: dict[str, re.Match[str]] = {}
    for match in _LETTERS.finditer(letter.source):
        if match.group() not in _KNOWN_LETTERS and not _shouted(letter.source, match):
            unknown.setdefault(match.group(), match)
    if len(unknown) >= _WALL:
        match = next(iter(unknown.values()))
        yield Hit("jargon.acronyms", letter.folded.position(match.start()), letter.folded.position(match.end()))


def _shouted(text: str, match: re.Match[str]) -> bool:
    """Whether the word stands among other capitals: shouting or a name, not an abbreviation."""
    return bool(
        re.search(r"[A-ZÀ-Þ]{2,}[ ’'-]$", text[: match.start()]) or re.match(r"[ ’'-][A-ZÀ-Þ]{2,}", text[match.end() :])
    )


FAMILY = Family(
    "jargon",
    CODES,
    {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules},
    (_long_sentences, _too_long, _acronyms),
)
