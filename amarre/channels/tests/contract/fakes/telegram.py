"""Telegram's Bot API, as its documentation describes it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from amarre.channels.kinds import telegram
from amarre.channels.kinds.contract import Envelope, News, Said
from amarre.channels.tests.contract.fake import RETRY_SECONDS, Answered, Asked, HttpFake, Trouble, pushed


def error(code: int, description: str, **parameters: Any) -> Answered:
    body: dict[str, Any] = {"ok": False, "error_code": code, "description": description}
    return Answered(code, {**body, "parameters": parameters} if parameters else body)


@dataclass
class Telegram(HttpFake):
    slug = "telegram"
    secrets = ("123456:AAEhBOweik6ad-2", "secret_du_webhook")
    in_flight = telegram.AT_ONCE

    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def values(self) -> dict[str, Any]:
        return {
            "token": self.secrets[0], "secret": self.secrets[1], "bot": "laiterie_bot", "base_url": self.base_url,
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        text = f"Bonjour, le lot {number:05} est rappelé."
        return Envelope(f"{number:024x}", str(700_000 + number), "fr", "", text, "")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        def to(address: str, number: int, text: str = "Bonjour") -> Envelope:
            return Envelope(f"{number:024x}", address, "fr", "", text, "")

        return [(to("403", 901), True), (to("404", 902), True), (to("700001", 903, "é" * 4097), False)]

    def answer(self, asked: Asked) -> Answered:
        if asked.path != f"/bot{self.secrets[0]}/sendMessage":
            return error(404, "Not Found")
        body = asked.json()
        if body["chat_id"] == "403":
            return error(403, "Forbidden: bot was blocked by the user")
        if body["chat_id"] == "404":
            return error(400, "Bad Request: chat not found")
        if len(body["text"]) > 4096:
            return error(400, "Bad Request: message is too long")
        self.take(body["chat_id"], body["text"])
        chat = {"id": int(body["chat_id"]), "type": "private"}
        sent = {"message_id": next(self._ids), "chat": chat, "date": 1750262400, "text": body["text"]}
        return Answered(200, {"ok": True, "result": sent})

    def refuse(self, trouble: Trouble) -> Answered:
        if trouble is Trouble.EXPIRED:
            return error(401, "Unauthorized")
        if trouble is Trouble.RATE_LIMIT:
            # Without the header: Telegram says it in its answer.
            return error(429, f"Too Many Requests: retry after {RETRY_SECONDS}", retry_after=RETRY_SECONDS)
        return super().refuse(trouble)

    def _pushed(self, secret: str = "", **update: Any) -> HttpRequest:
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret or self.secrets[1]}
        return pushed({"update_id": 861_903_441, **update}, headers=headers)

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        def member(status: str) -> dict[str, Any]:
            chat = {"id": 700_001, "type": "private", "first_name": "Ana"}
            return {"chat": chat, "date": 1750262400, "new_chat_member": {"status": status}}

        return [
            (self._pushed(my_chat_member=member("kicked")), [News("unsubscribed", address="700001")]),
            (self._pushed(my_chat_member=member("member")), []),
        ]

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        chat = {"id": 700_001, "type": "private", "first_name": "Ana"}
        author = {"id": 700_001, "is_bot": False, "first_name": "Ana", "last_name": "Costa", "language_code": "fr-FR"}
        head = {"message_id": 42, "from": author, "chat": chat, "date": 1750262400}
        typed = {**head, "text": "Et le lot 13 ?", "reply_to_message": {"message_id": 7}}
        picture = {**head, "photo": [{"file_size": 1}, {"file_size": 999}], "caption": "Le pot"}
        group = {**head, "chat": {"id": -5, "type": "group"}, "text": "entre nous"}
        return [
            (
                self._pushed(message=typed),
                [Said("700001", "Et le lot 13 ?", "700001:42", name="Ana Costa", in_reply_to="700001:7")],
            ),
            (self._pushed(message=picture), [Said("700001", "Le pot", "700001:42", name="Ana Costa")]),
            (self._pushed(message=group), []),
        ]

    def forged(self) -> list[HttpRequest]:
        return [pushed({"update_id": 1}), self._pushed("un_autre", message={}), self._pushed("é")]

    def malformed(self) -> list[HttpRequest]:
        headers = {"X-Telegram-Bot-Api-Secret-Token": self.secrets[1]}
        return [pushed(b"{", headers=headers), pushed(b"[]", headers=headers), pushed({}, headers=headers)]


FAKES = (Telegram,)
