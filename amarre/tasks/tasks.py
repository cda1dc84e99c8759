"""The upkeep of background work itself."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone
from django_tasks import task

from amarre.tasks import actions
from amarre.tasks.engine import engine
from amarre.tasks.periodic import every

KEEP_DONE = timedelta(hours=2)
"""Tasks that run by the clock leave a row every few seconds; failures are kept apart (`Failure`)."""

KEEP_FAILED = timedelta(days=90)


@every(3600)
@task()
def tidy() -> None:
    """Forget tasks that ended two hours ago, and failures of more than ninety days."""
    now = timezone.now()
    engine().forget(before=now - KEEP_DONE)
    actions.forget(before=now - KEEP_FAILED)
