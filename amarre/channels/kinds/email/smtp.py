"""Handing mail to an SMTP server (RFC 5321): one connection for many messages, each answer told apart.

The envelope sender of every message is its own (`bounce+TOKEN@domain`), so that whatever comes back names its delivery.
"""

from __future__ import annotations

import smtplib
import ssl
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from amarre.channels.addresses import is_email
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable
from amarre.channels.kinds.email.mime import build
from amarre.engine.mailin.reasons import find_status

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config

# Servers end a session after some hundreds of messages; we begin anew before they do.
MESSAGES_PER_CONNECTION = 500


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Send each envelope; yields one result each, in order.

    Raises Unreachable when the server is away or closes: envelopes without a result were not handed over, save the one
    in flight, whose result is UNSURE. Raises Misconfigured when the server refuses us rather than a recipient.
    """
    server: smtplib.SMTP | None = None
    sent = 0
    try:
        for envelope in envelopes:
            if not is_email(envelope.address):
                yield Result(envelope.token, Answer.REFUSED, "5.1.3", "RCPT", "not an e-mail address")
                continue
            if server is None or sent >= MESSAGES_PER_CONNECTION:
                _close(server)
                server, sent = _connect(config), 0
            sent += 1
            yield from _send_one(server, envelope, config)
    finally:
        _close(server)


def _connect(config: Config) -> smtplib.SMTP:
    if not config.host:
        raise Misconfigured("no SMTP server is set")
    try:
        if config.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                config.host, config.port, timeout=config.timeout, context=ssl.create_default_context()
            )
        else:
            server = smtplib.SMTP(config.host, config.port, timeout=config.timeout)
        server.ehlo_or_helo_if_needed()
        if config.tls == "starttls":
            server.starttls(context=ssl.create_default_context())
            server.ehlo()
        if config.user:
            server.login(config.user, config.password)
    except smtplib.SMTPAuthenticationError as error:
        raise Misconfigured(f"sign-in refused: {_words(error.smtp_error)}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise Misconfigured(str(error)) from error
    except ssl.SSLCertVerificationError as error:
        raise Misconfigured(f"the certificate of {config.host} cannot be trusted: {error.verify_message}") from error
    except (OSError, smtplib.SMTPException) as error:
        raise Unreachable(f"{config.host}:{config.port}: {_plain(error)}") from error
    return server


def _send_one(server: smtplib.SMTP, envelope: Envelope, config: Config) -> Iterator[Result]:
    mail = build(envelope, from_address=config.from_address, domain=config.domain, date=datetime.now(UTC))
    handing_over = False
    try:
        code, reply = server.mail(f"bounce+{envelope.token}@{config.domain}")
        if code >= 400:
            _refused_sender(server, code, reply)
        code, reply = server.rcpt(envelope.address)
        if code >= 400:
            server.rset()
            yield _refusal(envelope, code, reply, "RCPT")
            return
        handing_over = True
        code, reply = server.data(mail)
    except smtplib.SMTPDataError as error:  # DATA itself was refused: nothing was handed over
        server.rset()
        yield _refusal(envelope, error.smtp_code, error.smtp_error, "DATA")
        return
    except (OSError, smtplib.SMTPException) as error:
        if handing_over:
            yield Result(envelope.token, Answer.UNSURE, command="DATA", words=_plain(error))
        raise Unreachable(f"{config.host}:{config.port}: {_plain(error)}") from error
    if code >= 400:
        yield _refusal(envelope, code, reply, "DATA")
    else:
        yield Result(envelope.token, Answer.ACCEPTED, find_status(_words(reply)), "DATA", _words(reply))


def _refused_sender(server: smtplib.SMTP, code: int, reply: bytes) -> None:
    words = f"{code} {_words(reply)}"
    if code == 421 or code < 500:
        raise Unreachable(words)
    raise Misconfigured(f"our sender address is refused: {words}")


def _refusal(envelope: Envelope, code: int, reply: bytes | str, command: str) -> Result:
    words = f"{code} {_words(reply)}"
    if code == 421:
        raise Unreachable(words)
    answer = Answer.REFUSED if code >= 500 else Answer.DEFERRED
    return Result(envelope.token, answer, find_status(words), command, words)


def _words(reply: bytes | str) -> str:
    text = reply.decode("utf-8", "replace") if isinstance(reply, bytes) else reply
    return " ".join(text.split())[:400]


def _plain(error: BaseException) -> str:
    return (str(error) or type(error).__name__)[:200]


def _close(server: smtplib.SMTP | None) -> None:
    if server is None:
        return
    try:
        server.quit()
    except (OSError, smtplib.SMTPException):
        server.close()  # it had left already
