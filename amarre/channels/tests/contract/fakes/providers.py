"""Thirteen e-mail providers, each in its own words: what it asks, what it answers, what it tells later."""

from __future__ import annotations

import base64
import hashlib
import hmac
import json
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from amarre.channels.kinds.contract import News
from amarre.channels.tests.contract.esp import (
    ARRIVED,
    DEAD,
    EC,
    GONE,
    KEY,
    MAIL,
    OTHER,
    RSA,
    TOKEN,
    USER_AND_PASSWORD,
    Basic,
    Esp,
    ec_signed,
    hexed,
    pem_body,
    rsa_signed,
    svix,
)
from amarre.channels.tests.contract.fake import Answered, Asked, Trouble, pushed

SECRET = "secret-des-appels"
SVIX = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"
AT = 1_772_440_000
STATUS_IS_THE_ANSWER = "202 is the whole answer; its body is empty"


@dataclass
class Brevo(Basic, Esp):
    provider = "brevo"
    secrets = (KEY, USER_AND_PASSWORD)

    def more(self) -> dict[str, str]:
        return {"webhook_secret": USER_AND_PASSWORD}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/smtp/email" and asked.headers["api-key"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0]["email"], said["textContent"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(201, {"messageId": f"<{number}@smtp-relay.mailin.fr>"})

    def no(self, to: str) -> Answered:
        return Answered(400, {"code": "invalid_parameter", "message": "email is not valid in to"})

    def events(self) -> list[tuple[Any, News]]:
        shared = {"message-id": "<m1>", "ts_epoch": AT * 1000}
        return [
            ({**shared, "event": "delivered", "email": ARRIVED, "X-Mailin-custom": json.dumps({"token": TOKEN})},
             self.delivered("<m1>")),
            ({**shared, "event": "hard_bounce", "email": GONE, "reason": DEAD,
              "X-Mailin-custom": json.dumps({"token": OTHER})}, self.bounced("<m1>")),
            ({**shared, "event": "soft_bounce", "email": GONE, "reason": "552 5.2.2 mailbox full",
              "X-Mailin-custom": json.dumps({"token": OTHER})},
             News("bounced", OTHER, "<m1>", GONE, False, reason="mailbox_full")),
        ]  # fmt: skip


@dataclass
class MailerSend(Esp):
    provider = "mailersend"
    secrets = (KEY, SECRET)
    told = False

    def more(self) -> dict[str, str]:
        return {"webhook_secret": SECRET}

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0]["email"], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(202, b"", {"X-Message-Id": number, "Content-Type": "text/html"})

    def no(self, to: str) -> Answered:
        reasons = [{"email": to, "reasons": ["hard_bounced"]}]
        warning = {"type": "ALL_SUPPRESSED", "warning": "x", "recipients": reasons}
        return Answered(202, {"message": "", "warnings": [warning]})

    excused = {
        Trouble.TRUNCATED: "its acceptance has no body: the number is in a header",
        Trouble.CUT: "its acceptance has no body: the number is in a header",
    }

    def sign(self, body: bytes) -> dict[str, str]:
        return {"Signature": hexed(SECRET, body)}

    def _event(self, kind: str, to: str, **more: Any) -> dict[str, Any]:
        email = {"message": {"id": "m1"}, "recipient": {"email": to}}
        data = {"type": kind, "email": email, "created_at": "2026-03-02T09:00:00Z", **more}
        return {"type": f"activity.{kind}", "data": data}

    def events(self) -> list[tuple[Any, News]]:
        morph = {"object": "recipient_bounce", "readable_reason": DEAD}
        return [
            (self._event("delivered", ARRIVED), self.delivered("m1")),
            (self._event("hard_bounced", GONE, morph=morph), self.bounced("m1")),
        ]


@dataclass
class Mailgun(Esp):
    provider = "mailgun"
    secrets = (KEY, SECRET)

    def more(self) -> dict[str, str]:
        return {"account": "laiterie.example", "webhook_secret": SECRET}

    def knows(self, asked: Asked) -> bool:
        expected = "Basic " + base64.b64encode(f"api:{KEY}".encode()).decode()
        return asked.path == "/laiterie.example/messages" and asked.headers["authorization"] == expected

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.form()
        return said["to"], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"id": f"<{number}@laiterie.example>", "message": "Queued. Thank you."})

    def no(self, to: str) -> Answered:
        return Answered(400, {"message": f"'to' parameter is not a valid address: {to}"})

    def call(self, body: Any, *, signed: bool = True) -> HttpRequest:
        if isinstance(body, bytes):
            return pushed(json.dumps(self._signed({"event-data": {"event": "delivered", "timestamp": "x"}})))
        return pushed(self._signed(body) if signed else body)

    def _signed(self, body: dict[str, Any]) -> dict[str, Any]:
        block = {"timestamp": str(AT), "token": "t" * 50, "signature": hexed(SECRET, f"{AT}{'t' * 50}".encode())}
        return {"signature": block, **body}

    def _event(self, kind: str, to: str, token: str, **more: Any) -> dict[str, Any]:
        message = {"headers": {"message-id": "m1@laiterie.example", "to": to}}
        shared = {"recipient": to, "timestamp": AT, "message": message, "user-variables": {"token": token}}
        return {"event-data": {"event": kind, **shared, **more}}

    def events(self) -> list[tuple[Any, News]]:
        failed = {"severity": "permanent", "reason": "bounce", "delivery-status": {"message": DEAD}}
        return [
            (self._event("delivered", ARRIVED, TOKEN), self.delivered("<m1@laiterie.example>")),
            (self._event("failed", GONE, OTHER, **failed), self.bounced("<m1@laiterie.example>")),
        ]

    def mail(self) -> HttpRequest:
        form = self._signed({"recipient": "crise@laiterie.example", "sender": "claire@example.org"})
        block = form.pop("signature")
        return pushed({**form, **block, "body-mime": MAIL.decode()}, content_type="form")


@dataclass
class Mailjet(Basic, Esp):
    provider = "mailjet"
    secrets = (KEY, "seconde-clef", USER_AND_PASSWORD)

    def more(self) -> dict[str, str]:
        return {"api_secret": "seconde-clef", "webhook_secret": USER_AND_PASSWORD}

    def knows(self, asked: Asked) -> bool:
        expected = "Basic " + base64.b64encode(f"{KEY}:seconde-clef".encode()).decode()
        return asked.path == "/send" and asked.headers["authorization"] == expected

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["Messages"][0]["To"][0]["Email"], said["Globals"]["TextPart"]

    def yes(self, to: str, number: str) -> Answered:
        sent = {"Email": to, "MessageID": len(self.received), "MessageUUID": number, "MessageHref": "x"}
        return Answered(200, {"Messages": [{"Status": "success", "To": [sent]}]})

    def no(self, to: str) -> Answered:
        error = {"ErrorCode": "mj-0013", "StatusCode": 400, "ErrorMessage": f'"{to}" is an invalid email address.'}
        return Answered(400, {"Messages": [{"Status": "error", "Errors": [error]}]})

    def refuse(self, trouble: Trouble) -> Answered:
        made = super().refuse(trouble)
        return Answered(made.status, {"ErrorCode": "mj-0002", "StatusCode": made.status}, made.headers)

    def events(self) -> list[tuple[Any, News]]:
        shared = {"time": AT, "MessageID": 19421777396190490}
        number = "19421777396190490"
        return [
            ([{**shared, "event": "sent", "email": ARRIVED, "Payload": json.dumps({"token": TOKEN})}],
             self.delivered(number)),
            ([{**shared, "event": "bounce", "email": GONE, "error": "user unknown", "hard_bounce": True,
               "smtp_reply": DEAD, "Payload": json.dumps({"token": OTHER})}], self.bounced(number)),
        ]  # fmt: skip


@dataclass
class Mailtrap(Esp):
    provider = "mailtrap"
    secrets = (KEY, SECRET)

    def more(self) -> dict[str, str]:
        return {"webhook_secret": SECRET}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/send" and asked.headers["api-token"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0]["email"], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"success": True, "message_ids": [number]})

    def no(self, to: str) -> Answered:
        return Answered(400, {"success": False, "errors": [f"'to' address {to} is invalid"]})

    def sign(self, body: bytes) -> dict[str, str]:
        return {"Mailtrap-Signature": hexed(SECRET, body)}

    def events(self) -> list[tuple[Any, News]]:
        def event(kind: str, to: str, token: str, **more: Any) -> dict[str, Any]:
            one = {"event": kind, "message_id": "m1", "email": to, "timestamp": AT, "event_id": "e"}
            return {"events": [{**one, "custom_variables": {"token": token}, **more}]}

        return [
            (event("delivery", ARRIVED, TOKEN), self.delivered("m1")),
            (event("bounce", GONE, OTHER, response=DEAD), self.bounced("m1")),
        ]


@dataclass
class Mandrill(Esp):
    provider = "mandrill"
    secrets = (KEY, SECRET)
    says_dead = True

    def more(self) -> dict[str, str]:
        return {"webhook_secret": SECRET, "hook_url": "https://crise.laiterie.example/hooks/1/key/"}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/messages/send.json" and asked.json()["key"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()["message"]
        return said["to"][0]["email"], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, [{"email": to, "status": "sent", "_id": number, "reject_reason": None}])

    def no(self, to: str) -> Answered:
        return Answered(200, [{"email": to, "status": "invalid", "_id": "x"}])

    def refuse(self, trouble: Trouble) -> Answered:
        if trouble is Trouble.EXPIRED:  # its own way of saying 401
            return Answered(500, {"status": "error", "code": -1, "name": "Invalid_Key", "message": "Invalid API key"})
        return super().refuse(trouble)

    def call(self, body: Any, *, signed: bool = True) -> HttpRequest:
        written = body.decode() if isinstance(body, bytes) else json.dumps(body)
        text = f"https://crise.laiterie.example/hooks/1/key/mandrill_events{written}"
        sign = base64.b64encode(hmac.new(SECRET.encode(), text.encode(), hashlib.sha1).digest()).decode()
        headers = {"X-Mandrill-Signature": sign if signed else "nonsense"}
        return pushed({"mandrill_events": written}, content_type="form", headers=headers)

    def _event(self, kind: str, to: str, token: str, **more: Any) -> list[dict[str, Any]]:
        message = {"_id": "m1", "email": to, "metadata": {"token": token}, **more}
        return [{"event": kind, "_id": "m1", "ts": AT, "msg": message}]

    def events(self) -> list[tuple[Any, News]]:
        return [
            # Mandrill has no word for delivered: what it sends it may have to take back.
            (self._event("spam", ARRIVED, TOKEN), News("complained", TOKEN, "m1", ARRIVED)),
            (self._event("hard_bounce", GONE, OTHER, diag=DEAD, bounce_description="bad_mailbox"), self.bounced("m1")),
        ]

    def mail(self) -> HttpRequest:
        raw = {"raw_msg": MAIL.decode(), "email": "crise@laiterie.example", "from_email": "claire@example.org"}
        return self.call([{"event": "inbound", "ts": AT, "msg": raw}])


@dataclass
class Postal(Esp):
    provider = "postal"
    told = False
    secrets = (KEY, pem_body(RSA.public_key()))

    def more(self) -> dict[str, str]:
        return {"webhook_secret": pem_body(RSA.public_key())}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/api/v1/send/message" and asked.headers["x-server-api-key"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0], said["plain_body"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(
            200, {"status": "success", "data": {"messages": {to: {"id": len(self.received), "token": "x"}}}}
        )

    def no(self, to: str) -> Answered:
        return Answered(200, {"status": "error", "data": {"code": "ValidationError", "message": f"{to} is not valid"}})

    def refuse(self, trouble: Trouble) -> Answered:
        if trouble is Trouble.EXPIRED:
            words = "The API token provided in X-Server-API-Key was not valid."
            return Answered(200, {"status": "error", "data": {"code": "InvalidServerAPIKey", "message": words}})
        return super().refuse(trouble)

    def sign(self, body: bytes) -> dict[str, str]:
        return {"X-Postal-Signature": rsa_signed(body)}

    def events(self) -> list[tuple[Any, News]]:
        def event(status: str, to: str, output: str) -> dict[str, Any]:
            message = {"id": 12, "to": to, "direction": "outgoing", "tag": None}
            return {"event": "x", "timestamp": AT, "payload": {"status": status, "output": output, "message": message}}

        return [
            (event("Sent", ARRIVED, "250 ok"), self.delivered("12")),
            (event("HardFail", GONE, DEAD), self.bounced("12")),
        ]

    def mail(self) -> HttpRequest:
        whole = base64.b64encode(MAIL).decode()
        return self.call(
            {"rcpt_to": "crise@laiterie.example", "mail_from": "claire@example.org", "message": whole, "base64": True}
        )


@dataclass
class Postmark(Basic, Esp):
    provider = "postmark"
    secrets = (KEY, USER_AND_PASSWORD)
    says_dead = True

    def more(self) -> dict[str, str]:
        return {"webhook_secret": USER_AND_PASSWORD}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/email" and asked.headers["x-postmark-server-token"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["To"], said["TextBody"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"To": to, "MessageID": number, "ErrorCode": 0, "Message": "OK"})

    def no(self, to: str) -> Answered:
        return Answered(422, {"ErrorCode": 300, "Message": f"Error parsing 'To': Illegal email address '{to}'."})

    def events(self) -> list[tuple[Any, News]]:
        return [
            ({"RecordType": "Delivery", "MessageID": "m1", "Recipient": ARRIVED, "Metadata": {"token": TOKEN}},
             self.delivered("m1")),
            ({"RecordType": "Bounce", "Type": "HardBounce", "MessageID": "m1", "Email": GONE, "ID": 4,
              "Details": DEAD, "Metadata": {"token": OTHER}}, self.bounced("m1")),
        ]  # fmt: skip

    def mail(self) -> HttpRequest:
        return self.call({"OriginalRecipient": "crise@laiterie.example", "FromFull": {}, "RawEmail": MAIL.decode()})


@dataclass
class Resend(Esp):
    provider = "resend"
    secrets = (KEY, SVIX)

    def more(self) -> dict[str, str]:
        return {"webhook_secret": SVIX}

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"id": number})

    def no(self, to: str) -> Answered:
        return Answered(422, {"name": "validation_error", "message": f"Invalid `to` field: {to}"})

    def sign(self, body: bytes) -> dict[str, str]:
        return dict(svix(SVIX, body))

    def events(self) -> list[tuple[Any, News]]:
        def event(kind: str, to: str, token: str, **more: Any) -> dict[str, Any]:
            headers = [{"name": "X-Metadata", "value": json.dumps({"token": token})}]
            data = {"email_id": "m1", "to": [to], "headers": headers, **more}
            return {"type": f"email.{kind}", "created_at": "2026-03-02T09:00:00Z", "data": data}

        full = {
            "message": "The recipient's email provider sent a bounce message because the recipient's inbox was full."
        }
        return [
            (event("delivered", ARRIVED, TOKEN), self.delivered("m1")),
            (
                event("bounced", GONE, OTHER, bounce=full),
                News("bounced", OTHER, "m1", GONE, False, reason="mailbox_full"),
            ),
        ]


@dataclass
class Scaleway(Esp):
    provider = "scaleway"

    def more(self) -> dict[str, str]:
        return {"account": "projet-12"}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/emails" and asked.headers["x-auth-token"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["to"][0]["email"], said["text"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"emails": [{"id": number, "mail_rcpt": to, "status": "sending"}]})

    def no(self, to: str) -> Answered:
        return Answered(400, {"type": "invalid_arguments", "details": [{"argument_name": "to", "help_message": to}]})


@dataclass
class SendGrid(Esp):
    provider = "sendgrid"
    secrets = (KEY, pem_body(EC.public_key()))
    excused = {Trouble.TRUNCATED: STATUS_IS_THE_ANSWER, Trouble.CUT: STATUS_IS_THE_ANSWER}

    def more(self) -> dict[str, str]:
        return {"webhook_secret": pem_body(EC.public_key())}

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["personalizations"][0]["to"][0]["email"], said["content"][0]["value"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(202)

    def no(self, to: str) -> Answered:
        return Answered(
            400, {"errors": [{"message": "Does not contain a valid address.", "field": "personalizations.0.to"}]}
        )

    def sign(self, body: bytes) -> dict[str, str]:
        signed = ec_signed(str(AT).encode() + body)
        return {
            "X-Twilio-Email-Event-Webhook-Signature": signed,
            "X-Twilio-Email-Event-Webhook-Timestamp": str(AT),
        }

    def events(self) -> list[tuple[Any, News]]:
        shared = {"timestamp": AT, "anymail_id": "m1", "sg_event_id": "e"}
        return [
            ([{**shared, "event": "delivered", "email": ARRIVED, "token": TOKEN}], self.delivered("m1")),
            ([{**shared, "event": "bounce", "email": GONE, "token": OTHER, "reason": DEAD}], self.bounced("m1")),
        ]


@dataclass
class SparkPost(Basic, Esp):
    provider = "sparkpost"
    secrets = (KEY, USER_AND_PASSWORD)

    def more(self) -> dict[str, str]:
        return {"webhook_secret": USER_AND_PASSWORD}

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/transmissions/" and asked.headers["authorization"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()
        return said["recipients"][0]["address"]["email"], said["content"]["text"]

    def yes(self, to: str, number: str) -> Answered:
        told = {"total_accepted_recipients": 1, "total_rejected_recipients": 0, "id": number}
        return Answered(200, {"results": told})

    def no(self, to: str) -> Answered:
        return Answered(200, {"results": {"total_accepted_recipients": 0, "total_rejected_recipients": 1, "id": "x"}})

    def events(self) -> list[tuple[Any, News]]:
        def event(kind: str, to: str, token: str, **more: Any) -> list[dict[str, Any]]:
            one = {"type": kind, "raw_rcpt_to": to, "transmission_id": "m1", "timestamp": str(AT)}
            return [{"msys": {"message_event": {**one, "rcpt_meta": {"token": token}, **more}}}]

        return [
            (event("delivery", ARRIVED, TOKEN), self.delivered("m1")),
            (event("bounce", GONE, OTHER, bounce_class="10", raw_reason=DEAD), self.bounced("m1")),
        ]

    def mail(self) -> HttpRequest:
        content = {"email_rfc822": MAIL.decode(), "email_rfc822_is_base64": False}
        relayed = {
            "content": content,
            "protocol": "smtp",
            "msg_from": "claire@example.org",
            "rcpt_to": "crise@laiterie.example",
        }
        return self.call([{"msys": {"relay_message": relayed}}])


@dataclass
class UnisenderGo(Esp):
    provider = "unisender_go"

    def knows(self, asked: Asked) -> bool:
        return asked.path == "/email/send.json" and asked.headers["x-api-key"] == KEY

    def read(self, asked: Asked) -> tuple[str, str]:
        said = asked.json()["message"]
        return said["recipients"][0]["email"], said["body"]["plaintext"]

    def yes(self, to: str, number: str) -> Answered:
        return Answered(200, {"status": "success", "job_id": number, "emails": [to]})

    def no(self, to: str) -> Answered:
        return Answered(200, {"status": "success", "job_id": "x", "emails": [], "failed_emails": {to: "invalid"}})

    says_dead = True

    def call(self, body: Any, *, signed: bool = True) -> HttpRequest:
        told = {"auth": KEY, **(body if isinstance(body, dict) else {"events_by_user": [{}]})}
        written = json.dumps(told)
        auth = hashlib.md5(written.encode()).hexdigest() if signed else "0" * 32
        return pushed(written.replace(KEY, auth))

    def events(self) -> list[tuple[Any, News]]:
        def event(status: str, to: str, token: str, **more: Any) -> dict[str, Any]:
            data = {
                "status": status, "email": to, "event_time": "2026-03-02 09:00:00", "job_id": "j1",
                "metadata": {"anymail_id": "m1", "token": token}, "delivery_info": more,
            }  # fmt: skip
            return {"events_by_user": [{"events": [{"event_name": "transactional_email_status", "event_data": data}]}]}

        gone = {"delivery_status": "err_user_unknown", "destination_response": DEAD}
        return [
            (event("delivered", ARRIVED, TOKEN), self.delivered("m1")),
            (event("hard_bounced", GONE, OTHER, **gone), self.bounced("m1")),
        ]


FAKES = (
    Brevo, MailerSend, Mailgun, Mailjet, Mailtrap, Mandrill, Postal, Postmark, Resend, Scaleway, SendGrid, SparkPost,
    UnisenderGo,
)  # fmt: skip
