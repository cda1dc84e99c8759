"""Tasks that run by the clock: `@every(seconds)` above `@task()` in an app's `tasks.py`.

However many workers there are, each period runs once: the database remembers when it last did (`Schedule`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeVar

from django_tasks.base import Task

from amarre.lib.registry import Registry

AnyTask = TypeVar("AnyTask", bound=Task)


@dataclass(frozen=True)
class Periodic:
    """A task without arguments, and how many seconds pass between two starts."""

    task: Task
    seconds: float


PERIODIC: Registry[Periodic] = Registry("periodic task")


def every(seconds: float) -> Callable[[AnyTask], AnyTask]:
    """Run the task each `seconds`; the first time when a worker first sees it.

    A period missed while no worker ran is not made up for. A start is skipped while the previous one still waits in
    the queue. Raises ValueError for a period that is not positive, or a task registered twice.
    """
    if seconds <= 0:
        raise ValueError(f"a period must be positive, not {seconds}")

    def register(task: AnyTask) -> AnyTask:
        PERIODIC.add(task.module_path, Periodic(task, seconds))
        return task

    return register
