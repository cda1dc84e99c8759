"""WhatsApp's Cloud API, as Meta's documentation describes it."""

from __future__ import annotations

import hashlib
import hmac
import itertools
import json
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest

from amarre.channels.kinds.contract import Envelope, News, Said
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble, pushed


def error(status: int, code: int, message: str, *, subcode: int | None = None) -> Answered:
    """An answer of the Graph API that is an error."""
    about: dict[str, Any] = {"message": f"(#{code}) {message}", "type": "OAuthException", "code": code}
    if subcode is not None:
        about["error_subcode"] = subcode
    return Answered(status, {"error": {**about, "fbtrace_id": "Az8or2yhqkZfEZ-_4Qn_Bam"}})


def signed(body: Any, secret: str) -> HttpRequest:
    """What Meta pushes, signed with the app's secret."""
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    made = hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest()
    return pushed(raw, headers={"X-Hub-Signature-256": f"sha256={made}"})


@dataclass
class WhatsApp(HttpFake):
    slug = "whatsapp"
    secrets = ("jeton-d-acces", "secret-de-l-app", "mot-convenu")

    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def values(self) -> dict[str, Any]:
        return {
            "phone_number_id": "106540352242922", "access_token": self.secrets[0], "app_secret": self.secrets[1],
            "verify_token": self.secrets[2], "template": "information", "base_url": self.base_url,
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        # Every other person has written to us today.
        return self.message(number, window_open=number % 2 == 0)

    def message(self, number: int, *, address: str = "", text: str = "", **options: Any) -> Envelope:
        return Envelope(
            token=f"{number:024x}", address=address or f"+336123{number:05}", language="fr", subject="Rappel",
            text=text or f"Bonjour, le lot {number:05} est rappelé.", html="", options=options,
        )  # fmt: skip

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [
            (self.message(901, address="+33600131026"), False),
            (self.message(902, address="+33600131047", window_open=True), False),
            (self.message(903, address="inconnu"), True),
            (self.message(904, text="é" * 1025), False),
        ]

    def answer(self, asked: Asked) -> Answered:
        if asked.headers.get("authorization") != f"Bearer {self.secrets[0]}":
            return self.refuse(Trouble.EXPIRED)
        if asked.path != "/v23.0/106540352242922/messages":
            return error(400, 100, "Unsupported post request", subcode=33)
        body = asked.json()
        assert body["messaging_product"] == "whatsapp"
        to = body["to"]
        if to.startswith("33600131"):
            return error(400, int(to[5:]), "Message undeliverable")
        words = body["text"]["body"] if body["type"] == "text" else self._in_template(body["template"])
        if isinstance(words, Answered):
            return words
        self.take(f"+{to}", words)
        known = {"input": to, "wa_id": to}
        messages = [{"id": f"wamid.{next(self._ids)}", "message_status": "accepted"}]
        return Answered(200, {"messaging_product": "whatsapp", "contacts": [known], "messages": messages})

    def _in_template(self, template: dict[str, Any]) -> str | Answered:
        if template["name"] != "information" or template["language"]["code"] != "fr":
            return error(404, 132_001, "Template name does not exist in the translation")
        (component,) = template.get("components", [{"parameters": []}])
        if len(component["parameters"]) != 1:
            return error(400, 132_000, "Number of parameters does not match the expected number of params")
        words = component["parameters"][0]["text"]
        if "\n" in words or "    " in words or len(words) > 1024:
            return error(400, 132_012, "Parameter format does not match format in the created template")
        return str(words)

    def refuse(self, trouble: Trouble) -> Answered:
        plain = super().refuse(trouble)
        if trouble is Trouble.EXPIRED:
            return error(401, 190, "Error validating access token: Session has expired", subcode=463)
        if trouble is Trouble.RATE_LIMIT:
            told = error(429, 130_429, "Rate limit hit")
            return Answered(told.status, told.body, plain.headers)
        return plain

    def _pushed(self, **value: Any) -> HttpRequest:
        about = {"display_phone_number": "33757000000", "phone_number_id": "106540352242922"}
        value = {"messaging_product": "whatsapp", "metadata": about, **value}
        change = {"field": "messages", "value": value}
        entry = {"id": "102290129340398", "changes": [change]}
        return signed({"object": "whatsapp_business_account", "entry": [entry]}, self.secrets[1])

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        def status(name: str, **more: Any) -> dict[str, Any]:
            about = {"id": f"wamid.{name}", "status": name, "timestamp": "1750262400", "recipient_id": "33612300001"}
            return {**about, **more}

        failed = status("failed", errors=[{"code": 131_026, "title": "Message undeliverable"}])
        return [
            (self._pushed(statuses=[status("sent")]), []),
            (
                self._pushed(statuses=[status("delivered"), status("read"), failed]),
                [
                    News("delivered", reference="wamid.delivered"),
                    News("delivered", reference="wamid.read"),
                    News("bounced", reference="wamid.failed", permanent=False, reason="whatsapp_unreachable"),
                ],
            ),
            (
                self._pushed(user_preferences=[{"wa_id": "33612300001", "value": "stop", "timestamp": 1750262400}]),
                [News("unsubscribed", address="+33612300001")],
            ),
        ]

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        contacts = [{"profile": {"name": "Ana Costa"}, "wa_id": "33612300001"}]
        head = {"from": "33612300001", "timestamp": "1750262400"}
        typed = {
            **head,
            "id": "wamid.A",
            "type": "text",
            "text": {"body": "Et le lot 13 ?"},
            "context": {"id": "wamid.1"},
        }
        picture = {**head, "id": "wamid.B", "type": "image", "image": {"caption": "Le pot", "mime_type": "image/jpeg"}}
        button = {**head, "id": "wamid.C", "type": "button", "button": {"text": "Oui", "payload": "oui"}}
        chosen = {"type": "list_reply", "list_reply": {"id": "1", "title": "Remboursement"}}
        listed = {**head, "id": "wamid.D", "type": "interactive", "interactive": chosen}
        heart = {**head, "id": "wamid.E", "type": "reaction", "reaction": {"emoji": "❤", "message_id": "wamid.1"}}

        def said(text: str, number: str, answered: str = "") -> Said:
            return Said("+33612300001", text, number, name="Ana Costa", in_reply_to=answered)

        return [
            (
                self._pushed(contacts=contacts, messages=[typed, picture, button, listed, heart]),
                [
                    said("Et le lot 13 ?", "wamid.A", "wamid.1"),
                    said("Le pot", "wamid.B"),
                    said("Oui", "wamid.C"),
                    said("Remboursement", "wamid.D"),
                ],
            )
        ]

    def forged(self) -> list[HttpRequest]:
        body = {"object": "whatsapp_business_account", "entry": []}
        return [pushed(body), signed(body, "un autre secret"), pushed(body, headers={"X-Hub-Signature-256": "sha256="})]

    def malformed(self) -> list[HttpRequest]:
        return [signed(b"{", self.secrets[1]), signed([], self.secrets[1]), signed({"entry": 3}, self.secrets[1])]


FAKES = (WhatsApp,)
