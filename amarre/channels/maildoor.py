"""The mail door: an SMTP or LMTP server that takes in what customers and mail servers send.

It stands behind the company's own mail server, which filters and forwards. It refuses nothing for its content; it only
answers 'later' when the mail could not be stored, so that the other side keeps it and tries again.
"""

from __future__ import annotations

import asyncio
import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from aiosmtpd.lmtp import LMTP
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.conf import settings
from django.db import DatabaseError, close_old_connections, connection

from amarre.channels.inbound import receive
from amarre.lib.time import now

logger = logging.getLogger("amarre.maildoor")

# Larger than what mailboxes usually take (25 MB, a third more once encoded).
LARGEST_MAIL = 36 * 1024 * 1024
MOST_CONNECTIONS = 100
IDLE_SECONDS = 120.0
# Several mails are read at the same time, but the database takes one writer: two hands are enough.
HANDS = 2


@dataclass(frozen=True)
class Door:
    """Where the door stands. Port 0 lets the system choose; `Server.port` then tells."""

    host: str
    port: int
    protocol: str = "smtp"  # or lmtp

    @classmethod
    def from_settings(cls) -> Door:
        return cls(settings.MAIL_IN_HOST, settings.MAIL_IN_PORT, settings.MAIL_IN_PROTOCOL)


class Handler:
    """What aiosmtpd calls. `clock` gives the moment of arrival (a drill has its own)."""

    def __init__(self, clock: Callable[[], datetime] = now) -> None:
        self.clock = clock
        self._hands = asyncio.Semaphore(HANDS)

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        raw = _with_recipient(envelope)
        async with self._hands:
            try:
                await asyncio.to_thread(self._receive, raw)
            except (DatabaseError, OSError):
                logger.exception("a mail could not be stored; the sender is asked to try again")
                return "451 4.3.0 could not be stored, please try again"
        return "250 2.6.0 taken in"

    def _receive(self, raw: bytes) -> None:
        close_old_connections()
        try:
            receive(raw, at=self.clock())
        finally:
            connection.close()


def _with_recipient(envelope: Envelope) -> bytes:
    """The mail with the envelope's addresses on top, as a final mail server writes them (RFC 5321, section 4.4)."""
    content = envelope.content or b""
    raw = content if isinstance(content, bytes) else content.encode("utf-8", "surrogateescape")
    head = [f"Return-Path: <{envelope.mail_from or ''}>"]
    head += [f"X-Original-To: {address}" for address in envelope.rcpt_tos[:5]]
    lines = "".join(f"{line}\r\n" for line in head if "\r" not in line and "\n" not in line)
    return lines.encode("utf-8", "surrogateescape") + raw


class Server:
    """A running door. Use `start()` and `stop()`, or `serve()` to stay in the foreground."""

    def __init__(self, door: Door, *, clock: Callable[[], datetime] = now) -> None:
        self.door = door
        self.clock = clock
        self.port = door.port
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None
        self._ready = threading.Event()
        self._stopping: asyncio.Event | None = None
        self._trouble: OSError | None = None

    def start(self) -> Server:
        """Open the door in a thread of its own. Raises OSError when the port cannot be had."""
        self._thread = threading.Thread(target=self._run, name="maildoor", daemon=True)
        self._thread.start()
        self._ready.wait()
        if self._trouble is not None:
            raise self._trouble
        return self

    def stop(self) -> None:
        """Close the door; mails being taken in are finished first."""
        if self._loop is not None and self._stopping is not None:
            self._loop.call_soon_threadsafe(self._stopping.set)
        if self._thread is not None:
            self._thread.join(timeout=20)

    def serve(self) -> None:
        """Stay here until interrupted. Raises OSError when the port cannot be had."""
        self._run()
        if self._trouble is not None:
            raise self._trouble

    def _run(self) -> None:
        asyncio.run(self._main())

    async def _main(self) -> None:
        self._loop = asyncio.get_running_loop()
        self._stopping = asyncio.Event()
        handler = Handler(self.clock)
        try:
            server = await self._loop.create_server(lambda: self._protocol(handler), self.door.host, self.door.port)
        except OSError as error:
            self._trouble = error
            self._ready.set()
            return
        self.port = server.sockets[0].getsockname()[1]
        self._ready.set()
        async with server:
            await self._stopping.wait()

    def _protocol(self, handler: Handler) -> SMTP:
        kind = _Lmtp if self.door.protocol == "lmtp" else _Smtp
        return kind(
            handler,
            data_size_limit=LARGEST_MAIL,
            enable_SMTPUTF8=True,
            decode_data=False,
            hostname=settings.MAIL_DOMAIN,
            ident="amarre",
            timeout=IDLE_SECONDS,
            loop=self._loop,
        )


class _Polite(SMTP):
    """Takes the over-long lines that some programs write, and closes politely when too many are at the door."""

    line_length_limit = 1024 * 1024
    at_the_door = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        _Polite.at_the_door += 1
        self._let_in = _Polite.at_the_door <= MOST_CONNECTIONS
        if self._let_in:
            super().connection_made(transport)
        else:
            transport.write(b"421 4.3.2 too many connections, please try again\r\n")  # type: ignore[attr-defined]
            transport.close()

    def connection_lost(self, error: Exception | None) -> None:
        _Polite.at_the_door -= 1
        if self._let_in:
            super().connection_lost(error)


class _Smtp(_Polite):
    """SMTP (RFC 5321)."""


class _Lmtp(_Polite, LMTP):
    """LMTP (RFC 2033): what Postfix and Exim speak to a program that delivers."""
