"""What stands between a channel and its provider: where the provider pushes, and to whom free words may be sent now."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.conf import settings
from django.urls import reverse

from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel, Inbound
from amarre.lib.secrets import is_secret


def hook_url(channel: Channel) -> str:
    """Our address for what this channel's provider pushes. Its key is a secret between the two of us."""
    return settings.BASE_URL + reverse("channels:hook", args=[channel.pk, channel.key])


def config_of(channel: Channel, *, for_reading: bool = False) -> Any:
    """The settings of a channel as its kind reads them, with our own address for providers that must be told it.

    Raises SecretLost when one of its secrets was sealed with a key that is gone. To read what was sent none is needed:
    `for_reading` leaves them out.
    """
    values = {name: value for name, value in channel.config.items() if not (for_reading and is_secret(value))}
    return KINDS.get(channel.kind).config({**values, "hook_url": hook_url(channel)})


def open_windows(channel: Channel, addresses: Collection[str], *, at: datetime) -> set[str]:
    """Those of the addresses (normal form, at most some thousands) from which somebody wrote recently enough.

    Some networks let us send free words only for a day after a person's own; for the other kinds, nobody.
    """
    window = KINDS.get(channel.kind).window
    if window is None or not addresses:
        return set()
    recent = Inbound.objects.filter(channel=channel, from_address__in=list(addresses), received_at__gt=at - window)
    return set(recent.values_list("from_address", flat=True).distinct())
