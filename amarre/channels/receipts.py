"""News of what was sent: delivered, came back, reported, unsubscribed. The only writer of what such news changes."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.channels.models import Channel, Delivery, Inbound, Receipt, Suppression
from amarre.channels.suppression import lift, list_of, suppress
from amarre.engine.mailin import Outcome

Kind = Receipt.Kind
# What stands for an address where there is none (any more).
_NOBODY = ("", "erased")
# A later, better piece of news may replace these; a bounce is never undone by a delay notice.
_OPEN = (Delivery.State.SENT, Delivery.State.UNSURE, Delivery.State.SENDING)


@transaction.atomic
def note(
    kind: str,
    *,
    delivery: Delivery | None,
    at: datetime,
    inbound: Inbound | None = None,
    outcome: Outcome | None = None,
    channel: Channel | None = None,
    reference: str = "",
) -> Receipt:
    """Write a receipt and what follows from it: the delivery's state, and the suppression list on evidence.

    An address is suppressed only when the news names a delivery of ours by its secret token: anybody can forge a bounce
    for somebody else's address, nobody can guess the token. News that a provider pushed names its `channel` and the
    provider's own number of the message.
    """
    address = (outcome.address if outcome else "") or (delivery.address if delivery else "")
    receipt = Receipt.objects.create(
        delivery=delivery,
        inbound=inbound,
        channel=channel,
        reference=reference[:120],
        kind=kind,
        address=address[:320],
        permanent=outcome.permanent if outcome else None,
        status=outcome.status[:12] if outcome else "",
        reason=outcome.reason[:40] if outcome else "",
        diagnostic=outcome.diagnostic[:500] if outcome else "",
        at=at,
    )
    if delivery is not None:
        _change_state(delivery, receipt, at=at)
        _suppress_on_evidence(delivery, receipt, at=at)
    return receipt


@transaction.atomic
def attach(receipt: Receipt, delivery: Delivery, *, at: datetime) -> bool:
    """Put news that came too early with its message, and do what follows from it; False when it was done meanwhile."""
    if not Receipt.objects.filter(pk=receipt.pk, delivery=None).update(
        delivery=delivery, address=(receipt.address or delivery.address)[:320]
    ):
        return False
    _change_state(delivery, receipt, at=receipt.at)
    _suppress_on_evidence(delivery, receipt, at=at)
    return True


def _change_state(delivery: Delivery, receipt: Receipt, *, at: datetime) -> None:
    rows = Delivery.objects.filter(pk=delivery.pk)
    if receipt.kind == Kind.BOUNCED:
        rows.filter(state__in=(*_OPEN, Delivery.State.DELIVERED)).update(
            state=Delivery.State.BOUNCED, reason=receipt.reason, closed_at=at
        )
    elif receipt.kind == Kind.DELIVERED:
        rows.filter(state__in=_OPEN).update(state=Delivery.State.DELIVERED, reason="", closed_at=at)
    elif receipt.kind in (Kind.AUTO_REPLIED, Kind.COMPLAINED, Kind.UNSUBSCRIBED):
        # Somebody, or their mailbox, has read it: it did arrive.
        rows.filter(state=Delivery.State.UNSURE).update(state=Delivery.State.DELIVERED, reason="", closed_at=at)


def _suppress_on_evidence(delivery: Delivery, receipt: Receipt, *, at: datetime) -> None:
    cause = {Kind.COMPLAINED: "complained", Kind.UNSUBSCRIBED: "unsubscribed"}.get(Kind(receipt.kind), "")
    if receipt.kind == Kind.BOUNCED and receipt.permanent:
        cause = "dead"
    if cause and delivery.address not in _NOBODY:
        channel = delivery.batch.channel
        suppress(
            channel_kind=list_of(channel), address=delivery.address, cause=cause, by=None, at=at, receipt=receipt,
            normal_as=channel.kind,
        )  # fmt: skip


@transaction.atomic
def take_back(receipt: Receipt, *, by: User | None, at: datetime) -> None:
    """A colleague wrote this receipt by mistake (a code scanned twice, a wrong button): it never was.

    The delivery is again as the news before it left it, and what was suppressed on this evidence alone is lifted.
    """
    for row in Suppression.objects.filter(receipt=receipt, lifted_at=None):
        lift(row, why=_("The news was written down by mistake."), by=by, at=at)
    delivery = receipt.delivery
    receipt.delete()
    if delivery is None:
        return
    before = delivery.receipts.filter(kind__in=(Kind.BOUNCED, Kind.DELIVERED)).order_by("-at", "-id").first()
    state = {Kind.BOUNCED: Delivery.State.BOUNCED, Kind.DELIVERED: Delivery.State.DELIVERED}
    Delivery.objects.filter(pk=delivery.pk, state__in=state.values()).update(
        state=state[Kind(before.kind)] if before else Delivery.State.SENT,
        reason=before.reason if before and before.kind == Kind.BOUNCED else "",
        closed_at=before.at if before else None,
    )


def live_unsubscription(delivery: Delivery) -> Suppression | None:
    """The live suppression of the delivery's address, whatever its cause; none when it is written to."""
    name = list_of(delivery.batch.channel)
    return Suppression.objects.filter(channel_kind=name, address=delivery.address, lifted_at=None).first()


@transaction.atomic
def unsubscribe(delivery: Delivery, *, at: datetime) -> Suppression | None:
    """The person asked for no more. Pressing twice changes nothing more."""
    live = live_unsubscription(delivery)
    if live is None:
        note(Kind.UNSUBSCRIBED, delivery=delivery, at=at)
        live = live_unsubscription(delivery)
    return live


@transaction.atomic
def undo_unsubscription(delivery: Delivery, *, at: datetime) -> Suppression | None:
    """The person pressed by mistake. Only their own unsubscribing is undone: nobody else's act."""
    live = live_unsubscription(delivery)
    if live is not None and live.cause == Suppression.Cause.UNSUBSCRIBED:
        lift(live, why="the person asked to be written to again", by=None, at=at)
    return live_unsubscription(delivery)
