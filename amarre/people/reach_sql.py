"""Everybody whom a message is for, as one SELECT: which address, in which language, or why not.

The post office freezes it with one statement (`channels.outbox.freeze_select`), and `addresses.recipients` reads it
when people are few. So there is one place that says who may be written to, and where.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from amarre.people.frequency import Limit, limits
from amarre.people.models import ContactPoint, Person
from amarre.people.reasons import CAP, NO_ADDRESS, REFUSED, channel_of, wishes

MISSING = "missing"
"""Why a delivery was withheld: `missing:person.first_name` when the words need a value that this person lacks."""

_PERSON = "person."
_NEVER_MISSING = frozenset({"greeting"})
_OWN = frozenset({"civility", "external_id", "first_name", "language", "last_name", "preferred_channel"})
_KIND = re.compile(r"[a-z_]{1,20}")
_KEY = re.compile(r"[a-z0-9][a-z0-9_.-]*", re.IGNORECASE)
_NOT_REFUSED = f"<> '{ContactPoint.Consent.REFUSED.value}'"


def select_recipients(
    queryset: QuerySet[Person],
    *,
    address_kind: str,
    languages: Collection[str],
    default_language: str,
    occasion: str,
    is_vital: bool,
    at: datetime,
    needs: Collection[str] = (),
    channel_kind: str = "",
    origin: str = "",
) -> tuple[str, list[Any]]:
    """A SELECT of person_ref, address, language and reason ("" when they may be written to), in order of number.

    `address_kind` is that of the channel's kind ("email", "phone", "post"...), `channel_kind` the kind itself, which
    wishes and limits are about. The address is the preferred one, else another that was not refused. Who speaks none of
    `languages` gets the default. `needs` names the personal values without which the words cannot be sent to somebody
    ("person.city"): their reason is then `missing:person.city`. `origin` is that of a message which is tried by another
    channel: the limits do not count it twice.
    """
    if not _KIND.fullmatch(address_kind):
        raise ValueError(f"not a kind of address: {address_kind!r}")
    wanted = [name.removeprefix(_PERSON) for name in sorted(needs) if name.startswith(_PERSON)]
    people, people_params = _people(queryset, wanted)
    place = _place(address_kind)
    wish = wishes(channel=channel_of(channel_kind, address_kind), occasion=occasion, is_vital=is_vital, at=at)
    tired, tired_params = _tired(
        limits(occasion=occasion, is_vital=is_vital, channel_kind=channel_kind, at=at, origin=origin)
    )
    spoken = ", ".join(["%s"] * len(languages)) or "NULL"
    may = " ".join(f"WHEN {condition} THEN '{reason}'" for condition, _params, reason in wish.cases)
    sql = (
        f"SELECT p.id AS person_ref, {place.address} AS address, "  # noqa: S608 - our own names only
        f"CASE WHEN p.language IN ({spoken}) THEN p.language ELSE %s END AS language, "
        f"CASE WHEN {place.unknown} THEN '{NO_ADDRESS}' WHEN {place.refused} THEN '{REFUSED}' "
        f"{may} {tired} {_missing(wanted)} ELSE '' END AS reason FROM ({people}) p {place.join}"
    )
    return sql, [*languages, default_language, *wish.params(), *tired_params, *people_params]


def sharing(address_kind: str) -> tuple[str, list[Any]]:
    """A SELECT of the people who share an address of this kind with somebody, for `freeze_select` to look for doubles
    among. Nobody shares an envelope: two people of one house get a letter each, to their names."""
    if address_kind == "post":
        return "SELECT id FROM people_person WHERE 1 = 0", []
    return (
        "SELECT person_id FROM people_contactpoint WHERE kind = %s AND normal IN "
        "(SELECT normal FROM people_contactpoint WHERE kind = %s GROUP BY normal HAVING COUNT(*) > 1)",
        [address_kind, address_kind],
    )


def _people(queryset: QuerySet[Person], wanted: Collection[str]) -> tuple[str, list[Any]]:
    """The people as rows of the columns that the rest asks for, in the order of their numbers."""
    columns = {"id", "language", "unwanted_channels", "unwanted_topics", "paused_until", "postal_address"}
    columns |= {name if name in _OWN else "attributes" for name in wanted if name not in _NEVER_MISSING}
    rows = queryset.filter(erased_at=None).order_by().values_list(*sorted(columns))
    sql, params = rows.query.get_compiler(connection=connection).as_sql()
    return sql, list(params)


@dataclass(frozen=True)
class _Place:
    """SQL about a person's address of one kind: itself ("" when there is none), what is wrong with it, and the join."""

    address: str
    unknown: str
    refused: str
    join: str


def _place(address_kind: str) -> _Place:
    if address_kind == "post":
        return _Place("SUBSTR(p.postal_address, 1, 320)", "p.postal_address = ''", "1 = 0", "")
    if not _KIND.fullmatch(address_kind):
        raise ValueError(f"not a kind of address: {address_kind!r}")
    # Few have no preferred address that may be used: only for them, another is looked for, the latest first.
    theirs = f"people_contactpoint x WHERE x.person_id = p.id AND x.kind = '{address_kind}'"
    another = f"(SELECT x.normal FROM {theirs} AND x.consent {_NOT_REFUSED} ORDER BY x.id DESC LIMIT 1)"  # noqa: S608
    any_one = f"(SELECT x.normal FROM {theirs} ORDER BY x.id DESC LIMIT 1)"  # noqa: S608
    address = f"CASE WHEN c.consent {_NOT_REFUSED} THEN c.normal ELSE COALESCE({another}, c.normal, {any_one}, '') END"
    return _Place(
        address=address,
        unknown=f"c.consent IS NULL AND {any_one} IS NULL",
        refused=f"(c.consent IS NULL OR NOT c.consent {_NOT_REFUSED}) AND {another} IS NULL",
        join=f"LEFT JOIN people_contactpoint c ON c.person_id = p.id AND c.kind = '{address_kind}' AND c.is_preferred",
    )


def _missing(wanted: Collection[str]) -> str:
    """SQL cases with the reason that names the first value that a person lacks."""
    return " ".join(
        f"WHEN {_lacks(name)} THEN '{MISSING}:{_PERSON}{name}'"
        for name in wanted
        if name not in _NEVER_MISSING and _KEY.fullmatch(name)
    )


def _lacks(name: str) -> str:
    if name in _OWN:
        return f"p.{name} = ''"
    if connection.vendor == "postgresql":
        return f"COALESCE(p.attributes ->> '{name}', '') = ''"
    return f"COALESCE(JSON_EXTRACT(p.attributes, '$.\"{name}\"'), '') = ''"


def _tired(found: Collection[Limit]) -> tuple[str, list[Any]]:
    """SQL of the cases of those who have had enough messages these days, if anybody can have."""
    cases, params = "", []
    for limit in found:
        if limit.most > len(limit.batches):
            continue
        some, some_params = limit.sql()
        cases += f"WHEN p.id IN ({some}) THEN '{CAP}' "
        params += some_params
    return cases, params
