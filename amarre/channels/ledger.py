"""The ledger of a send, read page by page: the newest first, by state, reason, address, language and moment.

Nothing is ever counted here and no row is skipped by number: each page begins after the last row of the one before, in
the index on (batch, state, number). What that index does not know (a reason, a part of an address) is looked for in
windows of some thousand rows, for so long as a page may take; the page then says how far it has looked.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet
from django.db.models.expressions import RawSQL

from amarre.channels.desk import desk
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Delivery

_TABLE = Delivery._meta.db_table
PAGE = 50
FIRST_WINDOW, WINDOW = 500, 4_000
PATIENCE = 0.04  # seconds of looking through windows, for one page
_AT_ONCE = 2000
COLUMNS = (
    "pk", "person_ref", "address", "language", "state", "reason", "reply", "reference", "attempts", "queued_at",
    "sent_at", "closed_at", "batch__channel__name", "batch__channel__kind",
)  # fmt: skip


@dataclass(frozen=True)
class Wanted:
    """What is looked for. `reason` is a slug, a server's words, or their common beginning when it ends with “…”."""

    state: str = ""
    reason: str = ""
    address: str = ""
    language: str = ""
    since: datetime | None = None
    until: datetime | None = None

    @property
    def needs_looking(self) -> bool:
        """Whether rows must be read to know if they are wanted."""
        return bool(self.reason or self.address or self.language or self.since or self.until)


@dataclass(frozen=True)
class Page:
    """`older` is where the next page begins, None at the end. `looked_at` rows were read without filling the page."""

    rows: list[Delivery]
    older: int | None
    looked_at: int = 0


def page(batches: Sequence[Batch], wanted: Wanted, *, before: int | None = None, size: int = PAGE) -> Page:
    """The newest `size` rows of these batches that are wanted, before a number."""
    known = _of_known_people(batches, wanted, before=before, size=size)
    if known is not None:
        return known
    if not wanted.needs_looking:
        numbers = _numbers(batches, wanted.state, before, size + 1)
        return Page(_rows(numbers[:size]), numbers[size - 1] if len(numbers) > size else None)
    return _look(batches, wanted, before, size)


def _look(batches: Sequence[Batch], wanted: Wanted, before: int | None, size: int) -> Page:
    """Window after window until the page is full, nothing is left, or it has taken too long."""
    ends = time.monotonic() + PATIENCE
    found: list[int] = []
    looked, width = 0, FIRST_WINDOW
    while True:
        window = _numbers(batches, wanted.state, before, width)
        looked += len(window)
        if window:
            rows = Delivery.objects.filter(pk__in=_listed(window)).filter(condition(replace(wanted, state="")))
            found += rows.order_by("-pk").values_list("pk", flat=True)[: size + 1 - len(found)]
            before = window[-1]
        if len(found) > size:
            return Page(_rows(found[:size]), found[size - 1])
        if len(window) < width:
            return Page(_rows(found), None)
        if time.monotonic() > ends:
            return Page(_rows(found), before, looked)
        width = min(WINDOW, width * 4)


def _listed(numbers: Sequence[int]) -> RawSQL:
    """Some thousand numbers as one parameter: a placeholder for each takes longer than the query."""
    if connection.vendor == "postgresql":
        return RawSQL("SELECT unnest(%s::bigint[])", [list(numbers)])
    return RawSQL("SELECT value FROM json_each(%s)", [json.dumps(list(numbers))])


def condition(wanted: Wanted) -> Q:
    """All that is wanted, as one condition on deliveries."""
    found = Q(state=wanted.state) if wanted.state else Q()
    if wanted.reason.endswith("…"):
        found &= Q(reason__startswith=wanted.reason[:-1])
    elif wanted.reason:
        found &= Q(reason=wanted.reason)
    if wanted.address:
        found &= Q(address__icontains=wanted.address)
    if wanted.language:
        found &= Q(language=wanted.language)
    if wanted.since:
        found &= Q(sent_at__gte=wanted.since)
    if wanted.until:
        found &= Q(sent_at__lt=wanted.until)
    return found


def _of_known_people(batches: Sequence[Batch], wanted: Wanted, *, before: int | None, size: int) -> Page | None:
    """The rows of the people who have this very address, by their own index; None when there are none, or no one
    address was asked for."""
    if not wanted.address or before is not None:
        return None
    kinds = {KINDS.get(batch.channel.kind) for batch in batches}
    refs = {
        ref
        for kind in kinds
        if kind.addresses
        for ref in desk().refs_at(kind.addresses, kind.address_of(wanted.address))
    }
    rest = condition(replace(wanted, address="", state=""))
    addresses = {kind.address_of(wanted.address) for kind in kinds}
    # State is compared in Python: given to the database, it would take the index of the batch and read it all.
    theirs = Delivery.objects.filter(person_ref__in=refs).filter(rest)
    nobodys = Delivery.objects.filter(person_ref=None, address__in=addresses).filter(rest)
    ours = {batch.pk for batch in batches}
    rows = [
        row
        for row in [*theirs.order_by("-pk")[:500], *nobodys.order_by("-pk")[:500]]
        if row.batch_id in ours and (not wanted.state or row.state == wanted.state)
    ]
    found = sorted({row.pk for row in rows}, reverse=True)[:size]
    return Page(_rows(found), None) if found else None


def _numbers(batches: Sequence[Batch], state: str, before: int | None, size: int) -> list[int]:
    """The newest numbers, before one, of these batches in one state or in all, by the index alone."""
    states = [state] if state else list(Delivery.State.values)
    parts: list[str] = []
    params: list[int | str] = []
    for batch in batches:
        for one in states:
            under = "" if before is None else " AND id < %s"
            part = f"SELECT id FROM {_TABLE} WHERE batch_id = %s AND state = %s{under} ORDER BY id DESC LIMIT %s"  # noqa: S608
            parts.append(f"SELECT id FROM ({part}) AS part")  # noqa: S608
            params += [batch.pk, one, size] if before is None else [batch.pk, one, before, size]
    if not parts:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{' UNION ALL '.join(parts)} ORDER BY id DESC LIMIT %s", [*params, size])
        return [number for (number,) in cursor.fetchall()]


def _rows(numbers: Sequence[int]) -> list[Delivery]:
    return list(Delivery.objects.filter(pk__in=list(numbers)).select_related("batch__channel").order_by("-pk"))


def every(batches: Sequence[Batch], wanted: Wanted) -> Iterator[dict[str, Any]]:
    """All rows that are wanted, for a file: send by send, state by state, the oldest first, some thousand at a time."""
    states = [wanted.state] if wanted.state else list(Delivery.State.values)
    for batch in batches:
        for state in states:
            yield from _chunks(batch.deliveries.filter(condition(replace(wanted, state=state))))


def _chunks(rows: QuerySet[Delivery]) -> Iterator[dict[str, Any]]:
    ordered, after = rows.order_by("pk").values(*COLUMNS), 0
    while found := list(ordered.filter(pk__gt=after)[:_AT_ONCE]):
        yield from found
        after = found[-1]["pk"]
