"""The last look before a message leaves: refusals, preferences, caps, quiet hours and the words' own needs, as they are
at that moment, for every path. What was true when the recipients were frozen may not be true any more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from django.conf import settings

from amarre.channels.desk import Asked, Standing, desk
from amarre.channels.doors import open_windows
from amarre.channels.kinds.contract import Kind
from amarre.channels.models import Batch
from amarre.channels.outbox.content import NO_EXTRA, SHOWN, Composed, Decisions, Extra
from amarre.channels.outbox.leasing import Row
from amarre.channels.outbox.outcomes import Outcome
from amarre.channels.outbox.pacing import over_domains
from amarre.channels.suppression import refused_among
from amarre.engine.pace import Pace, quiet_until

QUIET, DOMAIN_PACE = "quiet_hours", "domain_pace"
MISSING = "missing"
_NOBODY_KNOWS = Standing()


@dataclass(slots=True)
class Ready:
    """A row that may leave now, with what its words need."""

    row: Row
    written: Mapping[str, Any]
    decisions: Decisions
    extra: Extra = NO_EXTRA


def look(
    batch: Batch,
    kind: Kind,
    pace: Pace,
    contents: Mapping[str, Composed],
    rows: Sequence[Row],
    outcome: Outcome,
    *,
    at: datetime,
) -> list[Ready]:
    """The rows that may leave now. The others join `outcome`: withheld for good, or put off until later."""
    names = frozenset(name for each in contents.values() for name in each.names)
    minds_hours = bool(pace.quiet_from) and not batch.is_vital and batch.occasion != "answer"
    standings = _standings(batch, kind, rows, names, minds_hours, at=at)
    refused = refused_among(batch, [row.address for row in rows if row.address])
    zones = _Zones(pace, at) if minds_hours else None
    ready: list[Ready] = []
    for row in rows:
        standing = standings.get(row.person_ref, _NOBODY_KNOWS) if row.person_ref else _NOBODY_KNOWS
        reason = standing.withheld or refused.get(row.address, "")
        if reason:
            outcome.withheld.append((row, reason))
            continue
        until = zones.quiet_until(standing.time_zone) if zones else None
        if until is not None:
            outcome.later.append((row, QUIET, until))
            continue
        one = _ready(row, standing, contents[row.language], outcome)
        if one is not None:
            ready.append(one)
    if kind.uses_names or kind.window:
        _add_extras(batch, kind, ready, at=at)
    return _within_domains(batch, pace, ready, outcome, at=at)


def _add_extras(batch: Batch, kind: Kind, ready: Sequence[Ready], *, at: datetime) -> None:
    names = desk().name_of([one.row.person_ref for one in ready if one.row.person_ref]) if kind.uses_names else {}
    wrote = open_windows(batch.channel, [one.row.address for one in ready], at=at) if kind.window else set()
    for one in ready:
        options = {"window_open": True} if one.row.address in wrote else {}
        one.extra = Extra(names.get(one.row.person_ref or 0, ""), options)


def _within_domains(batch: Batch, pace: Pace, ready: list[Ready], outcome: Outcome, *, at: datetime) -> list[Ready]:
    later = over_domains(batch, pace, [one.row for one in ready], at=at)
    if not later:
        return ready
    outcome.later.extend((one.row, DOMAIN_PACE, later[one.row.id]) for one in ready if one.row.id in later)
    return [one for one in ready if one.row.id not in later]


def _ready(row: Row, standing: Standing, composed: Composed, outcome: Outcome) -> Ready | None:
    """The row with its values; none, with the reason noted, when the words need one that this person lacks.

    Values kept with the row stay, and so does the choice of parts: they were approved, or read once already. What is
    decided now is decided on typed values where somebody knows them: what is kept is written as people read it.
    """
    typed: Mapping[str, Any] = {**row.values, **standing.values} if row.values else standing.values
    missing = composed.missing(typed)
    if missing and not row.values:
        outcome.withheld.append((row, f"{MISSING}:{missing}"))
        return None
    written: Mapping[str, Any] = {**standing.written, **row.values} if row.values else standing.written
    kept = row.values.get(SHOWN)
    decisions = tuple(tuple(each) for each in kept) if kept else composed.decide(typed)
    if any(decisions):
        written = {**written, SHOWN: [list(each) for each in decisions]}
    if written is not row.values:
        row.fresh = written
    return Ready(row, written, decisions)


def _standings(
    batch: Batch, kind: Kind, rows: Sequence[Row], names: frozenset[str], minds_hours: bool, *, at: datetime
) -> Mapping[int, Standing]:
    people = [(row.person_ref, row.address, row.language) for row in rows if row.person_ref is not None]
    if not people:
        return {}
    return desk().standing(
        Asked(
            people=people,
            address_kind=kind.addresses,
            occasion=batch.occasion,
            is_vital=batch.is_vital,
            names=names,
            wants_time_zone=minds_hours,
            at=at,
            channel_kind=batch.channel.kind,
        )
    )


class _Zones:
    """The end of the quiet hours in each time zone, at one moment."""

    def __init__(self, pace: Pace, at: datetime) -> None:
        self._pace, self._at = pace, at
        self._known: dict[str, datetime | None] = {}

    def quiet_until(self, name: str) -> datetime | None:
        """None when a person there may be disturbed now. Without a zone of their own: the company's."""
        if name not in self._known:
            self._known[name] = quiet_until(self._pace, _zone(name), self._at)
        return self._known[name]


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name or settings.TIME_ZONE)
    except (ZoneInfoNotFoundError, ValueError):
        return ZoneInfo(settings.TIME_ZONE)
