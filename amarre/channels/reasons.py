"""Why a message waits, came back, failed or was not sent, in words: what happened, and what can be done about it.

A delivery keeps a slug, or the next hop's own words where there is no slug for them; people read sentences. What the
post calls an address is a number, a device or a conversation elsewhere: the words are those of the kind of channel.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds import KINDS, trouble
from amarre.channels.kinds.reasons import REASONS
from amarre.channels.models import Suppression
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

# Where a channel is no mail: by what it reaches people by, else for all.
WITHHELD_BY: dict[str, dict[str, tuple[Words, Words]]] = {
    "phone": {
        "no_address": (
            _("No telephone number is known for this person."),
            _("Reach them by another channel, or ask for a number when they write."),
        ),
        "dead": (
            _("Earlier messages came back: nobody can be reached at this number."),
            _("Ask the person for another number."),
        ),
        "double": (_("The same number stood twice in this send: it was written to once."), ""),
        "not_theirs": (
            _("The number is no longer this person’s."),
            _("A message frozen from now on goes to the number of today."),
        ),
    },
    "post": {
        "no_address": (
            _("No postal address is known for this person."),
            _("Reach them by another channel, or ask for an address when they call."),
        ),
    },
    "push": {
        "no_address": (
            _("This person has allowed notices on no device."),
            _("Nothing to do: they can allow them on the page."),
        ),
        "dead": (
            _("This device takes no more notices."),
            _("Nothing to do: they can allow them on the page."),
        ),
    },
    "telegram": {
        "dead": (
            _("This person has blocked our bot, or has left Telegram."),
            _("Respect it. If they write to it again, they are answered."),
        ),
    },
    "": {
        "dead": (
            _("Earlier messages came back: nobody can be reached there."),
            _("Ask the person how they can be reached."),
        ),
        "complained": (
            _("This person reported our messages as unwanted."),
            _("Respect it. Who writes to us still gets an answer."),
        ),
    },
}
_NEVER_WROTE: tuple[Words, Words] = (
    _("This person has not written to us there, so nobody knows their address."),
    _("Reach them by another channel, and say there how to write to us."),
)

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

# What mail servers say, of a channel that is none: only what holds of any provider.
BY_A_PROVIDER: dict[str, tuple[Words, Words]] = {
    "user_unknown": (
        _("The provider says that nobody can be reached at this number or address."),
        _("Ask the person how they can be reached. This one is on the suppression list."),
    ),
    "rate_limited": (
        _("The provider asked us to send more slowly."),
        _("Lower the pace of the channel, under Settings, Channels."),
    ),
    "expired": (
        _("The provider could not deliver it in time."),
        _("Try the failed ones again later, or reach these people by another channel."),
    ),
    "network_error": (_("The provider’s network did not carry it."), _("Try the failed ones again later.")),
    "system_error": (_("The provider had a fault of its own."), _("Try the failed ones again later.")),
}
_A_REFUSAL: tuple[Words, Words] = (
    _("The provider refused it, in words of its own."),
    _("Those words stand on the page of each message."),
)
_MAIL = frozenset({"", "email", "tray", "form", "drill"})

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
# A slug of ours, then what the provider said.
_TOLD = re.compile(r"([a-z][a-z_]*): (.+)", re.DOTALL)
# A reply of a server up to what differs from one person to the next: a number, an address, a name in brackets.
_COMMON = re.compile(r"((?:\d{3}[ -])?(?:#?\d\.\d{1,3}\.\d{1,3})?[^\d<@\[\]\"']*)")
_SHORTEST_COMMON = 8
_MORE = "…"


def explain(state: str, reason: str, kind: str = "") -> Reason:
    """Why a delivery of this kind of channel is where it is ("" is mail); a family (`family`) is explained as well.

    Without a reason, both are empty; words of the next hop are given as they are, and said to be its own.
    """
    if not reason:
        return Reason("")
    slug, _colon, about = reason.partition(":")
    if slug == "missing" and about:
        why = gettext("The words need “%(name)s”, which is not known for this person.") % {"name": about}
        return Reason(why, gettext("Fill it in, or write the words so that they hold without it."))
    slug, words = _apart(reason)
    known = _known(state, slug, kind)
    if known is not None:
        then: Words = known[1]
        if state == "failed" and slug in (trouble.BUSY, trouble.FAULT):
            then = HAPPENED["given_up"][1]  # it has been tried again by itself long enough
        return Reason(_with_words(str(known[0]), words), str(then))
    if slug in AFTER_BOUNCE:
        return Reason(say(BOUNCE, slug, lang=language()), str(AFTER_BOUNCE.get(slug, "")))
    why = reason if kind in _MAIL else _said(reason)
    if state == "failed":
        again = gettext("Try the failed ones again; if it happens again, show these words to whoever runs the channel.")
        return Reason(why, again)
    return Reason(why)


def _apart(reason: str) -> tuple[str, str]:
    """The slug, and the provider's words beside it. A reason that is no slug of ours is given back whole."""
    if reason.endswith(_MORE) and reason[:-1] in REASONS:
        return reason[:-1], ""
    told = _TOLD.fullmatch(reason)
    return (told[1], told[2]) if told and told[1] in REASONS else (reason, "")


def _known(state: str, slug: str, kind: str) -> tuple[Words, Words] | None:
    if kind not in _MAIL:
        if slug in WITHHELD:
            return _withheld(slug, kind)
        if slug in AFTER_BOUNCE and slug not in HAPPENED:
            return BY_A_PROVIDER.get(slug, _A_REFUSAL)
        if slug in BY_A_PROVIDER and state == "bounced":
            return BY_A_PROVIDER[slug]
    if slug in AFTER_BOUNCE and state == "bounced":
        return None
    # On the telephone nobody answered; of a message, no answer of the next hop came.
    own = REASONS.get(slug) if kind == "call" or state == "bounced" else None
    return own or WITHHELD.get(slug) or HAPPENED.get(slug) or REASONS.get(slug)


def _withheld(slug: str, kind: str) -> tuple[Words, Words]:
    reaches_by = KINDS.get(kind).addresses if kind in KINDS else ""
    if slug == "no_address" and reaches_by in ("telegram", "messenger"):
        return _NEVER_WROTE
    own = WITHHELD_BY.get(reaches_by, {}).get(slug) or WITHHELD_BY[""].get(slug)
    return own or WITHHELD[slug]


def _said(words: str) -> str:
    return gettext("The provider said: “%(words)s”.") % {"words": words.rstrip(".")}


def _with_words(sentence: str, words: str) -> str:
    return f"{sentence} {_said(words)}" if words else sentence


def of_cause(cause: str, kind: str) -> str:
    """Why an address of this kind of channel is on the suppression list, in a word or two."""
    if cause == "dead" and kind not in _MAIL:
        return gettext("nobody can be reached there")
    if cause == "complained" and kind not in _MAIL:
        return gettext("reported our messages as unwanted")
    return str(Suppression.Cause(cause).label)


def of_send(state_reason: str) -> str:
    """Why a send waits or is paused; words of the next server are given as they are."""
    known = OF_SENDS.get(state_reason)
    if known:
        return str(known)
    slug, words = _apart(state_reason)
    if slug not in REASONS:
        return state_reason
    return _with_words(" ".join(str(part) for part in REASONS[slug]), words)


def family(reason: str) -> str:
    """What a reason has in common with those of the same cause: a slug is its own family; of a server's words, what
    comes before the first number or address. A family of words, and one of a slug with words, ends with “…”."""
    if not reason or _SLUG.fullmatch(reason):
        return reason
    slug, words = _apart(reason)
    if words:
        return f"{slug}{_MORE}"
    common = _COMMON.match(reason)
    if common is None or len(common[1].rstrip()) < _SHORTEST_COMMON or common[1] == reason:
        return reason
    return f"{common[1].rstrip()}{_MORE}"


def language() -> str:
    """The reader's, as the engine names it."""
    return (get_language() or "fr").split("-")[0]
