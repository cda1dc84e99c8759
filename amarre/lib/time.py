"""The current moment. Edges (views, commands, tasks) read it here and pass it in; actions take `at`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime

from django.utils import timezone

_clock: ContextVar[Callable[[], datetime]] = ContextVar("clock", default=timezone.now)


def now() -> datetime:
    """The current moment, aware; the drill's moment while a drill plays in this context."""
    return _clock.get()()


@contextmanager
def clock(moment: Callable[[], datetime]) -> Iterator[None]:
    """Inside, `now()` is `moment()`: so that a drill's days pass through the very same views."""
    token = _clock.set(moment)
    try:
        yield
    finally:
        _clock.reset(token)
