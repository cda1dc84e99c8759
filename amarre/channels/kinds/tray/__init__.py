"""The tray: nothing leaves the house; every message can be read in the browser. What a new installation uses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import normal_email
from amarre.channels.kinds.contract import Answer, Envelope, Kind, Result, Words


@dataclass(frozen=True)
class Config:
    """The tray has nothing to set."""


def configure(values: Mapping[str, Any]) -> Config:
    return Config()


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Accept everything: the ledger's own row is what the tray shows."""
    for envelope in envelopes:
        yield Result(envelope.token, Answer.ACCEPTED)


def summary(config: Config) -> Words:
    return _("Nothing leaves: messages are kept here and can be read in the browser")


KIND = Kind(
    "tray", _("Tray"), configure, summary, send=send, tells_doubles=True, address_of=normal_email, has_html=True
)
