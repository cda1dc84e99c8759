"""The background work that sends."""

from __future__ import annotations

import time

from django_tasks import task

from amarre.channels.models import Batch
from amarre.channels.outbox.sending import reap, send_chunk, wants_sending
from amarre.lib.time import now
from amarre.tasks.periodic import every
from amarre.tasks.processes import Process

# Long work is sliced: a task sends for so long, then queues the rest.
SECONDS_AT_ONCE = 15.0


@task(queue_name="send")
def send_batch(batch_id: int) -> int:
    """Send a batch for some seconds; returns how many rows were answered."""
    if _by_the_drill_itself(batch_id):
        return 0
    worker = str(Process.current())
    ends = time.monotonic() + SECONDS_AT_ONCE
    sent = 0
    while time.monotonic() < ends:
        answered = send_chunk(batch_id, worker=worker, clock=now)
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
    waiting = [pk for pk in wants_sending(at=at).values_list("pk", flat=True) if not _by_the_drill_itself(pk)]
    for batch_id in waiting:
        send_batch.enqueue(batch_id)
    return len(waiting)


def _by_the_drill_itself(batch_id: int) -> bool:
    """A drill hands its letters to its own server itself, on its own clock: ours would date them days ahead of it."""
    return Batch.objects.filter(pk=batch_id, channel__is_drill=True).exclude(channel__kind="tray").exists()
