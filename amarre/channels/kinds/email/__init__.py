"""E-mail through an SMTP server of the company's choice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import normal_email
from amarre.channels.kinds.contract import Kind, Words
from amarre.channels.kinds.email.smtp import send


@dataclass(frozen=True)
class Config:
    """Where mail is handed over, and in whose name. What is not set here comes from the environment."""

    host: str
    port: int
    user: str
    password: str
    tls: str  # starttls, tls or none
    from_address: str
    domain: str
    timeout: float = 30.0  # seconds to wait for one answer of the server


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row, completed by the AMARRE_SMTP_* environment when it names no host of its own."""
    own = bool(values.get("host"))
    from_address = str(values.get("from_address") or settings.MAIL_FROM)
    return Config(
        host=str(values["host"] if own else settings.SMTP_HOST),
        port=int(values.get("port") or 587) if own else settings.SMTP_PORT,
        user=str(values.get("user", "")) if own else settings.SMTP_USER,
        password=str(values.get("password", "")) if own else settings.SMTP_PASSWORD,
        tls=str(values.get("tls", "starttls")) if own else settings.SMTP_TLS,
        from_address=from_address,
        domain=str(values.get("domain") or settings.MAIL_DOMAIN),
        timeout=float(values.get("timeout", 30.0)),
    )


def summary(config: Config) -> Words:
    return format_lazy(
        _("{host}, port {port}, from {sender}"), host=config.host, port=config.port, sender=config.from_address
    )


KIND = Kind("email", _("E-mail"), configure, summary, send=send, address_of=normal_email)
