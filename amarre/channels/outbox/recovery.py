"""What became of the messages of a sender that died: read from its own record; unsure only where nobody knows."""

from __future__ import annotations

import contextlib
from datetime import datetime
from pathlib import Path

from django.db import transaction

from amarre.channels.models import Delivery, Lease
from amarre.channels.outbox import record
from amarre.channels.outbox.leasing import Row
from amarre.channels.outbox.outcomes import Outcome, write_down
from amarre.channels.outbox.sending import settle
from amarre.tasks.processes import Process


def reap(*, at: datetime) -> int:
    """End the leases whose worker died, or whose time ran out; returns how many messages are unsure because of it.

    A worker on this machine is known dead or alive at once, and its record tells what it had begun. One elsewhere is
    given up when its lease ends, and then all that it held is unsure: its record is on its own machine.
    """
    unsure = 0
    for lease in Lease.objects.select_related("batch__channel").order_by("id"):
        lives = _lives(lease.worker)
        if lives is False or (lives is None and lease.until < at):
            unsure += _end(lease, is_here=lives is False, at=at)
    return unsure


def _end(lease: Lease, *, is_here: bool, at: datetime) -> int:
    with transaction.atomic():
        # Whoever deletes the lease ends it: two who find it at once do not both write.
        if not Lease.objects.filter(pk=lease.pk).delete()[0]:
            return 0
        rows = _rows(lease)
        outcome = _outcome(lease, rows, is_here=is_here)
        write_down(lease.batch, lease, rows, outcome, at=at)
        settle(lease.batch, at=at)
    if is_here and lease.record:
        with contextlib.suppress(OSError):
            Path(lease.record).unlink()
    return len(outcome.begun)


def _rows(lease: Lease) -> list[Row]:
    held = Delivery.objects.filter(lease_ref=lease.pk, state=Delivery.State.SENDING).order_by("id")
    return [
        Row(
            each.pk, each.person_ref, each.address, each.language, each.values, each.attempts, each.in_reply_to,
            token="",
        )
        for each in held
    ]  # fmt: skip


def _outcome(lease: Lease, rows: list[Row], *, is_here: bool) -> Outcome:
    outcome = Outcome()
    try:
        if not is_here:
            raise record.Unreadable("its machine is not this one")
        told = record.read(lease.pk, lease.record)
    except record.Unreadable:
        outcome.begun = rows
        return outcome
    by_id = {row.id: row for row in rows}
    outcome.results = [(by_id[number], result) for number, result in told.answered.items() if number in by_id]
    outcome.begun = [by_id[number] for number in told.begun if number in by_id]
    return outcome


def _lives(name: str) -> bool | None:
    """Whether the process of that name runs on this machine; None when it cannot be known from here."""
    process = Process.parse(name)
    return process.lives() if process is not None else None
