"""Handing mail to an SMTP server (RFC 5321), fast: a few lines kept open, commands in groups (RFC 2920, PIPELINING).

Each message costs one round trip on its line: its body goes out together with MAIL, RCPT and DATA of the next one. So a
line has at most two messages begun, and after a crash only those few are unsure.

The envelope sender of every message is its own (`bounce+TOKEN@domain`), so that whatever comes back names its delivery.
Lines are opened, encrypted and signed in by the standard library's `smtplib`; only the sending is ours.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from amarre.channels.addresses import is_email
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Sealed
from amarre.channels.kinds.email import pool
from amarre.channels.kinds.email.dkim import signer
from amarre.channels.kinds.email.lines import Job
from amarre.channels.kinds.email.mime import build

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config


def send(envelopes: Iterable[Envelope | Sealed], config: Config) -> Iterator[Result]:
    """Send each envelope; yields one result each, as the server answers.

    Raises Unreachable when the server is away or will not go on: envelopes without a result were not handed over.
    Raises Misconfigured when the server refuses us rather than a recipient.
    """
    if not config.host:
        raise Misconfigured("no SMTP server is set")
    post = pool.take(config)
    try:
        yield from post.send(_jobs(envelopes, config))
    finally:
        pool.give_back(post)


def _jobs(envelopes: Iterable[Envelope | Sealed], config: Config) -> Iterator[Job | Result]:
    sign = signer(config)
    for envelope in envelopes:
        if not is_email(envelope.address, as_it_is=True):
            yield Result(envelope.token, Answer.REFUSED, "5.1.3", "RCPT", "not an e-mail address")
            continue
        mail = envelope.made if isinstance(envelope, Sealed) else build(envelope, config, sign=sign)
        yield Job(envelope.token, f"bounce+{envelope.token}@{config.domain}", envelope.address, mail)
