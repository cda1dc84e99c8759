"""Published pages are served from memory: fresh after a change, cacheable, deaf to tricks."""

from __future__ import annotations

import asyncio
import gzip
from pathlib import Path
from typing import Any

import pytest

from amarre.touchpoints import files
from amarre.touchpoints.static_server import LOOK_EVERY, PublicFiles, choose

LONG = b"<!doctype html><p>" + b"Nous savons. " * 100


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def server(tmp_path: Path, clock: Clock) -> PublicFiles:
    files.write(tmp_path, "p/rappel/fr/index.html", LONG)
    files.write(tmp_path, "p/rappel/en/index.html", b"<p>We know.")
    files.write(tmp_path, "p/rappel/fr/banner/index.html", b"<p>Banner")
    files.write(tmp_path, "p/rappel/banner.js", b"// banner")
    files.write(tmp_path, "p/-/style.abc.css", b"p{margin:0}")
    files.stamp(tmp_path)

    async def django(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 299, "headers": ()})
        await send({"type": "http.response.body", "body": b"django"})

    return PublicFiles(django, tmp_path, clock=clock)


def ask(server: PublicFiles, path: str, method: str = "GET", **headers: str) -> tuple[int, dict[str, str], bytes]:
    sent: list[Any] = []

    async def send(message: Any) -> None:
        sent.append(message)

    async def receive() -> Any:
        return {"type": "http.request"}

    raw = [(name.replace("_", "-").encode(), value.encode()) for name, value in headers.items()]
    asyncio.run(server({"type": "http", "path": path, "method": method, "headers": raw}, receive, send))
    start, body = sent
    return start["status"], {k.decode(): v.decode() for k, v in start["headers"]}, body["body"]


def test_a_page_is_read(server: PublicFiles) -> None:
    status, headers, body = ask(server, "/p/rappel/fr/")
    assert (status, body) == (200, LONG)
    assert headers["content-type"] == "text/html; charset=utf-8"
    assert "default-src 'none'" in headers["content-security-policy"]


def test_everything_else_is_left_to_the_application(server: PublicFiles) -> None:
    assert ask(server, "/people/")[2] == b"django"


def test_a_browser_that_can_gets_it_compressed(server: PublicFiles) -> None:
    _status, headers, body = ask(server, "/p/rappel/fr/", accept_encoding="br, gzip")
    assert headers["content-encoding"] == "gzip"
    assert gzip.decompress(body) == LONG
    assert int(headers["content-length"]) == len(body)


def test_a_browser_that_has_it_already_gets_nothing_again(server: PublicFiles) -> None:
    etag = ask(server, "/p/rappel/fr/")[1]["etag"]
    status, headers, body = ask(server, "/p/rappel/fr/", if_none_match=f"W/{etag}")
    assert (status, body, headers["etag"]) == (304, b"", etag)


def test_a_change_is_seen_within_half_a_second(server: PublicFiles, tmp_path: Path, clock: Clock) -> None:
    ask(server, "/p/rappel/fr/")
    files.write(tmp_path, "p/rappel/fr/index.html", b"<p>Changed.")
    files.stamp(tmp_path)
    clock.now = LOOK_EVERY
    assert ask(server, "/p/rappel/fr/")[2] == b"<p>Changed."


def test_a_page_taken_down_is_gone(server: PublicFiles, tmp_path: Path, clock: Clock) -> None:
    ask(server, "/p/rappel/fr/")
    files.remove(tmp_path, "p/rappel/fr/index.html")
    files.stamp(tmp_path)
    clock.now = LOOK_EVERY
    assert ask(server, "/p/rappel/fr/")[0] == 404


@pytest.mark.parametrize(
    "path", ["/p/../secret", "/p/rappel/fr/../../../etc/passwd", "/p/.stamp", "/p//etc/passwd", "/p/rappel/%2e%2e/"]
)
def test_nothing_but_published_files_can_be_named(server: PublicFiles, path: str) -> None:
    assert ask(server, path)[0] == 404


def test_only_reading_is_allowed(server: PublicFiles) -> None:
    status, headers, _body = ask(server, "/p/rappel/fr/", method="POST")
    assert (status, headers["allow"]) == (405, "GET, HEAD")


def test_the_head_alone_has_no_body(server: PublicFiles) -> None:
    status, headers, body = ask(server, "/p/rappel/fr/", method="HEAD")
    assert (status, body, headers["content-length"]) == (200, b"", str(len(LONG)))


@pytest.mark.parametrize(
    ("accepted", "language"),
    [
        ("en-GB,en;q=0.9,fr;q=0.8", "en"),
        ("de-DE,de;q=0.9,fr;q=0.5", "fr"),
        ("fr;q=0.1,en;q=0.9", "en"),
        ("en;q=0", "fr"),
        ("", "fr"),
        ("de;q=nonsense", "fr"),
    ],
)
def test_the_door_leads_to_the_language_of_the_reader(server: PublicFiles, accepted: str, language: str) -> None:
    status, headers, _body = ask(server, "/p/rappel/", accept_language=accepted)
    assert (status, headers["location"]) == (302, f"/p/rappel/{language}/")


def test_a_company_without_french_leads_to_what_there_is() -> None:
    assert choose("de", ("en", "nl")) == "en"


def test_an_address_without_its_last_slash_is_understood(server: PublicFiles) -> None:
    assert ask(server, "/p/rappel/fr")[1]["location"] == "/p/rappel/fr/"
    assert ask(server, "/p/rappel")[1]["location"] == "/p/rappel/"


def test_only_the_banner_may_be_framed_by_other_sites(server: PublicFiles) -> None:
    assert "frame-ancestors *" in ask(server, "/p/rappel/fr/banner/")[1]["content-security-policy"]
    assert "frame-ancestors 'none'" in ask(server, "/p/rappel/fr/")[1]["content-security-policy"]


def test_the_banner_script_may_be_carried_by_other_sites(server: PublicFiles) -> None:
    assert ask(server, "/p/rappel/banner.js")[1]["access-control-allow-origin"] == "*"


def test_the_style_sheet_is_kept_and_pages_are_not(server: PublicFiles) -> None:
    assert "immutable" in ask(server, "/p/-/style.abc.css")[1]["cache-control"]
    assert "max-age=30" in ask(server, "/p/rappel/fr/")[1]["cache-control"]
