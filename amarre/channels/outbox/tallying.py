"""The background work that keeps the tallies of large batches."""

from __future__ import annotations

from django_tasks import task

from amarre.channels.outbox.progress import keep_large, keep_tallies
from amarre.lib.time import now
from amarre.tasks.periodic import every


@every(3)
@task()
def keep_counting() -> int:
    """Count again the large batches whose tally is due; returns how many."""
    return keep_tallies(at=now())


@every(300)
@task()
def count_the_large() -> int:
    """Begin a tally for the large batches that left before a worker looked at them; returns how many."""
    return keep_large(at=now())
