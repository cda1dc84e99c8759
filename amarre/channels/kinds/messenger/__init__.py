"""Messenger through the Send API of a Facebook page: answers within a day, later only under one of Meta's tags.

Protocol: https://developers.facebook.com/docs/messenger-platform. A person's address is their number for this page
(PSID), known once they have written to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from django.http import HttpRequest, HttpResponse
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds import http, meta, trouble
from amarre.channels.kinds.contract import (
    Answer,
    Envelope,
    Kind,
    Measure,
    Misconfigured,
    News,
    Result,
    Said,
    Setting,
    Words,
)
from amarre.channels.kinds.messenger import reasons as why

LONGEST = 2000
# The one tag that a colleague's own answer may bear, within seven days of the person's words.
HUMAN = "HUMAN_AGENT"

# The window is over, or the person blocked the page or left: this message, not the address for ever.
_REFUSED = {
    (10, 2_018_278): why.WINDOW, (10, 2_018_065): why.WINDOW, (200, 1_545_041): why.LEFT, (551, 1_545_041): why.LEFT,
}  # fmt: skip
# Nobody has this number on this page.
_DEAD = {(100, 2_018_001): why.STRANGER}

SETTINGS = (
    Setting("page_id", _("Page ID")),
    Setting("access_token", _("Page access token"), type="secret"),
    Setting("app_secret", _("App secret"), type="secret", help=_("Proves that what is pushed to us comes from Meta.")),
    Setting(
        "verify_token", _("Verify token"), type="secret",
        help=_("A word that you choose and type in Meta’s console too."),
    ),
    Setting(
        "tag", _("Message tag"), required=False,
        help=_("For people who have not written in the last 24 hours. Meta decides which tags your page may use."),
    ),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """One page."""

    page_id: str = ""
    access_token: str = field(default="", repr=False)
    app_secret: str = field(default="", repr=False)
    verify_token: str = field(default="", repr=False)
    tag: str = ""
    base_url: str = meta.BASE_URL


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row. `base_url` is for tests."""
    names = ("page_id", "access_token", "app_secret", "verify_token", "tag")
    words = {name: str(values.get(name) or "").strip() for name in names}
    return Config(**words, base_url=str(values.get("base_url") or meta.BASE_URL).rstrip("/"))


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand over each message. Raises Misconfigured when Meta refuses the page or its token."""
    if not (config.page_id and config.access_token):
        raise Misconfigured("missing: page_id, access_token")
    url = f"{config.base_url}/{meta.VERSION}/{config.page_id}/messages"
    headers = {"Authorization": f"Bearer {config.access_token}"}

    def one(session: requests.Session, envelope: Envelope) -> Result:
        message = _message(envelope, config)
        if isinstance(message, str):
            return Result(envelope.token, Answer.REFUSED, words=message, permanent=False)
        response = http.call(session, envelope, "POST", url, json=message, headers=headers)
        return response if isinstance(response, Result) else _answer(envelope, response)

    yield from http.send_each(envelopes, one)


def _message(envelope: Envelope, config: Config) -> dict[str, Any] | str:
    """The body of the call, or why there is none."""
    if len(envelope.text) > LONGEST:
        return trouble.TOO_LONG
    body: dict[str, Any] = {"recipient": {"id": envelope.address}, "message": {"text": envelope.text}}
    if envelope.options.get("window_open"):
        return {**body, "messaging_type": "RESPONSE"}
    tag = str(envelope.options.get("tag") or config.tag or ("" if envelope.is_bulk else HUMAN))
    if not tag:
        return why.WINDOW
    return {**body, "messaging_type": "MESSAGE_TAG", "tag": tag}


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    error = meta.error_in(response)
    pair = (error.code, error.subcode)
    known = (_REFUSED | _DEAD).get(pair) or (why.LEFT if error.code == 551 else "")
    if known:
        code = f"{error.code}/{error.subcode}" if error.subcode > 0 else str(error.code)
        told = trouble.told(known, error.words)
        return Result(envelope.token, Answer.REFUSED, status=code, words=told, permanent=pair in _DEAD)
    if error.code in meta.LIMITS | meta.TEMPORARY:
        later = trouble.told(trouble.BUSY if error.code in meta.LIMITS else trouble.FAULT, error.words)
        return Result(envelope.token, Answer.DEFERRED, words=later, retry_after=http.retry_after(response))
    if error.code in meta.OURS or error.is_nowhere:
        raise Misconfigured(trouble.told(trouble.ACCOUNT, error.words))
    said = http.refusal(envelope, response, words=error.words)
    if said is not None:
        return said
    if response.status_code >= 400:
        words = error.words or str(response.status_code)
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
    number = (http.read_json(response) or {}).get("message_id")
    if number:
        return Result(envelope.token, Answer.ACCEPTED, reference=str(number))
    return Result(envelope.token, Answer.UNSURE, words="the answer of Messenger cannot be read")


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """The messages that arrived. What was read is told by an hour only, for no message by name."""
    found = []
    for event in _events(meta.read_body(request, config.app_secret)):
        about = event.get("delivery")
        numbers = about.get("mids") if isinstance(about, dict) else None
        for number in numbers if isinstance(numbers, list) else ():
            found.append(News("delivered", reference=str(number), at=_moment(event)))
    return found


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """The messages of people, and the buttons they pressed. Our own, echoed, are none."""
    found = []
    for event in _events(meta.read_body(request, config.app_secret)):
        sender = str((event.get("sender") or {}).get("id", ""))
        message, button = event.get("message"), event.get("postback")
        if not sender:
            continue
        if isinstance(message, dict) and message.get("mid") and not message.get("is_echo"):
            found.append(_said(sender, message, event))
        elif isinstance(button, dict) and button.get("mid"):
            found.append(Said(sender, str(button.get("title", "")), str(button["mid"]), at=_moment(event)))
    return found


def _said(sender: str, message: Mapping[str, Any], event: Mapping[str, Any]) -> Said:
    files = tuple(
        {"name": str(one.get("type", "")), "content_type": "", "size": 0}
        for one in meta.objects(message, "attachments")
    )
    return Said(
        sender, str(message.get("text") or ""), str(message["mid"]),
        in_reply_to=str((message.get("reply_to") or {}).get("mid", "")), at=_moment(event), attachments=files,
    )  # fmt: skip


def _events(body: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    for entry in meta.objects(body, "entry"):
        yield from meta.objects(entry, "messaging")


def _moment(event: Mapping[str, Any]) -> datetime | None:
    """Milliseconds since 1970."""
    stamp = event.get("timestamp")
    return datetime.fromtimestamp(stamp / 1000, UTC) if isinstance(stamp, int) and 0 < stamp < 10**14 else None


def greet(request: HttpRequest, config: Config) -> HttpResponse | None:
    """Meta's handshake."""
    return meta.greet(request, config.verify_token)


def summary(config: Config) -> Words:
    return format_lazy(_("Page {page}"), page=config.page_id or "?")


def measure(subject: str, text: str, config: Config) -> Measure:
    """One message each, free of charge."""
    problems: list[Words] = []
    if len(text) > LONGEST:
        problems.append(format_lazy(_("Too long: {limit} characters at most."), limit=LONGEST))
    warnings: list[Words] = []
    if not config.tag:
        warnings.append(_("No tag is set: only people who wrote in the last 24 hours can be reached."))
    return Measure(1, _("message"), 0.0, "", tuple(warnings), tuple(problems))


KIND = Kind(
    "messenger", _("Messenger"), configure, summary, send=send, parse=parse, receipts=receipts, greet=greet,
    measure=measure, settings=SETTINGS, addresses="messenger", has_subject=False, confirms=True, disturbs=True,
    answers_stop=lambda config: True, window=timedelta(hours=24),
)  # fmt: skip
