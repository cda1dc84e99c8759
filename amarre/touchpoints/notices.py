"""The control by which a reader of a public page asks to be notified on their device, and the files it needs.

Without JavaScript, without support in the browser, or with no channel for notices, the page is as it was: the control
stays out of sight. The worker lies under the page's own address, which is as far as its power reaches.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from django.template.loader import render_to_string
from django.urls import reverse

from amarre.channels.devices import is_offered
from amarre.channels.kinds.push.keys import public_key
from amarre.situation.models import Crisis
from amarre.touchpoints.assets import FOLDER
from amarre.touchpoints.content import Content, path_of

SCRIPT = Path(__file__).resolve().parent / "templates" / "touchpoints" / "public" / "notices.js"


@dataclass(frozen=True)
class Control:
    """What the page's control is told: our key, where the worker is, where the device's address is kept."""

    key: str
    worker: str
    scope: str
    address: str
    script: str


def is_for(crisis: Crisis) -> bool:
    """Whether readers may ask for notices: while it lasts, never in a drill, and only if notices can be sent."""
    return crisis.is_open and not crisis.is_drill and is_offered()


def control_of(content: Content) -> Control | None:
    """The control of one language's page; none when notices are not offered."""
    if not is_for(content.crisis):
        return None
    scope = path_of(content.crisis)
    return Control(
        key=public_key(),
        worker=f"{scope}worker.js",
        scope=scope,
        address=reverse("touchpoints:devices", args=[content.crisis.slug, content.language]),
        script="/" + script()[0],
    )


def script() -> tuple[str, bytes]:
    """The path of the control's script under PUBLIC_ROOT (named by its content) and its bytes."""
    source = re.sub(r"/\*.*?\*/\s*", "", SCRIPT.read_text(encoding="utf-8"), flags=re.DOTALL)
    body = source.encode()
    return f"{FOLDER}/notices.{hashlib.sha256(body).hexdigest()[:12]}.js", body


def worker() -> bytes:
    """The worker that shows a notice when it arrives. The same for all pages: what it says comes with each notice."""
    return render_to_string("touchpoints/public/worker.js").encode()
