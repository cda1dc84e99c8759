"""Whether anybody does the background work."""

from __future__ import annotations

from datetime import datetime

from amarre.tasks.keeper import TIMEOUT
from amarre.tasks.models import Worker


def somebody_works(*, at: datetime) -> bool:
    """Whether at least one worker lives: looked up on this machine, by its last sign of life on another."""
    return any(not worker.is_gone(at=at, timeout=TIMEOUT) for worker in Worker.objects.all())
