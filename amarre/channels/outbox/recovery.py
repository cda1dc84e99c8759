"""What became of the messages of a sender that died: read from its own record; unsure only where nobody knows."""

from __future__ import annotations

import contextlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from django.db import transaction

from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Delivery, Lease
from amarre.channels.outbox import record
from amarre.channels.outbox.checks import look
from amarre.channels.outbox.content import compose
from amarre.channels.outbox.leasing import Row
from amarre.channels.outbox.outcomes import Outcome, write_down
from amarre.channels.outbox.sending import HELD, settle
from amarre.engine.pace import Pace
from amarre.tasks.processes import Process

# A lease just taken may not be in its holder's hands yet.
FORGOTTEN_AFTER = timedelta(minutes=1)


def reap(*, at: datetime) -> int:
    """End the leases whose worker died, or whose time ran out; returns how many messages are unsure because of it.

    A worker on this machine is known dead or alive at once, and its record tells what it had begun. One elsewhere is
    given up when its lease ends, and then all that it held is unsure: its record is on its own machine.
    """
    unsure = 0
    for lease in Lease.objects.select_related("batch__channel").order_by("id"):
        lives = _lives(lease.worker) and not _is_forgotten(lease, at=at)
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
        _look_up_values(lease.batch, outcome, at=at)
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


def _look_up_values(batch: Batch, outcome: Outcome, *, at: datetime) -> None:
    """What was put in the words for those who have, or may have, read them: the worker had not written it down yet.

    It is looked up again, as it is now: a value that changed in the minutes between is told as it is now.
    """
    rows = [row for row, _result in outcome.results] + outcome.begun
    if rows:
        look(batch, KINDS.get(batch.channel.kind), Pace(), compose(batch), rows, Outcome(), at=at)


def _is_forgotten(lease: Lease, *, at: datetime) -> bool:
    """Whether a lease is this very process's and yet nobody here holds it: the database went away as it was taken."""
    process = Process.parse(lease.worker)
    mine = process is not None and process.pid == os.getpid()
    return mine and lease.pk not in HELD and lease.taken_at < at - FORGOTTEN_AFTER


def _lives(name: str) -> bool | None:
    """Whether the process of that name runs on this machine; None when it cannot be known from here."""
    process = Process.parse(name)
    return process.lives() if process is not None else None
