"""Messenger's Send API, as Meta's documentation describes it."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from amarre.channels.kinds.contract import Envelope, News, Said
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble, pushed
from amarre.channels.tests.contract.fakes.whatsapp import error, signed


@dataclass
class Messenger(HttpFake):
    slug = "messenger"
    secrets = ("jeton-de-page", "secret-de-l-app", "mot-convenu")

    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def values(self) -> dict[str, Any]:
        return {
            "page_id": "1234567890", "access_token": self.secrets[0], "app_secret": self.secrets[1],
            "verify_token": self.secrets[2], "tag": "ACCOUNT_UPDATE", "base_url": self.base_url,
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        return self.message(str(5_000_000 + number), number, window_open=number % 2 == 0)

    def message(self, address: str, number: int, text: str = "", **options: Any) -> Envelope:
        text = text or f"Bonjour, le lot {number:05} est rappelé."
        return Envelope(f"{number:024x}", address, "fr", "", text, "", options=options)

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [
            (self.message("10", 901), False),
            (self.message("551", 902), False),
            (self.message("100", 903), True),
            (self.message("5000001", 904, "é" * 2001), False),
        ]

    def answer(self, asked: Asked) -> Answered:
        if asked.headers.get("authorization") != f"Bearer {self.secrets[0]}":
            return self.refuse(Trouble.EXPIRED)
        if asked.path != "/v23.0/1234567890/messages":
            return error(400, 100, "Unsupported post request", subcode=33)
        body = asked.json()
        person = body["recipient"]["id"]
        refusals = {
            "10": (10, 2_018_278, "This message is sent outside of allowed window."),
            "551": (551, 1_545_041, "This person isn't available right now."),
            "100": (100, 2_018_001, "No matching user found."),
        }
        if person in refusals:
            code, subcode, words = refusals[person]
            return error(400, code, words, subcode=subcode)
        assert body["messaging_type"] == "RESPONSE" or body["tag"] == "ACCOUNT_UPDATE"
        self.take(person, body["message"]["text"])
        return Answered(200, {"recipient_id": person, "message_id": f"m_{next(self._ids)}"})

    def refuse(self, trouble: Trouble) -> Answered:
        plain = super().refuse(trouble)
        if trouble is Trouble.EXPIRED:
            # Graph answers a bad token with 400 as well as with 401.
            return error(400, 190, "Error validating access token")
        if trouble is Trouble.RATE_LIMIT:
            told = error(429, 613, "Calls to this API have exceeded the rate limit.")
            return Answered(told.status, told.body, plain.headers)
        return plain

    def _pushed(self, **event: Any) -> HttpRequest:
        head = {"sender": {"id": "5000001"}, "recipient": {"id": "1234567890"}, "timestamp": 1_750_262_400_000}
        entry = {"id": "1234567890", "time": 1_750_262_400_000, "messaging": [{**head, **event}]}
        return signed({"object": "page", "entry": [entry]}, self.secrets[1])

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        arrived = self._pushed(delivery={"mids": ["m_1", "m_2"], "watermark": 1_750_262_400_000})
        return [
            (arrived, [News("delivered", reference="m_1"), News("delivered", reference="m_2")]),
            (self._pushed(delivery={"watermark": 1_750_262_400_000}), []),
            (self._pushed(read={"watermark": 1_750_262_400_000}), []),
        ]

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        answered = {"mid": "m_9", "text": "Et le lot 13 ?", "reply_to": {"mid": "m_1"}}
        return [
            (self._pushed(message=answered), [Said("5000001", "Et le lot 13 ?", "m_9", in_reply_to="m_1")]),
            (self._pushed(message={"mid": "m_3", "text": "nous", "is_echo": True}), []),
            (self._pushed(postback={"mid": "m_8", "title": "Nous écrire"}), [Said("5000001", "Nous écrire", "m_8")]),
        ]

    def forged(self) -> list[HttpRequest]:
        body = {"object": "page", "entry": []}
        return [pushed(body), signed(body, "un autre secret")]

    def malformed(self) -> list[HttpRequest]:
        return [signed(b"{", self.secrets[1]), signed({"object": "page"}, self.secrets[1])]


FAKES = (Messenger,)
