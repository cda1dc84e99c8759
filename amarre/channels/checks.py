"""Mistakes in the mail settings, found at start instead of at the first message of a crisis."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register
from django.utils.translation import gettext as _

from amarre.channels.addresses import is_email
from amarre.channels.kinds.push.keys import is_made, private_key


@register("channels")
def mail_settings(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The sender's address and domain, the encryption, the protocol of the mail door."""
    found: list[CheckMessage] = []
    if settings.MAIL_IN_PROTOCOL not in ("smtp", "lmtp"):
        found.append(
            Error(
                _("AMARRE_MAIL_IN_PROTOCOL is %(value)s.") % {"value": settings.MAIL_IN_PROTOCOL},
                hint=_("Write smtp or lmtp."),
                id="channels.E001",
            )
        )
    if settings.SMTP_TLS not in ("starttls", "tls", "none"):
        found.append(
            Error(
                _("AMARRE_SMTP_TLS is %(value)s.") % {"value": settings.SMTP_TLS},
                hint=_("Write starttls, tls or none."),
                id="channels.E002",
            )
        )
    if not is_email(settings.MAIL_FROM):
        found.append(
            Error(
                _("AMARRE_MAIL_FROM is %(value)s, which is no e-mail address.") % {"value": settings.MAIL_FROM},
                hint=_("Write the address your customers will see, for example contact@example.org."),
                id="channels.E003",
            )
        )
    elif settings.SMTP_HOST and "." not in settings.MAIL_DOMAIN:
        found.append(
            Warning(
                _("Mail leaves by %(host)s in the name of %(sender)s: servers will refuse it.")
                % {"host": settings.SMTP_HOST, "sender": settings.MAIL_FROM},
                hint=_("Set AMARRE_MAIL_FROM to an address of your own domain, or AMARRE_MAIL_DOMAIN."),
                id="channels.W001",
            )
        )
    if settings.SMTP_HOST and settings.SMTP_USER and settings.SMTP_TLS == "none":
        found.append(
            Warning(
                _("The SMTP password travels in the clear (AMARRE_SMTP_TLS is none)."),
                hint=_("Use starttls or tls unless the server stands on this machine."),
                id="channels.W002",
            )
        )
    return found


@register("channels")
def notice_key(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """The key of notices on devices, when one is given or was made: pages that offer notices cannot be published
    without it."""
    try:
        if settings.VAPID_PRIVATE_KEY or is_made():
            private_key()
    except (ValueError, OSError) as error:
        return [
            Error(
                _("The key of notices on devices cannot be read: %(why)s.") % {"why": error},
                hint=_("Write AMARRE_VAPID_PRIVATE_KEY as PEM or 32 bytes in base64url, or put vapid_key back."),
                id="channels.E004",
            )
        ]
    return []
