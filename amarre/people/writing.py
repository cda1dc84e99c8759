"""A batch of entries into the database: who is known already, who is new, what changes.

People are found again by their customer number, else by their e-mail address, else by their telephone. A filled cell
replaces what was there; an empty one leaves it. Nobody is removed by an import.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from amarre.engine.tabular import Problem
from amarre.lib import bulk
from amarre.people.entries import Entry
from amarre.people.models import ContactPoint, Import, Organisation, Person, normal_form, sort_name
from amarre.people.topics import joined, split

_OWN_FIELDS = (
    "civility", "first_name", "last_name", "language", "postal_address", "preferred_channel", "time_zone",
)  # fmt: skip
_CHANGEABLE = (
    *_OWN_FIELDS,
    "external_id",
    "organisation_id",
    "attributes",
    "unwanted_channels",
    "sort_name",
    "updated_at",
    "last_import_id",
)
#: The columns of new rows, in the order in which `_create` and `_point` give them.
_PERSON_COLUMNS = (
    "id", "kind", "is_invented", "external_id", *_OWN_FIELDS, "organisation_id", "attributes",
    "unwanted_channels", "sort_name",
    "created_at", "updated_at", "last_import_id",
)  # fmt: skip
_POINT_COLUMNS = (
    "person_id", "kind", "address", "normal", "is_preferred", "consent", "consent_source", "consent_at",
)  # fmt: skip
_PointRow = tuple[int, str, str, str, bool, str, str, object]
_UNKNOWN, _GIVEN, _REFUSED = (
    str(each.value) for each in (ContactPoint.Consent.UNKNOWN, ContactPoint.Consent.GIVEN, ContactPoint.Consent.REFUSED)
)


@dataclass
class Written:
    """What became of a batch. `refused` entries touched nothing."""

    created: int = 0
    updated: int = 0
    unchanged: int = 0
    refused: list[tuple[Entry, Problem]] = field(default_factory=list)


@transaction.atomic
def write(entries: Sequence[Entry], *, source: Import, at: datetime) -> Written:
    """Create or update the people of these entries, whose identities differ. One transaction."""
    written = Written()
    known, new = _find(entries, source, written)
    organisations = _organisations({entry.organisation for entry in entries if entry.organisation})
    _create(new, organisations, source, at)
    changed = {person.pk: person for entry, person in known if _fill(person, entry, organisations)}
    touched = _write_contacts(known, source, at) if known else set()
    for _entry, person in known:
        if person.pk in changed or person.pk in touched:
            person.updated_at, person.last_import = at, source
            changed[person.pk] = person
    bulk.update(list(changed.values()), _CHANGEABLE)
    written.created, written.updated = len(new), len(changed)
    written.unchanged = len(known) - len(changed)
    return written


def _find(entries: Sequence[Entry], source: Import, written: Written) -> tuple[list[tuple[Entry, Person]], list[Entry]]:
    """The entries of people we know, with them, and the entries of people we do not."""
    everyone = Person.objects.filter(kind=source.kind, is_invented=source.is_invented, erased_at=None)
    numbers = {entry.key for entry in entries if entry.key}
    ids = [pk for (pk,) in bulk.having(Person, "external_id", numbers, give=("id",))]
    by_number = {person.external_id: person for person in everyone.filter(pk__in=ids)} if ids else {}
    known = [(entry, by_number[entry.key]) for entry in entries if entry.key in by_number]
    unknown = [entry for entry in entries if entry.key not in by_number]
    taken = {person.pk for _entry, person in known}
    for contact_kind in ("email", "phone"):
        owners = _owners(everyone, contact_kind, unknown)
        if not owners:
            continue
        still = []
        for entry in unknown:
            people = [each for each in owners.get(_first(entry, contact_kind), ()) if each.pk not in taken]
            if entry.key:  # a person with another number of their own is another person at the same address
                people = [each for each in people if not each.external_id]
            elif len(people) > 1:
                written.refused.append((entry, Problem("several_people", {"identity": _first(entry, contact_kind)})))
                continue
            if len(people) == 1:
                known.append((entry, people[0]))
                taken.add(people[0].pk)
            else:
                still.append(entry)
        unknown = still
    return known, unknown


def _first(entry: Entry, kind: str) -> str:
    for each, address in entry.contacts:
        if each == kind:
            return normal_form(kind, address)
    return ""


def _owners(everyone: QuerySet[Person], kind: str, entries: Iterable[Entry]) -> dict[str, list[Person]]:
    """The people at each of the entries' first addresses."""
    wanted = {address for entry in entries if (address := _first(entry, kind))}
    owners: dict[str, list[Person]] = defaultdict(list)
    # From the addresses to the people: the other way round, SQLite would read everyone for each batch.
    normals = defaultdict(list)
    for person_id, normal in bulk.having(ContactPoint, "normal", wanted, give=("person_id", "normal"), kind=kind):
        normals[person_id].append(normal)
    if normals:
        for person in everyone.filter(pk__in=normals):
            for normal in normals[person.pk]:
                owners[normal].append(person)
    return owners


def _organisations(names: set[str]) -> dict[str, int]:
    """The number of each organisation, made when its name is new."""
    known = dict(Organisation.objects.filter(name__in=names).order_by("-pk").values_list("name", "pk"))
    fresh = [Organisation(name=name) for name in sorted(names - known.keys())]
    Organisation.objects.bulk_create(fresh)
    return known | {each.name: each.pk for each in fresh}


def _fill(person: Person, entry: Entry, organisations: dict[str, int]) -> bool:
    """Put into the person what the entry says; True when that changes anything."""
    before = _own(person)
    attributes_before = person.attributes
    for name, value in entry.fields.items():
        setattr(person, name, value)
    if entry.key:
        person.external_id = entry.key
    if entry.organisation:
        person.organisation_id = organisations[entry.organisation]
    person.attributes = attributes_before | entry.attributes
    person.sort_name = sort_name(person.last_name, person.first_name)
    if entry.channels:
        unwanted = split(person.unwanted_channels) - entry.channels.keys()
        person.unwanted_channels = joined(unwanted | {name for name, wanted in entry.channels.items() if not wanted})
    return before != _own(person) or attributes_before != person.attributes


def _own(person: Person) -> tuple[object, ...]:
    fields = (getattr(person, name) for name in _OWN_FIELDS)
    return (*fields, person.external_id, person.organisation_id, person.unwanted_channels)


def _create(entries: Sequence[Entry], organisations: dict[str, int], source: Import, at: datetime) -> None:
    """The people of these entries, new to us, with their addresses."""
    if not entries:
        return
    moment = bulk.prepared(Person, "created_at", at)
    people: list[tuple[object, ...]] = []
    points: list[_PointRow] = []
    for number, entry in zip(bulk.numbers(Person, len(entries)), entries, strict=True):
        own = [entry.fields.get(name, "") for name in _OWN_FIELDS]
        shown = sort_name(entry.fields.get("last_name", ""), entry.fields.get("first_name", ""))
        organisation = organisations[entry.organisation] if entry.organisation else None
        attributes = json.dumps(entry.attributes)
        people.append((
            number, source.kind, source.is_invented, entry.key, *own, organisation, attributes,
            joined({channel for channel, wanted in entry.channels.items() if not wanted}), shown,
            moment, moment, source.pk,
        ))  # fmt: skip
        kinds: set[str] = set()
        for kind, address in entry.contacts:
            points.append(_point(number, kind, address, entry, source, moment, is_preferred=kind not in kinds))
            kinds.add(kind)
    bulk.insert(Person, _PERSON_COLUMNS, people)
    bulk.insert(ContactPoint, _POINT_COLUMNS, points)


def _point(
    person_id: int, kind: str, address: str, entry: Entry, source: Import, moment: object, *, is_preferred: bool
) -> _PointRow:
    """A new address as a row of `_POINT_COLUMNS`, with what the file says of consent."""
    consent, consent_source, consent_at = _UNKNOWN, "", None
    if entry.consent is not None and kind == "email":
        consent, consent_source, consent_at = _said(entry.consent), source.file_name[:200], moment
    return (person_id, kind, address, normal_form(kind, address), is_preferred, consent, consent_source, consent_at)


def _said(agrees: bool) -> str:
    return _GIVEN if agrees else _REFUSED


def _consent(point: ContactPoint, entry: Entry, source: Import, at: datetime) -> bool:
    """Write down what the file says of consent; True when it says something new."""
    if entry.consent is None or point.kind != "email":
        return False
    consent = _said(entry.consent)
    if point.consent == consent:
        return False
    point.consent, point.consent_source, point.consent_at = consent, source.file_name[:200], at
    return True


def _write_contacts(known: list[tuple[Entry, Person]], source: Import, at: datetime) -> set[int]:
    """Addresses of people known already: new ones are added and preferred, old ones stay. Gives who was touched."""
    points: dict[int, list[ContactPoint]] = defaultdict(list)
    for point in ContactPoint.objects.filter(person__in=[person.pk for _entry, person in known]):
        points[point.person_id].append(point)
    moment = bulk.prepared(ContactPoint, "consent_at", at)
    fresh: list[_PointRow] = []
    changed: list[ContactPoint] = []
    for entry, person in known:
        here = points[person.pk]
        by_address = {(point.kind, point.normal): point for point in here}
        preferred = {kind: normal_form(kind, address) for kind, address in reversed(entry.contacts)}
        for kind, address in entry.contacts:
            normal = normal_form(kind, address)
            if (kind, normal) not in by_address:
                is_preferred = preferred[kind] == normal
                fresh.append(_point(person.pk, kind, address, entry, source, moment, is_preferred=is_preferred))
        for point in here:
            is_preferred = preferred.get(point.kind, point.normal if point.is_preferred else "") == point.normal
            said = (point.kind, point.normal) in {
                (kind, normal_form(kind, address)) for kind, address in entry.contacts
            }
            if is_preferred != point.is_preferred or (said and _consent(point, entry, source, at)):
                point.is_preferred = is_preferred
                changed.append(point)
    # One preferred address of a kind: the old one steps back before the new one comes.
    for point in sorted(changed, key=lambda each: each.is_preferred):
        point.save(update_fields=["is_preferred", "consent", "consent_source", "consent_at"])
    bulk.insert(ContactPoint, _POINT_COLUMNS, fresh)
    return {point[0] for point in fresh} | {point.person_id for point in changed}
