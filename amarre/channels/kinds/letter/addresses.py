"""Postal addresses: from the lines that people typed to the block that a French window envelope shows.

AFNOR NF Z 10-011 for French addresses: at most six lines of 38 characters, the last one *postal code TOWN* in capitals,
no punctuation from the street down. Others are left as their country writes them, with the country in capitals in the
last line (UPU S42). A line is shortened by the abbreviations that postmen know, or continued below; never dropped: an
address that cannot be written whole is refused, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

LINES, WIDTH = 6, 38
# A foreign address has its country below the six lines.
LINES_ABROAD = 7
# What the window still takes in a smaller type, when nothing else helps.
WIDEST = 48

NO_TOWN, NO_STREET = "post_no_town", "post_no_street"
SHORT_CODE, TOO_LONG, TOO_MANY = "post_short_code", "post_too_long", "post_too_many_lines"

_FRANCE = frozenset({"france", "fr", "fra", "france metropolitaine", "republique francaise"})
# Places that the French post serves as its own, with their names as a last line.
_OVERSEAS = frozenset({
    "guadeloupe", "martinique", "guyane", "guyane francaise", "la reunion", "reunion", "ile de la reunion", "mayotte",
    "monaco", "saint pierre et miquelon", "saint martin", "saint barthelemy", "nouvelle caledonie",
    "polynesie francaise", "wallis et futuna",
})  # fmt: skip
_TOWN = r"[^\W\d_][^\d,;]*(?:\d{1,2}(?:er|e|eme|ème)?(?: arrondissement)?)?(?: ?cedex(?: ?\d{1,2})?)?"
_CODE_TOWN = re.compile(rf"(?:F|FR)?[- ]?(\d{{2}} ?\d{{3}})[ ,-]+({_TOWN})", re.IGNORECASE)
_TOWN_CODE = re.compile(rf"({_TOWN})[ ,-]+(?:\(?)(\d{{5}})\)?", re.IGNORECASE)
_INLINE = re.compile(rf"(.*\S)[ ,;-]+(\d{{5}})[ ,]+({_TOWN})", re.IGNORECASE)
_CODE_ALONE = re.compile(r"(?:F|FR)?[- ]?(\d{2} ?\d{3})", re.IGNORECASE)
_FOUR_DIGITS = re.compile(r"\d{4}[ ,]+[^\W\d_].*")
# What postal codes look like elsewhere: some digits, perhaps with letters ("SW1A 1AA", "1012 AB", "B-1000").
_ANY_CODE = re.compile(
    r"\b(?:[A-Z]{1,3}-)?(?=[A-Z]*\d)[A-Z0-9]{2,6}(?:[ -](?:[A-Z]{2}|(?=[A-Z]*\d)[A-Z0-9]{2,4}))?\b", re.IGNORECASE
)
_TITLES = frozenset({"m", "mr", "mme", "mlle", "mx", "mrs", "ms", "dr", "monsieur", "madame", "mademoiselle"})
_JOINED_LETTERS = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss"})
_NUMBER = re.compile(r"(\d+)")

# The abbreviations of the norm's annex and of the French post, tried in this order until the line fits.
_SHORTER = {
    "APPARTEMENT": "APP", "BATIMENT": "BAT", "RESIDENCE": "RES", "ESCALIER": "ESC", "IMMEUBLE": "IMM",
    "LOTISSEMENT": "LOT", "ENTREE": "ENT", "ETAGE": "ETG", "BOULEVARD": "BD", "AVENUE": "AV", "ALLEES": "ALL",
    "ALLEE": "ALL", "CHEMIN": "CHE", "IMPASSE": "IMP", "PASSAGE": "PAS", "PLACE": "PL", "PROMENADE": "PROM",
    "ROUTE": "RTE", "SQUARE": "SQ", "SENTIER": "SEN", "QUARTIER": "QUA", "FAUBOURG": "FG", "HAMEAU": "HAM",
    "LIEU DIT": "LD", "ZONE INDUSTRIELLE": "ZI", "ZONE ARTISANALE": "ZA", "ZONE D ACTIVITE": "ZA",
    "CENTRE COMMERCIAL": "CCAL", "ROND POINT": "RPT", "ESPLANADE": "ESP", "GENERAL": "GAL", "MARECHAL": "MAL",
    "COLONEL": "COL", "COMMANDANT": "CDT", "CAPITAINE": "CNE", "LIEUTENANT": "LT", "DOCTEUR": "DR",
    "PROFESSEUR": "PR", "PRESIDENT": "PDT", "SAINTE": "STE", "SAINT": "ST", "GRANDE": "GDE", "GRAND": "GD",
}  # fmt: skip


class Undeliverable(Exception):
    """No postman could deliver to it as it is; the message is the slug of the reason."""


@dataclass(frozen=True, slots=True)
class Block:
    """An address ready for the window. `order` sorts blocks as the post wants them: country, postal code, town, street,
    number; `country` is "" at home."""

    lines: tuple[str, ...]
    country: str
    postcode: str
    town: str
    order: tuple[str, str, str, str, int]


def tidy(address: str) -> str:
    """The normal form under which an address is kept and suppressed: its lines, without blanks around or between."""
    return "\n".join(line for each in address.splitlines() if (line := " ".join(each.split())))


def block(address: str, name: str = "") -> Block:
    """The window's lines for `name` at `address` (its lines as typed, or all in one, the name among them or not).

    Raises Undeliverable with one of the slugs above.
    """
    lines = [part for line in tidy(address).splitlines() for part in _parts(line)]
    if not lines:
        raise Undeliverable(NO_TOWN)
    abroad = _country(lines)
    if abroad:
        return _foreign(_named(lines[:-1], name), abroad)
    if fold(lines[-1]) in _FRANCE:
        lines.pop()
    return _french(lines, name)


def fold(text: str) -> str:
    """Small letters without accents or punctuation, words parted by one space."""
    return " ".join(re.sub(r"[^\w]+", " ", _bare(text)).lower().split())


# At home


def _french(lines: list[str], name: str) -> Block:
    overseas = [_capitals(lines.pop())] if len(lines) > 1 and fold(lines[-1]) in _OVERSEAS else []
    before, postcode, town = _split_town(lines)
    if not before:
        raise Undeliverable(NO_STREET)
    named = _named(before, name)
    if len(named) == 1 and name:
        raise Undeliverable(NO_STREET)
    street = _street_at(named)
    upper = [line if place < street else _capitals(line) for place, line in enumerate(named)]
    last = f"{postcode} {_capitals(town)}"
    fitted = _fit([*upper, last, *overseas], LINES)
    street_line = _capitals(named[street])
    return Block(tuple(fitted), "", postcode, _capitals(town), ("", postcode, fold(town), *_street_key(street_line)))


def _split_town(lines: Sequence[str]) -> tuple[list[str], str, str]:
    """The lines before the town, the postal code, the town."""
    rest, last = list(lines[:-1]), lines[-1].strip(" ,;")
    if match := _CODE_TOWN.fullmatch(last):
        return rest, match[1].replace(" ", ""), match[2].strip()
    if match := _INLINE.fullmatch(last):
        return [*rest, match[1].strip(" ,;-")], match[2], match[3].strip()
    if match := _TOWN_CODE.fullmatch(last):
        return rest, match[2], match[1].strip()
    if rest and not _NUMBER.search(last) and (match := _CODE_ALONE.fullmatch(rest[-1])):
        return rest[:-1], match[1].replace(" ", ""), last
    if rest and _CODE_ALONE.fullmatch(last) and not _NUMBER.search(rest[-1]):
        return rest[:-1], last[-5:], rest[-1]
    if _FOUR_DIGITS.fullmatch(last):
        raise Undeliverable(SHORT_CODE)
    raise Undeliverable(NO_TOWN)


def _street_at(lines: Sequence[str]) -> int:
    """Which line is the street: the last one with a number in front, else the last one."""
    numbered = [place for place, line in enumerate(lines) if re.match(r"\d", line)]
    return numbered[-1] if numbered else len(lines) - 1


def _street_key(street: str) -> tuple[str, int]:
    number = _NUMBER.match(street)
    words = street[number.end() :] if number else street
    return " ".join(re.sub(r"^\s*(?:BIS|TER|QUATER|[A-D])\b", "", words).split()), int(number[1]) if number else 0


def _capitals(text: str) -> str:
    """As the norm wants the last lines: capitals without accents or punctuation."""
    return " ".join(re.sub(r"[^\w/]+", " ", _bare(text).upper()).split())


# Abroad


def _country(lines: Sequence[str]) -> str:
    """The country in the last line, when it names one that the French post does not serve as its own; "" at home.

    No list of countries: a last line of words alone, with an address above it that has a number in it, is one.
    """
    last = fold(lines[-1])
    if len(lines) < 3 or _NUMBER.search(last) or last in _FRANCE or last in _OVERSEAS:
        return ""
    if _CODE_ALONE.fullmatch(lines[-2]):
        return ""  # a French postal code above its town
    return lines[-1] if any(_NUMBER.search(line) for line in lines[:-1]) else ""


def _foreign(lines: list[str], country: str) -> Block:
    town = lines[-1]
    found = _ANY_CODE.search(town) or (_ANY_CODE.search(lines[-2]) if len(lines) > 1 else None)
    postcode = found[0].upper() if found else ""
    named = country.upper()
    fitted = _fit([*lines[:-1], town.upper(), named], LINES_ABROAD)
    street = lines[-2] if len(lines) > 1 else ""
    words = re.sub(r"\d+", " ", fold(street)).strip()
    number = _NUMBER.search(street)
    order = (fold(country), postcode, fold(town), words, int(number[1]) if number else 0)
    return Block(tuple(fitted), named, postcode, town.upper(), order)


# Both


def _parts(line: str) -> list[str]:
    """A line typed with commas where lines should end: "12 rue X, 69003 Lyon". A comma after a house number stays."""
    joined = re.sub(r"^(\d+(?: ?(?:bis|ter|quater|[a-d]))?),\s*", r"\1 ", line, flags=re.IGNORECASE)
    return [part for each in re.split(r"\s*[,;]\s+", joined) if (part := each.strip(" ,;"))]


def _named(lines: list[str], name: str) -> list[str]:
    """The lines with the name first, unless the first one says it already (in whatever order, with a title or not)."""
    words = _words_of_name(name)
    if not words or (lines and words == _words_of_name(lines[0])):
        return lines
    return [" ".join(name.split()), *lines]


def _words_of_name(text: str) -> set[str]:
    return set(fold(text).split()) - _TITLES


def _fit(lines: Iterable[str], most: int) -> list[str]:
    """The lines within the window's measures, none of their words lost."""
    shorter = [line if len(line) <= WIDTH else _shorten(line) for line in lines]
    if len(shorter) > most:
        shorter = _joined(shorter, most)
    fitted: list[str] = []
    for place, line in enumerate(shorter):
        left = len(shorter) - place - 1
        if len(line) > WIDTH and len(fitted) + left + 2 <= most:
            fitted.extend(_broken(line))
        else:
            fitted.append(line)
    if len(fitted) > most:
        raise Undeliverable(TOO_MANY)
    if any(len(line) > WIDEST for line in fitted):
        raise Undeliverable(TOO_LONG)
    return fitted


def _shorten(line: str) -> str:
    for long, short in _SHORTER.items():
        if len(line) <= WIDTH:
            break
        line = re.sub(rf"\b{long}\b", short if line.isupper() else short.capitalize(), line, flags=re.IGNORECASE)
    return line


def _joined(lines: list[str], most: int) -> list[str]:
    """Neighbours between the name and the town put on one line where they fit, from the top."""
    place = 1
    while len(lines) > most and place < len(lines) - 2:
        both = f"{lines[place]} {lines[place + 1]}"
        if len(both) <= WIDTH:
            lines = [*lines[:place], both, *lines[place + 2 :]]
        else:
            place += 1
    return lines


def _broken(line: str) -> list[str]:
    """One line on two, at the last blank that leaves the first one within the width."""
    cut = line.rfind(" ", 0, WIDTH + 1)
    return [line[:cut], line[cut + 1 :]] if cut > 0 else [line]


def _bare(text: str) -> str:
    plain = unicodedata.normalize("NFKD", text.translate(_JOINED_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char))
