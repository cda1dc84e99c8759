"""OVH's SMS API: signed calls, one job a person; receipts by GET, answers by POST, told apart by what they carry.

Protocol: https://eu.api.ovh.com/console/?section=/sms and OVHcloud's guides for SMS. What OVH pushes is not signed: the
secret key in our own address is the only proof, so news changes only a message that OVH itself has numbered.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import UTC, datetime
from typing import Any

import requests
from django.http import HttpRequest

from amarre.channels.addresses import is_phone, normal_phone
from amarre.channels.kinds import http, trouble
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, News, Result, Said, Unreachable
from amarre.channels.kinds.sms import gsm
from amarre.channels.kinds.sms import reasons as why
from amarre.channels.kinds.sms.config import Config, no_number, words_to_send

# A message is given up by the operators after two days: later, in a crisis, it would be wrong.
VALID_MINUTES = 2880

# Technical codes ("ptt") of the state of a message: what it means to us, whether the number is dead, why.
_DELIVERED, _WAITING = {4}, {1, 2}
_FAILED = {
    5: ("", False), 8: (why.ABSENT, False), 20: (why.RULES, False), 21: (why.RULES, False), 23: (why.UNKNOWN, True),
    24: (why.ABSENT, False), 25: (why.NETWORK, False), 26: (why.FULL, False), 27: (why.RULES, False),
    28: (why.FILTERED, False), 29: (why.RULES, False), 33: (why.RULES, False), 39: (why.NETWORK, False),
    73: (why.NETWORK, False), 74: (why.NETWORK, False), 76: (why.BLOCKED, False), 202: (why.BLOCKED, False),
}  # fmt: skip


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """One job for each message. Raises Misconfigured when OVH refuses the keys, the account or the sender."""
    with http.session(1) as opening:
        ahead = _clock_ahead(opening, config)
        _check_credit(opening, config, ahead)

    def one(session: requests.Session, envelope: Envelope) -> Result:
        if not is_phone(envelope.address):
            return no_number(envelope)
        body = json.dumps(_job(envelope, config))
        url = f"{config.base_url}/sms/{config.service}/jobs"
        headers = _signed("POST", url, body, config, ahead)
        response = http.call(session, envelope, "POST", url, data=body.encode(), headers=headers)
        return response if isinstance(response, Result) else _answer(envelope, response)

    yield from http.send_each(envelopes, one)


def _job(envelope: Envelope, config: Config) -> dict[str, Any]:
    text = words_to_send(envelope.text, config, is_bulk=envelope.is_bulk)
    job: dict[str, Any] = {
        "receivers": [envelope.address],
        "message": text,
        "charset": "UTF-8",
        "coding": "8bit" if gsm.outside(text) else "7bit",
        "class": "phoneDisplay",
        "priority": "high",
        "validityPeriod": VALID_MINUTES,
        "noStopClause": not (config.commercial and envelope.is_bulk),
        "tag": envelope.token,
    }
    if config.sender:
        job["sender"] = config.sender
    else:
        job["senderForResponse"] = True
    return job


def _signed(method: str, url: str, body: str, config: Config, ahead: int) -> dict[str, str]:
    """The headers of a call: "$1$" and the SHA-1 of the secrets, the call and the hour, joined by +."""
    moment = str(int(time.time()) + ahead)
    whole = "+".join((config.application_secret, config.consumer_key, method, url, body, moment))
    return {
        "Content-Type": "application/json; charset=utf-8",
        "X-Ovh-Application": config.application_key,
        "X-Ovh-Consumer": config.consumer_key,
        "X-Ovh-Timestamp": moment,
        "X-Ovh-Signature": "$1$" + hashlib.sha1(whole.encode()).hexdigest(),  # noqa: S324 (OVH's own protocol)
    }


def _answer(envelope: Envelope, response: requests.Response) -> Result:
    said = http.refusal(envelope, response, words=_words(response))
    if said is not None:
        return said
    if response.status_code >= 400:
        return _refused(envelope, response)
    answer = http.read_json(response)
    if answer is None or not isinstance(answer.get("ids"), list):
        return Result(envelope.token, Answer.UNSURE, words="the answer of OVH cannot be read")
    if answer["ids"]:
        return Result(envelope.token, Answer.ACCEPTED, reference=str(answer["ids"][0]))
    if answer.get("invalidReceivers"):
        return Result(envelope.token, Answer.REFUSED, words=why.UNKNOWN, permanent=True)
    return Result(envelope.token, Answer.UNSURE, words="OVH gave the message no number")


def _refused(envelope: Envelope, response: requests.Response) -> Result:
    """A 4xx: about this message, unless it speaks of the account, the sender, the credit or our clock."""
    words = _words(response)
    ours = ("servicename", "timestamp", "query_time_out", "signature", "application")
    if response.status_code == 402 or "credit" in words.lower():
        raise Misconfigured(trouble.told(trouble.CREDIT, words))
    if "sender" in words.lower():
        raise Misconfigured(trouble.told(trouble.SENDER, words))
    if response.status_code == 404 or any(word in words.lower() for word in ours):
        raise Misconfigured(trouble.told(trouble.ACCOUNT, words))
    return Result(envelope.token, Answer.REFUSED, words=words, permanent=False)


def _words(response: requests.Response) -> str:
    answer = http.read_json(response) or {}
    told = " ".join(str(answer[name]) for name in ("errorCode", "message") if answer.get(name))
    return f"{response.status_code} {told or ' '.join(response.text[:200].split())}"


def _clock_ahead(session: requests.Session, config: Config) -> int:
    """How many seconds OVH's clock is ahead of ours: a call signed some minutes off is refused."""
    response = _ask(session, f"{config.base_url}/auth/time", {})
    with suppress(ValueError):
        return int(response.text.strip()[:20]) - int(time.time())
    return 0


def _check_credit(session: requests.Session, config: Config, ahead: int) -> None:
    """Stop before the first message when the account is empty. A key that may not look at it is no hindrance."""
    url = f"{config.base_url}/sms/{config.service}"
    response = _ask(session, url, _signed("GET", url, "", config, ahead))
    left = (http.read_json(response) or {}).get("creditsLeft") if response.ok else None
    if isinstance(left, int | float) and left <= 0:
        raise Misconfigured(trouble.told(trouble.CREDIT, f"{config.service}: creditsLeft {left}"))


def _ask(session: requests.Session, url: str, headers: dict[str, str]) -> requests.Response:
    try:
        waits = (http.CONNECT_SECONDS, http.READ_SECONDS)
        return session.get(url, headers=headers, timeout=waits, allow_redirects=False)
    except requests.exceptions.RequestException as error:
        raise Unreachable(" ".join(str(error).split())[:200]) from error


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """The state of one message, in the query: `id`, `ptt`, `dlr`, `date`."""
    asked = request.GET if request.method == "GET" else request.POST
    if "id" not in asked or not ("ptt" in asked or "dlr" in asked):
        if request.method == "GET":
            raise ValueError("neither ptt nor dlr")
        return []
    kind, permanent, reason = _state(_number(asked.get("ptt")), _number(asked.get("dlr")))
    if not kind:
        return []
    told = f"ptt {asked.get('ptt', '?')} {asked.get('descriptionDlr', '')}".strip()
    return [News(kind, reference=str(asked["id"]), permanent=permanent, reason=reason, diagnostic=told)]


def _state(ptt: int | None, dlr: int | None) -> tuple[str, bool | None, str]:
    """The news in a state, whether the number is dead, and why; no news while nothing is decided."""
    if ptt in _DELIVERED or (ptt is None and dlr == 1):
        return "delivered", None, ""
    if ptt in _FAILED:
        reason, permanent = _FAILED[ptt]
        return "bounced", permanent, reason or "unknown"
    if ptt is None and dlr in (2, 16):
        return "bounced", False, "unknown"
    return ("delayed", None, "") if ptt in _WAITING else ("", None, "")


def _number(value: str | None) -> int | None:
    if value is None or not value.strip():
        return None
    return int(value)


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """A person's answer: `senderid`, `message`, and `tag`, the token of ours that they answer."""
    asked = request.POST
    if request.method == "GET" or ("ptt" in asked or "dlr" in asked):
        return []
    if not asked.get("senderid") or "message" not in asked:
        raise ValueError("neither senderid nor message")
    text = asked["message"]
    # Its `id` alone may be that of the message answered: two answers are two.
    mark = hashlib.sha256(f"{asked['senderid']} {text}".encode()).hexdigest()[:12]
    return [
        Said(
            address=normal_phone(asked["senderid"]),
            text=text,
            message_id=f"{asked.get('id', '')}-{mark}",
            in_reply_to=asked.get("tag", ""),
            at=datetime.now(UTC),
        )
    ]
