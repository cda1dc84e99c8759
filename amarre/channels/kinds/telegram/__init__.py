"""Telegram through a bot: people write to it first; it answers and tells them news for as long as they let it.

Protocol: https://core.telegram.org/bots/api. A person's address is the number of their chat with the bot. The token
stands in the path of every call, so words of errors are cleared of it before anything keeps them.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import requests
from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds import http, trouble
from amarre.channels.kinds.contract import (
    Answer,
    Envelope,
    Forged,
    Kind,
    Measure,
    Misconfigured,
    News,
    Result,
    Said,
    Setting,
    Unreachable,
    Words,
)
from amarre.channels.kinds.telegram import reasons as why

BASE_URL = "https://api.telegram.org"
LONGEST = 4096
# Telegram lets a bot send about 30 messages a second to different people.
AT_ONCE = 4
# Why a person can no longer be written to, for good until they write again, as Telegram says it.
_GONE = {
    "blocked by the user": why.BLOCKED, "bot was kicked": why.BLOCKED, "user is deactivated": why.GONE,
    "chat not found": why.STRANGER, "peer_id_invalid": why.STRANGER, "initiate conversation": why.STRANGER,
}  # fmt: skip

SETTINGS = (
    Setting("token", _("Bot token"), type="secret", help=_("Given by @BotFather when the bot is made.")),
    Setting(
        "secret", _("Secret of the webhook"), type="secret",
        help=_("Letters, digits, _ and -: the secret_token given to setWebhook. Proves that what comes is Telegram’s."),
    ),
    Setting("bot", _("Name of the bot"), required=False, help=_("For example laiterie_morel_bot: shown to people.")),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """One bot."""

    token: str = field(default="", repr=False)
    secret: str = field(default="", repr=False)
    bot: str = ""
    base_url: str = BASE_URL


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row. `base_url` is for tests, and for a Bot API server of your own."""
    words = {name: str(values.get(name) or "").strip() for name in ("token", "secret", "bot")}
    return Config(**words, base_url=str(values.get("base_url") or BASE_URL).rstrip("/"))


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand over each message. Raises Misconfigured when Telegram does not know the bot."""
    if not config.token:
        raise Misconfigured("missing: token")
    url = f"{config.base_url}/bot{config.token}/sendMessage"

    def one(session: requests.Session, envelope: Envelope) -> Result:
        try:
            response = http.call(session, envelope, "POST", url, json=_message(envelope))
            found = response if isinstance(response, Result) else _answer(envelope, response)
        except (Unreachable, Misconfigured) as error:
            # Without its cause, which holds the address of the call and the token in it.
            raise type(error)(_cleared(str(error), config)) from None
        found.words = _cleared(found.words, config)
        return found

    yield from http.send_each(envelopes, one, at_once=AT_ONCE)


def _message(envelope: Envelope) -> dict[str, Any]:
    message: dict[str, Any] = {"chat_id": envelope.address, "text": envelope.text}
    number = envelope.in_reply_to.rpartition(":")[2]
    if number.isdigit():
        message["reply_parameters"] = {"message_id": int(number), "allow_sending_without_reply": True}
    return message


def _cleared(words: str, config: Config) -> str:
    return words.replace(config.token, "…")


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    answer = http.read_json(response) or {}
    words = f"{response.status_code} {answer.get('description') or ' '.join(response.text[:200].split())}"
    gone = next((slug for sign, slug in _GONE.items() if sign in words.lower()), "")
    if response.status_code == 403 or (response.status_code == 400 and gone):
        told = trouble.told(gone, words) if gone else words
        return Result(envelope.token, Answer.REFUSED, words=told, permanent=True)
    if response.status_code == 400 and "message is too long" in words.lower():
        return Result(envelope.token, Answer.REFUSED, words=trouble.TOO_LONG, permanent=False)
    if response.status_code == 429:
        wait = (answer.get("parameters") or {}).get("retry_after")
        waits = timedelta(seconds=min(wait, 86_400)) if isinstance(wait, int) else http.retry_after(response)
        return Result(envelope.token, Answer.DEFERRED, words=trouble.told(trouble.BUSY, words), retry_after=waits)
    if response.status_code == 404:
        raise Misconfigured(trouble.told(trouble.ACCOUNT, words))
    said = http.refusal(envelope, response, words=words)
    if said is not None:
        return said
    if response.status_code >= 400:
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)
    sent = answer.get("result")
    if answer.get("ok") is True and isinstance(sent, dict) and sent.get("message_id"):
        return Result(envelope.token, Answer.ACCEPTED, reference=f"{envelope.address}:{sent['message_id']}")
    return Result(envelope.token, Answer.UNSURE, words="the answer of Telegram cannot be read")


def _update(request: HttpRequest, config: Config) -> dict[str, Any]:
    """The pushed update. Raises Forged without the secret, ValueError when it cannot be read."""
    given = request.headers.get("X-Telegram-Bot-Api-Secret-Token", "")
    if not config.secret or not hmac.compare_digest(given.encode(), config.secret.encode()):
        raise Forged("X-Telegram-Bot-Api-Secret-Token")
    update = json.loads(request.body)
    if not isinstance(update, dict) or "update_id" not in update:
        raise ValueError("no update_id")
    return update


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """A person who has blocked the bot. Telegram does not tell whether a message was delivered or read."""
    change = _update(request, config).get("my_chat_member")
    if not isinstance(change, dict) or (change.get("new_chat_member") or {}).get("status") != "kicked":
        return []
    chat = change.get("chat") or {}
    if chat.get("type") != "private":
        return []
    return [News("unsubscribed", address=str(chat.get("id", "")), diagnostic="kicked", at=_moment(change))]


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """A person's message, in their own chat with the bot (not in groups)."""
    message = _update(request, config).get("message")
    if not isinstance(message, dict) or (message.get("chat") or {}).get("type") != "private":
        return []
    chat, author = str(message["chat"]["id"]), message.get("from") or {}
    answered = message.get("reply_to_message") or {}
    return [
        Said(
            address=chat, text=str(message.get("text") or message.get("caption") or ""),
            message_id=f"{chat}:{message.get('message_id')}",
            name=" ".join(str(author[part]) for part in ("first_name", "last_name") if author.get(part)),
            language=str(author.get("language_code") or "")[:2],
            in_reply_to=f"{chat}:{answered['message_id']}" if answered.get("message_id") else "",
            at=_moment(message), attachments=tuple(_files(message)),
        )
    ]  # fmt: skip


def _files(message: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in ("document", "audio", "video", "voice", "photo"):
        about = message.get(kind)
        largest = about[-1] if isinstance(about, list) and about else about
        if isinstance(largest, dict):
            content_type = str(largest.get("mime_type") or ("image/jpeg" if kind == "photo" else ""))
            name = str(largest.get("file_name") or kind)
            yield {"name": name, "content_type": content_type, "size": int(largest.get("file_size") or 0)}


def _moment(about: Mapping[str, Any]) -> datetime | None:
    seconds = about.get("date")
    return datetime.fromtimestamp(seconds, UTC) if isinstance(seconds, int) and 0 < seconds < 10**11 else None


def summary(config: Config) -> Words:
    return format_lazy(_("Bot {bot}"), bot=f"@{config.bot}" if config.bot else "?")


def measure(subject: str, text: str, config: Config) -> Measure:
    """One message each, free of charge."""
    problems: list[Words] = []
    if len(text) > LONGEST:
        problems.append(format_lazy(_("Too long: {limit} characters at most."), limit=LONGEST))
    return Measure(1, _("message"), 0.0, "", problems=tuple(problems))


KIND = Kind(
    "telegram", _("Telegram"), configure, summary, send=send, parse=parse, receipts=receipts, measure=measure,
    settings=SETTINGS, addresses="telegram", has_subject=False, disturbs=True, answers_stop=lambda config: True,
)  # fmt: skip
