"""A mail server (RFC 5321, with PIPELINING) that speaks slowly and plainly, one line at a time."""

from __future__ import annotations

import email
import email.policy
import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, ClassVar

from amarre.channels.kinds.contract import Envelope
from amarre.channels.tests.contract.fake import Fake, Trouble


class Letter:
    """A `Received` as it came over the wire. Its words are read when somebody asks for them: reading takes far longer
    than the transport that these tests are about."""

    def __init__(self, address: str, raw: bytes) -> None:
        self.address, self.raw = address, raw

    @cached_property
    def text(self) -> str:
        mail = email.message_from_bytes(self.raw, policy=email.policy.default)
        body: Any = mail.get_body(("plain",))
        return body.get_content()


@dataclass
class Smtp(Fake):
    slug = "email"
    provider = "smtp"
    secrets = ("mot-de-passe-smtp",)
    # With PIPELINING the next messages are on their way before the first is answered.
    in_flight = 200
    excused = {
        Trouble.RATE_LIMIT: "SMTP has no Retry-After; a 4xx is played as busy",
        Trouble.RUBBISH: "every code that is not 2xx is a refusal, and is played as broken",
        Trouble.TRUNCATED: "an answer is one line; half a line is a cut line",
        Trouble.EXPIRED: "signing in needs TLS here; played against the real client in test_hard_servers",
    }

    _server: Any = None
    _lock: threading.Lock = field(default_factory=threading.Lock)
    _closing: threading.Event = field(default_factory=threading.Event)

    def values(self) -> dict[str, Any]:
        return {
            "host": "127.0.0.1", "port": self._server.server_address[1], "tls": "none", "user": "",
            "password": self.secrets[0], "from_address": "crise@laiterie.example", "domain": "laiterie.example",
            "timeout": 0.5, "body_timeout": 0.5,
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        words = f"Bonjour, le lot {number:05} est rappelé."
        return Envelope(f"{number:024x}", f"p{number}@example.org", "fr", "Rappel", words, f"<p>{words}</p>")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        made = self.envelope(900)
        return [(Envelope(made.token, "nobody@example.org", "fr", "Rappel", made.text, made.html), None)]

    def __enter__(self) -> Smtp:
        self._open(0)
        return self

    def __exit__(self, *error: object) -> None:
        self._close()

    @contextmanager
    def away(self) -> Iterator[None]:
        port = self._server.server_address[1]
        self._close()
        yield
        self._open(port)

    def _open(self, port: int) -> None:
        class Handler(_Handler):
            provider = self

        self._closing.clear()
        self._server = _Server(("127.0.0.1", port), Handler)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()

    def _close(self) -> None:
        self._closing.set()
        self._server.shutdown()
        self._server.server_close()

    def _trouble_now(self) -> Trouble | None:
        with self._lock:
            if self.trouble is not None and self.spared:
                self.spared -= 1
                return None
            return self.trouble


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away is what these tests are about."""


class _Handler(socketserver.StreamRequestHandler):
    provider: ClassVar[Smtp]
    timeout = 20
    disable_nagle_algorithm = True  # else the kernel holds short answers back for forty milliseconds

    def handle(self) -> None:
        self.say("220 mx.example ready")
        recipient = ""
        while line := self.rfile.readline():
            verb, _, rest = line.decode().strip().partition(" ")
            match verb.upper():
                case "EHLO":
                    self.say("250-mx.example", "250-PIPELINING", "250-8BITMIME", "250 SMTPUTF8")
                case "RCPT":
                    recipient = rest.split("<", 1)[1].split(">", 1)[0]
                    self.say("550 5.1.1 no such user" if recipient.startswith("nobody@") else "250 2.1.5 ok")
                case "DATA" if recipient.startswith("nobody@"):
                    self.say("503 5.5.1 no recipient")
                case "DATA":
                    self.say("354 go on")
                    if not self.data(recipient):
                        return
                case "QUIT":
                    return self.say("221 2.0.0 bye")
                case _:
                    self.say("250 2.0.0 ok")

    def data(self, recipient: str) -> bool:
        """Read one message and answer it; whether the session goes on."""
        lines = []
        while (line := self.rfile.readline()) not in (b".\r\n", b""):
            lines.append(line.removeprefix(b"."))
        trouble = self.provider._trouble_now()
        if trouble is Trouble.BUSY:
            self.say("451 4.3.2 later please")
            return True
        if trouble is Trouble.BROKEN:
            self.say("451 4.3.0 something broke")
            return True
        self.provider.received.append(Letter(recipient, b"".join(lines)))
        if trouble is Trouble.SILENT:
            self.provider._closing.wait(20)
            return False
        if trouble is Trouble.CUT:
            self.wfile.write(b"25")
            return False
        self.say("250 2.0.0 queued")
        return True

    def say(self, *lines: str) -> None:
        self.wfile.write("".join(f"{line}\r\n" for line in lines).encode())


FAKES = (Smtp,)
