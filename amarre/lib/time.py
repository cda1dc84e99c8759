"""Small helpers about moments. The current time is read at the edges and passed in."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone


def now() -> datetime:
    """The current moment, aware. Only edges (views, commands, tasks) call it; actions take `at`."""
    return timezone.now()
