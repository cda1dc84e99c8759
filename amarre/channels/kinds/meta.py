"""What WhatsApp and Messenger share: the Graph API's errors, the signature of what it pushes, its handshake.

Protocol: https://developers.facebook.com/docs/graph-api/webhooks/getting-started and .../guides/error-handling.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterator
from typing import Any

import requests
from django.http import HttpRequest, HttpResponse

from amarre.channels.kinds import http
from amarre.channels.kinds.contract import Forged

BASE_URL = "https://graph.facebook.com"
VERSION = "v23.0"
# Codes of the Graph API itself: our token or our rights; limits of calls; "try again later" of its own.
OURS = frozenset({0, 3, 10, 102, 190, 200, 230, 294, 298, 368})
LIMITS = frozenset({4, 17, 32, 613, 80_006, 80_007})
TEMPORARY = frozenset({1_200})


class Said(dict[str, Any]):
    """The `error` object of an answer, empty when it holds none."""

    @property
    def code(self) -> int:
        """The number of the error, -1 when there is none."""
        return _number(self.get("code"))

    @property
    def subcode(self) -> int:
        """The finer number, -1 when there is none."""
        return _number(self.get("error_subcode"))

    @property
    def is_nowhere(self) -> bool:
        """The page or number in our address does not exist, or is not ours to use."""
        return (self.code, self.subcode) == (100, 33)

    @property
    def words(self) -> str:
        """The numbers and the provider's own words."""
        details = self.get("error_data")
        more = details.get("details", "") if isinstance(details, dict) else ""
        parts = (self.get("code"), self.get("error_subcode"), self.get("message"), more)
        return " ".join(str(part) for part in parts if part)[:300]


def _number(value: Any) -> int:
    return value if isinstance(value, int) else -1


def error_in(response: requests.Response) -> Said:
    """What the Graph API says is wrong."""
    told = (http.read_json(response) or {}).get("error")
    return Said(told) if isinstance(told, dict) else Said()


def greet(request: HttpRequest, verify_token: str) -> HttpResponse | None:
    """The handshake: the challenge given back to whoever knows our word. None for any other GET."""
    asked = request.GET
    if asked.get("hub.mode") != "subscribe":
        return None
    given = asked.get("hub.verify_token", "")
    if not verify_token or not hmac.compare_digest(given.encode(), verify_token.encode()):
        raise Forged("hub.verify_token")
    return HttpResponse(asked.get("hub.challenge", "")[:200], content_type="text/plain")


def read_body(request: HttpRequest, app_secret: str) -> dict[str, Any]:
    """The pushed object. Raises Forged unless it is signed with the app's secret, ValueError when it cannot be read."""
    given = request.headers.get("X-Hub-Signature-256", "")
    made = "sha256=" + hmac.new(app_secret.encode(), request.body, hashlib.sha256).hexdigest()
    if not app_secret or not hmac.compare_digest(given.encode(), made.encode()):
        raise Forged("X-Hub-Signature-256")
    body = json.loads(request.body)
    if not isinstance(body, dict) or not isinstance(body.get("entry"), list):
        raise ValueError("no entry")
    return body


def objects(value: Any, name: str) -> Iterator[dict[str, Any]]:
    """The objects of a list in an object; nothing for what has another shape (other subscriptions of the same app)."""
    found = value.get(name) if isinstance(value, dict) else None
    for one in found if isinstance(found, list) else ():
        if isinstance(one, dict):
            yield one
