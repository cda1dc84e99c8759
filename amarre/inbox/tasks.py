"""Background work: what came in is opened within seconds."""

from __future__ import annotations

from django_tasks import task

from amarre.inbox.actions import claim_new
from amarre.lib.time import now
from amarre.tasks.periodic import every

AT_ONCE = 500


@every(3)
@task()
def open_new_words() -> int:
    """Open a conversation for every message that waits; the rest waits for the next period."""
    return claim_new(at=now(), limit=AT_ONCE)
