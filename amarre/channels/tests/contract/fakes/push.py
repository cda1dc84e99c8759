"""A push service (RFC 8030): it checks the signature (RFC 8292) and reads with the device's own key."""

from __future__ import annotations

import base64
import json
from dataclasses import dataclass, field
from datetime import UTC, datetime

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings
from py_vapid import Vapid02

from amarre.channels.devices import handle_of
from amarre.channels.kinds.contract import Envelope
from amarre.channels.kinds.push.keys import public_key
from amarre.channels.models import PushSubscription
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble

AUTH = b"0123456789abcdef"


def packed(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).rstrip(b"=").decode()


@dataclass
class Push(HttpFake):
    slug = "push"
    needs_database = True
    needs_setting_up = False
    each_its_own = True
    excused = {
        Trouble.EXPIRED: "a service that refuses our key refuses it for one device, and cannot stop the others",
        Trouble.RUBBISH: "the status is the answer; its words are kept and not read",
        Trouble.TRUNCATED: "the status is the answer; its words are kept and not read",
        Trouble.CUT: "the status came before the line was cut, and the status is the answer",
    }

    device: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    shown: list[dict[str, str]] = field(default_factory=list)

    def __enter__(self) -> HttpFake:
        self._allowed = settings.PUSH_ALLOW
        settings.PUSH_ALLOW = ["127.0.0.1"]
        super().__enter__()
        for number in [*range(40), 404, 410]:
            self.subscribe(number)
        return self

    def __exit__(self, *error: object) -> None:
        settings.PUSH_ALLOW = self._allowed
        super().__exit__(*error)

    def endpoint(self, number: int) -> str:
        return f"{self.base_url}/wpush/v2/device-{number}"

    def subscribe(self, number: int) -> None:
        point = self.device.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        PushSubscription.objects.create(
            handle=handle_of(self.endpoint(number)), endpoint=self.endpoint(number), p256dh=packed(point),
            auth=packed(AUTH), language="fr", created_at=datetime(2026, 3, 1, tzinfo=UTC),
        )  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        words = f"Le lot {number:05} est rappelé."
        return Envelope(f"{number:024x}", handle_of(self.endpoint(number)), "fr", "Rappel", words, "")

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        nobody = Envelope("f" * 24, "0" * 64, "fr", "Rappel", "Personne.", "")
        return [(self.envelope(410), True), (self.envelope(404), True), (nobody, True)]

    def answer(self, asked: Asked) -> Answered:
        number = int(asked.path.rsplit("-", 1)[1])
        if number in (404, 410):
            return Answered(number)
        if not self._is_signed(asked):
            return Answered(403, {"message": "who are you"})
        said = json.loads(http_ece.decrypt(asked.body, private_key=self.device, auth_secret=AUTH, version="aes128gcm"))
        self.shown.append(said)
        self.take(handle_of(self.endpoint(number)), said["body"])
        return Answered(201, b"", {"Location": f"{self.base_url}/m/message-{number}"})

    def _is_signed(self, asked: Asked) -> bool:
        parts = dict(part.split("=", 1) for part in asked.headers["authorization"].removeprefix("vapid ").split(","))
        claims = json.loads(base64.urlsafe_b64decode(parts["t"].split(".")[1] + "=="))
        left = claims["exp"] - datetime.now(UTC).timestamp()
        return (
            parts["k"] == public_key()
            and bool(Vapid02.verify(asked.headers["authorization"]))
            and claims["aud"] == self.base_url
            and claims["sub"].startswith("mailto:")
            and 0 < left <= 86_400
            and asked.headers["content-encoding"] == "aes128gcm"
            and asked.headers["ttl"].isdigit()
            and len(asked.headers["topic"]) <= 32
        )


FAKES = (Push,)
