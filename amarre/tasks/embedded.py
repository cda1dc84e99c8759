"""One task of the embedded engine: taken, run, its end written; and those of dead workers given back.

The queue is the table of django-tasks-db. Its own worker is not used: it loses the task of a worker that is killed,
never retries, and stops when SQLite stays locked (docs/decisions/002-tasks.md).
"""

from __future__ import annotations

import logging
import random
from collections.abc import Collection
from datetime import UTC, datetime, timedelta
from traceback import format_exception
from typing import cast

from django.db import transaction
from django.db.models import QuerySet
from django_tasks import TaskContext, TaskResult, TaskResultStatus
from django_tasks.utils import get_module_path, normalize_json
from django_tasks_db.models import DBTaskResult

from amarre.tasks import policy
from amarre.tasks.actions import leave, record_failure
from amarre.tasks.models import Worker

logger = logging.getLogger("amarre.tasks")
_dice = random.Random()


def claim(worker: str, *, queues: Collection[str] = (), at: datetime) -> DBTaskResult | None:
    """Take the next ready task for `worker` (of `queues`, or of any), or None when none is ready.

    The claim is one conditional UPDATE: two workers may look at the same row, only one takes it. Looking costs a read,
    so that idle workers never hold SQLite's write lock.
    """
    ready = DBTaskResult.objects.ready()
    if queues:
        ready = ready.filter(queue_name__in=queues)
    while (row := ready.first()) is not None:
        names = [*row.worker_ids, worker]
        untouched = DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.READY, started_at=row.started_at)
        if untouched.update(status=TaskResultStatus.RUNNING, started_at=at, worker_ids=names):
            row.status, row.started_at, row.worker_ids = TaskResultStatus.RUNNING, at, names
            return row
    return None


def run(row: DBTaskResult) -> BaseException | None:
    """Run a claimed task once; returns what it raised, or None. The end is not written yet: see `settle`."""
    try:
        task, result = row.task, row.task_result
        context = [TaskContext(task_result=cast(TaskResult, result))] if task.takes_context else []
        row.return_value = normalize_json(task.call(*context, *result.args, **result.kwargs))
    except (Exception, SystemExit) as error:
        return error
    return None


def settle(row: DBTaskResult, error: BaseException | None, *, at: datetime) -> bool:
    """Write how the task ended. False when it was taken over meanwhile: then the other worker's end counts."""
    if error is None:
        return _end(row, TaskResultStatus.SUCCESSFUL, at)
    verdict = policy.after_error(error, len(row.worker_ids), dice=_dice)
    if isinstance(verdict, policy.Again):
        logger.warning("%s will be tried again in %.1f s: %s", row.task_path, verdict.seconds, error)
        return _give_back(row, verdict.seconds, at)
    logger.error("%s failed for good: %s", row.task_path, verdict.detail, exc_info=error)
    row.exception_class_path = get_module_path(type(error))
    row.traceback = "".join(format_exception(error))
    return _fail(row, verdict, at)


def reap(*, at: datetime, timeout: timedelta) -> int:
    """Give back the tasks of workers that are gone; returns how many were found.

    On this machine a worker is gone when its process is; on another, when it has not said that it is here for
    `timeout` (or never did).
    """
    workers = {worker.name: worker for worker in Worker.objects.all()}
    found = 0
    for row in DBTaskResult.objects.running():
        name = row.worker_ids[-1]
        if workers.get(name, _unheard(name)).is_gone(at=at, timeout=timeout):
            _recover(row, at)
            found += 1
    for worker in workers.values():
        if worker.is_gone(at=at, timeout=timeout):
            leave(worker.name)
    return found


def _unheard(name: str) -> Worker:
    """A worker that is not on the list: on another machine, it has always been silent."""
    return Worker(name=name, beat_at=datetime.min.replace(tzinfo=UTC))


def _recover(row: DBTaskResult, at: datetime) -> None:
    verdict = policy.after_loss(len(row.worker_ids), dice=_dice)
    logger.warning("%s (%s) was left by %s, which is gone", row.task_path, row.pk, row.worker_ids[-1])
    if isinstance(verdict, policy.Again):
        _give_back(row, verdict.seconds, at)
    else:
        _fail(row, verdict, at)


def _give_back(row: DBTaskResult, seconds: float, at: datetime) -> bool:
    return bool(_mine(row).update(status=TaskResultStatus.READY, run_after=at + timedelta(seconds=seconds)))


def _fail(row: DBTaskResult, verdict: policy.GiveUp, at: datetime) -> bool:
    with transaction.atomic():
        if not _end(row, TaskResultStatus.FAILED, at):
            return False
        record_failure(
            verdict,
            task=row.task_path,
            result_id=str(row.pk),
            arguments=row.args_kwargs,
            attempts=len(row.worker_ids),
            at=at,
            traceback=row.traceback,
        )
    return True


def _end(row: DBTaskResult, status: TaskResultStatus, at: datetime) -> bool:
    return bool(
        _mine(row).update(
            status=status,
            finished_at=at,
            return_value=row.return_value,
            exception_class_path=row.exception_class_path,
            traceback=row.traceback,
        )
    )


def _mine(row: DBTaskResult) -> QuerySet[DBTaskResult]:
    """The row, if nobody has taken it over since we claimed it."""
    return DBTaskResult.objects.filter(pk=row.pk, status=TaskResultStatus.RUNNING, started_at=row.started_at)
