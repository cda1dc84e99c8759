"""The background work that sends."""

from __future__ import annotations

import time
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Q, QuerySet
from django_tasks import task

from amarre.channels.kinds.email import pool
from amarre.channels.models import Batch
from amarre.channels.outbox.pacing import forget_old
from amarre.channels.outbox.recovery import reap
from amarre.channels.outbox.sending import send_chunk
from amarre.lib.time import now
from amarre.tasks.periodic import every
from amarre.tasks.processes import Process

# Long work is sliced: a task sends for so long, then queues the rest, so that an answer to one person never waits long.
SECONDS_AT_ONCE = 10.0
# A batch on which nobody has worked for so long is taken up again.
IDLE = timedelta(seconds=30)
# A send of more than this many rows is worth several senders, where workers are many (PostgreSQL).
ROWS_FOR_A_SENDER, SENDERS = 10_000, 4


@task(queue_name="send")
def send_batch(batch_id: int) -> int:
    """Send a batch for some seconds; returns how many rows were answered."""
    if _by_the_drill_itself(batch_id):
        return 0
    worker = str(Process.current())
    ends = time.monotonic() + SECONDS_AT_ONCE
    sent = 0
    while (left := ends - time.monotonic()) > 0:
        answered = send_chunk(batch_id, worker=worker, clock=now, seconds=left)
        sent += answered
        if not answered:
            return sent
    send_batch.enqueue(batch_id)
    return sent


@every(5)
@task(queue_name="send")
def keep_sending() -> int:
    """Say which rows lost their sender, and take up the batches on which nobody works: a retry that is due, a server
    that was away, a worker that died. Returns how many were taken up."""
    at = now()
    reap(at=at)
    pool.close_idle()
    waiting = [pk for pk in wants_sending(at=at).values_list("pk", flat=True) if not _by_the_drill_itself(pk)]
    for batch_id in waiting:
        send_batch.enqueue(batch_id)
    return len(waiting)


def _by_the_drill_itself(batch_id: int) -> bool:
    """A drill hands its letters to its own server itself, on its own clock: ours would date them days ahead of it."""
    return Batch.objects.filter(pk=batch_id, channel__is_drill=True).exclude(channel__kind="tray").exists()


@every(3600)
@task()
def tidy_up() -> int:
    """Throw away what no limit looks at any more; returns how many windows of pace."""
    return forget_old(at=now())


def wants_sending(*, at: datetime) -> QuerySet[Batch]:
    """Batches being sent whose time has come and on which nobody seems to work."""
    idle = Q(worked_at=None) | Q(worked_at__lt=at - IDLE)
    due = Q(next_at=None) | Q(next_at__lte=at)
    return Batch.objects.filter(idle & due, state=Batch.State.SENDING)


def begin(batch: Batch, *, rows: int) -> None:
    """Have the batch sent: by one worker, or by several when it is large and they can share it."""
    senders = 1
    if connection.vendor == "postgresql":
        senders = max(1, min(SENDERS, rows // ROWS_FOR_A_SENDER))
    for _sender in range(senders):
        send_batch.enqueue(batch.pk)
