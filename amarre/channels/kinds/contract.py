"""What a channel kind is: a folder with at most five functions, and three small values passed in and out.

A kind knows nothing of the ledger. It is given envelopes and says, one by one, what the next hop answered; the outbox
writes that down. So a new kind is one folder and one line in the registry, and one contract test serves them all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.http import HttpRequest
from django.utils.functional import Promise

Words = str | Promise


@dataclass(frozen=True, slots=True)
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


class Answer(StrEnum):
    """What the next hop said of one envelope."""

    ACCEPTED = "accepted"
    REFUSED = "refused"  # for good: this message to this address
    DEFERRED = "deferred"  # not now: worth trying again
    UNSURE = "unsure"  # handed over, but the answer never came


@dataclass(frozen=True, slots=True)
class Result:
    """The answer for one token. `status` is RFC 3463; `command` the SMTP command answered; `words` the hop's own."""

    token: str
    answer: Answer
    status: str = ""
    command: str = ""
    words: str = ""


class Unreachable(Exception):
    """The next hop cannot be reached, or does not want to work now: what was not answered waits, nothing is lost."""


class Misconfigured(Exception):
    """The next hop refuses *us* (sign-in, sender address): every message would fail, so the batch is paused."""


@dataclass(frozen=True)
class Kind:
    """A kind of channel. `send` is None for one that only receives; `config` is the dataclass of its settings."""

    slug: str
    name: Words
    config: Callable[[Mapping[str, Any]], Any]
    summary: Callable[[Any], Words]
    send: Callable[[Iterable[Envelope], Any], Iterator[Result]] | None = None
    parse: Callable[[HttpRequest], Mapping[str, Any]] | None = None
    receipts: Callable[[HttpRequest], Iterable[Any]] | None = None
    tells_doubles: bool = False  # the next hop drops a second copy: an unsure delivery may be sent again
    address_of: Callable[[str], str] = str.strip  # the normal form of an address, under which it is suppressed
