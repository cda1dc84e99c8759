"""The public door of providers: news of what was sent, and people's own words, as they are pushed to us.

Nothing is kept of a call that the provider did not sign. The same call twice changes nothing the second time. News that
comes before the ledger has learnt the provider's number of a message waits, and is put with it later.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.http import HttpRequest
from django_tasks import task

from amarre.channels.doors import config_of
from amarre.channels.inbound import receive, receive_said
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Kind, News, Said
from amarre.channels.links import by_token, deliveries_to
from amarre.channels.models import Channel, Delivery, Inbound, Receipt, Suppression
from amarre.channels.receipts import attach, note
from amarre.channels.suppression import list_of, suppress
from amarre.engine.mailin import Outcome
from amarre.lib.time import now
from amarre.tasks.periodic import every

# News whose message is not known (yet) is looked at again for so long; then it stays as it came.
WAITS = timedelta(days=1)
_AT_ONCE = 2000


class Unreadable(Exception):
    """The provider signed it, and it makes no sense: kept nowhere, so that the provider says so to its people."""


@dataclass(frozen=True)
class Taken:
    """How many pieces of news and messages of people were new."""

    news: int
    messages: int


def take(channel: Channel, request: HttpRequest, *, at: datetime) -> Taken:
    """Take in what the channel's provider pushes, all of it or nothing.

    Raises Forged for what the provider did not sign, Unreadable for what cannot be understood.
    """
    kind = KINDS.get(channel.kind)
    config = config_of(channel)
    try:
        news = list(kind.receipts(request, config)) if kind.receipts else []
        said = list(kind.parse(request, config)) if kind.parse else []
        for one in news:
            Receipt.Kind(one.kind)
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Unreadable(str(error)[:200]) from error
    with transaction.atomic():
        noted = [_note(channel, kind, one, at=at) for one in news]
        received = [_receive(channel, one, at=at) for one in said]
    return Taken(sum(noted), sum(received))


def _receive(channel: Channel, said: Said, *, at: datetime) -> bool:
    if said.raw:
        known = Inbound.objects.filter(channel_kind="email", digest=hashlib.sha256(said.raw).hexdigest()).exists()
        receive(said.raw, at=at)
        return not known
    _row, is_new = receive_said(said, channel=channel, at=at)
    return is_new


def _note(channel: Channel, kind: Kind, news: News, *, at: datetime) -> bool:
    """Write one piece of news down; whether it was new."""
    address = kind.address_of(news.address) if news.address else ""
    delivery = _delivery_of(channel, kind, news, address)
    if delivery is not None:
        # Two calls at the same moment: the second waits here, and then sees what the first has written.
        Delivery.objects.select_for_update().filter(pk=delivery.pk).first()
    if _is_known(channel, news, delivery, address):
        return False
    outcome = Outcome(address, news.permanent, news.status, news.reason, news.diagnostic)
    moment = min(news.at or at, at)
    receipt = note(
        news.kind, delivery=delivery, at=moment, outcome=outcome, channel=channel, reference=news.reference[:120]
    )
    if delivery is None and news.kind == Receipt.Kind.UNSUBSCRIBED and address:
        suppress(
            channel_kind=list_of(channel), address=address, cause="unsubscribed", by=None, at=at, receipt=receipt,
            normal_as=channel.kind,
        )  # fmt: skip
    return True


def _is_known(channel: Channel, news: News, delivery: Delivery | None, address: str) -> bool:
    """Whether this is written down already. A wish is, while it holds: somebody may ask for no more a second time."""
    if news.kind == Receipt.Kind.UNSUBSCRIBED:
        whose = address or (delivery.address if delivery else "")
        return Suppression.objects.filter(channel_kind=list_of(channel), address=whose, lifted_at=None).exists()
    same = Receipt.objects.filter(
        delivery=delivery, channel=channel, kind=news.kind, reference=news.reference[:120], reason=news.reason[:40]
    )
    if news.reference:
        # Said once more in words that the index of those that wait knows.
        same = same.exclude(reference="")
    return (same.filter(address=address) if address else same).exists()


def _delivery_of(channel: Channel, kind: Kind, news: News, address: str) -> Delivery | None:
    """The delivery of this channel that the news names: by our token, by the provider's number, else, for a wish of
    the person, the latest to their address."""
    if news.token:
        found = by_token(news.token)
        return found if found is not None and found.batch.channel_id == channel.pk else None
    if news.reference:
        return _by_reference(channel, news.reference)
    if address and news.kind in (Receipt.Kind.UNSUBSCRIBED, Receipt.Kind.COMPLAINED):
        theirs = deliveries_to(kind.addresses, address).filter(batch__channel=channel, sent_at__isnull=False)
        return theirs.order_by("-sent_at", "-id").first()
    return None


def _by_reference(channel: Channel, reference: str) -> Delivery | None:
    rows = Delivery.objects.select_related("batch__channel").filter(reference=reference[:120])
    return rows.exclude(reference="").filter(batch__channel=channel).order_by("-id").first()


def match_waiting(*, at: datetime) -> int:
    """Put news that came too early with its message; returns how many found theirs."""
    # An account may be shared with others, whose news we are told too: it never finds a message here, and must not
    # stand before that which does.
    named = Delivery.objects.filter(reference=OuterRef("reference"), batch__channel=OuterRef("channel"))
    waiting = Receipt.objects.filter(Exists(named.exclude(reference="")), delivery=None, at__gte=at - WAITS)
    matched = 0
    for receipt in waiting.exclude(reference="").select_related("channel").order_by("id")[:_AT_ONCE]:
        assert receipt.channel is not None
        delivery = _by_reference(receipt.channel, receipt.reference)
        if delivery is not None:
            matched += attach(receipt, delivery, at=at)
    return matched


@every(30)
@task()
def match_news() -> int:
    """Now and then: news that came before the ledger knew the provider's number of its message."""
    return match_waiting(at=now())
