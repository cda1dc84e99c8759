"""How many a message reaches, counted once among many people and kept for a while: not again at each look at its page.

Kept in the memory of the process, under all that decides who the message is for: another segment, another channel or
another day is counted anew. Before anything is sent, it is counted afresh (`estimating.estimate`).
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from amarre.broadcasts.audience import Reach, reach_by, routes_of
from amarre.broadcasts.models import Message
from amarre.channels.kinds import KINDS

#: Among fewer people, counting costs some hundredths of a second: they are counted at each look.
KEPT_FROM = 20_000
KEPT_FOR = 3600  # seconds


@dataclass(frozen=True)
class Reckoning:
    """What was counted: the reach of each channel that is tried first, by its number. `counted_at` is None when it is
    counted at each look."""

    by_channel: Mapping[int, Reach]
    counted_at: datetime | None


def reckoned(message: Message, *, at: datetime) -> Reckoning:
    """The figures that are kept, else those of now."""
    key = _key(message, at)
    kept: Reckoning | None = cache.get(key)
    if kept is not None:
        return kept
    routes = routes_of(message, at=at)
    found = {route.channel.pk: reach_by(KINDS.get(route.channel.kind).addresses, route.people) for route in routes}
    if sum(reach.people for reach in found.values()) < KEPT_FROM:
        return Reckoning(found, None)
    fresh = Reckoning(found, at)
    cache.set(key, fresh, KEPT_FOR)
    return fresh


def forget(message: Message, *, at: datetime) -> None:
    """Have it counted again at the next look."""
    cache.delete(_key(message, at))


def _key(message: Message, at: datetime) -> str:
    """One key for all that decides who it is for. The moment of the message's last change stands for its channels and
    preferences; the rule of a segment changes apart."""
    rule = json.dumps(message.segment.rule, sort_keys=True) if message.segment else ""
    about = (message.pk, message.updated_at.isoformat(), message.segment_id, rule, at.date())
    return f"broadcasts.reach.{hashlib.sha256(repr(about).encode()).hexdigest()}"
