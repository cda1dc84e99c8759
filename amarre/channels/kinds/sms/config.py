"""The settings of a channel of text messages, and the words as they will leave by it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.call.reasons import NO_NUMBER
from amarre.channels.kinds.contract import Answer, Envelope, Result, Setting
from amarre.channels.kinds.sms import gsm

OVH, TWILIO = "ovh", "twilio"
BASE_URLS = {OVH: "https://eu.api.ovh.com/1.0", TWILIO: "https://api.twilio.com"}

SETTINGS = (
    Setting(
        "provider", _("Provider"), type="choice", default=OVH, choices=((OVH, "OVH"), (TWILIO, "Twilio")),
    ),
    Setting(
        "sender", _("Sender"), required=False,
        help=_(
            "The name or number people see. OVH: a sender approved in your account; leave it empty for a short number "
            "that can be answered. Twilio: one of your numbers, with its +."
        ),
    ),
    Setting("service", _("SMS account"), help=_("For example sms-ab12345-1."), of=OVH),
    Setting("application_key", _("Application key"), of=OVH),
    Setting("application_secret", _("Application secret"), type="secret", of=OVH),
    Setting("consumer_key", _("Consumer key"), type="secret", of=OVH),
    Setting(
        "commercial", _("Commercial message"), type="yesno", required=False, default=False, of=OVH,
        help=_("OVH then adds its own STOP mention, and holds messages at night and on Sundays."),
    ),
    Setting("account_sid", _("Account SID"), of=TWILIO),
    Setting("auth_token", _("Auth token"), type="secret", of=TWILIO),
    Setting(
        "messaging_service", _("Messaging service"), required=False, of=TWILIO,
        help=_("Begins with MG. Chooses among your numbers, instead of one sender."),
    ),
    Setting(
        "confirm_stop", _("Answer STOP and START"), type="yesno", required=False, default=False, of=TWILIO,
        help=_(
            "Twilio answers these words itself. Tick this only if its opt-out handling is switched off for your "
            "account: otherwise people would be answered twice."
        ),
    ),
    Setting(
        "stop_mention", _("How to ask for no more"), required=False,
        help=_("Added at the end of what many receive, for example: STOP au 36123."),
    ),
    Setting(
        "plain", _("Characters that cost more"), type="choice", required=False, default="typography",
        choices=(
            ("none", _("Leave as written")),
            ("typography", _("Make typographic signs plain (’ becomes ')")),
            ("accents", _("Also drop the accents that a plain SMS lacks (ê becomes e)")),
        ),
        help=_("One character outside the plain alphabet brings an SMS from 160 characters down to 70."),
    ),
    Setting(
        "price", _("Price of one SMS"), type="number", required=False, help=_("Used to tell what a send will cost.")
    ),
    Setting("currency", _("Currency"), required=False, default="EUR"),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """One provider's account. Secrets are never shown."""

    provider: str = OVH
    sender: str = ""
    service: str = ""
    application_key: str = ""
    application_secret: str = field(default="", repr=False)
    consumer_key: str = field(default="", repr=False)
    commercial: bool = False
    account_sid: str = ""
    auth_token: str = field(default="", repr=False)
    messaging_service: str = ""
    confirm_stop: bool = False
    stop_mention: str = ""
    plain: str = "typography"
    price: float | None = None
    currency: str = "EUR"
    hook_url: str = ""  # our own address, to which the provider pushes
    base_url: str = BASE_URLS[OVH]


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row. `base_url` is for tests and for providers that speak the same protocol."""
    provider = str(values.get("provider") or OVH)
    words = {
        name: str(values.get(name) or "").strip()
        for name in (
            "sender", "service", "application_key", "application_secret", "consumer_key", "account_sid", "auth_token",
            "messaging_service", "stop_mention", "hook_url",
        )
    }  # fmt: skip
    price = values.get("price")
    return Config(
        **words,
        provider=provider if provider in BASE_URLS else OVH,
        commercial=bool(values.get("commercial")),
        confirm_stop=bool(values.get("confirm_stop")),
        plain=str(values.get("plain") or "typography"),
        price=float(price) if price not in (None, "") else None,
        currency=str(values.get("currency") or "EUR"),
        base_url=str(values.get("base_url") or BASE_URLS.get(provider, BASE_URLS[OVH])).rstrip("/"),
    )


_NEEDED = {
    OVH: ("service", "application_key", "application_secret", "consumer_key"),
    TWILIO: ("account_sid", "auth_token"),
}


def missing(config: Config) -> list[str]:
    """The names of the settings without which nothing can leave."""
    lacking = [name for name in _NEEDED[config.provider] if not getattr(config, name)]
    if config.provider == TWILIO and not (config.sender or config.messaging_service):
        lacking.append("sender")
    return lacking


def no_number(envelope: Envelope) -> Result:
    """The answer for an address that no network would take."""
    return Result(envelope.token, Answer.REFUSED, words=NO_NUMBER, permanent=True)


def words_to_send(text: str, config: Config, *, is_bulk: bool) -> str:
    """The text as the telephone will show it: plain where the operator wants it, with the way out on mail to many."""
    if is_bulk and config.stop_mention:
        text = f"{text.rstrip()}\n{config.stop_mention}"
    return text if config.plain == "none" else gsm.plain(text, accents=config.plain == "accents")
