"""The face in a real browser: every component can be read and used, on a phone, at night, without a mouse."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from django.conf import settings
from django.test import Client

from amarre.accounts.models import User
from amarre.situation.models import Crisis, Fact, FactVersion, Source
from amarre.touchpoints.actions import edit_page, prepare_page, publish
from amarre.touchpoints.static_server import PublicFiles
from tests.journeys.browser import IN_CHROMIUM, WIDTHS, chromium, context, picture, sign_in, troubles, watch

pytestmark = IN_CHROMIUM
JS = Path(__file__).resolve().parents[2] / "amarre" / "static" / "js"


@pytest.fixture
def public_server(crisis: Crisis, alix: User, at: datetime) -> Iterator[str]:
    """The published page of the crisis, served as in real life but with nothing behind it."""
    source = Source.objects.create(crisis=crisis, name="Direction")
    fact = Fact.objects.create(crisis=crisis, key="hours", topic="Horaires")
    fact.current = FactVersion.objects.create(
        fact=fact, number=1, status="verified", words={"fr": "De 9 h à 17 h.", "en": "From 9 to 5."}, source=source,
        valid_from=at, created_at=at,
    )  # fmt: skip
    fact.save()
    page = prepare_page(crisis, by=alix, at=at)
    edit_page(
        page, title={"fr": "Rappel", "en": "Recall"}, intro=page.intro, banner={"fr": "Rappel", "en": "Recall"},
        hidden_facts=[], form_is_open=True, by=alix, at=at,
    )  # fmt: skip
    publish(crisis, by=alix, at=at)

    async def nothing_else(scope: Any, receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "status": 404, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    config = uvicorn.Config(
        PublicFiles(nothing_else, Path(settings.PUBLIC_ROOT)), port=0, log_level="error", lifespan="off"
    )
    server = uvicorn.Server(config)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        thread.join(0.05)
    yield f"http://127.0.0.1:{server.servers[0].sockets[0].getsockname()[1]}"
    server.should_exit = True
    thread.join()


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_component_can_be_read(
    live_server: Any, alix: User, client_of: Callable[[User], Client], dark: bool, language: str
) -> None:
    alix.language = language
    alix.save()
    with chromium() as browser:
        for width in WIDTHS:
            window = context(browser, width=width, dark=dark, language=language)
            sign_in(window, client_of(alix), live_server.url)
            page = window.new_page()
            complaints = watch(page)
            page.goto(f"{live_server.url}/patterns/")
            assert troubles(page) == [], f"{width} px"
            assert complaints == []
            picture(page, f"patterns-{language}-{width}-{'dark' if dark else 'light'}")


def test_the_sign_in_page_can_be_read_on_the_smallest_phone(live_server: Any) -> None:
    with chromium() as browser:
        page = context(browser, width=320).new_page()
        complaints = watch(page)
        page.goto(f"{live_server.url}/account/login/")
        assert troubles(page) == []
        assert complaints == []


def test_the_keyboard_shows_its_shortcuts(live_server: Any, alix: User, client_of: Callable[[User], Client]) -> None:
    with chromium() as browser:
        window = context(browser)
        sign_in(window, client_of(alix), live_server.url)
        page = window.new_page()
        page.goto(f"{live_server.url}/patterns/")
        assert not page.locator("#keys").is_visible()
        page.keyboard.press("?")
        assert page.locator("#keys").is_visible()


@pytest.mark.parametrize("dark", [False, True], ids=["day", "night"])
def test_the_public_page_can_be_read_by_everybody(public_server: str, dark: bool) -> None:
    with chromium() as browser:
        for width in WIDTHS:
            page = context(browser, width=width, dark=dark).new_page()
            complaints = watch(page)
            page.goto(f"{public_server}/p/rappel-du-lot-12/")
            assert page.url.endswith("/fr/")
            assert "De 9 h à 17 h." in page.inner_text("main")
            assert troubles(page) == [], f"{width} px"
            assert complaints == []


def test_the_banner_stands_on_another_site_whatever_its_policy(public_server: str) -> None:
    shop, script = "https://shop.example/", "https://amarre.example/p/rappel-du-lot-12/banner.js"
    policy = "default-src 'none'; script-src https://amarre.example"
    body = f'<!doctype html><html lang="en"><title>Shop</title><h1>Shop</h1><script src="{script}" async></script>'
    headers = {"content-type": "text/html; charset=utf-8", "content-security-policy": policy}
    # A public site may not load from this machine's loopback, so the script travels by hand.
    carried = Path(settings.PUBLIC_ROOT) / "p/rappel-du-lot-12/banner.js"
    with chromium() as browser:
        page = context(browser).new_page()
        complaints = watch(page)
        page.route(f"{shop}**", lambda route: route.fulfill(body=body, headers=headers))
        page.route(script, lambda route: route.fulfill(path=carried, content_type="text/javascript; charset=utf-8"))
        page.goto(shop)
        banner = page.get_by_role("region", name="Recall")
        banner.wait_for()
        assert str(banner.get_by_role("link").get_attribute("href")).endswith("/p/rappel-du-lot-12/en/")
        assert [said for said in complaints if "favicon" not in said] == []


FORM = """<!doctype html><html lang="en"><title>Letter</title><body data-person="{person}">
<form data-autosave="letter" method="post" action="/sent/"><textarea name="words">{words}</textarea>
<input type="hidden" name="token" value="1"><button>Keep</button>
<p data-autosave-state data-back="back"></p></form><script src="/autosave.js"></script>"""


class Pages:
    """A tiny site: a form at /letter/, any words in it, and what a POST leads to."""

    def __init__(self, page: Any) -> None:
        self.words = ""
        self.person = "7"
        self.answer = "<!doctype html><title>Done</title>"
        page.route("https://house.example/**", self._fulfil)
        page.route("https://house.example/autosave.js", lambda route: route.fulfill(path=JS / "autosave.js"))

    def _fulfil(self, route: Any) -> None:
        body = self.answer if "/sent/" in route.request.url else FORM.format(words=self.words, person=self.person)
        route.fulfill(body=body, content_type="text/html; charset=utf-8")


@pytest.fixture
def letter() -> Iterator[tuple[Any, Pages]]:
    with chromium() as browser:
        page = context(browser).new_page()
        pages = Pages(page)
        page.goto("https://house.example/letter/")
        page.fill("textarea", "Madame, nous regrettons")
        yield page, pages


def test_words_come_back_after_the_page_was_closed(letter: tuple[Any, Pages]) -> None:
    page, _pages = letter
    page.goto("about:blank")
    page.goto("https://house.example/letter/")
    assert page.input_value("textarea") == "Madame, nous regrettons"
    assert page.inner_text("[data-autosave-state]") == "back"


def test_words_that_were_sent_do_not_come_back(letter: tuple[Any, Pages]) -> None:
    page, _pages = letter
    page.click("button")
    page.wait_for_url("**/sent/")
    page.goto("https://house.example/letter/")
    assert page.input_value("textarea") == ""


def test_words_sent_after_the_session_ended_come_back(letter: tuple[Any, Pages]) -> None:
    page, pages = letter
    pages.answer = (
        '<!doctype html><title>Sign in</title><div data-not-received></div><script src="/autosave.js"></script>'
    )
    page.click("button")
    page.wait_for_url("**/sent/")
    page.goto("https://house.example/letter/")
    assert page.input_value("textarea") == "Madame, nous regrettons"


def test_words_do_not_come_back_to_somebody_else(letter: tuple[Any, Pages]) -> None:
    page, pages = letter
    pages.person = "8"
    page.goto("https://house.example/letter/")
    assert page.input_value("textarea") == ""
