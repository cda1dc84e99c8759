"""The batches through which a message was sent: one for each channel, and for each fallback."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from django.db.models import QuerySet

from amarre.broadcasts.models import Message
from amarre.channels import outbox
from amarre.channels.models import Batch, Delivery

ENDED = (Batch.State.FINISHED, Batch.State.STOPPED)
"""States of a batch after which nothing of it leaves."""


def batches_of(*messages: Message) -> QuerySet[Batch]:
    """The batches of these messages, the oldest first."""
    return Batch.objects.filter(sending__message__in=messages).select_related("channel").order_by("pk")


def deliveries_of(*messages: Message) -> QuerySet[Delivery]:
    """One row for each person and attempt of these messages."""
    return Delivery.objects.filter(batch__in=Batch.objects.filter(sending__message__in=messages))


def sent_messages() -> QuerySet[Message]:
    """The messages of which something has left, or was about to."""
    return Message.objects.filter(sendings__isnull=False).distinct()


def progress_of(message: Message) -> outbox.Progress | None:
    """How far the whole message is, over all its batches; None before any was frozen. Counts rows: somebody who was
    tried by two channels counts twice."""
    return added(outbox.progress(batch) for batch in batches_of(message))


def added(parts: Iterable[outbox.Progress]) -> outbox.Progress | None:
    """Sums of counts; rates add, and the time left is the longest."""
    known = list(parts)
    if not known:
        return None
    counts = ("total", *Delivery.State.values)
    sums = {name: sum(getattr(part, name) for part in known) for name in counts}
    rates = [part.rate for part in known if part.rate is not None]
    left = [part.eta for part in known if part.eta is not None]
    return replace(known[0], **sums, rate=sum(rates) if rates else None, eta=max(left) if left else None)
