"""The control of notices in Chromium, under the policy with which pages are really served."""

from __future__ import annotations

import os
import socket
import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from django.conf import settings

from amarre.accounts.models import User
from amarre.channels.models import Channel
from amarre.situation.models import Crisis
from amarre.touchpoints.actions import publish
from amarre.touchpoints.static_server import PublicFiles

sync_api = pytest.importorskip("playwright.sync_api")
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.browser,
    pytest.mark.skipif(not Path(CHROMIUM).exists(), reason="no Chromium here"),
]
# A browser for tests reaches no push service: this stands in for it.
STAND_IN = """
const device = {
  endpoint: "https://updates.push.example/abc",
  toJSON() { return { endpoint: this.endpoint, keys: { p256dh: "p", auth: "a" } } },
  async unsubscribe() { window.asked = null },
};
PushManager.prototype.subscribe = async (asked) => { window.asked = asked; return device };
PushManager.prototype.getSubscription = async () => (window.asked ? device : null);
"""


@pytest.fixture
def told_to_us(told: Crisis, alix: User, at: datetime) -> Iterator[tuple[str, list[tuple[str, bytes]]]]:
    """The page as it is served, its address, and what devices say to us."""
    Channel.objects.create(kind="push", name="Avis")
    publish(told, by=alix, at=at)
    said: list[tuple[str, bytes]] = []

    async def application(scope: Any, receive: Any, send: Any) -> None:
        said.append((scope["method"], (await receive()).get("body", b"")))
        await send({"type": "http.response.start", "status": 204, "headers": []})
        await send({"type": "http.response.body", "body": b""})

    listening = socket.socket()
    listening.bind(("127.0.0.1", 0))
    public = PublicFiles(application, Path(settings.PUBLIC_ROOT))
    server = uvicorn.Server(uvicorn.Config(public, log_level="warning", lifespan="off"))
    thread = threading.Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{listening.getsockname()[1]}/p/rappel-du-lot-12/fr/", said
    server.should_exit = True
    thread.join(10)


def ask_then_stop(address: str) -> tuple[list[str], list[str]]:
    """What the page says after each press, and what the browser complains of."""
    with sync_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        page = browser.new_context(permissions=["notifications"]).new_page()
        complaints: list[str] = []
        page.on("console", lambda message: complaints.append(message.text))
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        page.evaluate(STAND_IN)
        read = []
        for button in ("[data-on]", "[data-off]"):
            page.locator(button).click()
            page.locator("[data-say]:visible").wait_for()
            page.wait_for_function("button => document.querySelector(button).hidden", arg=button)
            read.append(page.locator("[data-say]:visible").inner_text())
        browser.close()
        return read, complaints


def test_a_device_asks_for_notices_and_stops_them_on_the_page(told_to_us: tuple[str, list[tuple[str, bytes]]]) -> None:
    address, said = told_to_us
    with ThreadPoolExecutor(1) as aside:  # Playwright's loop and the database do not share a thread
        read, complaints = aside.submit(ask_then_stop, f"{address}#me=lien").result()
    assert read == [
        "C’est fait\u00a0: cet appareil sera prévenu.",
        "Cet appareil n’est plus prévenu, et son adresse ne sert plus.",
    ]
    assert complaints == []
    assert [method for method, _body in said] == ["POST", "DELETE"]
    assert b'"me":"lien"' in said[0][1]
