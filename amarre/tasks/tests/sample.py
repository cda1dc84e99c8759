"""Tasks for the tests: they leave lines in a file, so that what happened can be read after their process is dead."""

from __future__ import annotations

import os
import time
from pathlib import Path

from django_tasks import TaskContext, task

from amarre.tasks.policy import Retry


@task()
def note(path: str, line: str) -> None:
    """Add one line."""
    _add(path, line)


@task()
def hang_once(path: str) -> None:
    """The first to run it never ends; the next ends at once."""
    first = not Path(path).exists()
    _add(path, f"start {os.getpid()}")
    while first:
        time.sleep(1)
    _add(path, f"end {os.getpid()}")


@task()
def fail() -> None:
    """A mistake: no use in trying again."""
    raise ValueError("the file is not a table")


@task()
def stay_away() -> None:
    """A server that never comes back."""
    raise Retry("the mail server does not answer")


@task(takes_context=True)
def second_time(context: TaskContext, path: str) -> None:
    """Works at the second attempt only."""
    if context.attempt < 2:
        raise Retry("not yet")
    _add(path, f"attempt {context.attempt}")


@task(queue_name="send")
def tick(path: str = "") -> None:
    """Does nothing."""


def _add(path: str, line: str) -> None:
    with open(path, "a", encoding="utf-8") as file:
        file.write(line + "\n")
