"""The distributed engine: procrastinate runs the jobs; retries, recovery, periods and failures follow our own rules.

So that a `@task` behaves alike on both engines, only three things are procrastinate's: the queue, the claim
(SKIP LOCKED) and the wake-up (LISTEN/NOTIFY).
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Coroutine
from datetime import datetime, timedelta
from traceback import format_exception
from typing import Any, TypeVar, cast

from asgiref.sync import async_to_sync
from django.db import connection, transaction
from django.db.models import QuerySet
from django.utils import timezone
from django_tasks import TaskContext, task_backends
from procrastinate import BaseRetryStrategy, JobContext, RetryDecision
from procrastinate.contrib.django import DjangoApp, app
from procrastinate.contrib.django.models import ProcrastinateJob
from procrastinate.contrib.django.utils import connector_params
from procrastinate.jobs import Job, Status
from procrastinate.psycopg_connector import PsycopgConnector

from amarre.tasks import policy
from amarre.tasks.actions import leave, note_queue_worker, record_failure
from amarre.tasks.config import QUEUES
from amarre.tasks.engine import Load, Options
from amarre.tasks.keeper import Keeper
from amarre.tasks.models import Worker
from amarre.tasks.processes import Process
from amarre.tasks.procrastinate_backend import JOB_NAME, ProcrastinateBackend, database_errors, decoded
from amarre.tasks.signals import stop_on_signal

logger = logging.getLogger("amarre.tasks")
_dice = random.Random()

T = TypeVar("T")

HEARTBEAT_SECONDS = 2.0
SILENCE_SECONDS = 10.0
"""Procrastinate's workers say "I am here" every two seconds; one that is silent for ten is taken for dead."""

_REAPER_LOCK = 4_210_077_001
"""PostgreSQL advisory lock: one round for lost jobs at a time, or a job given back could be given back twice."""

_HASTEN = "UPDATE procrastinate_jobs SET scheduled_at = %s WHERE status = 'todo' AND scheduled_at > %s"

_OLDEST = """
    SELECT min(event.at) FROM procrastinate_events event JOIN procrastinate_jobs job ON job.id = event.job_id
    WHERE job.status = 'todo' AND event.type = 'deferred' AND coalesce(job.scheduled_at, %s) <= %s
"""


class Backoff(BaseRetryStrategy):
    """Our policy, in procrastinate's terms."""

    def get_retry_decision(self, *, exception: BaseException, job: Job) -> RetryDecision | None:
        verdict = policy.after_error(exception, job.attempts + 1, dice=_dice)
        if isinstance(verdict, policy.GiveUp):
            return None
        logger.warning("%s will be tried again in %.1f s: %s", job.task_kwargs["path"], verdict.seconds, exception)
        return RetryDecision(retry_at=timezone.now() + timedelta(seconds=verdict.seconds))


def run_job(context: JobContext, path: str, args: list[Any], kwargs: dict[str, Any]) -> None:
    """Run the task behind a job. An error is kept as a failure when it is the last, and raised again in any case."""
    backend = cast(ProcrastinateBackend, task_backends["default"])
    job = context.job
    if job.worker_id is not None:
        note_queue_worker(context.additional_context["worker"], job.worker_id)
    try:
        result = backend.result_of(job)
        first = [TaskContext(task_result=result)] if result.task.takes_context else []
        result.task.call(*first, *args, **kwargs)
    except Exception as error:
        verdict = policy.after_error(error, job.attempts + 1, dice=_dice)
        if isinstance(verdict, policy.GiveUp):
            logger.error("%s failed for good: %s", path, verdict.detail)
            _keep(job, verdict, "".join(format_exception(error)))
        raise


def reap(*, at: datetime, timeout: timedelta) -> int:
    """Give back the jobs of workers that are gone; returns how many were found.

    A worker is gone when its process on this machine is, or when procrastinate has not heard from it.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [_REAPER_LOCK])
        if not cursor.fetchone()[0]:
            return 0
        gone = [worker for worker in Worker.objects.all() if worker.is_gone(at=at, timeout=timeout)]
        lost = _lost_jobs(gone)
        for job in lost:
            _recover(job, at)
        for worker in gone:
            leave(worker.name)
    return len(lost)


def _lost_jobs(gone: list[Worker]) -> list[Job]:
    silent = _wait(app.job_manager.get_stalled_jobs(task_name=JOB_NAME, seconds_since_heartbeat=SILENCE_SECONDS))
    numbers = [worker.queue_worker for worker in gone if worker.queue_worker is not None]
    dead = _jobs().filter(status="doing", worker_id__in=numbers)
    jobs = {job.id: decoded(job) for job in silent} | {job.pk: job.procrastinate_job for job in dead}
    return list(jobs.values())


def _recover(job: Job, at: datetime) -> None:
    logger.warning("%s (%s) was left by worker %s, which is gone", job.task_kwargs["path"], job.id, job.worker_id)
    verdict = policy.after_loss(job.attempts + 1, dice=_dice)
    if isinstance(verdict, policy.Again):
        _wait(app.job_manager.retry_job(job, retry_at=at + timedelta(seconds=verdict.seconds)))
    else:
        _wait(app.job_manager.finish_job(job, status=Status.FAILED, delete_job=False))
        _keep(job, verdict, "")


def _keep(job: Job, verdict: policy.GiveUp, traceback: str) -> None:
    words = job.task_kwargs
    record_failure(
        verdict,
        task=str(words["path"]),
        result_id=str(job.id),
        arguments={"args": words["args"], "kwargs": words["kwargs"]},
        attempts=job.attempts + 1,
        at=timezone.now(),
        traceback=traceback,
    )


def _jobs() -> QuerySet[ProcrastinateJob]:
    return ProcrastinateJob._default_manager.all()


class ProcrastinateEngine:
    """Tasks kept in PostgreSQL and run by procrastinate, on as many machines as wanted."""

    def work(self, options: Options) -> int:
        keeper = Keeper(str(Process.current()), reap)
        keeper.round(at=timezone.now())
        keeper.start()
        try:
            asyncio.run(_work(options, keeper.worker))
        finally:
            keeper.stop()
        return 0

    def run_pending(self, *, also_delayed: bool = False) -> int:
        runs = 0
        while True:
            if also_delayed:
                _hasten(timezone.now())
            ready = _jobs().filter(status="todo").exclude(scheduled_at__gt=timezone.now()).count()
            if not ready:
                return runs
            asyncio.run(_work(Options(lanes=1, once=True), "here"))
            runs += ready

    def load(self, *, at: datetime) -> Load:
        with connection.cursor() as cursor:
            cursor.execute(_OLDEST, [at, at])
            oldest = cursor.fetchone()[0]
        jobs = _jobs()
        return Load(jobs.filter(status="todo").count(), jobs.filter(status="doing").count(), oldest)

    def forget(self, *, before: datetime) -> None:
        hours = max(1, round((timezone.now() - before).total_seconds() / 3600))
        _wait(app.job_manager.delete_old_jobs(nb_hours=hours, include_failed=True))


async def _work(options: Options, name: str) -> None:
    """Run a procrastinate worker on its own connections until told to stop (with `once`: until nothing is ready)."""
    worker_app = DjangoApp(connector=PsycopgConnector(kwargs=connector_params()))
    worker_app.task(name=JOB_NAME, pass_context=True, retry=Backoff())(run_job)
    async with worker_app.open_async():
        worker = asyncio.ensure_future(
            worker_app.run_worker_async(
                queues=list(options.queues or QUEUES),
                name=name,
                concurrency=options.lanes,
                wait=not options.once,
                install_signal_handlers=False,
                additional_context={"worker": name},
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENCE_SECONDS,
            )
        )
        loop = asyncio.get_running_loop()
        with stop_on_signal(lambda: loop.call_soon_threadsafe(worker.cancel)):
            await asyncio.wait([worker])
        if not worker.cancelled():
            worker.result()


def _hasten(at: datetime) -> None:
    """Make due at once whatever waits for a later time."""
    with connection.cursor() as cursor:
        cursor.execute(_HASTEN, [at, at])


def _wait(work: Coroutine[Any, Any, T]) -> T:
    """The result of one of procrastinate's coroutines, on Django's own connection of this thread."""

    async def awaited() -> T:
        return await work

    with database_errors():
        return async_to_sync(awaited)()
