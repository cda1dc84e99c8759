"""What the post office asks of us at the moment of sending (amarre.channels.desk): values, and who must be left alone.

It is asked for each slice of up to 2,000 people, twenty times a second. So: one query that gives one plain row for each
person, the reasons judged by the database, and nothing built that was not asked for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db import connection

from amarre.channels.desk import Asked, Standing
from amarre.people.addresses import kept_under
from amarre.people.frequency import limits, reached
from amarre.people.models import ContactPoint, Person
from amarre.people.personal import greeting_of, written
from amarre.people.reasons import CAP, NOT_THEIRS, judged
from amarre.people.topics import ANSWERS

_Row = tuple[Any, ...]
_PERSON, _GREETING = "person.", "person.greeting"
#: The values that live in columns of their own.
_OWN = {
    "civility": "p.civility",
    "external_id": "p.external_id",
    "first_name": "p.first_name",
    "language": "p.language",
    "last_name": "p.last_name",
    "organisation": "(SELECT o.name FROM people_organisation o WHERE o.id = p.organisation_id)",
    "preferred_channel": "p.preferred_channel",
}
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE)


class Desk:
    """The desk of people. One is enough: it holds nothing."""

    def standing(self, asked: Asked) -> Mapping[int, Standing]:
        """See `PeopleDesk.standing`. People of whom there is nothing to say are left out of the answer."""
        if not asked.people:
            return {}
        values = _Values(asked.names)
        rows = _rows(asked, values.columns + (("p.time_zone",) if asked.wants_time_zone else ()))
        languages = {ref: language for ref, _address, language in asked.people}
        found = _standings(rows, values, languages, asked.wants_time_zone)
        if len(rows) < len(languages):
            known = {row[0] for row in rows}
            found.update((ref, Standing(withheld="erased")) for ref in languages if ref not in known)
        if asked.address_kind == "post" and asked.occasion not in ANSWERS:
            _leave_out_moved(asked, found)
        _leave_out_tired(asked, found)
        return found

    def refs_at(self, address_kind: str, address: str) -> Sequence[int]:
        """The people who have this address, the one who prefers it first."""
        if address_kind == "post":
            people = Person.objects.filter(postal_address=kept_under("post", address), erased_at=None)
            return list(people.values_list("pk", flat=True))
        points = ContactPoint.objects.filter(
            kind=address_kind, normal=kept_under(address_kind, address), person__erased_at=None
        )
        return list(points.order_by("-is_preferred", "person_id").values_list("person_id", flat=True))

    def name_of(self, refs: Sequence[int]) -> Mapping[int, str]:
        """Their names, as on an envelope; one who has none is left out."""
        rows = Person.objects.filter(pk__in=refs, erased_at=None).values_list("pk", "first_name", "last_name")
        names = {ref: " ".join(part for part in (first, last) if part) for ref, first, last in rows}
        return {ref: name for ref, name in names.items() if name}


class _Values:
    """Which columns the names need, and how a row of them becomes values. Columns begin at place 2 of a row."""

    def __init__(self, names: Collection[str]) -> None:
        wanted = sorted({name.removeprefix(_PERSON) for name in names if name.startswith(_PERSON)})
        self._greeting = "greeting" in wanted
        self._plain = [name for name in wanted if name in _OWN]
        self._attributes = [name for name in wanted if name not in _OWN and name != "greeting" and _KEY.fullmatch(name)]
        columns = ["p.civility", "p.first_name", "p.last_name"] if self._greeting else []
        columns += [_OWN[name] for name in self._plain]
        if self._attributes:
            columns.append(_attributes_sql(self._attributes))
        self.columns = tuple(columns)
        self._labels = [_PERSON + name for name in self._plain]
        self.greeting_only = self._greeting and not self._labels and not self._attributes

    def read(self, row: _Row, language: str) -> tuple[Mapping[str, Any], Mapping[str, str]]:
        """Typed and written values of a row. One that nobody knows is left out."""
        words, at = {}, 2
        if self._greeting:
            words[_GREETING] = greeting_of(row[2], row[3], row[4], language)
            at = 5
        for label in self._labels:
            if row[at]:
                words[label] = row[at]
            at += 1
        if not self._attributes:
            return words, words  # all of it text: the same either way
        typed: dict[str, Any] = dict(words)
        for name, value in zip(self._attributes, json.loads(row[at]), strict=True):
            if value is not None and value != "":
                typed[_PERSON + name] = value
                words[_PERSON + name] = written(value, language)
        return typed, words


def _attributes_sql(names: list[str]) -> str:
    """One JSON array of the values of these keys: a tenth of the text that all the attributes would be."""
    path = "'{}'" if connection.vendor == "postgresql" else "'$.\"{}\"'"
    values = ", ".join(f"p.attributes -> {path.format(name)}" for name in names)
    return f"jsonb_build_array({values})" if connection.vendor == "postgresql" else f"json_array({values})"


def _rows(asked: Asked, columns: Sequence[str]) -> list[_Row]:
    """For each person who is known: number, reason, then `columns`."""
    reasons = judged(
        address_kind=asked.address_kind, channel_kind=asked.channel_kind, occasion=asked.occasion,
        is_vital=asked.is_vital, at=asked.at,
    )  # fmt: skip
    if connection.vendor == "postgresql":
        source, number, address = "unnest(%s::bigint[], %s::text[]) AS j(ref, address)", "j.ref", "j.address"
        listed: list[Any] = [[ref for ref, _a, _l in asked.people], [address for _r, address, _l in asked.people]]
    else:
        # As an object, number to address: reading pairs out of a list takes SQLite half as long again.
        source, number, address = "json_each(%s) AS j", "CAST(j.key AS INTEGER)", "j.value"
        listed = [json.dumps({ref: address for ref, address, _language in asked.people})]
    sql = (
        f"SELECT {', '.join(['p.id', reasons.sql(), *columns])} "  # noqa: S608 - our own names only
        f"FROM {source} CROSS JOIN people_person p "
        f"LEFT JOIN people_contactpoint c ON c.person_id = p.id AND c.kind = %s AND c.normal = {address} "
        f"WHERE p.id = {number}"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*reasons.params(), *listed, asked.address_kind])
        return cursor.fetchall()


def _standings(
    rows: list[_Row], values: _Values, languages: Mapping[int, str], wants_time_zone: bool
) -> dict[int, Standing]:
    found: dict[int, Standing] = {}
    asks = bool(values.columns) or wants_time_zone
    read = values.read
    if values.greeting_only and not wants_time_zone:  # by far the most frequent, and half as long
        for number, withheld, civility, first_name, last_name in rows:
            greeted = {_GREETING: greeting_of(civility, first_name, last_name, languages[number])}
            found[number] = Standing(withheld=withheld) if withheld else Standing(greeted, greeted)
        return found
    for row in rows:
        if row[1]:
            found[row[0]] = Standing(withheld=row[1])
        elif asks:
            typed, words = read(row, languages[row[0]])
            found[row[0]] = Standing(typed, words, "", row[-1] if wants_time_zone else "")
    return found


def _leave_out_moved(asked: Asked, found: dict[int, Standing]) -> None:
    """A letter goes to the address that the person still has."""
    addresses = {ref: address for ref, address, _language in asked.people}
    rows = Person.objects.filter(pk__in=addresses).values_list("pk", "postal_address")
    for ref, address in rows:
        if kept_under("post", address) != kept_under("post", addresses[ref]) and not _withheld(found, ref):
            found[ref] = Standing(withheld=NOT_THEIRS)


def _leave_out_tired(asked: Asked, found: dict[int, Standing]) -> None:
    """Those who have had enough messages these days. The send that asks is one of those counted: it is not enough."""
    kind = asked.channel_kind or asked.address_kind
    for limit in limits(occasion=asked.occasion, is_vital=asked.is_vital, channel_kind=kind, at=asked.at):
        if len(limit.batches) <= limit.most:
            continue
        for ref in reached(limit, [ref for ref, _address, _language in asked.people]):
            if not _withheld(found, ref):
                found[ref] = Standing(withheld=CAP)


def _withheld(found: Mapping[int, Standing], ref: int) -> bool:
    return ref in found and bool(found[ref].withheld)


DESK = Desk()
