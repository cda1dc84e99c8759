"""Starting, holding and stopping what leaves. Each is one act of a person, journalled."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from amarre.accounts import journal
from amarre.accounts.models import User
from amarre.channels import planned
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox.work import begin
from amarre.lib.errors import Conflict, Invalid

State = Batch.State
STOPPABLE = (State.READY, State.SENDING, State.PAUSED)


@transaction.atomic
def start(batch: Batch, *, by: User | None, at: datetime) -> Batch:
    """Begin to send. Raises Conflict unless the batch is ready."""
    batch = _locked(batch)
    if batch.state != State.READY:
        raise Conflict(_("This send cannot be started: it is %(state)s.") % {"state": batch.get_state_display()})
    batch.state, batch.started_at, batch.next_at = State.SENDING, at, at
    batch.save(update_fields=["state", "started_at", "next_at"])
    count = batch.deliveries.filter(state=Delivery.State.QUEUED).count()
    _record("send.start", batch, by=by, at=at, count=count)
    begin(batch, rows=count)
    return batch


@transaction.atomic
def pause(batch: Batch, *, by: User | None, at: datetime, why: str = "") -> Batch:
    """Hold a send: what is in flight ends, nothing more leaves. Raises Conflict when it is not being sent."""
    batch = _locked(batch)
    if batch.state != State.SENDING:
        raise Conflict(_("Only a send that is running can be paused."))
    batch.state, batch.state_reason, batch.worked_at = State.PAUSED, why[:200], None
    batch.save(update_fields=["state", "state_reason", "worked_at"])
    _record("send.pause", batch, by=by, at=at, why=why)
    return batch


@transaction.atomic
def resume(batch: Batch, *, by: User | None, at: datetime) -> Batch:
    """Go on with a paused send. Raises Conflict when it is not paused, or must be approved again first (`hold`)."""
    batch = _locked(batch)
    if batch.state != State.PAUSED:
        raise Conflict(_("Only a paused send can be resumed."))
    if batch.hold:
        raise Conflict(
            _("This send cannot be resumed: what it says is no longer what was approved (%(why)s).")
            % {"why": batch.hold},
            hint=_("It needs a fresh approval. Open its message."),
        )
    batch.state, batch.state_reason, batch.next_at, batch.troubles = State.SENDING, "", at, 0
    batch.save(update_fields=["state", "state_reason", "next_at", "troubles"])
    _record("send.resume", batch, by=by, at=at)
    begin(batch, rows=batch.deliveries.filter(state=Delivery.State.QUEUED).count())
    return batch


@transaction.atomic
def hold(batch: Batch, *, why: str, at: datetime) -> Batch:
    """What the send says has become untrue: pause it, and have nobody resume it before it is approved again.

    Raises Conflict when it is neither being sent nor paused.
    """
    batch = _locked(batch)
    if batch.state not in (State.SENDING, State.PAUSED):
        raise Conflict(_("Only a send that is under way can be held."))
    batch.state, batch.state_reason, batch.hold, batch.worked_at = State.PAUSED, why[:200], why[:200], None
    batch.save(update_fields=["state", "state_reason", "hold", "worked_at"])
    _record("send.hold", batch, by=None, at=at, why=why)
    return batch


@transaction.atomic
def release(batch: Batch, *, by: User, at: datetime) -> Batch:
    """The send has been approved again as it is: it may be resumed. The caller has seen to the approval."""
    batch = _locked(batch)
    if batch.hold:
        batch.hold = ""
        batch.save(update_fields=["hold"])
        _record("send.release", batch, by=by, at=at)
    return batch


@transaction.atomic
def stop(batch: Batch, *, by: User | None, at: datetime, why: str = "") -> Batch:
    """End a send for good: those not yet written to will not be. Raises Conflict when there is nothing to stop."""
    batch = _locked(batch)
    if batch.state not in STOPPABLE:
        raise Conflict(_("There is nothing to stop: this send is %(state)s.") % {"state": batch.get_state_display()})
    waiting = batch.deliveries.filter(state=Delivery.State.QUEUED)
    count = waiting.update(state=Delivery.State.STOPPED, closed_at=at, reason="stopped")
    batch.state, batch.state_reason, batch.finished_at, batch.worked_at = State.STOPPED, why[:200], at, None
    batch.save(update_fields=["state", "state_reason", "finished_at", "worked_at"])
    _record("send.stop", batch, by=by, at=at, count=count, why=why)
    return batch


def stoppable() -> list[Batch]:
    """What is leaving or about to: the batches that 'stop everything' would stop."""
    return list(Batch.objects.filter(state__in=STOPPABLE).select_related("channel"))


def stop_everything(*, by: User, at: datetime) -> int:
    """Stop all of them; returns how many. Each is its own transaction: what could be stopped stays stopped. What would
    leave by itself later is held first, so that nothing begins meanwhile."""
    held = planned.hold_all(by=by, at=at)
    # All of them are silent at once; writing down a million rows as stopped takes its time, one send after the other.
    Batch.objects.filter(state=State.SENDING).update(state=State.PAUSED, worked_at=None)
    stopped = 0
    for batch in stoppable():
        try:
            stop(batch, by=by, at=at, why=_("Everything was stopped."))
            stopped += 1
        except Conflict:
            continue  # it ended by itself meanwhile
    journal.record("send.stop_everything", by=by, at=at, count=stopped, held=held)
    return stopped


@transaction.atomic
def retry_failed(batch: Batch, *, by: User | None, at: datetime) -> int:
    """Try again the rows that were given up; returns how many."""
    failed = batch.deliveries.filter(state=Delivery.State.FAILED)
    return _send_again(batch, failed, "send.retry", by=by, at=at)


@transaction.atomic
def resend_unsure(batch: Batch, *, by: User | None, at: datetime) -> int:
    """Send again the rows that may not have left. Some people may receive the message twice, unless the next hop drops
    doubles: the caller has said so to the person who pressed the button."""
    unsure = batch.deliveries.filter(state=Delivery.State.UNSURE)
    return _send_again(batch, unsure, "send.resend_unsure", by=by, at=at)


def _send_again(batch: Batch, rows: QuerySet[Delivery], verb: str, *, by: User | None, at: datetime) -> int:
    batch = _locked(batch)
    if KINDS.get(batch.channel.kind).send is None:
        raise Invalid(_("This channel cannot send."))
    if batch.state == State.STOPPED:
        raise Conflict(_("This send was stopped."))
    count = rows.update(
        state=Delivery.State.QUEUED, attempts=0, not_before=None, closed_at=None, reason="", queued_at=at,
        lease_ref=None,
    )  # fmt: skip
    if not count:
        return 0
    if batch.state == State.FINISHED:
        batch.state, batch.finished_at, batch.next_at = State.SENDING, None, at
        batch.save(update_fields=["state", "finished_at", "next_at"])
    _record(verb, batch, by=by, at=at, count=count)
    begin(batch, rows=count)
    return count


def _locked(batch: Batch) -> Batch:
    return Batch.objects.select_for_update(of=("self",)).select_related("channel").get(pk=batch.pk)


def _record(verb: str, batch: Batch, *, by: User | None, at: datetime, **data: object) -> None:
    journal.record(verb, by=by, at=at, subject=batch, crisis_id=batch.crisis_id, label=batch.label, **data)
