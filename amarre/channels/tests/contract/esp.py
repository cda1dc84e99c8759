"""What the fakes of e-mail providers share: one message to one person each, and how each of them signs its calls."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, ClassVar

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.http import HttpRequest

from amarre.channels.kinds.contract import Envelope, News, Said
from amarre.channels.kinds.webhook.signing import keys_in, signature
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble, pushed

KEY = "clef-du-fournisseur"
USER_AND_PASSWORD = "amarre:mot-de-passe"
DEAD = "550 5.1.1 <partie@example.org>: Recipient address rejected: User unknown"
TOKEN, OTHER = "0" * 23 + "7", "0" * 23 + "8"
ARRIVED, GONE = "ana@example.org", "partie@example.org"
MAIL = (
    b"From: Claire Petit <claire@example.org>\r\nTo: crise@laiterie.example\r\nSubject: Ma commande\r\n"
    b"Message-ID: <q1@example.org>\r\nIn-Reply-To: <" + TOKEN.encode() + b"@laiterie.example>\r\n"
    b"Content-Type: text/plain; charset=utf-8\r\n\r\nO\xc3\xb9 est ma commande ?\r\n"
)


@dataclass
class Esp(HttpFake):
    """`told`: whether its calls name our token; else they name its own number of the message."""

    slug = "email"
    secrets = (KEY,)
    told: ClassVar[bool] = True

    def values(self) -> dict[str, Any]:
        return {
            "provider": self.provider, "api_key": KEY, "api_url": self.base_url,
            "from_address": "crise@laiterie.example", **self.more(),
        }  # fmt: skip

    def more(self) -> dict[str, str]:
        return {}

    def envelope(self, number: int) -> Envelope:
        words = f"Bonjour, le lot {number:05} est rappelé."
        return Envelope(
            f"{number:024x}", f"p{number}@example.org", "fr", "Rappel", words, f"<p>{words}</p>",
            sender_name="Laiterie Morel", unsubscribe_url="https://laiterie.example/u/x/",
        )  # fmt: skip

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        made = self.envelope(900)
        return [(Envelope(made.token, "nobody@example.org", "fr", "Rappel", made.text, made.html), self.says_dead)]

    says_dead: ClassVar[bool | None] = None

    def answer(self, asked: Asked) -> Answered:
        if not self.knows(asked):
            return self.refuse(Trouble.EXPIRED)
        to, text = self.read(asked)
        if to.startswith("nobody@"):
            return self.no(to)
        self.take(to, text)
        return self.yes(to, f"numero-{len(self.received)}")

    def knows(self, asked: Asked) -> bool:
        """Whether the key is there, where this provider wants it."""
        return asked.headers.get("authorization") == f"Bearer {KEY}"

    def read(self, asked: Asked) -> tuple[str, str]:
        raise NotImplementedError

    def yes(self, to: str, number: str) -> Answered:
        raise NotImplementedError

    def no(self, to: str) -> Answered:
        return Answered(400, {"message": f"{to} is not a valid address"})

    # Its calls

    def events(self) -> list[tuple[Any, News]]:
        """The body of each call, and what must be read in it."""
        return []

    def sign(self, body: bytes) -> dict[str, str]:
        return {}

    def call(self, body: Any, *, signed: bool = True) -> HttpRequest:
        raw = body if isinstance(body, bytes) else json.dumps(body).encode()
        return pushed(raw.decode(), headers=self.sign(raw) if signed else {})

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        return [(self.call(body), [news]) for body, news in self.events()]

    def mail(self) -> HttpRequest | None:
        """The call that brings `MAIL`."""
        return None

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        request = self.mail()
        if request is None:
            return []
        said = Said(
            "claire@example.org", "Où est ma commande ?", "q1@example.org", name="Claire Petit",
            subject="Ma commande", in_reply_to=f"{TOKEN}@laiterie.example",
        )  # fmt: skip
        return [(request, [said])]

    def forged(self) -> list[HttpRequest]:
        return [self.call(body, signed=False) for body, _news in self.events()]

    def malformed(self) -> list[HttpRequest]:
        return [self.call(b'{"half": ')] if self.events() else []

    def delivered(self, number: str) -> News:
        return News("delivered", token=TOKEN if self.told else "", reference=number, address=ARRIVED)

    def bounced(self, number: str) -> News:
        return News(
            "bounced", token=OTHER if self.told else "", reference=number, address=GONE, permanent=True,
            reason="user_unknown",
        )  # fmt: skip


class Basic:
    """A provider that signs nothing: a user and a password in its calls."""

    def sign(self, body: bytes) -> dict[str, str]:
        return {"Authorization": "Basic " + base64.b64encode(USER_AND_PASSWORD.encode()).decode()}


def hexed(key: str, body: bytes) -> str:
    return hmac.new(key.encode(), body, hashlib.sha256).hexdigest()


def svix(secret: str, body: bytes) -> Mapping[str, str]:
    now = int(time.time())
    signed = signature(keys_in(secret), id="evt_1", timestamp=now, body=body)
    return {"svix-id": "evt_1", "svix-timestamp": str(now), "svix-signature": signed}


def pem_body(public: Any) -> str:
    """The public key as providers show it: the lines of a PEM without its first and last."""
    pem = public.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
    return "".join(pem.splitlines()[1:-1])


RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
EC = ec.generate_private_key(ec.SECP256R1())


def rsa_signed(body: bytes) -> str:
    return base64.b64encode(RSA.sign(body, padding.PKCS1v15(), hashes.SHA1())).decode()


def ec_signed(body: bytes) -> str:
    return base64.b64encode(EC.sign(body, ec.ECDSA(hashes.SHA256()))).decode()
