"""One row of a file as one person: what it says, and what in it cannot be read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cache, lru_cache
from zoneinfo import available_timezones

from amarre.engine.rules.tree import BOOLEAN, NUMBER
from amarre.engine.tabular import Problem
from amarre.engine.tabular.contacts import ROUNDED, Phone, read_email, read_phone
from amarre.engine.tabular.names import fold
from amarre.engine.tabular.values import (
    clean,
    guess_dates,
    guess_numbers,
    read_boolean,
    read_channel,
    read_consent,
    read_language,
    speaks_of_refusal,
)
from amarre.people.addresses import kept_under
from amarre.people.mapping import ATTRIBUTE, IDENTIFYING, IGNORE, PLACES, Column, Mapping

#: How long a text may be, by target; other attributes up to `_LONGEST`.
_LIMITS = {"key": 80, "title": 20, "first_name": 120, "last_name": 120, "name": 120, "organisation": 200}
_LONGEST = 2_000
_CONSENT = "consent_"
#: How many different cells of a column are kept with their reading.
_REMEMBERED = 20_000
_TITLES = {
    "mme": "mme", "madame": "mme", "mlle": "mme", "mademoiselle": "mme", "mrs": "mme", "ms": "mme", "miss": "mme",
    "f": "mme", "m": "m", "mr": "m", "monsieur": "m", "mister": "m", "h": "m", "mx": "mx",
}  # fmt: skip


@dataclass(slots=True)
class Entry:
    """What one row says of one person. `left_out` holds the cells that could not be read, by column."""

    line: int
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, object] = field(default_factory=dict)
    contacts: list[tuple[str, str]] = field(default_factory=list)
    organisation: str = ""
    consent: bool | None = None  # to e-mail, at these addresses
    channels: dict[str, bool] = field(default_factory=dict)  # other channels, wanted or not
    left_out: list[tuple[str, Problem]] = field(default_factory=list)

    @property
    def identity(self) -> tuple[str, str] | None:
        """What tells this person from others: the customer number, else the first e-mail, else the first telephone."""
        if self.key:
            return ("key", self.key)
        return next((each for kind in ("email", "phone") for each in self.contacts if each[0] == kind), None)


Read = Callable[[str], object]
Keep = Callable[[Entry, object], None]


class Reader:
    """Reads the rows of one file with one mapping. `samples` (some rows) tell how its numbers and dates are written."""

    def __init__(self, mapping: Mapping, samples: Sequence[Sequence[str]], *, today: date) -> None:
        self._region = mapping.region
        self._steps = [
            (column.index, column.name, _remembering(column, self._reader(column, samples, today)), _keeper(column))
            for column in mapping.columns
            if column.to != IGNORE
        ]

    def read(self, line: int, cells: Sequence[str]) -> Entry:
        """The entry of a row that has all its cells."""
        entry = Entry(line)
        for index, name, read, keep in self._steps:
            value = read(cells[index])
            if value is None:
                continue
            if isinstance(value, Problem):
                entry.left_out.append((name, value))
            else:
                keep(entry, value)
        if "street" in entry.fields:
            whole = _postal_address(entry.fields.pop("street"), entry.attributes)
            entry.fields.setdefault("postal_address", whole)
        return entry

    def _reader(self, column: Column, samples: Sequence[Sequence[str]], today: date) -> Read:
        if column.to == "email":
            return read_email
        if column.to in ("phone", "mobile"):
            return lambda text: read_phone(text, region=self._region)
        if column.to == "key":
            return _read_key
        if column.to == "language":
            return _or_problem(read_language, "not_a_language")
        if column.to.startswith(_CONSENT):
            return _read_consent(inverted=speaks_of_refusal(column.name))
        if column.to == "preferred_channel":
            return _or_problem(read_channel, "not_a_channel")
        if column.to == "time_zone":
            return _or_problem(_time_zones().get, "not_a_time_zone", key=str.lower)
        if column.to == ATTRIBUTE and column.type != "text":
            filled = [cell for row in samples if column.index < len(row) and (cell := clean(row[column.index]))]
            return _typed(column.type, filled, today)
        return _within(_LIMITS.get(column.to, _LONGEST))


def _remembering(column: Column, read: Read) -> Read:
    """From a raw cell to what it says, None when it says nothing. Most columns hold few different cells."""

    def whole(cell: str) -> object:
        text = clean(cell)
        return read(text) if text else None

    return whole if column.to in IDENTIFYING else lru_cache(maxsize=_REMEMBERED)(whole)


def _read_key(text: str) -> object:
    """A number that a spreadsheet rounded is no longer anybody's: several people would share it."""
    if ROUNDED.fullmatch(text) and "+" in text:
        return Problem("digits_rounded", {"text": text})
    return _within(_LIMITS["key"])(text)


def _typed(type_: str, filled: list[str], today: date) -> Read:
    if type_ == NUMBER:
        return _or_problem(guess_numbers(filled).read, "not_a_number")
    if type_ == BOOLEAN:
        return _or_problem(read_boolean, "not_a_boolean")
    dates = guess_dates(filled, last_year=today.year + 10)

    def read(text: str) -> str | Problem:
        day = dates.read(text)
        return day.isoformat() if day else Problem("not_a_date", {"text": text})

    return read


def _read_consent(*, inverted: bool) -> Read:
    """In a column of refusals, *yes* is a refusal and *no* says nothing: who has not refused has not agreed."""

    def read(text: str) -> object:
        said = read_consent(text)
        if said is None:
            return Problem("not_a_consent", {"text": text})
        if not inverted:
            return said
        return False if read_boolean(text) is not False else None

    return read


@cache
def _time_zones() -> dict[str, str]:
    return {name.lower(): name for name in available_timezones()}


def _or_problem(read: Read, code: str, *, key: Callable[[str], str] = str) -> Read:
    def checked(text: str) -> object:
        value = read(key(text))
        return Problem(code, {"text": text}) if value is None else value

    return checked


def _within(limit: int) -> Read:
    return lambda text: text if len(text) <= limit else Problem("too_long", {"limit": limit})


def _keeper(column: Column) -> Keep:
    if column.key:
        return _keep_attribute(column.key)
    if column.to in _KEEPERS:
        return _KEEPERS[column.to]
    if column.to == "name":
        return _keep_name(last_first=fold(column.name).startswith("nom") and "prenom" in fold(column.name))
    return _keep_field(column.to)


def _keep_attribute(key: str) -> Keep:
    def keep(entry: Entry, value: object) -> None:
        entry.attributes[key] = value

    return keep


def _keep_field(name: str) -> Keep:
    def keep(entry: Entry, value: object) -> None:
        entry.fields[name] = str(value)

    return keep


def _keep_name(*, last_first: bool) -> Keep:
    """First and last name out of one cell, where a comma, capitals or the column's name tell them apart.

    Failing that, the whole stays in the last name: a wrong cut would greet people by a wrong name.
    """

    def keep(entry: Entry, value: object) -> None:
        words = str(value).split()
        capitals = [word for word in words if word.isupper() and len(word) > 1]
        first: list[str] = []
        if "," in str(value):
            last_part, _, first_part = str(value).partition(",")
            words, first = last_part.split(), first_part.split()
        elif 0 < len(capitals) < len(words):
            words, first = capitals, [word for word in words if word not in capitals]
        elif last_first and len(words) == 2:
            words, first = words[:1], words[1:]
        entry.fields["last_name"] = " ".join(words)
        if first:
            entry.fields["first_name"] = " ".join(first)

    return keep


def _keep_key(entry: Entry, value: object) -> None:
    entry.key = str(value)


def _keep_email(entry: Entry, value: object) -> None:
    _add_contact(entry, ("email", str(value)))


def _keep_phone(entry: Entry, value: object) -> None:
    if isinstance(value, Phone):
        _add_contact(entry, ("phone", value.number))


def _add_contact(entry: Entry, contact: tuple[str, str]) -> None:
    if contact not in entry.contacts:
        entry.contacts.append(contact)


def _keep_title(entry: Entry, value: object) -> None:
    entry.fields["civility"] = _title(str(value))


@lru_cache(maxsize=1_000)
def _title(text: str) -> str:
    return _TITLES.get(fold(text), text)


def _keep_organisation(entry: Entry, value: object) -> None:
    entry.organisation = str(value)


def _keep_channel(channel: str) -> Keep:
    def keep(entry: Entry, value: object) -> None:
        entry.channels[channel] = bool(value)

    return keep


def _keep_postal_address(entry: Entry, value: object) -> None:
    entry.fields["postal_address"] = kept_under("post", str(value))


def _keep_consent(entry: Entry, value: object) -> None:
    entry.consent = bool(value)


_KEEPERS: dict[str, Keep] = {
    "key": _keep_key,
    "email": _keep_email,
    "phone": _keep_phone,
    "mobile": _keep_phone,
    "title": _keep_title,
    "organisation": _keep_organisation,
    "consent_email": _keep_consent,
    "consent_sms": _keep_channel("sms"),
    "consent_call": _keep_channel("call"),
    "consent_letter": _keep_channel("letter"),
    "postal_address": _keep_postal_address,
}


def _postal_address(street: str, attributes: dict[str, object]) -> str:
    postcode, city, country = (str(attributes.get(name, "")) for name in PLACES)
    lines = (street, f"{postcode} {city}".strip(), country)
    return "\n".join(line for line in lines if line)
