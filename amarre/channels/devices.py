"""Devices whose owners asked to be notified: the only writer of `PushSubscription`.

A device follows the page of one crisis. Its owner may be nobody we know; `people` knows those who came by a link of
their own, as a contact point of the kind "push" whose address is the device's handle.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from amarre.channels.kinds import outward
from amarre.channels.kinds.push.notice import read_keys
from amarre.channels.models import Channel, PushSubscription, Suppression
from amarre.channels.suppression import lift
from amarre.lib.errors import Invalid

KIND = "push"
# Those of today's browsers are under 500 characters.
LONGEST_ENDPOINT = 1000


def handle_of(endpoint: str) -> str:
    """The address of a device in the ledger and in people's files: SHA-256 of its endpoint, which stays a secret."""
    return hashlib.sha256(endpoint.encode()).hexdigest()


def is_offered() -> bool:
    """Whether notices can be sent at all: nobody is asked for a permission that is never used."""
    return Channel.objects.filter(kind=KIND, is_enabled=True, is_drill=False).exists()


@transaction.atomic
def subscribe(
    *, endpoint: str, p256dh: str, auth: str, language: str, crisis_id: int | None, at: datetime
) -> PushSubscription:
    """Keep a device, or wake one that had stopped. Raises Invalid for what no browser gives."""
    _check(endpoint, p256dh, auth)
    row, _made = PushSubscription.objects.update_or_create(
        handle=handle_of(endpoint),
        defaults={
            "endpoint": endpoint, "p256dh": p256dh[:200], "auth": auth[:100], "language": language[:5],
            "crisis_id": crisis_id, "ended_at": None,
        },
        create_defaults={
            "endpoint": endpoint, "p256dh": p256dh[:200], "auth": auth[:100], "language": language[:5],
            "crisis_id": crisis_id, "created_at": at,
        },
    )  # fmt: skip
    # Its owner has just allowed it again, on the device itself: that undoes what was written down before.
    causes = [Suppression.Cause.UNSUBSCRIBED, Suppression.Cause.DEAD]
    for stopped in Suppression.objects.filter(channel_kind=KIND, address=row.handle, lifted_at=None, cause__in=causes):
        lift(stopped, why="the device asked for notices again", by=None, at=at)
    return row


def _check(endpoint: str, p256dh: str, auth: str) -> None:
    refused = Invalid(_("This device did not give an address to which notices can be sent."))
    if len(endpoint) > LONGEST_ENDPOINT or not endpoint.isascii():
        raise refused
    allowed = settings.PUSH_ALLOW
    try:
        outward.check_url(endpoint, allowed=allowed)
        read_keys(p256dh, auth)
    except (outward.HostRefused, ValueError) as error:
        raise refused from error
    parts = urlsplit(endpoint)
    if parts.port not in (None, 443) and parts.hostname not in allowed:
        raise refused  # push services have no ports of their own; somebody is looking for doors


def stop(endpoint: str, *, at: datetime) -> PushSubscription | None:
    """No more notices to this device, on its owner's word: who knows the endpoint is the device. None when unknown."""
    row = PushSubscription.objects.filter(handle=handle_of(endpoint)).first()
    if row is not None and row.ended_at is None:
        row.ended_at = at
        row.save(update_fields=["ended_at"])
    return row


def forget(handles: Sequence[str]) -> int:
    """Remove devices altogether, when their owner is erased; returns how many."""
    count, _tables = PushSubscription.objects.filter(handle__in=handles).delete()
    return count


def following(crisis_id: int) -> int:
    """How many devices follow the page of a crisis."""
    return PushSubscription.objects.filter(crisis_id=crisis_id, ended_at=None).count()
