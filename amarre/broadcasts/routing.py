"""By which channel each person is written to first: the message's own, or another of its channels that they prefer."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q, QuerySet

from amarre.broadcasts.models import Message
from amarre.broadcasts.ways import channels_of, has_words_for
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel
from amarre.channels.outbox import default_channel
from amarre.people.models import ContactPoint, Person

#: What people call the channel of a kind, or of a kind of address, as they chose it.
_CALLED = {"tray": "email", "phone": "sms", "post": "letter"}


@dataclass(frozen=True)
class Route:
    """These people are first written to by this channel."""

    channel: Channel
    people: QuerySet[Person]


def routes(message: Message, people: QuerySet[Person]) -> list[Route]:
    """Each of these people on one route: the message's channel, or the one of its others that they prefer."""
    main = message.channel or default_channel(is_drill=message.crisis.is_drill)
    if not message.preferred_first:
        return [Route(main, people)]
    chosen, rest = [], people
    taken = {_called(main)}
    for channel in channels_of(message)[1:]:
        if _called(channel) in taken or not has_words_for(message, channel.kind):
            continue
        taken.add(_called(channel))
        chosen.append(Route(channel, people.filter(_prefers(channel))))
        rest = rest.exclude(_prefers(channel))
    found = [route for route in (Route(main, rest), *chosen) if route.people.exists()]
    return found or [Route(main, people)]


def _called(channel: Channel) -> str:
    """The channel as people choose it: e-mail, SMS, letter, call, WhatsApp."""
    return _CALLED.get(channel.kind, channel.kind)


def _prefers(channel: Channel) -> Q:
    """Those who prefer this channel and have an address there that they did not refuse."""
    addresses = KINDS.get(channel.kind).addresses
    names = {_called(channel), channel.kind, *([addresses] if _CALLED.get(addresses) == channel.kind else [])}
    if addresses == "post":
        return Q(preferred_channel__in=names) & ~Q(postal_address="")
    points = ContactPoint.objects.filter(person=OuterRef("pk"), kind=addresses)
    return Q(Exists(points.exclude(consent=ContactPoint.Consent.REFUSED)), preferred_channel__in=names)
