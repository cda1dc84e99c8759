"""The door to procrastinate (PostgreSQL): a task put in the queue becomes one job that names the task by its path.

The job is written on Django's own connection, so a task queued in a transaction exists if, and only if, it commits.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, cast

from django.core import checks
from django.db import OperationalError, connections
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django_tasks import TaskResult, TaskResultStatus
from django_tasks.backends.base import BaseTaskBackend
from django_tasks.base import Task
from django_tasks.exceptions import TaskResultDoesNotExist
from django_tasks.signals import task_enqueued
from django_tasks.utils import normalize_json
from procrastinate.contrib.django import app
from procrastinate.exceptions import ConnectorException
from procrastinate.jobs import Job, Status

JOB_NAME = "amarre.tasks.run"
"""The one procrastinate task there is; its arguments say which of ours to run."""

_STATUSES = {
    Status.TODO: TaskResultStatus.READY,
    Status.DOING: TaskResultStatus.RUNNING,
    Status.SUCCEEDED: TaskResultStatus.SUCCESSFUL,
}


@contextmanager
def database_errors() -> Iterator[None]:
    """Procrastinate's own word for "the database is away" in Django's, which callers of the seam know."""
    try:
        yield
    except ConnectorException as error:
        raise OperationalError(str(error)) from error


def decoded(job: Job) -> Job:
    """The job with its arguments read: on Django's connections PostgreSQL's JSON arrives as text."""
    words: Any = job.task_kwargs
    return job.evolve(task_kwargs=json.loads(words)) if isinstance(words, str) else job


class ProcrastinateBackend(BaseTaskBackend):
    """Django Tasks on procrastinate. Return values are not kept: a task writes its results in its own rows."""

    supports_defer = True
    supports_async_task = True
    supports_get_result = True
    supports_priority = True

    def enqueue(self, task: Task, args: Iterable[Any], kwargs: dict[str, Any]) -> TaskResult:
        self.validate_task(task)
        words = {"path": task.module_path, "args": normalize_json(list(args)), "kwargs": normalize_json(kwargs)}
        door = app.configure_task(JOB_NAME, queue=task.queue_name, priority=task.priority, schedule_at=task.run_after)
        with database_errors():
            job_id = door.defer(**words)
        result = self.get_result(str(job_id))
        task_enqueued.send(type(self), task_result=result)
        return result

    def get_result(self, result_id: str) -> TaskResult:
        """Raises TaskResultDoesNotExist for a job that never was, or was forgotten."""
        if not result_id.isdigit():
            raise TaskResultDoesNotExist(result_id)
        with database_errors():
            jobs = list(app.job_manager.list_jobs(id=int(result_id)))
        if not jobs:
            raise TaskResultDoesNotExist(result_id)
        return self.result_of(decoded(jobs[0]))

    def result_of(self, job: Job) -> TaskResult:
        """The job in the words of Django Tasks."""
        task = import_string(str(job.task_kwargs["path"])).using(
            priority=job.priority, queue_name=job.queue, run_after=job.scheduled_at, backend=self.alias
        )
        status = Status(job.status)
        starts = job.attempts + (status == Status.DOING)
        return TaskResult(
            task=task,
            id=str(job.id),
            status=_STATUSES.get(status, TaskResultStatus.FAILED),
            enqueued_at=None,
            started_at=None,
            finished_at=None,
            last_attempted_at=None,
            args=cast(list[Any], job.task_kwargs["args"]),
            kwargs=cast(dict[str, Any], job.task_kwargs["kwargs"]),
            backend=self.alias,
            errors=[],
            worker_ids=[str(job.worker_id or "")] * starts,
        )

    def check(self, **kwargs: Any) -> Iterable[checks.CheckMessage]:
        vendor = connections["default"].vendor
        if vendor != "postgresql":
            yield checks.Error(
                _("The background tasks are set to run on PostgreSQL, and the database is %(vendor)s.")
                % {"vendor": vendor},
                hint=_("Set DATABASE_URL to a PostgreSQL database, or leave TASKS to amarre."),
                id="amarre.tasks.E001",
            )
