"""Why a message waits, came back, failed or was not sent, in words: what happened, and what can be done about it.

A delivery keeps a slug, or the next hop's own words where there is no slug for them; people read sentences.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.reasons import REASONS
from amarre.engine.mailin import BOUNCE, say

Words = str | Promise


@dataclass(frozen=True)
class Reason:
    """`why` in one sentence; `then` is what to do, empty when there is nothing to do."""

    why: str
    then: str = ""


# Not sent, on purpose: what the person, a colleague or the law decided.
WITHHELD: dict[str, tuple[Words, Words]] = {
    "no_address": (
        _("No address is known for this person."),
        _("Reach them by another channel, or ask for an address when they call."),
    ),
    "refused": (
        _("This person does not want to be written to by this channel."),
        _("Write to them by a channel that they accept."),
    ),
    "paused": (
        _("This person asked for a pause, which is not over."),
        _("Nothing to do. Only a message marked vital for safety passes a pause."),
    ),
    "topic": (
        _("This person does not want messages on this subject."),
        _("Nothing to do. Only a message marked vital for safety passes this wish."),
    ),
    "cap": (
        _("This person has already had as many messages as you allow in so short a time."),
        _("Send it again in a few days, or mark it as vital for safety if it is."),
    ),
    "double": (_("The same address stood twice in this send: it was written to once."), ""),
    "erased": (_("This person’s data has been erased."), ""),
    "not_theirs": (
        _("The address is no longer this person’s."),
        _("A message frozen from now on goes to the address of today."),
    ),
    "unsubscribed": (
        _("This person asked for no more messages."),
        _("Respect it. If they ask for our news again, take the address off the suppression list."),
    ),
    "complained": (
        _("This person reported our mail as unwanted."),
        _("Respect it. Who writes to us still gets an answer."),
    ),
    "dead": (
        _("Earlier mail came back: the address does not exist."),
        _("Ask the person for another address."),
    ),
    "by_hand": (
        _("A colleague put this address on the suppression list."),
        _("The list says who, and why."),
    ),
}

# What happened on the way, and the machine's own reasons.
HAPPENED: dict[str, tuple[Words, Words]] = {
    "sender_lost": (
        _("The sender was interrupted before the answer was written down: it may have arrived."),
        _("Wait for receipts, or send again knowing that some may get it twice."),
    ),
    "stopped": (_("The send was stopped before this message left."), ""),
    "expired": (
        _("It was tried for too long without success."),
        _("Try the failed ones again later, or reach these people by another channel."),
    ),
    "too_large": (
        _("The message is larger than the next server takes."),
        _("Make it shorter, or take out pictures, and send it as a new message."),
    ),
    "quiet_hours": (_("These are quiet hours where the person lives."), ""),
    "domain_pace": (_("The channel sends no faster than you allow to this domain."), ""),
    "no_answer": (
        _("It was handed over, and no answer came: it may have arrived."),
        _("Wait for receipts, or send again knowing that some may get it twice."),
    ),
    "given_up": (
        _("The next server asked to wait, again and again, for more than a day."),
        _("Try the failed ones again later, or reach these people by another channel."),
    ),
    "no_words": (
        _("The message has no words in a language that this person reads."),
        _("Write it in that language and send it to them as a new message."),
    ),
}

# Why a whole send waits or is paused (`Batch.state_reason`).
OF_SENDS: dict[str, Words] = {
    "pace": _("The channel sends no faster than you allow."),
    "secret_lost": _(
        "The password or key of its channel can no longer be read, since the secret key of the installation has "
        "changed: type it again under Settings, Channels."
    ),
    "too_many_errors": _("Too many of its messages came back: look at the causes below before you go on."),
}

# After what a mail server said (amarre.engine.mailin).
AFTER_BOUNCE: dict[str, Words] = {
    "user_unknown": _("Ask the person for another address. This one is on the suppression list."),
    "user_doubtful": _("Nothing is concluded from it: the address stays. If it happens again, ask the person."),
    "domain_unknown": _("Look for a typing mistake after the @, then ask the person."),
    "moved": _("Ask the person for the new address."),
    "no_mail_host": _("Look for a typing mistake after the @, then ask the person."),
    "mailbox_full": _("Try again in a few days, or reach them by another channel."),
    "suspended": _("Try again in a few days, or reach them by another channel."),
    "greylisted": _("Nothing to do: it is tried again by itself."),
    "sender_rejected": _("Check the sender address of the channel, under Settings, Channels."),
    "relay_denied": _("Look for a typing mistake after the @, then ask the person."),
    "virus": _("Take out attachments and links to places that are not yours."),
    "auth_failure": _("Have whoever runs your domain check its SPF, DKIM and DMARC records."),
    "no_ptr": _("Have whoever runs your mail server give it a name (reverse DNS)."),
    "reputation": _("Send more slowly, and show the server’s words to whoever runs your mail server."),
    "spam_blocked": _(
        "Send more slowly, with fewer links, and show the server’s words to whoever runs your mail server."
    ),
    "blocked": _("Show the server’s words to whoever runs your mail server."),
    "system_full": _("Try the failed ones again later."),
    "too_big": _("Make the message lighter."),
    "too_many_recipients": _("Lower the pace of the channel, under Settings, Channels."),
    "rate_limited": _("Lower the pace of the channel, under Settings, Channels."),
    "expired": _("Try the failed ones again later, or reach these people by another channel."),
    "network_error": _("Try the failed ones again later."),
    "content": _("The server’s own words, on the page of each message, say more."),
    "policy": _("The server’s own words, on the page of each message, say more."),
    "filtered": _("Reach these people by another channel if the matter is grave."),
    "protocol": _("Show the server’s words to whoever runs your mail server."),
    "system_error": _("Try the failed ones again later."),
    "unknown": _("The server’s own words, on the page of each message, say more."),
}

_SLUG = re.compile(r"[a-z][a-z_]*(?::[\w.]+)?")
# A reply of a server up to what differs from one person to the next: a number, an address, a name in brackets.
_COMMON = re.compile(r"((?:\d{3}[ -])?(?:#?\d\.\d{1,3}\.\d{1,3})?[^\d<@\[\]\"']*)")
_SHORTEST_COMMON = 8


def explain(state: str, reason: str) -> Reason:
    """Why a delivery is where it is. Without a reason, both are empty; words of the next hop are given as they are."""
    if not reason:
        return Reason("")
    slug, _colon, about = reason.partition(":")
    if slug == "missing" and about:
        then = gettext("Fill it in, or write the words so that they hold without it.")
        return Reason(gettext("The words need “%(name)s”, which is not known for this person.") % {"name": about}, then)
    known = WITHHELD.get(slug) or HAPPENED.get(slug) or REASONS.get(slug)
    if known and not (slug in AFTER_BOUNCE and state == "bounced"):
        return Reason(str(known[0]), str(known[1]))
    if slug in AFTER_BOUNCE:
        return Reason(say(BOUNCE, slug, lang=language()), str(AFTER_BOUNCE.get(slug, "")))
    if state == "failed":
        again = gettext("Try the failed ones again; if it happens again, show these words to whoever runs the channel.")
        return Reason(reason, again)
    return Reason(reason)


def of_send(state_reason: str) -> str:
    """Why a send waits or is paused; words of the next server are given as they are."""
    known = OF_SENDS.get(state_reason)
    return str(known) if known else state_reason


def family(reason: str) -> str:
    """What a reason has in common with those of the same cause: a slug is its own family; of a server's words, what
    comes before the first number or address. A family of words ends with “…”."""
    if not reason or _SLUG.fullmatch(reason):
        return reason
    common = _COMMON.match(reason)
    if common is None or len(common[1].rstrip()) < _SHORTEST_COMMON or common[1] == reason:
        return reason
    return f"{common[1].rstrip()}…"


def language() -> str:
    """The reader's, as the engine names it."""
    return (get_language() or "fr").split("-")[0]
