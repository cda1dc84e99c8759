"""The pace of a channel, kept in windows that all its workers share."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import F, Sum

from amarre.channels.kinds.contract import Answer
from amarre.channels.models import Batch, Channel, PaceWindow
from amarre.channels.outbox.leasing import Row
from amarre.channels.outbox.outcomes import Outcome
from amarre.engine.pace import WINDOW, Pace, day_limit, left_in_window, opens_at, too_many_errors, window_of

ALL = ""
KEEP = timedelta(days=2)


@dataclass(frozen=True)
class Allowance:
    """How many messages may leave now, and when more may."""

    count: int
    opens_at: datetime


@transaction.atomic
def reserve(batch: Batch, pace: Pace, wanted: int, *, at: datetime) -> Allowance | None:
    """Keep up to `wanted` places in the channel's window, so that its workers together keep its pace.

    None when the channel has no limits. Places that are not used are given back (`release`).
    """
    if not pace.has_limits:
        return None
    window, before = _windows(batch.channel, ALL, at)
    count, opens = wanted, at
    if pace.per_minute:
        count = min(count, left_in_window(pace.per_minute, before=before, now=window.count, at=at))
        opens = opens_at(pace.per_minute, before=before, now=window.count, at=at)
    today = day_limit(_warming(batch.channel, pace, at), at.date())
    if today is not None:
        left = today - _sent_on(batch.channel, at)
        if left < count:
            count, opens = max(0, left), _tomorrow(at)
    if count:
        PaceWindow.objects.filter(pk=window.pk).update(count=F("count") + count)
    return Allowance(count, opens)


@transaction.atomic
def release(batch: Batch, pace: Pace, count: int, *, at: datetime) -> None:
    """Give back places of the channel's window that were not used."""
    if pace.has_limits and count > 0:
        window, _before = _windows(batch.channel, ALL, at)
        PaceWindow.objects.filter(pk=window.pk).update(count=max(0, window.count - count))


@transaction.atomic
def over_domains(batch: Batch, pace: Pace, rows: list[Row], *, at: datetime) -> dict[int, datetime]:
    """The rows whose domain has had enough for this minute, by number, and when each may leave."""
    limit = pace.per_domain_per_minute
    if not limit:
        return {}
    by_domain: dict[str, list[Row]] = {}
    for row in rows:
        by_domain.setdefault(row.address.rpartition("@")[2].lower()[:255], []).append(row)
    later: dict[int, datetime] = {}
    for domain, some in sorted(by_domain.items()):  # always in the same order: two workers never wait for each other
        if not domain:
            continue
        window, before = _windows(batch.channel, domain, at)
        room = left_in_window(limit, before=before, now=window.count, at=at)
        PaceWindow.objects.filter(pk=window.pk).update(count=F("count") + min(room, len(some)))
        opens = opens_at(limit, before=before, now=window.count + min(room, len(some)), at=at)
        # Those of later windows are not asked again before their turn can have come.
        for place, row in enumerate(some[room:]):
            later[row.id] = opens + WINDOW * (place // limit)
    return later


def forget_old(*, at: datetime) -> int:
    """Windows that no limit looks at any more are thrown away; returns how many."""
    return PaceWindow.objects.filter(starts_at__lt=at - KEEP).delete()[0]


def _windows(channel: Channel, domain: str, at: datetime) -> tuple[PaceWindow, int]:
    """The window of this moment, locked, and the count of the one before."""
    start = window_of(at)
    PaceWindow.objects.get_or_create(channel=channel, domain=domain, starts_at=start)
    window = PaceWindow.objects.select_for_update().get(channel=channel, domain=domain, starts_at=start)
    before = PaceWindow.objects.filter(channel=channel, domain=domain, starts_at=start - WINDOW)
    return window, before.values_list("count", flat=True).first() or 0


def _warming(channel: Channel, pace: Pace, at: datetime) -> Pace:
    """The pace with the day on which the channel began to warm up, noted on its first message."""
    if not pace.warm_up or pace.warm_since:
        return pace
    begun = Pace.from_data({**pace.to_data(), "warm_since": at.date().isoformat()})
    Channel.objects.filter(pk=channel.pk).update(pace=begun.to_data())
    return begun


def _sent_on(channel: Channel, at: datetime) -> int:
    day = at.replace(hour=0, minute=0, second=0, microsecond=0)
    windows = PaceWindow.objects.filter(channel=channel, domain=ALL, starts_at__gte=day)
    return windows.aggregate(sum=Sum("count"))["sum"] or 0


def _tomorrow(at: datetime) -> datetime:
    return at.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)


# Answers and errors of each send as this process saw them, the latest weighing most.
_recent: dict[int, Counter[str]] = {}
_REMEMBERED, _SENDS = 2_000, 200


def goes_badly(batch: Batch, pace: Pace, outcome: Outcome) -> bool:
    """Whether so many of the latest answers were errors that a person should look before the send goes on."""
    if not pace.stop_at_error_percent:
        return False
    seen = _recent.setdefault(batch.pk, Counter())
    seen["answered"] += len(outcome.results)
    seen["errors"] += sum(result.answer is not Answer.ACCEPTED for _row, result in outcome.results)
    bad = too_many_errors(pace, answered=seen["answered"], errors=seen["errors"])
    if seen["answered"] > _REMEMBERED:
        for name in seen:
            seen[name] //= 2
    if bad or len(_recent) > _SENDS:
        _recent.pop(batch.pk if bad else next(iter(_recent)), None)
    return bad
