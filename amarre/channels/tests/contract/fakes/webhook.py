"""A receiver of our webhook: it checks the signature as Standard Webhooks asks, and knows a second copy by its id."""

from __future__ import annotations

import time
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings

from amarre.channels.kinds.contract import Envelope
from amarre.channels.kinds.webhook.signing import is_signed, keys_in
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble

SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"


@dataclass
class Webhook(HttpFake):
    slug = "webhook"
    secrets = (SECRET,)
    excused = {
        Trouble.RUBBISH: "the status is the answer; its words are kept and not read",
        Trouble.TRUNCATED: "the status is the answer; its words are kept and not read",
        Trouble.CUT: "the status came before the line was cut, and the status is the answer",
    }

    seen: set[str] = field(default_factory=set)

    def __enter__(self) -> HttpFake:
        self._allowed = settings.WEBHOOK_ALLOW
        settings.WEBHOOK_ALLOW = ["127.0.0.1"]
        return super().__enter__()

    def __exit__(self, *error: object) -> None:
        settings.WEBHOOK_ALLOW = self._allowed
        super().__exit__(*error)

    def values(self) -> dict[str, Any]:
        return {"url": f"{self.base_url}/hook", "secret": SECRET}

    def envelope(self, number: int) -> Envelope:
        words = f"Le lot {number:05} est rappelé."
        return Envelope(f"{number:024x}", f"p{number}@example.org", "fr", "Rappel", words, f"<p>{words}</p>")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [(Envelope("e" * 24, "refused@example.org", "fr", "Rappel", "Non.", ""), False)]

    def answer(self, asked: Asked) -> Answered:
        if not is_signed(asked.headers, asked.body, keys_in(SECRET), now=time.time()):
            return Answered(400, {"error": "not signed"})
        data = asked.json()["data"]
        if data["to"].startswith("refused@"):
            return Answered(422, {"error": "nobody by that name"})
        if data["id"] != asked.headers["webhook-id"]:
            return Answered(400, {"error": "two names for one message"})
        if data["id"] not in self.seen:
            self.seen.add(data["id"])
            self.take(data["to"], data["text"])
        return Answered(202)


FAKES = (Webhook,)
