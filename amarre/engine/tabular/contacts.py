"""E-mail addresses and telephone numbers as people type them. An address is never changed into another
one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import phonenumbers
from rapidfuzz.distance import DamerauLevenshtein

from amarre.engine.tabular.problem import Problem

_EMAIL = re.compile(
    r"[^\s@\"(),:;<>\[\\\]]{1,64}@(?=.{4,253}$)(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+(?:[^\W\d_]{2,24}|xn--[a-z0-9-]{2,59})",
    re.IGNORECASE,
)
_EMAIL_SIMPLE = re.compile(r"[a-zA-Z0-9_+-]+(?:\.[a-zA-Z0-9_+-]+)*@[a-z0-9]+(?:[.-][a-z0-9]+)*\.[a-z]{2,24}")
#: What a spreadsheet makes of a long number that it was not told to take for a text: 6,12E+08.
ROUNDED = re.compile(r"\d+([.,]\d+)?[eE]\+?\d+")
_BETWEEN_DIGITS = re.compile(r"[\s.\-/()\u00a0\u202f]")
_IN_ANGLES = re.compile(r"[^<>]*<([^<>]+)>\s*")

#: Domains where most private people have their address; a domain one slip away from them is a mistyped one.
_MAIL_DOMAIN_WORDS = (
    "gmail.com hotmail.com hotmail.fr outlook.com outlook.fr live.fr live.com msn.com yahoo.com yahoo.fr "
    "orange.fr wanadoo.fr free.fr sfr.fr laposte.net bbox.fr neuf.fr icloud.com protonmail.com numericable.fr "
    "aol.com gmx.fr gmx.com club-internet.fr"
)
_MAIL_DOMAINS = tuple(_MAIL_DOMAIN_WORDS.split())
#: Below this length, and from the first letter on, too many real domains are one letter away.
_SHORTEST_JUDGED = 8
#: Real domains that look like a slip of one of the above.
_REAL_NEIGHBOUR_WORDS = (
    "mail.com email.com ymail.com gmx.de gmx.ch gmx.net live.be live.nl live.it live.ca live.de outlook.be "
    "outlook.de outlook.es outlook.it hotmail.be hotmail.de hotmail.es hotmail.it hotmail.ch hotmail.nl "
    "hotmail.gr yahoo.ca yahoo.de yahoo.es yahoo.it yahoo.in yahoo.gr yahoo.fi aol.fr aol.de aol.it sfr.com "
    "free.com orange.com orange.es orange.pl orange.be orange.ch msn.fr msn.de icloud.fr mail.fr neuf.com "
    "bbox.com sfr.net free.net protonmail.ch gmail.fr laposte.fr wanadoo.com wanadoo.es wanadoo.nl"
)
_REAL_NEIGHBOURS = frozenset(_REAL_NEIGHBOUR_WORDS.split())
#: Endings that do not exist, with the one that was meant.
_DEAD_ENDINGS = {"con": "com", "cmo": "com", "ocm": "com", "comm": "com", "vom": "com", "xom": "com", "ccom": "com",
    "fre": "fr", "frr": "fr", "ffr": "fr", "nte": "net", "ogr": "org"}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Phone:
    """A number in E.164 form (`+33612345678`), and whether it is a mobile (None: cannot be told)."""

    number: str
    mobile: bool | None


def read_email(text: str) -> str | Problem:
    """The address in a cell, its domain in small letters, or what is wrong with it.

    Taken off: blanks around, `mailto:`, the name in *Jean <jean@exemple.fr>*, dots, commas and semicolons at
    the end.
    What stands before the @ is kept as it was typed. A domain that is one slip away from a well-known one is
    refused with the likely one, never replaced.
    """
    address = text if _EMAIL_SIMPLE.fullmatch(text) else _strip_email(text)
    if "@" not in address:
        return Problem("email_no_at", {"text": text})
    if address.count("@") > 1:
        several = len(re.findall(r"[^\s@;,/]+@[^\s@;,/]+", address)) > 1
        return Problem("email_several" if several else "email_no_at", {"text": text})
    local, _, domain = address.rpartition("@")
    if not _EMAIL.fullmatch(address) or ".." in local or local.startswith(".") or local.endswith("."):
        return Problem("email_malformed", {"text": text})
    domain = domain.lower()
    meant = _meant_domain(domain)
    if meant:
        return Problem("email_domain_mistyped", {"text": text, "suggestion": f"{local}@{meant}"})
    return f"{local}@{domain}"


def read_phone(text: str, *, region: str) -> Phone | Problem:
    """The number in a cell, dialled from `region` (ISO 3166, `FR`) when it has no country prefix.

    Read: `06 12 34 56 78`, `6 12 34 56 78` (a spreadsheet drops the first zero), `0033…`, `+33 (0)6…`.
    """
    if ROUNDED.fullmatch(text):
        return Problem("digits_rounded", {"text": text})
    digits = text if text.isdigit() else _BETWEEN_DIGITS.sub("", text)
    quick = _quick(region)
    if digits.isascii() and digits.isdigit() and quick and (found := quick.read(digits)):
        return found
    return _read_slowly(text, region)


def _strip_email(text: str) -> str:
    address = text.strip()
    if found := _IN_ANGLES.fullmatch(address):
        address = found.group(1)
    address = re.sub(r"^mailto:\s*", "", address.strip(" \t\u00a0'\"<>"), flags=re.IGNORECASE)
    return address.strip(" \t\u00a0'\"").rstrip(".,; \u00a0").lstrip(",; ")


@lru_cache(maxsize=100_000)
def _meant_domain(domain: str) -> str | None:
    """The well-known domain of which `domain` is a slip, or None."""
    if domain in _MAIL_DOMAINS or domain in _REAL_NEIGHBOURS:
        return None
    name, _, ending = domain.rpartition(".")
    if ending in _DEAD_ENDINGS:
        mended = f"{name}.{_DEAD_ENDINGS[ending]}"
        return _meant_domain(mended) or mended
    for known in _MAIL_DOMAINS:
        close = DamerauLevenshtein.distance(domain, known, score_cutoff=1) == 1
        if close and len(known) >= _SHORTEST_JUDGED and domain[0] == known[0]:
            return known
    return None


class _Quick:
    """The national numbers of one region by its own patterns, thirty times faster than a full reading.

    Only for regions whose trunk prefix is 0 (France and most of Europe); the result is that of
    `phonenumbers`, from
    whose data the patterns come, and a property test holds them equal.
    """

    def __init__(self, metadata: Any) -> None:
        self._country = str(metadata.country_code)
        self._prefix = f"+{self._country}"
        self._mobile = re.compile(metadata.mobile.national_number_pattern)
        self._fixed = re.compile(metadata.fixed_line.national_number_pattern)
        self._lengths = frozenset(metadata.general_desc.possible_length)

    def read(self, digits: str) -> Phone | None:
        """The number, or None when only a full reading can tell."""
        if digits[:1] == "0":
            national = digits[1:]
        elif digits.startswith(self._country):
            return None  # the country's prefix without its +, or not: a full reading weighs both
        else:
            national = digits  # a spreadsheet dropped the first zero
        if national[:1] == "0" or len(national) not in self._lengths:
            return None
        mobile, fixed = bool(self._mobile.fullmatch(national)), bool(self._fixed.fullmatch(national))
        return Phone(self._prefix + national, mobile) if mobile != fixed else None


@lru_cache(maxsize=16)
def _quick(region: str) -> _Quick | None:
    metadata = phonenumbers.PhoneMetadata.metadata_for_region(region)
    return _Quick(metadata) if metadata and metadata.national_prefix_for_parsing == "0" else None


_MOBILE_TYPES = {
    phonenumbers.PhoneNumberType.MOBILE: True,
    phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE: None,
}


#: Regions that share a country's way of dialling but have a prefix of their own: 0692… is written so in France as well,
#: and is +262692… to the world.
_SAME_DIALLING = {"FR": ("GP", "GF", "MQ", "RE", "YT")}


_SEVERAL = re.compile(r"\s*(?:[/;,|]|\bou\b|\bor\b|\n)\s*")


def _read_slowly(text: str, region: str) -> Phone | Problem:
    for part in dict.fromkeys((text, *_SEVERAL.split(text))):
        for dialled_in in (region, *_SAME_DIALLING.get(region, ())):
            try:
                number = phonenumbers.parse(part, dialled_in)
            except phonenumbers.NumberParseException:
                break
            if phonenumbers.is_valid_number(number):
                written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
                return Phone(written, _MOBILE_TYPES.get(phonenumbers.number_type(number), False))
    enough_digits = sum(char.isdigit() for char in text) >= 4
    return Problem("phone_invalid" if enough_digits else "phone_unreadable", {"text": text})
