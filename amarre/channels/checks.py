"""Mistakes in the mail settings, found at start instead of at the first message of a crisis."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

from amarre.channels.addresses import is_email

_DOCS = "See docs/channels.md."


@register("channels")
def mail_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The sender's address and domain, the encryption, the protocol of the mail door."""
    found: list[CheckMessage] = []
    if settings.MAIL_IN_PROTOCOL not in ("smtp", "lmtp"):
        found.append(
            Error(
                f"AMARRE_MAIL_IN_PROTOCOL is {settings.MAIL_IN_PROTOCOL!r}.",
                hint=f"Write smtp or lmtp. {_DOCS}",
                id="channels.E001",
            )
        )
    if settings.SMTP_TLS not in ("starttls", "tls", "none"):
        found.append(
            Error(
                f"AMARRE_SMTP_TLS is {settings.SMTP_TLS!r}.",
                hint=f"Write starttls, tls or none. {_DOCS}",
                id="channels.E002",
            )
        )
    if not is_email(settings.MAIL_FROM):
        found.append(
            Error(
                f"AMARRE_MAIL_FROM is {settings.MAIL_FROM!r}, which is no e-mail address.",
                hint=f"Write the address your customers will see, for example contact@example.org. {_DOCS}",
                id="channels.E003",
            )
        )
    elif settings.SMTP_HOST and "." not in settings.MAIL_DOMAIN:
        found.append(
            Warning(
                f"Mail leaves by {settings.SMTP_HOST} in the name of {settings.MAIL_FROM}: servers will refuse it.",
                hint=f"Set AMARRE_MAIL_FROM to an address of your own domain, or AMARRE_MAIL_DOMAIN. {_DOCS}",
                id="channels.W001",
            )
        )
    if settings.SMTP_HOST and settings.SMTP_USER and settings.SMTP_TLS == "none":
        found.append(
            Warning(
                "The SMTP password travels in the clear (AMARRE_SMTP_TLS is none).",
                hint=f"Use starttls or tls unless the server stands on this machine. {_DOCS}",
                id="channels.W002",
            )
        )
    return found
