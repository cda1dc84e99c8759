"""The open door: each message as JSON to an address of the operator's choice, signed, tried again until it is taken.

Whoever speaks a protocol that amarre does not (a messenger, a lettershop, a screen in the hall) writes a small receiver
for this. It is signed after Standard Webhooks; `webhook-id` is the delivery's token and stays the same at each attempt,
by which the receiver drops a second copy. So a message that met a silence is sent again.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from typing import Any

import requests
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds import http, outward
from amarre.channels.kinds.contract import Answer, Envelope, Kind, Misconfigured, Result, Setting, Words
from amarre.channels.kinds.webhook.signing import keys_in, signature

TYPE = "message.send"


@dataclass(frozen=True)
class Config:
    """Where messages go and with which secret they are signed. `allowed`: hosts that may be private."""

    url: str
    secret: str
    allowed: tuple[str, ...] = ()


SETTINGS = (
    Setting(
        "url",
        _("Address"),
        help=_("Where your program listens, for example https://hooks.example.org/amarre. It must be a public host."),
        type="url",
    ),
    Setting(
        "secret",
        _("Signing secret"),
        help=_("whsec_ and 24 to 64 bytes in base64 (Standard Webhooks). Left empty, amarre can make one afterwards."),
        type="secret",
        required=False,
        environment="AMARRE_WEBHOOK_SECRET",
    ),
)


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row; the secret may come from AMARRE_WEBHOOK_SECRET."""
    return Config(
        url=str(values.get("url", "")).strip(),
        secret=str(values.get("secret") or settings.WEBHOOK_SECRET).strip(),
        allowed=tuple(settings.WEBHOOK_ALLOW),
    )


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Post each envelope. Raises Misconfigured for an address that may not be used, or when the receiver says stop."""
    keys = _keys(config)
    with outward.session(allowed=config.allowed, at_once=http.AT_ONCE) as opened:
        yield from http.send_each(envelopes, partial(_post, opened, config, keys))


def _keys(config: Config) -> list[bytes]:
    if not config.url:
        raise Misconfigured("no address is set")
    try:
        outward.check_url(config.url, allowed=config.allowed)
        keys = keys_in(config.secret)
    except (outward.HostRefused, ValueError) as error:
        raise Misconfigured(str(error)) from error
    if not keys:
        raise Misconfigured("no signing secret is set")
    return keys


def body_of(envelope: Envelope, *, at: datetime) -> bytes:
    """The message as its receiver reads it (docs/channels.md describes each field)."""
    data = {
        "id": envelope.token,
        "to": envelope.address,
        "name": envelope.name,
        "language": envelope.language,
        "subject": envelope.subject,
        "text": envelope.text,
        "html": envelope.html,
        "sender_name": envelope.sender_name,
        "is_bulk": envelope.is_bulk,
        "in_reply_to": envelope.in_reply_to,
        "unsubscribe_url": envelope.unsubscribe_url,
        "options": dict(envelope.options),
    }
    whole = {"type": TYPE, "timestamp": at.isoformat(timespec="seconds"), "data": data}
    return json.dumps(whole, ensure_ascii=False, default=str).encode()


def _post(
    opened: requests.Session, config: Config, keys: list[bytes], _shared: requests.Session, envelope: Envelope
) -> Result:
    now = int(time.time())
    body = body_of(envelope, at=datetime.fromtimestamp(now, UTC))
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "amarre",
        "webhook-id": envelope.token,
        "webhook-timestamp": str(now),
        "webhook-signature": signature(keys, id=envelope.token, timestamp=now, body=body),
    }
    try:
        response = http.call(opened, envelope, "POST", config.url, data=body, headers=headers, stream=True)
    except outward.HostRefused as error:
        raise Misconfigured(str(error)) from error
    if isinstance(response, Result):
        # A silence: the receiver knows the message by its id if it comes again.
        return replace(response, answer=Answer.DEFERRED)
    return _answer(envelope, response)


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    status = response.status_code
    try:
        said = f"{status} {' '.join(outward.read(response).decode('utf-8', 'replace').split())[:300]}"
    except outward.Broken:
        said = str(status)  # the status is the answer; its words were cut off
    if 200 <= status < 300:
        return Result(envelope.token, Answer.ACCEPTED, words=said)
    if status in (404, 405, 410):
        raise Misconfigured(said)
    if status in (408, 425):
        return Result(envelope.token, Answer.DEFERRED, words=said, retry_after=http.retry_after(response))
    refused = http.refusal(envelope, response, words=said, tells_doubles=True)
    return refused or Result(envelope.token, Answer.REFUSED, words=said, permanent=False)


def summary(config: Config) -> Words:
    return config.url or _("No address yet")


KIND = Kind(
    "webhook",
    _("Webhook"),
    configure,
    summary,
    send=send,
    settings=SETTINGS,
    tells_doubles=True,
    addresses="",
)
