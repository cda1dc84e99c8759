"""What a fake is: a provider, played on this machine, that can be told to misbehave.

A kind that speaks HTTP derives from `HttpFake`: it writes `answer` (the provider's documented protocol) and may refine
`refuse` (its own words for a rate limit or an expired token). A kind without a server (tray, print file) derives from
`Fake` and says in `excused` which troubles it cannot have, and why.
"""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from enum import StrEnum
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlencode, urlsplit

from django.http import HttpRequest
from django.test import RequestFactory

from amarre.channels.kinds import KINDS, http
from amarre.channels.kinds.contract import Envelope, Kind, News, Said


class Trouble(StrEnum):
    """What can go wrong at the other end."""

    RATE_LIMIT = "rate limit"  # 429 with Retry-After: 7
    EXPIRED = "expired token"  # 401
    BROKEN = "500"
    BUSY = "503"
    RUBBISH = "rubbish"  # 200 with words that are no answer; the message was taken
    TRUNCATED = "truncated"  # 200 with half of the answer; the message was taken
    CUT = "cut"  # the line is cut in the middle of the answer; the message was taken
    SILENT = "silent"  # the message was taken, and no answer ever comes


RETRY_SECONDS = 7


@dataclass(frozen=True)
class Received:
    """What reached the provider: to whom ("" when it speaks to the public), and every word of the message."""

    address: str
    text: str


@dataclass
class Fake:
    """A provider of one kind. Used as a context manager: open while the test runs."""

    slug: ClassVar[str]
    provider: ClassVar[str] = ""  # when a kind has several
    excused: ClassVar[Mapping[Trouble, str]] = {}  # trouble -> why this kind cannot have it
    secrets: ClassVar[tuple[str, ...]] = ()  # values of settings that must never be shown
    in_flight: ClassVar[int] = http.AT_ONCE  # how many may be begun and not answered yet
    needs_database: ClassVar[bool] = False
    has_server: ClassVar[bool] = True  # there is a next hop that can be away
    each_its_own: ClassVar[bool] = False  # every address has a server of its own: one that is away stops nobody else
    needs_setting_up: ClassVar[bool] = True  # it cannot send with empty settings
    unsigned: ClassVar[str] = ""  # why only the key in our address proves that a call is the provider's

    received: list[Received] = field(default_factory=list)
    trouble: Trouble | None = None
    spared: int = 0  # how many messages still go well before the trouble

    def values(self) -> dict[str, Any]:
        """The settings of a channel that leads here, as the form of the settings would keep them."""
        return {}

    def envelope(self, number: int) -> Envelope:
        """One message to one person. Each number has its own address and words."""
        raise NotImplementedError

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        """Messages that the provider refuses for good, with what it says of the address (`Result.permanent`)."""
        return []

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        """What the provider pushes about messages, and what must be read in it, but for `at` and `diagnostic`."""
        return []

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        """What the provider pushes when people write. `at` is not compared."""
        return []

    def forged(self) -> list[HttpRequest]:
        """Calls that look like the provider's and are not."""
        return []

    def malformed(self) -> list[HttpRequest]:
        """Calls of the provider, properly signed, whose body cannot be read: `ValueError`."""
        return []

    @property
    def kind(self) -> Kind:
        return KINDS.get(self.slug)

    def config(self) -> Any:
        return self.kind.config(self.values())

    def misbehave(self, trouble: Trouble, *, after: int = 0) -> None:
        """From now on, once `after` more messages went well."""
        self.trouble, self.spared = trouble, after

    def take(self, address: str, text: str) -> None:
        """Write down a message that was taken."""
        self.received.append(Received(address, text))

    def __enter__(self) -> Fake:
        return self

    def __exit__(self, *error: object) -> None:
        """Close what was opened."""

    @contextmanager
    def away(self) -> Iterator[None]:
        """Nobody listens at the provider's address meanwhile."""
        raise NotImplementedError
        yield


@dataclass(frozen=True)
class Asked:
    """A request as it reached the provider."""

    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]  # names in lower case
    body: bytes

    def json(self) -> Any:
        return json.loads(self.body)

    def form(self) -> dict[str, str]:
        return dict(parse_qsl(self.body.decode(), keep_blank_values=True))


@dataclass(frozen=True)
class Answered:
    """What the provider answers: a status, a body (JSON when it is no bytes) and headers."""

    status: int = 200
    body: Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)

    def encoded(self) -> bytes:
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


@dataclass
class HttpFake(Fake):
    """A provider reached over HTTP, on a port of this machine's loopback."""

    requests: list[Asked] = field(default_factory=list)
    _server: ThreadingHTTPServer | None = None
    _closing: threading.Event = field(default_factory=threading.Event)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def answer(self, asked: Asked) -> Answered:
        """The provider's own protocol: checks what the documentation asks, `take`s the message, answers."""
        raise NotImplementedError

    def is_message(self, asked: Asked) -> bool:
        """Whether this request hands over a message (and not a question about the hour, for instance)."""
        return asked.method == "POST"

    def refuse(self, trouble: Trouble) -> Answered:
        """The provider's words for a trouble that comes before the message was taken."""
        status = {Trouble.RATE_LIMIT: 429, Trouble.EXPIRED: 401, Trouble.BROKEN: 500, Trouble.BUSY: 503}[trouble]
        headers = {"Retry-After": str(RETRY_SECONDS)} if trouble in (Trouble.RATE_LIMIT, Trouble.BUSY) else {}
        return Answered(status, {"message": str(trouble)}, headers)

    @property
    def base_url(self) -> str:
        assert self._server is not None
        return f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> HttpFake:
        self._server = _listen(self, 0)
        return self

    def __exit__(self, *error: object) -> None:
        self._close()

    @contextmanager
    def away(self) -> Iterator[None]:
        # `base_url` stays: nobody answers there.
        assert self._server is not None
        self._close()
        yield
        self._server = _listen(self, self._server.server_port)

    def _close(self) -> None:
        self._closing.set()
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()

    def _trouble_now(self, asked: Asked) -> Trouble | None:
        with self._lock:
            self.requests.append(asked)
            if self.trouble is None or not self.is_message(asked):
                return None
            if self.spared:
                self.spared -= 1
                return None
            return self.trouble


def _listen(fake: HttpFake, port: int) -> ThreadingHTTPServer:
    class Handler(_Handler):
        provider = fake

    fake._closing.clear()
    server = _Server(("127.0.0.1", port), Handler)
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    return server


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False
    request_queue_size = 64

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that went away in the middle is what these tests are about."""


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    provider: ClassVar[HttpFake]
    timeout = 20
    disable_nagle_algorithm = True  # else the kernel holds the body back for forty milliseconds after the headers

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        asked = Asked(
            self.command,
            address.path,
            dict(parse_qsl(address.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(int(self.headers.get("Content-Length") or 0)),
        )
        trouble = self.provider._trouble_now(asked)
        if trouble in (Trouble.RATE_LIMIT, Trouble.EXPIRED, Trouble.BROKEN, Trouble.BUSY):
            return self._write(self.provider.refuse(trouble))
        answered = self.provider.answer(asked)
        if trouble is Trouble.RUBBISH:
            return self._write(Answered(200, b"<html><body>Welcome to the wi-fi of the hotel</body></html>"))
        if trouble is Trouble.TRUNCATED:
            return self._write(Answered(answered.status, answered.encoded()[: len(answered.encoded()) // 2]))
        if trouble is Trouble.SILENT:
            self.provider._closing.wait(20)
            self.close_connection = True
            return None
        return self._write(answered, cut=trouble is Trouble.CUT)

    do_GET = do_PUT = do_DELETE = do_POST

    def _write(self, answered: Answered, *, cut: bool = False) -> None:
        body = answered.encoded()
        self.send_response(answered.status)
        if "Content-Type" not in answered.headers:
            self.send_header("Content-Type", "application/json")
        for name, value in answered.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(max(len(body), 2)))
        self.end_headers()
        if cut:
            self.wfile.write(body[: len(body) // 2])
            self.close_connection = True
        else:
            self.wfile.write(body or b"{}")

    def log_message(self, *args: Any) -> None:
        """Quiet."""


def pushed(
    body: bytes | Mapping[str, Any] | str,
    *,
    content_type: str = "application/json",
    headers: Mapping[str, str] | None = None,
    path: str = "/hooks/1/key/",
) -> HttpRequest:
    """A provider's call to our public door. A mapping is written as JSON, or as a form when the type says so."""
    if isinstance(body, Mapping) and content_type == "application/json":
        body = json.dumps(body)
    elif isinstance(body, Mapping):
        body, content_type = urlencode(body), "application/x-www-form-urlencoded"
    return RequestFactory().generic("POST", path, body, content_type=content_type, headers=dict(headers or {}))
