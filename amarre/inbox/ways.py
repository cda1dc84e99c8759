"""How somebody is answered: by the channel they last wrote by, when it can carry an answer; else by mail."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from amarre.channels import outbox
from amarre.channels.doors import open_windows
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel, Inbound
from amarre.inbox.models import Conversation, Turn


@dataclass(frozen=True)
class Way:
    """An answer's channel and address. `in_reply_to` is the provider's or mail server's name of the words answered."""

    channel: Channel
    address: str
    in_reply_to: str = ""


def is_late(way: Way, *, at: datetime) -> bool:
    """Whether the network takes free words no more, because this person last wrote too long ago."""
    if KINDS.get(way.channel.kind).window is None:
        return False
    return way.address not in open_windows(way.channel, [way.address], at=at)


def way_of(conversation: Conversation) -> Way | None:
    """How this person is answered; None when there is no way."""
    return ways_of([conversation])[conversation.pk]


def ways_of(conversations: Sequence[Conversation]) -> dict[int, Way | None]:
    """How each of them is answered, by the number of the conversation."""
    last = _last_words(conversations)
    # Drills have a mail channel of their own.
    mail: dict[bool, Channel] = {}
    found: dict[int, Way | None] = {}
    for conversation in conversations:
        is_drill = conversation.crisis is not None and conversation.crisis.is_drill
        words = last.get(conversation.pk, [])
        way = _by_the_same_channel(words[0], is_drill) if words else None
        address = way.address if way else _mail_address(conversation, words)
        if way is None and address:
            if is_drill not in mail:
                mail[is_drill] = outbox.default_channel("email", is_drill=is_drill)
            way = Way(mail[is_drill], address, next((each.message_id for each in words if _is_mail(each)), ""))
        found[conversation.pk] = way
    return found


def network_addresses(conversation: Conversation) -> list[tuple[str, str]]:
    """The kinds of addresses, with the addresses, from which they wrote by channels that have their own."""
    words = _last_words([conversation]).get(conversation.pk, [])
    found = [(KINDS.get(each.channel.kind).addresses, each.from_address) for each in words if each.channel is not None]
    return list(dict.fromkeys(found))


def _last_words(conversations: Sequence[Conversation]) -> dict[int, list[Inbound]]:
    """What came in for each conversation, the latest first."""
    turns = Turn.objects.filter(conversation__in=conversations, direction=Turn.Direction.IN, inbound__isnull=False)
    found: dict[int, list[Inbound]] = {}
    for turn in turns.select_related("inbound__channel").order_by("-at", "-id"):
        if turn.inbound is not None:
            found.setdefault(turn.conversation_id, []).append(turn.inbound)
    return found


def _by_the_same_channel(words: Inbound, is_drill: bool) -> Way | None:
    """The channel by which these words came, when it is one of a network and still open; mail has ways of its own."""
    channel = words.channel
    if channel is None or not channel.is_enabled or channel.is_drill != is_drill or not words.from_address:
        return None
    kind = KINDS.get(channel.kind)
    if kind.send is None or kind.addresses in ("", "email"):
        return None
    return Way(channel, words.from_address, words.message_id)


def _mail_address(conversation: Conversation, words: Sequence[Inbound]) -> str:
    """The e-mail address of the conversation, else the latest from which they wrote."""
    known = [conversation.address, *(each.from_address for each in words)]
    return next((address for address in known if "@" in address), "")


def _is_mail(words: Inbound) -> bool:
    return bool(words.message_id) and (words.channel is None or KINDS.get(words.channel.kind).addresses == "email")
