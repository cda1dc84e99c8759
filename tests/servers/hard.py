"""Servers that misbehave, each in one way. They are seeded: the same test meets the same mishaps."""

from __future__ import annotations

import asyncio
import random
from collections.abc import Callable
from datetime import datetime, timedelta

from tests.servers.smtp import Drop, Mail, Server, Session

WITHOUT_PIPELINING = ("SIZE 10000000", "8BITMIME", "SMTPUTF8", "ENHANCEDSTATUSCODES")


class Strict(Server):
    """Does not offer PIPELINING, and hangs up on a client that does not wait for its answers."""

    offers = WITHOUT_PIPELINING
    pushed = 0

    async def say(self, session: Session, words: str) -> None:
        # All that the client sent has been read to the end of its command: more means that it did not wait.
        await asyncio.sleep(0)
        if session.reader._buffer:  # type: ignore[attr-defined]
            self.pushed += 1
            raise Drop
        await super().say(session, words)


class Slow(Strict):
    """Takes its time for each command, one at a time."""

    seconds = 0.003

    async def say(self, session: Session, words: str) -> None:
        await asyncio.sleep(self.seconds)
        await super().say(session, words)


class SlowPipelining(Server):
    """Offers PIPELINING and takes its time all the same."""

    async def say(self, session: Session, words: str) -> None:
        await asyncio.sleep(0.002)
        await super().say(session, words)


class Rude(Server):
    """Hangs up at one point of the session: the first time it gets there, then once in a while.

    `point`: banner, mail, rcpt, data (instead of 354), body (in the middle of it), dot (it took the mail and says
    nothing), lost (it did not, and says nothing), after (right after its 250).
    """

    def __init__(self, point: str, *, chance: float = 0.15, seed: int = 1, politely: bool = False) -> None:
        super().__init__()
        self.point, self.chance, self.politely = point, chance, politely
        self.random = random.Random(f"{point}{seed}")
        self.dropped = 0

    async def _maybe(self, session: Session, point: str) -> None:
        if point == self.point and (not self.dropped or self.random.random() < self.chance):
            self.dropped += 1
            if self.politely:
                await self.say(session, "421 4.3.2 shutting down")
            raise Drop

    async def greeting(self, session: Session) -> str:
        await self._maybe(session, "banner")
        return await super().greeting(session)

    async def on_mail(self, session: Session, argument: str) -> str:
        await self._maybe(session, "mail")
        return await super().on_mail(session, argument)

    async def on_rcpt(self, session: Session, address: str) -> str:
        await self._maybe(session, "rcpt")
        return await super().on_rcpt(session, address)

    async def on_data(self, session: Session) -> str:
        await self._maybe(session, "data")
        return await super().on_data(session)

    async def body(self, session: Session) -> bytes:
        if self.point == "body":
            await self.line(session)
            await self._maybe(session, "body")
        return await super().body(session)

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        await self._maybe(session, "lost")
        answer = await super().on_mails(session, mails)
        await self._maybe(session, "dot")
        return answer

    async def after(self, session: Session) -> None:
        await self._maybe(session, "after")


class Anywhere(Rude):
    """Rude at every point, by chance, with or without a 421."""

    POINTS = ("banner", "mail", "rcpt", "data", "body", "dot", "lost", "after")

    def __init__(self, *, chance: float, seed: int) -> None:
        super().__init__("", chance=chance, seed=seed)

    async def _maybe(self, session: Session, point: str) -> None:
        # A 421 after the dot says that the mail was not taken; a server that took it says nothing.
        self.point, self.politely = point, point != "dot" and self.random.random() < 0.5
        await super()._maybe(session, point)
        self.point = "body"  # so that `body` asks


class Greylisting(Server):
    """Sends strangers away for some minutes by the test's own clock, and knows them when they come back."""

    def __init__(self, clock: Callable[[], datetime], wait: timedelta = timedelta(minutes=5)) -> None:
        super().__init__()
        self.clock, self.wait = clock, wait
        self.first: dict[str, datetime] = {}

    async def on_rcpt(self, session: Session, address: str) -> str:
        first = self.first.setdefault(address, self.clock())
        if self.clock() < first + self.wait:
            return "450 4.2.0 greylisted, come back later"
        return await super().on_rcpt(session, address)


class Picky(Server):
    """Refuses some recipients. `then`: what it answers to the DATA that followed in the same group (RFC 2920, 3.1)."""

    def __init__(self, refusal: str, *, then: str = "554 5.5.1 no valid recipients", to_nobody: str = "") -> None:
        """`to_nobody`: with a 354 in `then`, the answer to a body that has no recipient."""
        super().__init__()
        self.refusal, self.then, self.to_nobody = refusal, then, to_nobody

    async def on_rcpt(self, session: Session, address: str) -> str:
        return self.refusal if address.startswith("no") else await super().on_rcpt(session, address)

    async def on_data(self, session: Session) -> str:
        return "354 go on" if session.recipients else self.then

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        return await super().on_mails(session, mails) if mails else self.to_nobody


class Judging(Server):
    """Reads the mail first: refuses or puts off some after the final dot. Puts off each only once."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer
        self.judged: set[str] = set()

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        recipient = mails[0].recipient
        if recipient.startswith("no") and not (self.answer.startswith("4") and recipient in self.judged):
            self.judged.add(recipient)
            return self.answer
        return await super().on_mails(session, mails)


class Forgetful(Server):
    """Says PIPELINING, and throws away what came before it has answered."""

    async def say(self, session: Session, words: str) -> None:
        await super().say(session, words)
        await asyncio.sleep(0.001)
        session.reader._buffer.clear()  # type: ignore[attr-defined]


class OneAtATime(Server):
    """Says PIPELINING, and scolds whoever uses it."""

    async def _command(self, session: Session, verb: str, argument: str) -> None:
        await asyncio.sleep(0.001)
        if verb in {"MAIL", "RCPT", "DATA"} and session.reader._buffer:  # type: ignore[attr-defined]
            await self.say(session, "503 5.5.1 improper command pipelining")
            raise Drop
        await super()._command(session, verb, argument)


class ByteByByte(Server):
    """Its answers arrive one byte at a time."""

    async def say(self, session: Session, words: str) -> None:
        for byte in words.encode("latin-1") + b"\r\n":
            session.writer.write(bytes([byte]))
            await session.writer.drain()
            await asyncio.sleep(0)


class Talkative(Server):
    """Says everything in several lines."""

    async def say(self, session: Session, words: str) -> None:
        code, rest = words[:3], words[4:]
        if code != "334" and "\r\n" not in words:
            words = f"{code}-bonjour\r\n{code}-\r\n{code} {rest}"
        await super().say(session, words)


class Accented(Server):
    """Its answers hold bytes that are no ASCII, and none that is UTF-8."""

    async def on_rcpt(self, session: Session, address: str) -> str:
        return "250 2.1.5 destinataire accept\xe9 \xff\xfe"

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        return f"{await super().on_mails(session, mails)} d\xe9pos\xe9 \x80"


class LongWinded(Server):
    """Its answers are far longer than the 512 bytes of RFC 5321."""

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        return f"{await super().on_mails(session, mails)} {'z' * 6000}"


class Endless(Server):
    """Never comes to the end of its line."""

    async def on_mail(self, session: Session, argument: str) -> str:
        while True:
            session.writer.write(b"250-" + b"z" * 60_000)
            await session.writer.drain()


class NotSmtp(Server):
    """Another kind of server listens there."""

    async def greeting(self, session: Session) -> str:
        return "HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n"


class Mute(Server):
    """Accepts the connection and says nothing."""

    async def greeting(self, session: Session) -> str:
        await asyncio.sleep(60)
        raise Drop


class Counting(Server):
    """Ends every session after some mails: with a 421, or without a word."""

    def __init__(self, most: int, *, politely: bool) -> None:
        super().__init__()
        self.most, self.politely = most, politely

    async def on_mail(self, session: Session, argument: str) -> str:
        if session.taken >= self.most:
            if self.politely:
                await self.say(session, "421 4.7.0 too many messages in this session")
            raise Drop
        return await super().on_mail(session, argument)


class Small(Server):
    """Announces how much it takes, and refuses more."""

    offers = ("PIPELINING", "SIZE 3000", "8BITMIME", "ENHANCEDSTATUSCODES")

    async def on_mail(self, session: Session, argument: str) -> str:
        size = argument.upper().partition("SIZE=")[2].split(" ")[0]
        if size.isdigit() and int(size) > 3000:
            return "552 5.3.4 message too big"
        return await super().on_mail(session, argument)

    async def on_mails(self, session: Session, mails: list[Mail]) -> str:
        if mails and len(mails[0].data) > 3000:
            return "552 5.3.4 message too big"
        return await super().on_mails(session, mails)


class Old(Server):
    """Knows nothing of the extensions of the last thirty years: ASCII addresses, seven bits."""

    offers = ("SIZE 10000000",)


class NoHello(Server):
    """Knows HELO only (RFC 821)."""

    async def on_hello(self, session: Session, verb: str) -> str:
        return "250 sink.example" if verb == "HELO" else "502 5.5.1 not implemented"


class Stranger(Server):
    """Does not want our sender address."""

    def __init__(self, answer: str) -> None:
        super().__init__()
        self.answer = answer

    async def on_mail(self, session: Session, argument: str) -> str:
        return self.answer


class Signing(Server):
    """Wants a name and its password before any mail."""

    def __init__(self, *methods: str) -> None:
        super().__init__()
        self.auth = methods or ("PLAIN",)


class Injecting(Server):
    """Somebody between us adds words in clear text after the answer to STARTTLS, hoping that they are believed."""

    async def _starttls(self, session: Session) -> None:
        session.writer.write(b"220 2.0.0 go ahead\r\n250-sink.example\r\n250 AUTH PLAIN\r\n")
        await session.writer.drain()
        await session.writer.start_tls(self.tls)  # type: ignore[arg-type]
        session.secure = True


class Stripped(Server):
    """Somebody between us took STARTTLS out of the offers; signing in is still offered."""

    auth = ("PLAIN",)

    def __init__(self, refusal: str = "502 5.5.1 not implemented") -> None:
        super().__init__()
        self.refusal = refusal

    async def _command(self, session: Session, verb: str, argument: str) -> None:
        if verb == "STARTTLS":
            await self.say(session, self.refusal)
            return
        await super()._command(session, verb, argument)
