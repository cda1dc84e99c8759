"""What a crisis needs done by the clock."""

from __future__ import annotations

from django_tasks import task

from amarre.lib.time import now
from amarre.situation import actions
from amarre.tasks.periodic import every


@every(60)
@task()
def expire_facts() -> None:
    """Say of facts whose validity has passed that they have expired."""
    actions.expire_due(at=now())
