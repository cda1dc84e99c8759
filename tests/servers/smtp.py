"""SMTP servers (RFC 5321) that keep their own record of what they accepted: polite ones, and those one meets.

    with Server() as server:            # listens on 127.0.0.1, in a thread of its own
        ...                             # server.port
    server.accepted                     # the mails it took responsibility for, in order

Each step of a session is a method: a server that misbehaves overrides one.
"""

from __future__ import annotations

import asyncio
import base64
import re
import ssl
import threading
from collections import Counter
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self

_ADDRESS = re.compile(r"<([^>]*)>")
_MESSAGE_ID = re.compile(rb"^Message-ID:\s*(\S+)", re.I | re.M)


class Drop(Exception):
    """The server ends the connection here, without a word."""


@dataclass(frozen=True)
class Mail:
    """One message for one recipient, as it was taken: dots undone, lines ended by CRLF."""

    sender: str
    recipient: str
    data: bytes

    @property
    def message_id(self) -> str:
        found = _MESSAGE_ID.search(self.data)
        return found[1].decode() if found else ""


@dataclass
class Session:
    """One connection, and how far it is."""

    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter
    secure: bool = False
    user: str = ""
    sender: str = ""
    recipients: list[str] = field(default_factory=list)
    refused: int = 0  # recipients refused in this transaction
    taken: int = 0  # mails accepted in this session

    def reset(self) -> None:
        self.sender, self.recipients, self.refused = "", [], 0


class Server:
    """A polite server. `seen` is every command it was given, `accepted` every mail it took."""

    offers: tuple[str, ...] = ("PIPELINING", "SIZE 10000000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")
    auth: tuple[str, ...] = ()
    password = "le bon mot"

    def __init__(self, *, tls: ssl.SSLContext | None = None, at_once: bool = False) -> None:
        """`tls` offers STARTTLS, or (`at_once`) speaks TLS from the first byte."""
        self.tls, self.at_once = tls, at_once
        self.accepted: list[Mail] = []
        self.attempts: list[Mail] = []  # every body that came whole, accepted or not
        self.seen: list[tuple[str, bool]] = []  # (command line, whether it came over TLS)
        self.sessions = 0
        self.port = 0

    # As a person would ask

    def copies(self) -> Counter[str]:
        """How many times each address was written to."""
        return Counter(mail.recipient for mail in self.accepted)

    def verbs(self) -> Counter[str]:
        return Counter(line[:4].upper() for line, _secure in self.seen)

    # One session, step by step. Each answers with whole replies, without the end of line.

    async def greeting(self, session: Session) -> str:
        return "220 sink.example ESMTP"

    async def on_hello(self, session: Session, verb: str) -> str:
        if verb == "HELO":
            return "250 sink.example"
        words = ["sink.example", *self.offers]
        if self.tls and not session.secure:
            words.append("STARTTLS")
        if self.auth:
            words.append(f"AUTH {' '.join(self.auth)}")
        return "\r\n".join([*(f"250-{word}" for word in words[:-1]), f"250 {words[-1]}"])

    async def on_mail(self, session: Session, argument: str) -> str:
        return "250 2.1.0 sender ok"

    async def on_rcpt(self, session: Session, address: str) -> str:
        return "250 2.1.5 recipient ok"

    async def on_data(self, session: Session) -> str:
        """The answer to DATA once no recipient is left. RFC 2920 allows 354 too."""
        return "354 go on" if session.recipients else "554 5.5.1 no valid recipients"

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        """The answer after the final dot; a 250 is given only after `take`."""
        if not mails:
            return "554 5.5.1 no valid recipients"
        self.take(session, mails)
        return f"250 2.0.0 queued as {len(self.accepted):X}"

    def take(self, session: Session, mails: list[Mail]) -> None:
        """Take responsibility."""
        session.taken += len(mails)
        self.accepted += mails

    async def after(self, session: Session) -> None:
        """Once the answer to a mail is written."""

    async def say(self, session: Session, words: str) -> None:
        session.writer.write(words.encode("latin-1") + b"\r\n")
        await session.writer.drain()

    async def line(self, session: Session) -> bytes:
        """The next line of the client; empty at the end."""
        return await session.reader.readline()

    # The rest is the protocol

    async def _session(self, session: Session) -> None:
        await self.say(session, await self.greeting(session))
        while line := await self.line(session):
            words = line.decode("utf-8", "surrogateescape").rstrip("\r\n")
            self.seen.append((words, session.secure))
            verb, _, argument = words.partition(" ")
            if verb.upper() == "QUIT":
                await self.say(session, "221 2.0.0 bye")
                return
            await self._command(session, verb.upper(), argument)

    async def _command(self, session: Session, verb: str, argument: str) -> None:
        match verb:
            case "EHLO" | "HELO":
                session.reset()
                await self.say(session, await self.on_hello(session, verb))
            case "MAIL":
                await self._mail(session, argument)
            case "RCPT":
                await self._rcpt(session, argument)
            case "DATA":
                await self._data(session)
            case "STARTTLS" if self.tls:
                await self._starttls(session)
            case "AUTH":
                await self._auth(session, argument)
            case "RSET":
                session.reset()
                await self.say(session, "250 2.0.0 reset")
            case "NOOP":
                await self.say(session, "250 2.0.0 ok")
            case _:
                await self.say(session, "500 5.5.2 unknown command")

    async def _mail(self, session: Session, argument: str) -> None:
        if session.sender:
            await self.say(session, "503 5.5.1 nested MAIL command")
            return
        if self.auth and not session.user:
            await self.say(session, "530 5.7.0 sign in first")
            return
        answer = await self.on_mail(session, argument)
        if answer.startswith("2"):
            session.sender = _address(argument)
        await self.say(session, answer)

    async def _rcpt(self, session: Session, argument: str) -> None:
        if not session.sender:
            await self.say(session, "503 5.5.1 need MAIL first")
            return
        answer = await self.on_rcpt(session, _address(argument))
        if answer.startswith("2"):
            session.recipients.append(_address(argument))
        else:
            session.refused += 1
        await self.say(session, answer)

    async def _data(self, session: Session) -> None:
        answer = await self.on_data(session)
        await self.say(session, answer)
        if not answer.startswith("354"):
            return
        body = await self.body(session)
        mails = [Mail(session.sender, recipient, body) for recipient in session.recipients]
        self.attempts += mails
        answer = await self.on_mails(session, mails)
        session.reset()
        await self.say(session, answer)
        await self.after(session)

    async def body(self, session: Session) -> bytes:
        lines = []
        while (line := await self.line(session)) != b".\r\n":
            if not line:
                raise Drop
            lines.append(line[1:] if line.startswith(b".") else line)
        return b"".join(lines)

    async def _starttls(self, session: Session) -> None:
        await self.say(session, "220 2.0.0 go ahead")
        await session.writer.start_tls(self.tls)  # type: ignore[arg-type]
        session.secure = True
        session.reset()

    async def _auth(self, session: Session, argument: str) -> None:
        method, _, first = argument.partition(" ")
        if method.upper() not in self.auth:
            await self.say(session, "504 5.5.4 unknown mechanism")
            return
        if method.upper() == "PLAIN":
            given = base64.b64decode(first or await self._asked(session, "")).split(b"\0")
            user, password = given[1].decode(), given[2].decode()
        else:
            user = base64.b64decode(first or await self._asked(session, "Username:")).decode()
            password = base64.b64decode(await self._asked(session, "Password:")).decode()
        await self.say(session, await self.on_sign_in(session, user, password))

    async def on_sign_in(self, session: Session, user: str, password: str) -> str:
        if password != self.password:
            return "535 5.7.8 wrong name or password"
        session.user = user
        return "235 2.7.0 welcome"

    async def _asked(self, session: Session, what: str) -> bytes:
        await self.say(session, f"334 {base64.b64encode(what.encode()).decode()}".rstrip())
        return (await self.line(session)).strip()

    # Its thread

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.sessions += 1
        try:
            await self._session(Session(reader, writer, secure=self.at_once))
            writer.close()
        except (Drop, ConnectionError, ssl.SSLError, asyncio.CancelledError):
            writer.transport.abort()

    async def _listen(self) -> asyncio.Server:
        at_once = self.tls if self.at_once else None
        return await asyncio.start_server(self._connected, "127.0.0.1", 0, ssl=at_once, limit=1 << 20)

    def __enter__(self) -> Self:
        self._loop = asyncio.new_event_loop()
        self._loop.set_exception_handler(lambda loop, context: None)  # a client that leaves in a handshake
        listening = self._loop.run_until_complete(self._listen())
        self.port = listening.sockets[0].getsockname()[1]
        self._listening = listening
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._end(), self._loop).result(timeout=10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(timeout=10)
        self._loop.close()

    async def _end(self) -> None:
        self._listening.close()
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)


def _address(argument: str) -> str:
    found = _ADDRESS.search(argument)
    return found[1] if found else ""
