"""The keeper: a thread beside the worker's lanes that says "I am here", starts what is due, and recovers what was lost.

It is a thread of its own so that a lane busy for an hour neither looks dead nor stops the clock.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import DatabaseError, close_old_connections, connections
from django.utils import timezone

from amarre.tasks import actions

logger = logging.getLogger("amarre.tasks")

BEAT_SECONDS = 3.0
"""Between two "I am here", and between two rounds for lost tasks."""

TIMEOUT = timedelta(seconds=30)
"""A worker on another machine that has been silent for so long is taken for dead."""

_TICK_SECONDS = 1.0


class Keeper(threading.Thread):
    """Runs until `stop`. `reap(at=, timeout=)` is the engine's own way to find what was lost."""

    def __init__(self, worker: str, reap: Callable[..., int]) -> None:
        super().__init__(name="keeper", daemon=True)
        self.worker = worker
        self._reap = reap
        self._stopped = threading.Event()
        self._next_beat: datetime | None = None

    def run(self) -> None:
        try:
            while not self._stopped.wait(_TICK_SECONDS):
                self.round(at=timezone.now())
        finally:
            connections.close_all()

    def round(self, *, at: datetime) -> None:
        """One round. A database that is busy or away now is asked again at the next."""
        close_old_connections()
        try:
            if self._next_beat is None or at >= self._next_beat:
                actions.beat(self.worker, at=at)
                self._reap(at=at, timeout=TIMEOUT)
                self._next_beat = at + timedelta(seconds=BEAT_SECONDS)
            for path in actions.tick(at=at):
                logger.debug("%s is due: queued", path)
        except DatabaseError as error:
            logger.warning("the worker's round did not reach the database, next one in a second: %s", error)

    def stop(self) -> None:
        """Ask the thread to end, wait for it, and take the worker's name off the list."""
        self._stopped.set()
        self.join()
        actions.leave(self.worker)
