"""Published pages from memory, in raw ASGI, before Django and without the database.

Files are read once; a stamp (`files.STAMP`) tells when they changed. Each is kept with its compressed form and its
headers ready, so that answering is a dictionary look-up. Nothing that a request says can name a file on disk.
"""

from __future__ import annotations

import gzip
import hashlib
import time
from collections.abc import Awaitable, Callable, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from amarre.touchpoints.files import STAMP

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
App = Callable[[Scope, Receive, Send], Awaitable[None]]
Header = tuple[bytes, bytes]

PREFIX = "/p/"
LOOK_EVERY = 0.5  # seconds between two looks at the stamp
SMALLEST_WORTH_COMPRESSING = 500  # bytes: less fits one packet anyway

TYPES = {
    ".html": b"text/html; charset=utf-8",
    ".css": b"text/css; charset=utf-8",
    ".js": b"text/javascript; charset=utf-8",
    ".xml": b"application/atom+xml; charset=utf-8",
    ".json": b"application/json; charset=utf-8",
    ".svg": b"image/svg+xml",
}
# Scripts, requests and workers: those of notices on devices (amarre.touchpoints.notices), files of this house.
POLICY = (
    "default-src 'none'; style-src 'self'; img-src 'self' data:; script-src 'self'; connect-src 'self'; "
    "worker-src 'self'; form-action 'self'; base-uri 'none'"
)
FRESH = b"public, max-age=30"  # a changed fact is read everywhere half a minute later
FOR_EVER = b"public, max-age=31536000, immutable"

NOT_FOUND = (
    b'<!doctype html><html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    b"<title>404</title><p>Rien \xc3\xa0 cette adresse.</p><p lang=\"en\">Nothing at this address.</p>"
)  # fmt: skip


@dataclass(frozen=True)
class Published:
    """One file, ready to be sent plain or compressed."""

    etag: bytes
    body: bytes
    headers: tuple[Header, ...]
    small_body: bytes
    small_headers: tuple[Header, ...]
    unchanged_headers: tuple[Header, ...]


class PublicFiles:
    """ASGI: answers under /p/ from the files of `root`, leaves everything else to `app`."""

    def __init__(self, app: App, root: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self.app = app
        self.root = root
        self.clock = clock
        self._files: dict[str, Published] = {}
        self._languages: dict[str, tuple[str, ...]] = {}
        self._stamp: bytes | None = None
        self._looked_at = float("-inf")

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http" or not scope["path"].startswith(PREFIX):
            await self.app(scope, receive, send)
            return
        self._look()
        await self._answer(scope, send)

    async def _answer(self, scope: Scope, send: Send) -> None:
        method = scope["method"]
        if method not in {"GET", "HEAD"}:
            await _send(send, 405, ((b"allow", b"GET, HEAD"), (b"content-length", b"0")), b"")
            return
        path = scope["path"]
        headers = dict(scope["headers"])
        languages = self._languages.get(path)
        if languages:
            await _redirect(
                send, path + choose(headers.get(b"accept-language", b"").decode("latin-1"), languages) + "/"
            )
            return
        file = self._files.get(path)
        if file is None:
            await self._missing(path, method, send)
        elif file.etag in headers.get(b"if-none-match", b""):
            await _send(send, 304, file.unchanged_headers, b"")
        elif b"gzip" in headers.get(b"accept-encoding", b""):
            await _send(send, 200, file.small_headers, b"" if method == "HEAD" else file.small_body)
        else:
            await _send(send, 200, file.headers, b"" if method == "HEAD" else file.body)

    async def _missing(self, path: str, method: str, send: Send) -> None:
        if f"{path}/" in self._files or f"{path}/" in self._languages:
            await _redirect(send, f"{path}/")
            return
        headers = (
            (b"content-type", TYPES[".html"]),
            (b"content-length", str(len(NOT_FOUND)).encode()),
            *_safety(path, "'none'"),
        )
        await _send(send, 404, headers, b"" if method == "HEAD" else NOT_FOUND)

    def _look(self) -> None:
        """Read the files again if the stamp says that they changed."""
        now = self.clock()
        if now - self._looked_at < LOOK_EVERY:
            return
        self._looked_at = now
        try:
            stamp = (self.root / STAMP).read_bytes()
        except FileNotFoundError:
            stamp = b""
        if stamp != self._stamp:
            self._files, self._languages = load(self.root)
            self._stamp = stamp


def load(root: Path) -> tuple[dict[str, Published], dict[str, tuple[str, ...]]]:
    """Every published file by its address, and for each page's door the languages that it leads to."""
    found: dict[str, Published] = {}
    languages: dict[str, list[str]] = {}
    for path in sorted(root.rglob("*")):
        if not path.is_file() or path.name.startswith("."):
            continue
        address = "/" + path.relative_to(root).as_posix().removesuffix("index.html")
        try:
            found[address] = _published(address, path.suffix, path.read_bytes())
        except FileNotFoundError:  # taken down since it was listed; the stamp will say so
            continue
        parts = address.strip("/").split("/")
        if path.name == "index.html" and len(parts) == 3:
            languages.setdefault(f"/{parts[0]}/{parts[1]}/", []).append(parts[2])
    return found, {door: tuple(names) for door, names in languages.items()}


def choose(accepted: str, languages: tuple[str, ...]) -> str:
    """The language to show: the best of an Accept-Language header (RFC 9110, 12.5.4) among those there are.

    Qualities are honoured, regions ignored; French, else the first there is, when none fits.
    """
    wanted: list[tuple[float, str]] = []
    for part in accepted.split(","):
        name, _, quality = part.strip().partition(";q=")
        try:
            wanted.append((-float(quality or 1), name.split("-")[0].lower()))
        except ValueError:
            continue
    for weight, name in sorted(wanted, key=lambda pair: pair[0]):
        if weight and name in languages:
            return name
    return "fr" if "fr" in languages else languages[0]


def _published(address: str, suffix: str, body: bytes) -> Published:
    etag = b'"' + hashlib.sha256(body).hexdigest()[:20].encode() + b'"'
    may_frame = "*" if "/banner/" in address else "'none'"
    shared = (
        (b"etag", etag),
        (b"cache-control", FOR_EVER if "/-/" in address else FRESH),
        (b"vary", b"accept-encoding"),
        *_safety(address, may_frame),
    )
    typed = ((b"content-type", TYPES.get(suffix, b"application/octet-stream")), *shared)
    plain = (*typed, (b"content-length", str(len(body)).encode()))
    small = gzip.compress(body, 9, mtime=0)
    if len(body) < SMALLEST_WORTH_COMPRESSING or len(small) >= len(body):
        return Published(etag, body, plain, body, plain, shared)
    squeezed = (*typed, (b"content-encoding", b"gzip"), (b"content-length", str(len(small)).encode()))
    return Published(etag, body, plain, small, squeezed, shared)


def _safety(address: str, may_frame: str) -> tuple[Header, ...]:
    headers = [
        (b"content-security-policy", f"{POLICY}; frame-ancestors {may_frame}".encode()),
        (b"x-content-type-options", b"nosniff"),
        (b"referrer-policy", b"strict-origin-when-cross-origin"),
    ]
    if address.endswith((".js", ".json", ".xml")):  # made to be carried by other sites
        headers += [(b"access-control-allow-origin", b"*"), (b"cross-origin-resource-policy", b"cross-origin")]
    return tuple(headers)


async def _redirect(send: Send, to: str) -> None:
    headers = (
        (b"location", to.encode()),
        (b"vary", b"accept-language"),
        (b"cache-control", b"no-cache"),
        (b"content-length", b"0"),
    )
    await _send(send, 302, headers, b"")


async def _send(send: Send, status: int, headers: tuple[Header, ...], body: bytes) -> None:
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})
