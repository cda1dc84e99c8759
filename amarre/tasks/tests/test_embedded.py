"""The embedded engine, task by task: claims, ends, and the tasks of workers that are gone."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult

from amarre.tasks import actions, embedded
from amarre.tasks.models import Failure, Worker
from amarre.tasks.policy import MOST_ATTEMPTS
from amarre.tasks.processes import Process
from amarre.tasks.tests import sample

pytestmark = pytest.mark.django_db


HALF_A_MINUTE = timedelta(seconds=30)
ELSEWHERE = "elsewhere:7:99:ab"


def queue(path: Path) -> DBTaskResult:
    return DBTaskResult.objects.get(pk=sample.note.enqueue(str(path), "done").id)


def test_two_workers_never_take_the_same_task(tmp_path: Path, at: datetime) -> None:
    queue(tmp_path / "told")
    assert embedded.claim("one", at=at) is not None
    assert embedded.claim("two", at=at) is None


def test_a_worker_of_one_queue_leaves_the_others_alone(tmp_path: Path, at: datetime) -> None:
    queue(tmp_path / "told")
    assert embedded.claim("sender", queues=["send"], at=at) is None
    assert embedded.claim("all", at=at) is not None


def test_the_task_of_a_living_worker_is_left_alone(tmp_path: Path, at: datetime) -> None:
    queue(tmp_path / "told")
    embedded.claim(str(Process.current()), at=at)
    assert embedded.reap(at=at + timedelta(days=1), timeout=HALF_A_MINUTE) == 0


def test_a_worker_on_another_machine_is_given_time_before_it_is_taken_for_dead(tmp_path: Path, at: datetime) -> None:
    row = queue(tmp_path / "told")
    actions.beat(ELSEWHERE, at=at)
    embedded.claim(ELSEWHERE, at=at)
    assert embedded.reap(at=at + timedelta(seconds=29), timeout=HALF_A_MINUTE) == 0
    assert embedded.reap(at=at + timedelta(seconds=31), timeout=HALF_A_MINUTE) == 1
    row.refresh_from_db()
    assert row.status == TaskResultStatus.READY
    assert not Worker.objects.exists()


def test_a_worker_taken_for_dead_that_comes_back_does_not_overwrite_the_end_written_by_its_heir(
    tmp_path: Path, at: datetime
) -> None:
    queue(tmp_path / "told")
    slow = embedded.claim(ELSEWHERE, at=at)
    assert slow is not None
    embedded.reap(at=at, timeout=HALF_A_MINUTE)
    heir = embedded.claim("heir", at=at + timedelta(seconds=1))
    assert heir is not None
    assert embedded.settle(heir, embedded.run(heir), at=at)
    assert not embedded.settle(slow, ValueError("too late"), at=at)
    heir.refresh_from_db()
    assert heir.status == TaskResultStatus.SUCCESSFUL


def test_a_task_that_ends_every_worker_is_given_up_and_says_so(tmp_path: Path, at: datetime) -> None:
    row = queue(tmp_path / "told")
    for attempt in range(MOST_ATTEMPTS):
        later = at + timedelta(hours=attempt)
        DBTaskResult.objects.filter(pk=row.pk).update(run_after=later)
        assert embedded.claim(ELSEWHERE, at=later) is not None
        embedded.reap(at=later, timeout=HALF_A_MINUTE)
    row.refresh_from_db()
    failure = Failure.objects.get()
    assert row.status == TaskResultStatus.FAILED
    assert (failure.reason, failure.attempts, failure.result_id) == (Failure.Reason.LOST, MOST_ATTEMPTS, str(row.pk))


def test_a_task_whose_function_is_no_longer_there_fails_with_words(at: datetime) -> None:
    row = DBTaskResult.objects.get(pk=sample.fail.enqueue().id)
    DBTaskResult.objects.filter(pk=row.pk).update(task_path="amarre.tasks.tests.sample.gone_since")
    claimed = embedded.claim("worker", at=at)
    assert claimed is not None
    embedded.settle(claimed, embedded.run(claimed), at=at)
    assert "gone_since" in Failure.objects.get().detail
