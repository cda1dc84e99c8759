"""The embedded engine as a whole: see `embedded` for one task, `worker` for the process."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django_tasks import TaskResultStatus
from django_tasks_db.models import DBTaskResult, get_date_max

from amarre.tasks import embedded
from amarre.tasks.engine import Load, Options
from amarre.tasks.processes import Process
from amarre.tasks.worker import EmbeddedWorker


class EmbeddedEngine:
    """Tasks kept in our own database and run by our own worker. Any database will do."""

    def work(self, options: Options) -> int:
        return EmbeddedWorker(options).run()

    def run_pending(self, *, also_delayed: bool = False) -> int:
        worker, runs = str(Process.current()), 0
        while True:
            if also_delayed:
                _hasten(timezone.now())
            row = embedded.claim(worker, at=timezone.now())
            if row is None:
                return runs
            embedded.settle(row, embedded.run(row), at=timezone.now())
            runs += 1

    def load(self, *, at: datetime) -> Load:
        ready = DBTaskResult.objects.filter(status=TaskResultStatus.READY)
        due = ready.filter(run_after__lte=at) | ready.filter(run_after=get_date_max())
        oldest = due.order_by("enqueued_at").values_list("enqueued_at", flat=True).first()
        return Load(ready.count(), DBTaskResult.objects.running().count(), oldest)

    def forget(self, *, before: datetime) -> None:
        DBTaskResult.objects.finished().filter(finished_at__lt=before).delete()


def _hasten(at: datetime) -> None:
    """Make due at once whatever waits for a later time."""
    later = DBTaskResult.objects.filter(status=TaskResultStatus.READY, run_after__gt=at)
    later.exclude(run_after=get_date_max()).update(run_after=at)
