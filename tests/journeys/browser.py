"""Chromium for the journeys: one browser a test, our own checks of what it shows."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

WIDTHS = (320, 390, 1280)
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def executable() -> str | None:
    """Where Chromium is on this machine; None when there is none."""
    return os.environ.get("CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")


#: What every test that needs Chromium is marked with.
IN_CHROMIUM = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(executable() is None, reason="no Chromium on this machine"),
]


@contextmanager
def chromium() -> Iterator[Browser]:
    """A fresh browser that speaks to nobody but the test.

    Playwright keeps an event loop in this thread; the test still talks to the database from it, one step after the
    other, so Django's guard against that is lifted for as long as the browser is open.
    """
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=executable(), args=FLAGS)
            yield browser
            browser.close()
    finally:
        if before is None:
            del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
        else:
            os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = before


def context(
    browser: Browser, *, width: int = 1280, dark: bool = False, language: str = "fr", **more: Any
) -> BrowserContext:
    """A fresh window; scripts are on unless `java_script_enabled=False`."""
    return browser.new_context(
        viewport={"width": width, "height": 800},
        color_scheme="dark" if dark else "light",
        locale=language,
        **more,
    )


def sign_in(window: BrowserContext, client: Any, address: str) -> None:
    """Give the window the session of a Django test client (`client_of(alix)`)."""
    cookies = [{"name": name, "value": morsel.value, "url": address} for name, morsel in client.cookies.items()]
    window.add_cookies(cookies)  # type: ignore[arg-type]


def troubles(page: Page, *, only_serious: bool = False) -> list[str]:
    """What is wrong with the page as it stands: accessibility (axe-core), and words cut off at the side."""
    found = Axe().run(page, options={"runOnly": RULES}).response["violations"]
    if only_serious:
        found = [rule for rule in found if rule["impact"] in {"serious", "critical"}]
    said = [f"{rule['id']}: {rule['help']}: {rule['nodes'][0]['html'][:160]}" for rule in found]
    wider = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    if wider > 0:
        said.append(f"the page is {wider} px wider than its window")
    return said


def watch(page: Page) -> list[str]:
    """Everything the page will complain about from now on: refused styles and scripts, faults of ours."""
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if message.type in {"error", "warning"} else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    return said


def picture(page: Page, name: str, *, whole: bool = False) -> None:
    """Keep a screenshot for people to look at, in the folder AMARRE_SCREENSHOTS (default: a temporary one)."""
    folder = Path(os.environ.get("AMARRE_SCREENSHOTS") or Path(tempfile.gettempdir()) / "amarre-screenshots")
    folder.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=folder / f"{name}.png", full_page=whole)
