"""How far a send is: exact counts, and an estimate called one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Max

from amarre.channels.models import Batch, Delivery


@dataclass(frozen=True, slots=True)
class Progress:
    """Rows by state. `rate` is messages a second since the start, `eta` seconds left at that rate; none: unknown."""

    total: int
    queued: int
    sending: int
    sent: int
    delivered: int
    bounced: int
    failed: int
    stopped: int
    suppressed: int
    unsure: int
    rate: float | None
    eta: float | None

    @property
    def to_send(self) -> int:
        """All who were to receive it."""
        return self.total - self.suppressed

    @property
    def done(self) -> int:
        """All whose message has left or will not."""
        return self.to_send - self.queued - self.sending


def progress(batch: Batch) -> Progress:
    """Count the batch's rows. One grouped query over its own index."""
    counts = dict(batch.deliveries.order_by().values_list("state").annotate(rows=Count("id")))
    left = counts.get("queued", 0) + counts.get("sending", 0)
    gone = sum(counts.get(state, 0) for state in ("sent", "delivered", "bounced", "failed", "unsure"))
    rate = _rate(batch, gone)
    return Progress(
        total=sum(counts.values()),
        **{state: counts.get(state, 0) for state in Delivery.State.values},
        rate=rate,
        eta=left / rate if rate and left and batch.state == Batch.State.SENDING else None,
    )


def _rate(batch: Batch, gone: int) -> float | None:
    last: datetime | None = batch.finished_at or batch.worked_at
    if batch.state == Batch.State.SENDING and last is None:
        last = batch.deliveries.aggregate(last=Max("sent_at"))["last"]
    if batch.started_at is None or last is None or not gone:
        return None
    seconds = (last - batch.started_at).total_seconds()
    return gone / seconds if seconds > 0.5 else None


def causes(batch: Batch) -> list[tuple[str, str, int]]:
    """(state, reason, how many) of the rows that did not get through, the most frequent first."""
    states = ["bounced", "failed", "suppressed", "unsure"]
    rows = batch.deliveries.filter(state__in=states).order_by().values_list("state", "reason")
    return sorted(rows.annotate(rows=Count("id")), key=lambda row: -row[2])[:50]
