"""The public form: words come in by it; answers leave by e-mail."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import normal_email
from amarre.channels.kinds.contract import Kind, Words


@dataclass(frozen=True)
class Config:
    """The form has nothing to set here: its page belongs to a crisis."""


def configure(values: Mapping[str, Any]) -> Config:
    return Config()


def summary(config: Config) -> Words:
    return _("Words that customers write on the public pages")


KIND = Kind("form", _("Public form"), configure, summary, address_of=normal_email)
