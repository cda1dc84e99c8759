"""How fast a channel may speak, when it must be silent, and when it must stop. Pure: numbers in, numbers out.

Windows slide: what left in the minute before counts for the part of it that is still within the last sixty seconds (a
sliding-window counter, as rate limiters of web servers have it; off by at most a minute's worth).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

WINDOW = timedelta(minutes=1)
#: Fewer answers than this say nothing about a rate of errors.
ENOUGH_TO_JUDGE = 50
#: A new sender's allowance doubles each day until it is larger than this: then it is warm.
WARM = 1_000_000


@dataclass(frozen=True)
class Pace:
    """The pace of a channel. Zero, or an empty time, means: no limit.

    `quiet_from` and `quiet_until` are "HH:MM" in the person's own time; `warm_up` is the number of messages of the
    first day, doubled each day; `stop_at_error_percent` is the share of errors among a send's answers that pauses it.
    """

    per_minute: int = 0
    per_domain_per_minute: int = 0
    quiet_from: str = ""
    quiet_until: str = ""
    warm_up: int = 0
    warm_since: str = ""  # ISO date of the first message
    stop_at_error_percent: int = 0

    @classmethod
    def from_data(cls, data: Mapping[str, Any]) -> Pace:
        """The pace kept in a channel's row; what it does not know is left out."""
        known = {field.name for field in fields(cls)}
        return cls(**{name: value for name, value in data.items() if name in known})

    def to_data(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def has_limits(self) -> bool:
        """Whether sends must be counted."""
        return bool(self.per_minute or self.per_domain_per_minute or self.warm_up)


def window_of(at: datetime) -> datetime:
    """The beginning of the window in which a moment lies."""
    return at.replace(second=0, microsecond=0)


def left_in_window(limit: int, *, before: int, now: int, at: datetime) -> int:
    """How many more may leave: `before` left in the window before, `now` in this one."""
    elapsed = (at - window_of(at)) / WINDOW
    used = before * (1 - elapsed) + now
    return max(0, int(limit - used))


def opens_at(limit: int, *, before: int, now: int, at: datetime) -> datetime:
    """When one more may leave, at the latest: the moment at which the sliding count falls below the limit."""
    start = window_of(at)
    if now < limit and before:
        # before * (1 - elapsed) + now <= limit - 1
        elapsed = 1 - (limit - 1 - now) / before
        if elapsed <= 1:
            return max(at + timedelta(seconds=1), start + WINDOW * max(0.0, elapsed))
    if not now:
        return start + WINDOW
    # In the next window, this one is the one before.
    elapsed = max(0.0, 1 - (limit - 1) / now)
    return start + WINDOW + WINDOW * elapsed


def day_limit(pace: Pace, today: date) -> int | None:
    """How many messages a channel that is warming up may send in a day; None when it is warm, or need not be."""
    if not pace.warm_up:
        return None
    first = date.fromisoformat(pace.warm_since) if pace.warm_since else today
    days = max(0, (today - first).days)
    if days > 40:
        return None
    allowed: int = pace.warm_up * 2**days
    return allowed if allowed <= WARM else None


def quiet_until(pace: Pace, zone: ZoneInfo, at: datetime) -> datetime | None:
    """When the quiet hours end in which `at` lies in this zone; None when it is not quiet then."""
    if not pace.quiet_from or not pace.quiet_until or pace.quiet_from == pace.quiet_until:
        return None
    begins, ends = time.fromisoformat(pace.quiet_from), time.fromisoformat(pace.quiet_until)
    local = at.astimezone(zone)
    clock = local.time().replace(tzinfo=None)
    over_midnight = begins > ends
    is_quiet = (clock >= begins or clock < ends) if over_midnight else begins <= clock < ends
    if not is_quiet:
        return None
    day = local.date() + timedelta(days=1) if over_midnight and clock >= begins else local.date()
    return datetime.combine(day, ends, tzinfo=zone)


def too_many_errors(pace: Pace, *, answered: int, errors: int) -> bool:
    """Whether a send goes so badly that a person should look before it goes on."""
    if not pace.stop_at_error_percent or answered < ENOUGH_TO_JUDGE:
        return False
    return errors * 100 >= answered * pace.stop_at_error_percent
