"""Text messages, through OVH or Twilio: counted and priced before they leave, told when they arrive, answered here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.http import HttpRequest
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import normal_phone
from amarre.channels.kinds.contract import Envelope, Kind, Misconfigured, News, Result, Said, Words
from amarre.channels.kinds.sms import ovh, twilio
from amarre.channels.kinds.sms.config import SETTINGS, TWILIO, Config, configure, missing
from amarre.channels.kinds.sms.measuring import measure

__all__ = ["KIND", "Config", "configure"]

PROVIDERS = {"ovh": ovh, "twilio": twilio}


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Hand over each message; the provider's number of it is its `reference`."""
    lacking = missing(config)
    if lacking:
        raise Misconfigured(f"missing: {', '.join(lacking)}")
    yield from PROVIDERS[config.provider].send(envelopes, config)


def receipts(request: HttpRequest, config: Config) -> Iterable[News]:
    """What the provider says of a message that left."""
    return PROVIDERS[config.provider].receipts(request, config)


def parse(request: HttpRequest, config: Config) -> Iterable[Said]:
    """The message of a person."""
    return PROVIDERS[config.provider].parse(request, config)


def summary(config: Config) -> Words:
    if config.provider == TWILIO:
        return format_lazy(
            _("Twilio, account {account}, from {sender}"),
            account=config.account_sid, sender=config.messaging_service or config.sender or "?",
        )  # fmt: skip
    return format_lazy(
        _("OVH, account {account}, from {sender}"),
        account=config.service, sender=config.sender or _("a short number that can be answered"),
    )  # fmt: skip


def answers_stop(config: Config) -> bool:
    """OVH hands a STOP over and says nothing; Twilio answers it itself, unless told not to."""
    return config.provider != TWILIO or config.confirm_stop


KIND = Kind(
    "sms", _("SMS"), configure, summary, send=send, parse=parse, receipts=receipts, measure=measure,
    settings=SETTINGS, address_of=normal_phone, addresses="phone", has_subject=False, confirms=True, disturbs=True,
    pushes_by_get=True, answers_stop=answers_stop,
)  # fmt: skip
