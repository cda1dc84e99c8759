"""OVH's and Twilio's SMS APIs, as their documentation describes them."""

from __future__ import annotations

import base64
import hashlib
import hmac
import itertools
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.test import RequestFactory

from amarre.channels.kinds.contract import Envelope, News, Said
from amarre.channels.tests.contract.fake import Answered, Asked, HttpFake, Trouble, pushed


def message(number: int, **changed: Any) -> Envelope:
    usual = {
        "token": f"{number:024x}", "address": f"+336123{number:05}", "language": "fr", "subject": "",
        "text": f"Bonjour, le lot {number:05} est rappelé. Détails : https://laiterie.example/lot", "html": "",
    }  # fmt: skip
    return Envelope(**{**usual, **changed})


@dataclass
class Ovh(HttpFake):
    slug = "sms"
    provider = "ovh"
    secrets = ("secret-de-l-application", "clef-du-consommateur")
    unsigned = "OVH does not sign what it pushes"

    credits: float = 500.0
    clock_ahead: int = 0
    _ids: Any = field(default_factory=lambda: itertools.count(26_929_925))

    def values(self) -> dict[str, Any]:
        return {
            "provider": "ovh", "service": "sms-ab12345-1", "application_key": "clef-publique",
            "application_secret": self.secrets[0], "consumer_key": self.secrets[1], "base_url": self.base_url,
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        return message(number)

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [(message(901, address="+33600000000"), True), (message(902, address="06 12"), True)]

    def is_message(self, asked: Asked) -> bool:
        return asked.path.endswith("/jobs")

    def answer(self, asked: Asked) -> Answered:
        if asked.path == "/auth/time":
            return Answered(200, str(int(time.time()) + self.clock_ahead).encode())
        trouble = self._signature_trouble(asked)
        if trouble:
            return trouble
        if asked.method == "GET" and asked.path == "/sms/sms-ab12345-1":
            return Answered(200, {"name": "sms-ab12345-1", "creditsLeft": self.credits, "status": "enable"})
        if asked.path != "/sms/sms-ab12345-1/jobs":
            return Answered(404, {"message": f"The requested object (serviceName = {asked.path}) does not exist"})
        job = asked.json()
        (receiver,) = job["receivers"]
        if receiver == "+33600000000":
            return Answered(
                200, {"totalCreditsRemoved": 0, "invalidReceivers": [receiver], "ids": [], "validReceivers": []}
            )
        if job.get("sender") == "INCONNU":
            return Answered(400, {"message": "The sender INCONNU does not exist on this account"})
        self.take(receiver, job["message"])
        return Answered(
            200,
            {"totalCreditsRemoved": 1, "invalidReceivers": [], "ids": [next(self._ids)], "validReceivers": [receiver]},
        )

    def _signature_trouble(self, asked: Asked) -> Answered | None:
        head, moment = asked.headers, asked.headers.get("x-ovh-timestamp", "0")
        if abs(int(moment) - time.time() - self.clock_ahead) > 30:
            return Answered(400, {"errorCode": "QUERY_TIME_OUT", "message": "Query out of time"})
        url = self.base_url + asked.path
        whole = "+".join([*self.secrets, asked.method, url, asked.body.decode(), moment])
        good = "$1$" + hashlib.sha1(whole.encode()).hexdigest()
        if head.get("x-ovh-application") != "clef-publique" or head.get("x-ovh-signature") != good:
            return Answered(403, {"errorCode": "INVALID_CREDENTIAL", "message": "This credential is not valid"})
        return None

    def refuse(self, trouble: Trouble) -> Answered:
        if trouble is Trouble.EXPIRED:
            return Answered(403, {"errorCode": "INVALID_CREDENTIAL", "message": "This credential does not exist"})
        return super().refuse(trouble)

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        def state(**query: str) -> HttpRequest:
            return RequestFactory().get("/hooks/1/key/", {"id": "26929925", "date": "20261122100000", **query})

        number = "26929925"
        return [
            (state(ptt="4", dlr="1"), [News("delivered", reference=number)]),
            (state(dlr="1"), [News("delivered", reference=number)]),
            (state(ptt="23", dlr="2"), [News("bounced", reference=number, permanent=True, reason="sms_unknown")]),
            (state(ptt="24", dlr="2"), [News("bounced", reference=number, permanent=False, reason="sms_absent")]),
            (state(ptt="26", dlr="2"), [News("bounced", reference=number, permanent=False, reason="sms_full")]),
            (state(ptt="1", dlr="8"), [News("delayed", reference=number)]),
            (state(ptt="3", dlr="4"), []),
            (state(dlr="16"), [News("bounced", reference=number, permanent=False, reason="unknown")]),
        ]

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        form = {
            "id": "771", "keyword": "", "message": "Et le lot 13 ?", "senderid": "0033612300001", "shortcode": "36180",
            "tag": f"{1:024x}",
        }  # fmt: skip
        mark = hashlib.sha256(b"0033612300001 Et le lot 13 ?").hexdigest()[:12]
        said = Said("+33612300001", "Et le lot 13 ?", f"771-{mark}", in_reply_to=f"{1:024x}")
        return [(pushed(form, content_type="form"), [said])]


@dataclass
class Twilio(HttpFake):
    slug = "sms"
    provider = "twilio"
    secrets = ("jeton-de-twilio",)

    _ids: Any = field(default_factory=lambda: itertools.count(1))

    def values(self) -> dict[str, Any]:
        return {
            "provider": "twilio", "account_sid": "AC0123", "auth_token": self.secrets[0], "sender": "+33757000000",
            "base_url": self.base_url, "hook_url": "https://laiterie.example/hooks/1/key/",
        }  # fmt: skip

    def envelope(self, number: int) -> Envelope:
        return message(number)

    def refused_envelopes(self) -> list[tuple[Envelope, bool | None]]:
        return [
            (message(901, address="+33600021211"), True),
            (message(902, address="+33600021614"), True),
            (message(903, address="+33600021610"), False),
            (message(904, address="+33600021408"), False),
            (message(905, address="pas un numéro"), True),
        ]

    def answer(self, asked: Asked) -> Answered:
        given = base64.b64encode(f"AC0123:{self.secrets[0]}".encode()).decode()
        if asked.headers.get("authorization") != f"Basic {given}":
            return self.refuse(Trouble.EXPIRED)
        if asked.path != "/2010-04-01/Accounts/AC0123/Messages.json":
            return Answered(404, {"code": 20404, "message": "The requested resource was not found", "status": 404})
        form = asked.form()
        assert form["StatusCallback"].startswith("https://laiterie.example/hooks/")
        if form["From"] != "+33757000000":
            return Answered(400, {"code": 21659, "message": "'From' is not a Twilio phone number", "status": 400})
        if form["To"].startswith("+336000"):
            code = int(form["To"].removeprefix("+336000"))
            return Answered(400, {"code": code, "message": f"Error {code}", "status": 400})
        self.take(form["To"], form["Body"])
        body = {"sid": f"SM{next(self._ids):032x}", "status": "queued", "error_code": None, "error_message": None}
        return Answered(201, body)

    def refuse(self, trouble: Trouble) -> Answered:
        codes = {Trouble.EXPIRED: (20003, "Authenticate"), Trouble.RATE_LIMIT: (20429, "Too Many Requests")}
        plain = super().refuse(trouble)
        if trouble not in codes:
            return plain
        code, words = codes[trouble]
        return Answered(plain.status, {"code": code, "message": words, "status": plain.status}, plain.headers)

    def signed(self, form: Mapping[str, str], *, token: str = "", path: str = "/hooks/1/key/") -> HttpRequest:
        whole = settings.BASE_URL + path + "".join(name + form[name] for name in sorted(form))
        made = hmac.new((token or self.secrets[0]).encode(), whole.encode(), hashlib.sha1).digest()
        return pushed(
            form, content_type="form", path=path, headers={"X-Twilio-Signature": base64.b64encode(made).decode()}
        )

    def news(self) -> list[tuple[HttpRequest, list[News]]]:
        def state(status: str, **more: str) -> HttpRequest:
            return self.signed(
                {"MessageSid": "SM1", "SmsSid": "SM1", "MessageStatus": status, "To": "+33612300001", **more}
            )

        return [
            (state("sent"), []),
            (state("delivered"), [News("delivered", reference="SM1")]),
            (
                state("undelivered", ErrorCode="30003"),
                [News("bounced", reference="SM1", permanent=False, reason="sms_absent")],
            ),
            (
                state("failed", ErrorCode="21614"),
                [News("bounced", reference="SM1", permanent=True, reason="sms_unknown")],
            ),
        ]

    def words(self) -> list[tuple[HttpRequest, list[Said]]]:
        form = {
            "MessageSid": "SM9", "SmsSid": "SM9", "SmsStatus": "received", "From": "+33612300001", "To": "+33757000000",
            "Body": "Et le lot 13 ?", "NumMedia": "0",
        }  # fmt: skip
        return [(self.signed(form), [Said("+33612300001", "Et le lot 13 ?", "SM9")])]

    def forged(self) -> list[HttpRequest]:
        form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
        return [
            pushed(form, content_type="form"),
            self.signed(form, token="un autre"),
            pushed(form, content_type="form", headers={"X-Twilio-Signature": "é"}),
        ]


FAKES = (Ovh, Twilio)
