"""Opening a line to an SMTP server: connect, encrypt, sign in, hear what it offers (by the standard `smtplib`)."""

from __future__ import annotations

import smtplib
import socket
import ssl
from functools import lru_cache
from typing import TYPE_CHECKING

from amarre.channels.kinds.contract import Misconfigured, Unreachable
from amarre.channels.kinds.email.lines import Line, words_of

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config


def open_line(config: Config) -> Line:
    """Connect, encrypt, sign in. Raises Unreachable or Misconfigured; never goes on in clear when TLS was asked for."""
    try:
        if config.tls == "tls":
            server: smtplib.SMTP = smtplib.SMTP_SSL(
                config.host,
                config.port,
                local_hostname=config.domain,
                timeout=config.timeout,
                context=_trust(config.ca_file),
            )
        else:
            server = smtplib.SMTP(config.host, config.port, local_hostname=config.domain, timeout=config.timeout)
        server.ehlo_or_helo_if_needed()
        if config.tls == "starttls":
            server.starttls(context=_trust(config.ca_file))
            server.ehlo()
        if config.user:
            server.login(config.user, config.password)
    except smtplib.SMTPAuthenticationError as error:
        raise Misconfigured(f"sign-in refused: {_said(error.smtp_error)}") from error
    except smtplib.SMTPNotSupportedError as error:
        raise Misconfigured(str(error)) from error
    except ssl.SSLCertVerificationError as error:
        raise Misconfigured(f"the certificate of {config.host} cannot be trusted: {error.verify_message}") from error
    except (OSError, smtplib.SMTPException) as error:
        why = (str(error) or type(error).__name__)[:200]
        raise Unreachable(f"{config.host}:{config.port}: {why}") from error
    sock = server.sock
    if sock is None:
        raise Unreachable(f"{config.host}:{config.port}: the server closed the connection")
    sock.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return Line(sock, dict(server.esmtp_features))


@lru_cache(maxsize=8)
def _trust(ca_file: str) -> ssl.SSLContext:
    """The certificates we trust; reading them takes ten milliseconds, so it is done once."""
    return ssl.create_default_context(cafile=ca_file or None)


def _said(text: bytes | str) -> str:
    return words_of(text) if isinstance(text, bytes) else text[:400]
