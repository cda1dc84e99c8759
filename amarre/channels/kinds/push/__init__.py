"""Web push: a short notice on devices whose owners asked for it (RFC 8030, encrypted after 8291, signed after 8292).

The address of a device was given by its browser, so it leads anywhere its owner likes: only public hosts are reached,
and whatever one of them answers (or does not) is about that device alone. None can stop the send to the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from functools import partial
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from py_vapid import Vapid02

from amarre.channels.kinds import http, outward, trouble
from amarre.channels.kinds.contract import (
    Answer,
    Envelope,
    Kind,
    Measure,
    Misconfigured,
    Result,
    Setting,
    Unreachable,
    Words,
)
from amarre.channels.kinds.push import reasons as why
from amarre.channels.kinds.push.keys import private_key
from amarre.channels.kinds.push.notice import BODY, TITLE, encrypt, payload, read_keys
from amarre.channels.models import PushSubscription
from amarre.engine.posts import graphemes

# A device's service chose its own pace: less patience than with a provider of ours.
CONNECT_SECONDS, READ_SECONDS = 5.0, 15.0
# A signature may hold for a day (RFC 8292, 2); half of it leaves room for clocks that differ.
SIGNED_FOR = timedelta(hours=12)
# What most screens show of a notice that nobody has opened out.
SHOWN_AT_ONCE = 120


@dataclass(frozen=True)
class Config:
    """In whose name notices come, how long a push service keeps one for a device that is off, how urgent it is."""

    contact: str
    ttl: timedelta
    urgency: str
    allowed: tuple[str, ...] = ()


URGENCIES = (
    ("normal", _("normal: may wait for a device that saves its battery")),
    ("high", _("high: at once, for what touches safety")),
)
SETTINGS = (
    Setting(
        "contact",
        _("Address for push services"),
        help=_("Whom they write to when something is wrong. Without it, the sender's address of your mail."),
        type="email",
        required=False,
    ),
    Setting(
        "ttl_hours",
        _("Kept for, in hours"),
        help=_("How long a notice waits for a device that is off; later it says nothing."),
        type="number",
        required=False,
        default=24,
    ),
    Setting("urgency", _("Urgency"), type="choice", required=False, default="normal", choices=URGENCIES),
)


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row; nothing must be set."""
    hours = min(max(int(values.get("ttl_hours") or 24), 1), 24 * 28)
    return Config(
        contact=str(values.get("contact") or settings.MAIL_FROM),
        ttl=timedelta(hours=hours),
        urgency="high" if values.get("urgency") == "high" else "normal",
        allowed=tuple(settings.PUSH_ALLOW),
    )


class _Devices:
    """Subscriptions of the envelopes in flight, read by the thread that pulls them: the others touch no database."""

    def __init__(self, envelopes: Iterable[Envelope]) -> None:
        self._envelopes = envelopes
        self._known: dict[str, PushSubscription | None] = {}

    def __iter__(self) -> Iterator[Envelope]:
        for envelope in self._envelopes:
            live = PushSubscription.objects.filter(handle=envelope.address, ended_at=None)
            self._known[envelope.token] = live.first()
            yield envelope

    def of(self, envelope: Envelope) -> PushSubscription | None:
        return self._known[envelope.token]

    def answered(self, result: Result) -> None:
        """Forget the device; write down that it is gone when its service says so."""
        device = self._known.pop(result.token)
        if device is not None and result.permanent:
            PushSubscription.objects.filter(pk=device.pk).update(ended_at=datetime.now(UTC))


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Notify each device. Raises Misconfigured when our own key cannot be read, never for a device's answer."""
    try:
        signer = Vapid02(private_key(), conf={"no-strict": True})
    except ValueError as error:
        raise Misconfigured(str(error)) from error
    devices = _Devices(envelopes)
    with outward.session(allowed=config.allowed, at_once=http.AT_ONCE) as opened:
        for result in http.send_each(devices, partial(_notify, opened, config, signer, devices)):
            devices.answered(result)
            yield result


def _notify(
    opened: requests.Session, config: Config, signer: Vapid02, devices: _Devices, _shared: object, envelope: Envelope
) -> Result:
    device = devices.of(envelope)
    if device is None:
        return Result(envelope.token, Answer.REFUSED, words=why.STOPPED, permanent=True)
    try:
        outward.check_url(device.endpoint, allowed=config.allowed)
        body = encrypt(payload(envelope), read_keys(device.p256dh, device.auth))
        response = http.call(
            opened, envelope, "POST", device.endpoint,
            data=body, headers=_headers(envelope, device.endpoint, config, signer), stream=True, timeout=_patience(),
        )  # fmt: skip
    except (outward.HostRefused, ValueError):
        return Result(envelope.token, Answer.REFUSED, words=why.UNFIT, permanent=True)
    except Unreachable as error:
        return Result(envelope.token, Answer.DEFERRED, words=str(error))  # this service; the others may be there
    if isinstance(response, Result):
        # A silence: asked again, a second copy takes the place of the first.
        return replace(response, answer=Answer.DEFERRED)
    return _answer(envelope, response)


def _patience() -> tuple[float, float]:
    return min(CONNECT_SECONDS, http.CONNECT_SECONDS), min(READ_SECONDS, http.READ_SECONDS)


def _headers(envelope: Envelope, endpoint: str, config: Config, signer: Vapid02) -> dict[str, str]:
    parts = urlsplit(endpoint)
    claims = {
        "aud": f"{parts.scheme}://{parts.netloc}",
        "exp": int((datetime.now(UTC) + SIGNED_FOR).timestamp()),
        "sub": f"mailto:{config.contact}",
    }
    asked = envelope.options.get("urgency")
    return {
        "Content-Encoding": "aes128gcm",
        "Content-Type": "application/octet-stream",
        "TTL": str(int(config.ttl.total_seconds())),
        "Urgency": str(asked) if asked in ("normal", "high") else config.urgency,
        "Topic": envelope.token,  # a second copy takes the place of the first while it waits (RFC 8030, 5.4)
        **signer.sign(claims),
    }


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    status = response.status_code
    try:
        said = f"{status} {' '.join(outward.read(response).decode('utf-8', 'replace').split())[:300]}"
    except outward.Broken:
        said = str(status)
    if 200 <= status < 300:
        # The receipt's address ends with the message's own number (RFC 8030, 5).
        number = response.headers.get("Location", "").rstrip("/").rsplit("/", 1)[-1]
        return Result(envelope.token, Answer.ACCEPTED, words=said, reference=number[:120])
    if status in (404, 410):
        return Result(envelope.token, Answer.REFUSED, status=str(status), words=why.GONE, permanent=True)
    if status == 429 or status >= 500:
        later = trouble.told(trouble.BUSY if status == 429 else trouble.FAULT, said)
        return Result(envelope.token, Answer.DEFERRED, words=later, retry_after=http.retry_after(response))
    if status in (401, 403):
        # Of this device alone: it was subscribed under another key, or its service is nobody's we know.
        return Result(envelope.token, Answer.REFUSED, status=str(status), words=why.OTHER_KEY, permanent=False)
    if status == 413:
        return Result(envelope.token, Answer.REFUSED, status=str(status), words=trouble.TOO_LONG, permanent=False)
    return Result(envelope.token, Answer.REFUSED, words=said, permanent=False)


def measure(subject: str, text: str, config: Config) -> Measure:
    """Length of the words as a notice; what will not be shown is said."""
    count = graphemes(text)
    warnings: list[Words] = []
    if graphemes(subject) > TITLE:
        warnings.append(_("The title is cut: a notice shows its first words only."))
    if count > BODY:
        warnings.append(
            format_lazy(_("The notice ends after {limit} characters; the rest is read on the page."), limit=BODY)
        )
    elif count > SHOWN_AT_ONCE:
        warnings.append(
            format_lazy(_("Many screens show only the first {limit} characters of a notice."), limit=SHOWN_AT_ONCE)
        )
    return Measure(units=count, unit=_("characters"), warnings=tuple(warnings))


def summary(config: Config) -> Words:
    return format_lazy(
        _("Notices on devices that asked for them, kept for {hours} h"), hours=int(config.ttl.total_seconds()) // 3600
    )


KIND = Kind(
    "push",
    _("Notices on devices"),
    configure,
    summary,
    send=send,
    measure=measure,
    settings=SETTINGS,
    # A second copy takes the place of the first, at the push service and on the screen.
    tells_doubles=True,
    addresses="push",
    disturbs=True,
)
