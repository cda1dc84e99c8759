"""What a person asked of us: channels and topics they do not want, a pause, their language, the channel they prefer."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.channels.models import Channel, Suppression
from amarre.people.models import ContactPoint, Person
from amarre.people.topics import split

#: The channels among which people choose, each with the kind of address that it needs.
CHANNELS: dict[str, tuple[str | Promise, str]] = {
    "email": (_("E-mail"), "email"),
    "sms": (_("SMS"), "phone"),
    "call": (pgettext_lazy("a way to be reached", "Telephone"), "phone"),
    "letter": (_("Letter"), "post"),
    "push": (_("Notices on your devices"), "push"),
    "whatsapp": (_("WhatsApp"), "phone"),
    "telegram": (_("Telegram"), "telegram"),
    "messenger": (_("Messenger"), "messenger"),
}
#: Offered only by a house that has such a channel.
_IF_THERE = frozenset({"whatsapp"})


@dataclass(frozen=True)
class Wishes:
    """`channels` and `topics` are those that the person does not want. `paused_until`: nothing before that day."""

    channels: frozenset[str] = frozenset()
    topics: frozenset[str] = frozenset()
    paused_until: date | None = None
    language: str = ""
    preferred_channel: str = ""

    def to_data(self) -> dict[str, Any]:
        return {
            "channels": sorted(self.channels),
            "topics": sorted(self.topics),
            "paused_until": self.paused_until.isoformat() if self.paused_until else "",
            "language": self.language,
            "preferred_channel": self.preferred_channel,
        }

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Wishes:
        until = str(data.get("paused_until") or "")
        return cls(
            frozenset(data.get("channels", ())),
            frozenset(data.get("topics", ())),
            date.fromisoformat(until) if until else None,
            str(data.get("language", "")),
            str(data.get("preferred_channel", "")),
        )


@dataclass(frozen=True)
class Way:
    """A channel by which this person can be reached, at these addresses."""

    slug: str
    name: str | Promise
    addresses: tuple[str, ...]


def wishes_of(person: Person) -> Wishes:
    """What holds for this person now. A channel all of whose addresses refuse us, or are on our list, is not wanted."""
    return Wishes(
        split(person.unwanted_channels) | _closed(person),
        split(person.unwanted_topics),
        person.paused_until,
        person.language,
        person.preferred_channel,
    )


def ways_to(person: Person) -> list[Way]:
    """The channels by which this person can be reached."""
    addresses: dict[str, list[str]] = {}
    for kind, address in person.contact_points.order_by("-is_preferred", "pk").values_list("kind", "address"):
        addresses.setdefault(kind, []).append(address)
    if person.postal_address:
        addresses["post"] = [person.postal_address]
    there = set(Channel.objects.filter(kind__in=_IF_THERE, is_enabled=True).values_list("kind", flat=True))
    return [
        Way(slug, name, tuple(addresses[kind]))
        for slug, (name, kind) in CHANNELS.items()
        if kind in addresses and (slug not in _IF_THERE or slug in there)
    ]


def own_suppressions(person: Person, channel: str) -> list[Suppression]:
    """The live rows of our list for this person's addresses that they asked for themselves."""
    kind = CHANNELS[channel][1]
    normals = person.contact_points.filter(kind=kind).values_list("normal", flat=True)
    return list(
        Suppression.objects.filter(
            channel_kind=channel, address__in=list(normals), lifted_at=None, cause=Suppression.Cause.UNSUBSCRIBED
        )
    )


def _closed(person: Person) -> frozenset[str]:
    points: dict[str, list[tuple[str, str]]] = {}
    for kind, normal, consent in person.contact_points.values_list("kind", "normal", "consent"):
        points.setdefault(kind, []).append((normal, consent))
    normals = [normal for some in points.values() for normal, _consent in some]
    listed = set(
        Suppression.objects.filter(
            address__in=normals, lifted_at=None, cause=Suppression.Cause.UNSUBSCRIBED
        ).values_list("channel_kind", "address")
    )
    refused = str(ContactPoint.Consent.REFUSED.value)
    return frozenset(
        slug
        for slug, (_name, kind) in CHANNELS.items()
        if points.get(kind) and all(consent == refused or (slug, normal) in listed for normal, consent in points[kind])
    )


def veiled(kind: str, address: str) -> str:
    """An address that only its owner recognises: a link can be passed on."""
    if kind == "post":
        return address.rpartition("\n")[2]
    if kind == "email":
        local, _at, domain = address.rpartition("@")
        return f"{local[:1]}…@{domain}"
    return f"… {address[-2:]}" if kind == "phone" else ""
