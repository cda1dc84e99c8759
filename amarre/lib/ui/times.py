"""Durations and moments in words, in the reader's language."""

from __future__ import annotations

import datetime as dt

from django.utils import formats, timezone
from django.utils.translation import gettext, ngettext

MINUTE = 60
HOUR = 60 * MINUTE
DAY = 24 * HOUR


def duration(seconds: float) -> str:
    """The largest unit that still helps: minutes under an hour, hours under three days, then days.

    >>> duration(31 * 3600)   # in English
    '31 h'
    """
    whole = int(abs(seconds))
    if whole < HOUR:
        return gettext("%(count)s min") % {"count": max(1, whole // MINUTE)}
    if whole < 3 * DAY:
        return gettext("%(count)s h") % {"count": whole // HOUR}
    days = whole // DAY
    return ngettext("%(count)s day", "%(count)s days", days) % {"count": days}


def since(when: dt.datetime, now: dt.datetime) -> str:
    """'2 h ago', 'just now', or 'in 3 h' when it lies ahead."""
    seconds = (now - when).total_seconds()
    if abs(seconds) < MINUTE:
        return gettext("just now")
    if seconds < 0:
        return gettext("in %(duration)s") % {"duration": duration(seconds)}
    return gettext("%(duration)s ago") % {"duration": duration(seconds)}


def until(due: dt.datetime, now: dt.datetime) -> str:
    """'31 h left', or '2 h late' once it is past."""
    seconds = (due - now).total_seconds()
    if seconds < 0:
        return gettext("%(duration)s late") % {"duration": duration(seconds)}
    return gettext("%(duration)s left") % {"duration": duration(seconds)}


def exact(when: dt.datetime, *, weekday: bool = True) -> str:
    """The moment in full, in the reader's time zone: 'Sunday 22 November 2026, 14:05'."""
    local = timezone.localtime(when) if timezone.is_aware(when) else when
    day = formats.date_format(local, gettext("l j F Y") if weekday else gettext("j F Y"))
    return gettext("%(day)s, %(time)s") % {"day": day, "time": formats.date_format(local, gettext("H:i"))}
