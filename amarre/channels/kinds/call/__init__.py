"""Call-outs: the next hop is a colleague. Handing over puts the person on the list of calls; what was said on the
telephone comes back as a receipt (amarre.channels.calls)."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amarre.channels.addresses import is_phone, normal_phone
from amarre.channels.kinds.call.reasons import NO_NUMBER
from amarre.channels.kinds.contract import Answer, Envelope, Kind, Measure, Result, Setting, Words

__all__ = ["KIND", "Config", "configure"]

# Read aloud, calmly: about 140 words a minute. Finding the person, the rings and the note take this long besides.
WORDS_A_MINUTE = 140
AROUND_MINUTES = 2.0

SETTINGS = (
    Setting(
        "minute_price", _("Price of one minute of a colleague’s time"), type="number", required=False,
        help=_("Used to tell what a list of calls will cost."),
    ),
    Setting("currency", _("Currency"), required=False, default="EUR"),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """What a minute on the telephone costs; None: nobody said."""

    minute_price: float | None = None
    currency: str = "EUR"


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row."""
    price = values.get("minute_price")
    return Config(
        minute_price=float(str(price).replace(",", ".")) if price not in (None, "") else None,
        currency=str(values.get("currency") or "EUR"),
    )


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Accept everybody with a number: the ledger's own row is what the list of calls shows."""
    for envelope in envelopes:
        if is_phone(normal_phone(envelope.address)):
            yield Result(envelope.token, Answer.ACCEPTED)
        else:
            yield Result(envelope.token, Answer.REFUSED, words=NO_NUMBER, permanent=False)


def measure(subject: str, text: str, config: Config) -> Measure:
    """Minutes that one call takes, an estimate, and what they cost."""
    minutes = math.ceil(AROUND_MINUTES + len(text.split()) / WORDS_A_MINUTE)
    cost = None if config.minute_price is None else round(minutes * config.minute_price, 4)
    long = len(text.split()) > 3 * WORDS_A_MINUTE
    warning = _("Read aloud, this takes more than three minutes: say first what the person must do, then let them ask.")
    return Measure(
        units=minutes,
        unit=ngettext_lazy("minute", "minutes", minutes),
        cost=cost,
        currency=config.currency,
        warnings=(warning,) if long else (),
    )


def summary(config: Config) -> Words:
    if config.minute_price is None:
        return _("Colleagues call the people on the list one by one")
    return format_lazy(
        _("Colleagues call the people on the list one by one; a minute costs {price} {currency}"),
        price=config.minute_price, currency=config.currency,
    )  # fmt: skip


KIND = Kind(
    "call", _("Calls by colleagues"), configure, summary, send=send, measure=measure, settings=SETTINGS,
    tells_doubles=True, address_of=normal_phone, addresses="phone", has_subject=False, disturbs=True, uses_names=True,
)  # fmt: skip
