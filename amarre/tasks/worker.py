"""The embedded worker process: a few lanes that take tasks and run them, a keeper, and a graceful end."""

from __future__ import annotations

import logging
import threading
import time
from datetime import timedelta

from django.db import DatabaseError, InterfaceError, OperationalError, close_old_connections, connections
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from amarre.tasks import embedded
from amarre.tasks.engine import Options
from amarre.tasks.keeper import Keeper
from amarre.tasks.processes import Process
from amarre.tasks.signals import stop_on_signal

logger = logging.getLogger("amarre.tasks")

_POLL_SECONDS = 0.3
_SETTLE_WITHIN = timedelta(minutes=2)


class EmbeddedWorker:
    """Runs tasks until told to stop (or, with `once`, until none is ready)."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.name = str(Process.current())
        self._stop = threading.Event()
        self._keeper = Keeper(self.name, embedded.reap)
        self._broken: BaseException | None = None

    def run(self) -> int:
        """Blocks; returns 0, or 1 when a lane broke. The first signal lets running tasks end, the second does not."""
        self._keeper.round(at=timezone.now())
        self._keeper.start()
        lanes = [threading.Thread(target=self._lane, name=f"lane-{n}", daemon=True) for n in range(self.options.lanes)]
        with stop_on_signal(self.stop):
            for lane in lanes:
                lane.start()
            for lane in lanes:
                lane.join()
        self._keeper.stop()
        if self._broken is not None:
            logger.critical("the worker stops: %s", self._broken, exc_info=self._broken)
            return 1
        return 0

    def stop(self) -> None:
        """Take no more tasks."""
        self._stop.set()

    def _lane(self) -> None:
        try:
            while not self._stop.is_set():
                close_old_connections()
                row = self._claim()
                if row is not None:
                    self._settle(row, embedded.run(row))
                elif self.options.once:
                    return
                else:
                    self._stop.wait(_POLL_SECONDS)
        except Exception as error:
            # A broken lane must not leave a half-working process behind: the supervisor starts a new one.
            self._broken = error
            self._stop.set()
        finally:
            connections.close_all()

    def _claim(self) -> DBTaskResult | None:
        while True:
            try:
                return embedded.claim(self.name, queues=self.options.queues, at=timezone.now())
            except (OperationalError, InterfaceError) as error:
                logger.warning("the queue cannot be read, trying again: %s", error)
                if self._stop.wait(1.0):
                    return None
                close_old_connections()

    def _settle(self, row: DBTaskResult, error: BaseException | None) -> None:
        """Write the end of a task, even if the database is busy or away for a while: the work was done."""
        give_up_at = timezone.now() + _SETTLE_WITHIN
        while True:
            try:
                if not embedded.settle(row, error, at=timezone.now()):
                    logger.warning("%s (%s) was taken over by another worker", row.task_path, row.pk)
                return
            except DatabaseError as trouble:
                if timezone.now() > give_up_at:
                    raise
                logger.warning("the end of %s cannot be written yet: %s", row.task_path, trouble)
                close_old_connections()
                time.sleep(1.0)
