"""What an e-mail provider pushes to us: news of mail that left, and mail that came in. Read by django-anymail.

Its view classes check the provider's signature and know its format; the door, its address and its secret are ours.
Where a provider signs nothing, the channel's own key in the address is the secret; a user and password may be added.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any

from anymail.exceptions import AnymailConfigurationError, AnymailWebhookValidationFailure
from anymail.signals import EventType, RejectReason
from django.http import HttpRequest
from django.utils.module_loading import import_string

from amarre.channels.kinds.contract import Forged, News, Said
from amarre.channels.kinds.webhook.signing import is_signed, keys_in
from amarre.engine.mailin.reasons import find_status, is_permanent, reason_for

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config

_KINDS = {
    EventType.DELIVERED: "delivered",
    EventType.BOUNCED: "bounced",
    EventType.REJECTED: "bounced",
    EventType.FAILED: "bounced",
    EventType.DEFERRED: "delayed",
    EventType.COMPLAINED: "complained",
    EventType.UNSUBSCRIBED: "unsubscribed",
    EventType.AUTORESPONDED: "auto_replied",
}
# Resend signs after Standard Webhooks, which we check ourselves.
SVIX = "svix"
IsInbound = Callable[[HttpRequest, Any], bool]


@dataclass(frozen=True)
class Door:
    """How one provider's calls are read.

    `tracking` and `inbound` are django-anymail's views; `news_key` and `mail_key` how they call our `webhook_secret`
    ("" when they check nothing themselves); `keys` our other settings that they ask for. `is_inbound` tells mail
    from news.
    """

    tracking: str
    inbound: str
    is_inbound: IsInbound
    news_key: str = "webhook_secret"
    mail_key: str = "webhook_secret"
    keys: Mapping[str, str] = field(default_factory=dict)
    must_sign: bool = False


def _has(name: str) -> IsInbound:
    return lambda request, data: isinstance(data, dict) and name in data


def _type_is(value: str) -> IsInbound:
    return lambda request, data: isinstance(data, dict) and data.get("type") == value


def _is_form(request: HttpRequest, data: Any) -> bool:
    return request.content_type in ("multipart/form-data", "application/x-www-form-urlencoded")


def _is_mandrill_mail(request: HttpRequest, data: Any) -> bool:
    events = json.loads(request.POST.get("mandrill_events", "[]"))
    return bool(events) and all(one.get("event") == "inbound" for one in events)


def _is_mailtrap_mail(request: HttpRequest, data: Any) -> bool:
    events = data.get("events", []) if isinstance(data, dict) else []
    return bool(events) and all(str(one.get("event", "")).startswith("inbound") for one in events)


def _is_relayed(request: HttpRequest, data: Any) -> bool:
    return isinstance(data, list) and any("relay_message" in one.get("msys", {}) for one in data)


def _never(request: HttpRequest, data: Any) -> bool:
    return False


_VIEWS = "anymail.webhooks."
DOORS: Mapping[str, Door] = {
    "brevo": Door(
        "brevo.BrevoTrackingWebhookView", "brevo.BrevoInboundWebhookView", _has("items"), keys={"api_key": "api_key"}
    ),
    "mailersend": Door(
        "mailersend.MailerSendTrackingWebhookView", "mailersend.MailerSendInboundWebhookView",
        _type_is("inbound.message"), "signing_secret", "inbound_secret", must_sign=True,
    ),
    "mailgun": Door(
        "mailgun.MailgunTrackingWebhookView", "mailgun.MailgunInboundWebhookView", _is_form,
        "webhook_signing_key", "webhook_signing_key", must_sign=True,
    ),
    "mailjet": Door("mailjet.MailjetTrackingWebhookView", "mailjet.MailjetInboundWebhookView", _has("Headers")),
    "mailtrap": Door(
        "mailtrap.MailtrapTrackingWebhookView", "mailtrap.MailtrapInboundWebhookView", _is_mailtrap_mail,
        "tracking_secret", "inbound_secret", keys={"api_key": "api_token"},
    ),
    "mandrill": Door(
        "mandrill.MandrillCombinedWebhookView", "mandrill.MandrillCombinedWebhookView", _is_mandrill_mail,
        # It signs the address it was given, too: ours as we write it, whatever stands in between.
        "webhook_key", "webhook_key", keys={"hook_url": "webhook_url"}, must_sign=True,
    ),
    "postal": Door(
        "postal.PostalTrackingWebhookView", "postal.PostalInboundWebhookView", _has("rcpt_to"),
        "webhook_key", "webhook_key", must_sign=True,
    ),
    "postmark": Door(
        "postmark.PostmarkTrackingWebhookView", "postmark.PostmarkInboundWebhookView", _has("OriginalRecipient")
    ),
    "resend": Door(
        "resend.ResendTrackingWebhookView", "resend.ResendInboundWebhookView", _type_is("email.received"),
        SVIX, SVIX, keys={"api_key": "api_key"}, must_sign=True,
    ),
    "sendgrid": Door(
        "sendgrid.SendGridTrackingWebhookView", "sendgrid.SendGridInboundWebhookView", _is_form,
        "tracking_webhook_verification_key", "",
    ),
    "sparkpost": Door("sparkpost.SparkPostTrackingWebhookView", "sparkpost.SparkPostInboundWebhookView", _is_relayed),
    "unisender_go": Door(
        "unisender_go.UnisenderGoTrackingWebhookView", "", _never, "", "", keys={"api_key": "api_key"}
    ),
}  # fmt: skip


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """What the provider says of mail that left. Raises Forged, or ValueError for what cannot be read."""
    is_inbound, events = _events(request, config, wants_mail=False)
    if is_inbound:
        return []
    return [news for event in events if (news := news_of(event)) is not None]


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """Mail that came in, whole, to be read as the mail door reads its own."""
    is_inbound, events = _events(request, config, wants_mail=True)
    if not is_inbound:
        return []
    # Mailtrap's trial call brings nothing.
    return [_said(event.message) for event in events if event is not None and event.message is not None]


def _events(request: HttpRequest, config: Config, *, wants_mail: bool) -> tuple[bool, list[Any]]:
    door = DOORS.get(config.provider)
    if door is None:
        raise Forged("this provider pushes nothing to us")
    if door.must_sign and not config.webhook_secret:
        raise Forged("no signing secret is set, so nothing can be believed")
    is_inbound = _looks_inbound(door, request)
    try:
        view = import_string(_VIEWS + (door.inbound if is_inbound else door.tracking))(
            **_arguments(door, config, is_inbound)
        )
        view.request = request
        _check(door, view, request, config)
    except (AnymailWebhookValidationFailure, AnymailConfigurationError) as error:
        raise Forged(str(error)[:200]) from error
    if is_inbound and not wants_mail:
        return True, []  # it may have to be fetched: once is enough
    try:
        return is_inbound, list(view.parse_events(request))
    except (KeyError, TypeError, AttributeError, IndexError, AssertionError, AnymailConfigurationError) as error:
        raise ValueError(f"{type(error).__name__}: {error}") from error


def _looks_inbound(door: Door, request: HttpRequest) -> bool:
    """What cannot be read is taken for news: the signature is checked first, then it is refused as unreadable."""
    try:
        data = json.loads(request.body) if request.content_type == "application/json" else None
        return bool(door.inbound) and door.is_inbound(request, data)
    except (ValueError, TypeError, AttributeError):
        return False


def _arguments(door: Door, config: Config, is_inbound: bool) -> dict[str, Any]:
    given: dict[str, Any] = {theirs: getattr(config, ours) or None for ours, theirs in door.keys.items()}
    name = door.mail_key if is_inbound else door.news_key
    if name not in ("", SVIX) and config.webhook_secret:
        given[name] = config.webhook_secret
    return given


def _check(door: Door, view: Any, request: HttpRequest, config: Config) -> None:
    if door.news_key == SVIX:
        try:
            keys = keys_in(config.webhook_secret)
        except ValueError as error:
            raise Forged(str(error)) from error
        if not is_signed(request.headers, request.body, keys, now=time.time(), prefix="svix"):
            raise Forged("the signature is not the provider's")
        return
    try:
        view.run_validators(request)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Forged(f"a call without its signature: {type(error).__name__}") from error


def news_of(event: Any) -> News | None:
    """One piece of news in our words; None for what does not matter here (sent, opened, clicked)."""
    kind = _KINDS.get(event.event_type)
    if kind is None:
        return None
    words = " ".join(str(event.mta_response or event.description or "").split())[:500]
    status = find_status(words) if words else ""
    reason, permanent = "", None
    if kind in ("bounced", "delayed"):
        reason = reason_for(words, status) if words else ""
        permanent = _is_dead(event, reason, status) if kind == "bounced" else None
    token = (event.metadata or {}).get("token", "")
    return News(
        kind=kind,
        token=token if isinstance(token, str) else "",
        reference=str(event.message_id or "")[:120],
        address=event.recipient or "",
        permanent=permanent,
        status=status,
        reason=reason,
        diagnostic=words,
        at=event.timestamp,
    )


def _is_dead(event: Any, reason: str, status: str) -> bool | None:
    """Whether the address is dead: on the words of its server, or the provider's that it is no address at all.

    That the provider calls a bounce hard is no evidence: some do so for a mailbox that is full.
    """
    if reason and reason != "unknown":
        return is_permanent(reason, status)
    return True if event.reject_reason == RejectReason.INVALID else None


def _said(message: Any) -> Said:
    raw = message.as_bytes()
    name, address = parseaddr(str(message.get("From", "")))
    return Said(
        address=address or str(message.envelope_sender or ""),
        text=(message.text or "").strip(),
        message_id=str(message.get("Message-ID", "")).strip("<> "),
        name=name,
        subject=str(message.get("Subject", "")),
        in_reply_to=str(message.get("In-Reply-To", "")).strip("<> "),
        raw=raw,
    )
