"""What a channel kind is: a folder with a few functions, and small values passed in and out.

A kind knows nothing of the ledger. It is given envelopes and says, one by one, what the next hop answered; the outbox
writes that down. So a new kind is one folder and one line in the registry, and one contract test serves them all.

    configure(values) -> Config         its settings, read from the channel's row (and the environment)
    send(envelopes, config)             hands over; one Result for each envelope, in any order
    receipts(request, config)           news of what was sent, as the provider pushes it (webhook)
    parse(request, config)              words of people, as the provider pushes them (webhook)
    summary(config)                     the settings in words, without secrets
    measure(subject, text, config)      length, cost and what is wrong with these words here, before anything leaves

The rule that keeps the ledger honest: an envelope that `send` has *pulled* from the iterator counts as begun. If the
process dies before its Result was yielded, the outbox marks it unsure; what was not pulled waits, untouched. So a kind
pulls an envelope only when it is about to hand it over, never a list of them ahead of time (a print shop's file, which
is made whole or not at all, is the exception: `whole` says so).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.functional import Promise

from amarre.channels.kinds.draft import Draft, Pour

Words = str | Promise


# Envelopes and results are made by the million: a frozen dataclass takes three times as long to make.
@dataclass(slots=True)
class Envelope:
    """One message to one person, ready to leave. `token` names the delivery; `headers` are for e-mail."""

    token: str
    address: str
    language: str
    subject: str
    text: str
    html: str
    sender_name: str = ""
    reply_to: str = ""
    is_bulk: bool = True
    in_reply_to: str = ""
    unsubscribe_url: str = ""
    name: str = ""  # the person's name, for a letter's cover list or an agent's call
    person_ref: int | None = None
    values: Mapping[str, Any] = field(
        default_factory=dict
    )  # the personal values used, for providers that fill templates of their own
    options: Mapping[str, Any] = field(
        default_factory=dict
    )  # what the message asks of this kind: {"template": ..., "picture": ...}


class Sealed(NamedTuple):
    """One message that is made already, for a kind that has a mould: nothing of it is left to do."""

    token: str
    address: str
    made: bytes


class Answer(StrEnum):
    """What the next hop said of one envelope."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: this message to this address
    DEFERRED = "deferred"  # not now: worth trying again
    UNSURE = "unsure"  # handed over, but the answer never came


@dataclass(slots=True)
class Result:
    """The answer for one token.

    `status` is RFC 3463; `command` the SMTP command answered; `words` the hop's own; `reference` the provider's number
    of the message, by which its receipts name it; `retry_after` how long the hop asked us to wait; `permanent` whether
    the address itself is dead, when the kind knows it (otherwise it is judged from the words).
    """

    token: str
    answer: Answer
    status: str = ""
    command: str = ""
    words: str = ""
    reference: str = ""
    retry_after: timedelta | None = None
    permanent: bool | None = None


@dataclass(frozen=True, slots=True)
class News:
    """What a provider says later of one message, named by our token or by its own reference.

    `kind` is a `Receipt.Kind`: delivered, bounced, delayed, complained, unsubscribed, auto_replied. `permanent`: the
    address is dead, on evidence; None when the provider does not say.
    """

    kind: str
    token: str = ""
    reference: str = ""
    address: str = ""
    permanent: bool | None = None
    status: str = ""
    reason: str = ""  # slug: user_unknown, mailbox_full, ...
    diagnostic: str = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """What a person wrote to us by this channel. `message_id` is the provider's: the same one twice is one message."""

    address: str
    text: str
    message_id: str
    name: str = ""
    subject: str = ""
    language: str = ""
    in_reply_to: str = ""  # the provider's reference of our message, when it says so
    at: datetime | None = None
    attachments: tuple[Mapping[str, Any], ...] = ()
    raw: bytes = b""  # an e-mail as it came: it is read like those of the mail door, and the rest here is not


@dataclass(frozen=True, slots=True)
class Measure:
    """How long words are on this channel, what one message of them costs, and what is wrong with them.

    `cost` is in `currency` for one message, None when the operator gave no price; `warnings` must be read, `problems`
    stop the message.
    """

    units: int = 1
    unit: Words = ""
    cost: float | None = None
    currency: str = ""
    warnings: tuple[Words, ...] = ()
    problems: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a kind, from which its form is made. `type`: text, secret, number, choice, yesno, email, url."""

    name: str
    label: Words
    help: Words = ""
    type: str = "text"
    required: bool = True
    default: Any = ""
    choices: tuple[tuple[str, Words], ...] = ()
    environment: str = ""  # the variable that can hold it instead (a _FILE variant is read too)
    of: str = ""  # asked only when the setting `provider` has this value (or one of these, with spaces between)


class Forged(Exception):
    """A webhook call that the provider did not sign: refused, and nothing of it is kept."""


class Unreachable(Exception):
    """The next hop cannot be reached, or does not want to work now: what was not answered waits, nothing is lost."""


class Misconfigured(Exception):
    """The next hop refuses *us* (sign-in, sender address): every message would fail, so the batch is paused."""


@dataclass(frozen=True)
class Kind:
    """A kind of channel. `send` is None for one that only receives; `config` reads the settings of a channel's row."""

    slug: str
    name: Words
    config: Callable[[Mapping[str, Any]], Any]
    summary: Callable[[Any], Words]
    # A kind with a mould is given sealed messages, when its mould took the draft.
    send: Callable[[Iterable[Any], Any], Iterator[Result]] | None = None
    parse: Callable[[HttpRequest, Any], Iterable[Said]] | None = None
    receipts: Callable[[HttpRequest, Any], Iterable[News]] | None = None
    # The provider's handshake before it trusts our address (a GET with a challenge), when it has one.
    greet: Callable[[HttpRequest, Any], HttpResponse | None] | None = None
    measure: Callable[[str, str, Any], Measure] | None = None
    # For kinds that send very many: words taken apart once -> what makes each person's message; None: not with these
    # settings (then whole words are given).
    mould: Callable[[Draft, Any], Pour | None] | None = None
    # (options, config) -> names of the values that a template kept by the provider asks for, besides those in the words
    names: Callable[[Mapping[str, Any], Any], Iterable[str]] | None = None
    settings: tuple[Setting, ...] = field(default=())
    tells_doubles: bool = False  # the next hop drops a second copy: an unsure delivery may be sent again
    address_of: Callable[[str], str] = str.strip  # the normal form of an address, under which it is suppressed
    # What people are reached by: "email", "phone", "post", "push", "telegram", "messenger"; "" when it speaks to the
    # public and not to a person (a social network, a webhook): such a message is one delivery, to the channel itself.
    addresses: str = "email"
    has_subject: bool = True
    has_html: bool = False
    confirms: bool = False  # it says later whether each message arrived
    whole: int = 0  # makes one thing (a print file) of up to so many messages: all are pulled, then all answered
    # The provider pushes by GET (unsigned, to an address only it knows). Otherwise a GET changes nothing.
    pushes_by_get: bool = False
    # Free words may be sent to a person only so long after they wrote to us; then `options["window_open"]` is true.
    window: timedelta | None = None
    # Whether we confirm a person's STOP or START by this channel; None: such words never come, or not by it. A provider
    # that confirms them by itself is left to do so.
    answers_stop: Callable[[Any], bool] | None = None
    uses_names: bool = False  # puts the name of the person beside the words: on an envelope, on a list of calls
    disturbs: bool = False  # rings or buzzes: keeps quiet hours unless told otherwise (SMS, telephone, push)
