"""Twilio's Messages API: a form for each message, receipts and answers by signed POST.

Protocol: https://www.twilio.com/docs/messaging/api/message-resource, .../usage/webhooks/webhooks-security.
"""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

import requests
from django.conf import settings
from django.http import HttpRequest

from amarre.channels.addresses import is_phone, normal_phone
from amarre.channels.kinds import http, trouble
from amarre.channels.kinds.contract import Answer, Envelope, Forged, Misconfigured, News, Result, Said
from amarre.channels.kinds.sms import reasons as why
from amarre.channels.kinds.sms.config import Config, no_number, words_to_send

# https://www.twilio.com/docs/api/errors. The number itself: not one, or one that takes no text messages.
_DEAD = {21211, 21217, 21614}
# Why a message is refused at once, where there is a slug for it.
_REFUSED = {
    21211: why.UNKNOWN, 21217: why.UNKNOWN, 21614: why.UNKNOWN, 21610: why.STOPPED, 21408: why.COUNTRY,
    21612: why.LANDLINE, 21617: trouble.TOO_LONG, 21266: trouble.OWN_NUMBER, 30003: why.ABSENT, 30004: why.BLOCKED,
    30005: why.DOUBTFUL, 30006: why.LANDLINE, 30007: why.FILTERED,
}  # fmt: skip
# Every message would fail: the sender, the account, the messaging service.
_OURS = {20003, 20404, 21212, 21601, 21603, 21606, 21659, 21660, 21661, 21703, 21704, 21705, 63007}
_ACCOUNT = {0, 20003, 20404}
# Full queues and limits: later.
_LATER = {14107, 20429, 21611, 30001, 30022, 63038}
# What a failed message was: whether the number is dead, why.
_FAILED = {
    30003: (False, why.ABSENT), 30004: (False, why.BLOCKED), 30005: (False, why.DOUBTFUL),
    30006: (False, why.LANDLINE), 30007: (False, why.FILTERED), 30008: (False, "unknown"), 21610: (False, why.STOPPED),
    21211: (True, why.UNKNOWN), 21614: (True, why.UNKNOWN),
}  # fmt: skip
_BOUNCED, _ARRIVED = {"failed", "undelivered"}, {"delivered", "read"}


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """One call for each message. Raises Misconfigured when Twilio refuses the account or the sender."""
    url = f"{config.base_url}/2010-04-01/Accounts/{config.account_sid}/Messages.json"

    def one(session: requests.Session, envelope: Envelope) -> Result:
        if not is_phone(envelope.address):
            return no_number(envelope)
        response = http.call(
            session, envelope, "POST", url, data=_form(envelope, config), auth=(config.account_sid, config.auth_token)
        )
        return response if isinstance(response, Result) else _answer(envelope, response)

    yield from http.send_each(envelopes, one)


def _form(envelope: Envelope, config: Config) -> dict[str, str]:
    form = {"To": envelope.address, "Body": words_to_send(envelope.text, config, is_bulk=envelope.is_bulk)}
    if config.messaging_service:
        form["MessagingServiceSid"] = config.messaging_service
    else:
        form["From"] = config.sender
    if config.hook_url.startswith("https://"):
        form["StatusCallback"] = config.hook_url
    return form


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    answer = http.read_json(response)
    code, words = _error(answer, response)
    if response.status_code < 500 and code in _LATER:
        later = trouble.told(trouble.BUSY, words)
        return Result(envelope.token, Answer.DEFERRED, words=later, retry_after=http.retry_after(response))
    said = http.refusal(envelope, response, words=words)
    if said is not None:
        return said
    if response.status_code == 404 or (response.status_code >= 400 and code in _OURS):
        raise Misconfigured(trouble.told(trouble.ACCOUNT if code in _ACCOUNT else trouble.SENDER, words))
    if response.status_code >= 400:
        # This message, this person (no route, blocked, unsubscribed at Twilio): the next one may be well.
        return _refused(envelope, code, words)
    sid = str((answer or {}).get("sid") or "")
    if not sid:
        return Result(envelope.token, Answer.UNSURE, words="the answer of Twilio cannot be read")
    if (answer or {}).get("status") in _BOUNCED:
        return replace(_refused(envelope, code, words), reference=sid)
    return Result(envelope.token, Answer.ACCEPTED, reference=sid)


def _refused(envelope: Envelope, code: int, words: str) -> Result:
    """In our words where the code is known, with the code; else in Twilio's own."""
    known = _REFUSED.get(code)
    status = str(code) if known else ""
    told = trouble.told(known, words) if known else words
    return Result(envelope.token, Answer.REFUSED, status=status, words=told, permanent=code in _DEAD)


def _error(answer: dict[str, Any] | None, response: requests.Response) -> tuple[int, str]:
    told = answer or {}
    code = told.get("code") or told.get("error_code") or 0
    message = str(told.get("message") or told.get("error_message") or " ".join(response.text[:200].split()))
    return (code if isinstance(code, int) else 0), f"{response.status_code} {code or ''} {message}".replace("  ", " ")


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """The state of a message (StatusCallback), or a person who asked Twilio itself for no more (OptOutType)."""
    _check(request, config)
    form = request.POST
    if form.get("OptOutType") == "STOP":
        return [News("unsubscribed", address=normal_phone(form.get("From", "")), diagnostic="OptOutType STOP")]
    status = form.get("MessageStatus", "")
    if not status:
        return []
    if not form.get("MessageSid"):
        raise ValueError("no MessageSid")
    sid, error = form["MessageSid"], form.get("ErrorCode", "")
    if status in _ARRIVED:
        return [News("delivered", reference=sid)]
    if status in _BOUNCED:
        permanent, reason = _FAILED.get(int(error) if error.isdigit() else 0, (False, "unknown"))
        told = f"{status} {error}".strip()
        return [News("bounced", reference=sid, permanent=permanent, reason=reason, diagnostic=told)]
    return []


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """A person's message."""
    _check(request, config)
    form = request.POST
    if "MessageStatus" in form:
        return []
    if not form.get("From") or not form.get("MessageSid") or "Body" not in form:
        raise ValueError("neither From, MessageSid nor Body")
    return [
        Said(
            address=normal_phone(form["From"]),
            text=form["Body"],
            message_id=form["MessageSid"],
            attachments=tuple(_media(form)),
        )
    ]


def _media(form: Any) -> Iterator[dict[str, Any]]:
    count = form.get("NumMedia", "0")
    for number in range(min(int(count) if count.isdigit() else 0, 10)):
        content_type = form.get(f"MediaContentType{number}", "")
        yield {"name": f"media {number + 1}", "content_type": content_type, "size": 0}


def _check(request: HttpRequest, config: Config) -> None:
    """Raise Forged unless Twilio signed the address it called and what it wrote there.

    HMAC-SHA1, under the account's token, of the whole address and every field, by name, name and value joined. The
    address is the public one (behind a proxy, the one we see differs).
    """
    given = request.headers.get("X-Twilio-Signature", "")
    fields = "".join(name + value for name in sorted(request.POST) for value in sorted(set(request.POST.getlist(name))))
    path = request.get_full_path()
    for url in (settings.BASE_URL + path, request.build_absolute_uri(path)):
        made = hmac.new(config.auth_token.encode(), (url + fields).encode(), hashlib.sha1)
        if config.auth_token and hmac.compare_digest(base64.b64encode(made.digest()), given.encode()):
            return
    raise Forged("X-Twilio-Signature")
