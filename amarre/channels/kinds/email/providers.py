"""E-mail through a provider's own interface instead of SMTP: thirteen of them, spoken to by django-anymail.

Nothing is read from global settings: a provider's key is the channel's, and two channels may use the same provider with
two accounts. What a provider cannot carry (our name of the delivery, a header) is left out, never a reason to fail; its
own number of the message is kept, by which its news are put with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

import requests
from anymail.exceptions import AnymailAPIError, AnymailConfigurationError, AnymailError
from anymail.message import AnymailMessage
from django.utils.module_loading import import_string

from amarre.channels.addresses import is_email
from amarre.channels.kinds import http
from amarre.channels.kinds.contract import Answer, Envelope, Misconfigured, Result, Unreachable

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config

_LINE_BREAKS = re.compile(r"[\r\n\x00]+")
# Words by which a provider says that it is our account or our sender that it does not accept, not this one message.
_OURS = re.compile(
    r"\b(?:sender|from)\b.{0,60}\b(?:verif|valid|allow|authori|confirm|regist|permi)|"
    r"\b(?:domain|account|api[ _-]?key|server)\b.{0,60}\b(?:verif|suspend|disabl|inactive|invalid|not found)|"
    r"(?:invalid|unauthori[sz]ed|unverified|unknown)[ _-]?(?:sender|from|domain|api[ _-]?key|key|server)",
    re.I | re.S,
)


@dataclass(frozen=True)
class Provider:
    """One provider: the class that speaks to it, and how our few settings are called there.

    `keys` names, for each of our settings (`api_key`, `api_secret`, `account`, `api_url`), the backend's argument;
    those in `required` must be set. `taken` is the status of an acceptance, 0 when any 2xx is one.
    """

    name: str
    keys: Mapping[str, str]
    required: tuple[str, ...] = ("api_key",)
    taken: int = 0
    keeps_message_id: bool = False
    extra: Mapping[str, str] = field(default_factory=dict)  # headers that make it keep our Message-ID


PROVIDERS: Mapping[str, Provider] = {
    "brevo": Provider("Brevo", {"api_key": "api_key"}),
    "mailersend": Provider("MailerSend", {"api_key": "api_token"}, taken=202),
    "mailgun": Provider("Mailgun", {"api_key": "api_key", "account": "sender_domain"}, keeps_message_id=True),
    "mailjet": Provider(
        "Mailjet", {"api_key": "api_key", "api_secret": "secret_key"}, required=("api_key", "api_secret")
    ),
    "mailtrap": Provider("Mailtrap", {"api_key": "api_token"}),
    "mandrill": Provider("Mandrill", {"api_key": "api_key"}),
    "postal": Provider("Postal", {"api_key": "api_key"}, required=("api_key", "api_url"), keeps_message_id=True),
    "postmark": Provider(
        "Postmark", {"api_key": "server_token", "account": "message_stream"},
        keeps_message_id=True, extra={"X-PM-KeepID": "true"},
    ),
    "resend": Provider("Resend", {"api_key": "api_key"}),
    "scaleway": Provider(
        "Scaleway", {"api_key": "secret_key", "account": "project_id"}, required=("api_key", "account")
    ),
    "sendgrid": Provider("SendGrid", {"api_key": "api_key"}, taken=202),
    "sparkpost": Provider("SparkPost", {"api_key": "api_key", "account": "subaccount"}),
    "unisender_go": Provider("Unisender Go", {"api_key": "api_key"}, required=("api_key", "api_url")),
}  # fmt: skip


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand each envelope to the provider, several at a time over kept connections.

    Raises Misconfigured when the provider refuses us (key, account, sender), Unreachable when it is away.
    """
    provider = provider_of(config)
    lacking = [name for name in provider.required if not getattr(config, name)]
    if lacking:
        raise Misconfigured(f"{provider.name}: missing {', '.join(lacking)}")
    backend = _backend(provider, config)
    yield from http.send_each(envelopes, partial(_send_one, provider, backend, config))


def provider_of(config: Config) -> Provider:
    """Raises Misconfigured for a provider that is not one of ours."""
    try:
        return PROVIDERS[config.provider]
    except KeyError as error:
        raise Misconfigured(f"unknown provider: {config.provider[:40]}") from error


def arguments(provider: Provider, config: Config) -> dict[str, Any]:
    """The backend's arguments from our settings; what is not set keeps the provider's default."""
    given = {theirs: getattr(config, ours) for ours, theirs in provider.keys.items() if getattr(config, ours)}
    if config.api_url:
        given["api_url"] = config.api_url
    return given


def _backend(provider: Provider, config: Config) -> Any:
    """The one that speaks to the provider. What it cannot carry is left out, and we read its answers ourselves."""
    made = import_string(f"anymail.backends.{config.provider}.EmailBackend")
    try:
        return made(
            **arguments(provider, config),
            timeout=(http.CONNECT_SECONDS, http.READ_SECONDS),
            ignore_unsupported_features=True,
            ignore_recipient_status=True,
        )
    except AnymailConfigurationError as error:
        raise Misconfigured(str(error)) from error


def _send_one(
    provider: Provider, backend: Any, config: Config, session: requests.Session, envelope: Envelope
) -> Result:
    if not is_email(envelope.address):
        return Result(envelope.token, Answer.REFUSED, "5.1.3", words="not an e-mail address", permanent=True)
    message = message_of(envelope, config, provider)
    session.max_redirects = 0  # a provider's address does not move by itself
    # The backend keeps no state but its session, which is this send's own and may be shared by its threads.
    backend.session = session
    try:
        backend.send_messages([message])
    except AnymailAPIError as error:
        return _unclear_or_refused(envelope, config, error)
    except AnymailConfigurationError as error:
        raise Misconfigured(str(error)) from error
    except AnymailError as error:  # it could not even be written
        return Result(envelope.token, Answer.REFUSED, words=_one_line(str(error))[:300], permanent=False)
    except (KeyError, TypeError, ValueError, AttributeError, IndexError) as error:
        if message.anymail_status.esp_response is None:
            raise
        return Result(envelope.token, Answer.UNSURE, words=f"an answer that cannot be read: {type(error).__name__}")
    return _answer(envelope, config, provider, message)


def message_of(envelope: Envelope, config: Config, provider: Provider) -> AnymailMessage:
    """The same mail as over SMTP, as far as the provider lets us write it."""
    sender = _one_line(envelope.sender_name).replace("\\", "\\\\").replace('"', '\\"')
    message = AnymailMessage(
        subject=_one_line(envelope.subject),
        body=envelope.text,
        from_email=f'"{sender}" <{config.from_address}>' if sender else config.from_address,
        to=[envelope.address],
        reply_to=[_one_line(envelope.reply_to)] if envelope.reply_to else None,
        headers=_headers(envelope, config, provider),
        metadata={"token": envelope.token},
        track_opens=False,
        track_clicks=False,
    )
    if envelope.html:
        message.attach_alternative(envelope.html, "text/html")
    return message


def _headers(envelope: Envelope, config: Config, provider: Provider) -> dict[str, str]:
    headers = dict(provider.extra)
    if provider.keeps_message_id:
        domain = config.from_address.rpartition("@")[2]
        headers["Message-ID"] = f"<{envelope.token}@{domain}>"
    if envelope.in_reply_to:
        wanted = f"<{_one_line(envelope.in_reply_to).strip('<> ')}>"
        headers |= {"In-Reply-To": wanted, "References": wanted}
    if envelope.is_bulk:
        headers |= {"Auto-Submitted": "auto-generated", "X-Auto-Response-Suppress": "OOF, AutoReply"}
        if envelope.unsubscribe_url:
            headers["List-Unsubscribe"] = f"<{envelope.unsubscribe_url}>"
            headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _answer(envelope: Envelope, config: Config, provider: Provider, message: AnymailMessage) -> Result:
    """What the provider said of the one recipient."""
    response = message.anymail_status.esp_response
    told = next(iter((message.anymail_status.recipients or {}).values()), None)
    status, number = (told.status, told.message_id) if told is not None else ("unknown", None)
    words = _said(response)
    if provider.taken and response.status_code not in (provider.taken, 400):
        status = "unknown" if status in ("queued", "sent", "failed") else status
    if status in ("queued", "sent"):
        return Result(envelope.token, Answer.ACCEPTED, words=words, reference=str(number or "")[:120])
    if status == "invalid":
        return Result(envelope.token, Answer.REFUSED, "5.1.3", words=words, permanent=True)
    if status == "rejected":
        # It keeps a list of its own: why it does, its news said at the time.
        return Result(envelope.token, Answer.REFUSED, words=words, permanent=None)
    if status == "failed" and response.status_code >= 400:
        return _refused(envelope, config, response)
    return Result(envelope.token, Answer.UNSURE, words=words)


def _unclear_or_refused(envelope: Envelope, config: Config, error: AnymailAPIError) -> Result:
    response: requests.Response | None = error.response
    if response is None:
        return _unanswered(envelope, error.__cause__ or error)
    if response.ok and not _says_no(response):
        return Result(envelope.token, Answer.UNSURE, words=f"an answer that cannot be read: {_said(response)}")
    return _refused(envelope, config, response)


def _unanswered(envelope: Envelope, cause: BaseException) -> Result:
    if isinstance(cause, requests.exceptions.TooManyRedirects):
        raise Misconfigured("the provider's address has moved") from cause
    if not http.may_have_arrived(cause):
        raise Unreachable(http.plain(cause)) from cause
    return Result(envelope.token, Answer.UNSURE, words=http.plain(cause))


def _refused(envelope: Envelope, config: Config, response: requests.Response) -> Result:
    words = _said(response)
    if response.status_code in (402, 404) or _is_about_us(words, envelope, config):
        raise Misconfigured(words)
    if not response.ok:
        result = http.refusal(envelope, response, words=words)
        if result is not None:
            return result
    return Result(envelope.token, Answer.REFUSED, words=words, permanent=None)


def _says_no(response: requests.Response) -> bool:
    """Postal says no with 200 and a status of its own."""
    told = http.read_json(response)
    return told is not None and told.get("status") in ("error", "parameter-error")


def _is_about_us(words: str, envelope: Envelope, config: Config) -> bool:
    """Whether it is our account or sender that is refused: every message would be."""
    if envelope.address.lower() in words.lower() and config.from_address.lower() not in words.lower():
        return False
    return bool(_OURS.search(words)) or "Invalid_Key" in words


def _said(response: requests.Response) -> str:
    return f"{response.status_code} {_one_line(response.text[:600])}"[:400]


def _one_line(value: str) -> str:
    return " ".join(_LINE_BREAKS.sub(" ", value).split())
