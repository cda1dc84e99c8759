"""The engine behind the seam: `TASKS` decides which, and each answers the same four calls.

The modules are named by dotted path, so that an installation on SQLite never loads procrastinate.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol, cast

from django.utils.module_loading import autodiscover_modules, import_string
from django_tasks import task_backends

_ENGINES = {
    "DatabaseBackend": "amarre.tasks.embedded_engine.EmbeddedEngine",
    "ProcrastinateBackend": "amarre.tasks.procrastinate_engine.ProcrastinateEngine",
}


@dataclass(frozen=True)
class Options:
    """How a worker works: which queues (all when empty), how many tasks at a time, and whether it ends when idle."""

    queues: tuple[str, ...] = ()
    lanes: int = 2
    once: bool = False


@dataclass(frozen=True)
class Load:
    """What the queue holds: tasks ready or set for later, tasks running, and since when the oldest ready one waits."""

    waiting: int
    running: int
    oldest: datetime | None


class Engine(Protocol):
    """What runs tasks."""

    def work(self, options: Options) -> int:
        """Be a worker until told to stop; returns the exit code."""

    def run_pending(self, *, also_delayed: bool = False) -> int:
        """Run here and now what waits, until nothing is left; returns the number of runs."""

    def load(self, *, at: datetime) -> Load:
        """What the queue holds."""

    def forget(self, *, before: datetime) -> None:
        """Drop the tasks that ended before a date."""


def engine() -> Engine:
    """The engine of this installation. Raises KeyError when `TASKS` names a backend that has no engine."""
    return cast(Engine, import_string(_ENGINES[type(task_backends["default"]).__name__])())


def work(options: Options) -> int:
    """See `Engine.work`. Each app's `tasks.py` is loaded first, so that its periodic tasks are known."""
    autodiscover_modules("tasks")
    return engine().work(options)


def run_pending(*, also_delayed: bool = False) -> int:
    """See `Engine.run_pending`: for tests, the drill and tools that are one process."""
    return engine().run_pending(also_delayed=also_delayed)
