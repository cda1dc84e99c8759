"""The only writer of this app's rows: workers come and leave, periods start, failures are kept."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django_tasks import TaskResultStatus
from django_tasks.exceptions import TaskResultDoesNotExist

from amarre.tasks.models import Failure, Schedule, Worker
from amarre.tasks.periodic import PERIODIC, Periodic
from amarre.tasks.policy import GiveUp


def beat(name: str, *, at: datetime) -> None:
    """The worker is here."""
    if not Worker.objects.filter(name=name).update(beat_at=at):
        Worker.objects.create(name=name, started_at=at, beat_at=at)


def note_queue_worker(name: str, number: int) -> None:
    """The worker is number so-and-so among procrastinate's: its jobs can be found if its process dies."""
    Worker.objects.filter(name=name).exclude(queue_worker=number).update(queue_worker=number)


def leave(name: str) -> None:
    """The worker has ended, or was found gone."""
    Worker.objects.filter(name=name).delete()


def record_failure(
    verdict: GiveUp,
    *,
    task: str,
    result_id: str,
    arguments: dict[str, Any],
    attempts: int,
    at: datetime,
    traceback: str = "",
) -> Failure:
    """Keep the evidence of a task that was given up."""
    return Failure.objects.create(
        task=task,
        result_id=result_id,
        arguments=arguments,
        attempts=attempts,
        reason=verdict.reason,
        detail=verdict.detail,
        traceback=traceback,
        failed_at=at,
    )


def tick(*, at: datetime) -> list[str]:
    """Start the periodic tasks that are due; returns their paths. Safe to call from any number of workers."""
    known = {schedule.task: schedule for schedule in Schedule.objects.all()}
    started = []
    for path, periodic in PERIODIC.items():
        schedule = known.get(path) or Schedule.objects.get_or_create(task=path)[0]
        if _due(schedule, periodic, at) and not _still_waits(schedule, periodic) and _start(schedule, periodic, at):
            started.append(path)
    return started


def forget(*, before: datetime) -> int:
    """Drop the failures recorded before a date; returns how many."""
    return Failure.objects.filter(failed_at__lt=before).delete()[0]


def _due(schedule: Schedule, periodic: Periodic, at: datetime) -> bool:
    return schedule.last_at is None or schedule.last_at + timedelta(seconds=periodic.seconds) <= at


def _still_waits(schedule: Schedule, periodic: Periodic) -> bool:
    if not schedule.last_result:
        return False
    try:
        return periodic.task.get_backend().get_result(schedule.last_result).status == TaskResultStatus.READY
    except TaskResultDoesNotExist:
        return False


def _start(schedule: Schedule, periodic: Periodic, at: datetime) -> bool:
    """The worker whose UPDATE still finds the moment it read is the one that starts this period."""
    with transaction.atomic():
        mine = Schedule.objects.filter(pk=schedule.pk, last_at=schedule.last_at)
        if not mine.update(last_at=at):
            return False
        result = periodic.task.enqueue()
        Schedule.objects.filter(pk=schedule.pk).update(last_result=result.id)
    return True
