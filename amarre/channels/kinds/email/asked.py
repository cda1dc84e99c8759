"""What is asked to send mail through an SMTP server."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.contract import Setting

SMTP = (
    Setting(
        "host", _("SMTP server"), environment="AMARRE_SMTP_HOST",
        help=_("For example smtp.example.org. With a server named here, nothing else is read from the environment."),
    ),
    Setting("port", _("Port"), type="number", default=587, help=_("587 with STARTTLS, 465 with TLS from the start.")),
    Setting(
        "tls", _("Encryption"), type="choice", default="starttls",
        choices=(("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("none: only on your own network"))),
    ),
    Setting("user", _("User"), required=False),
    Setting("password", _("Password"), type="secret", required=False),
    Setting(
        "from_address", _("Sender address"), type="email",
        help=_("An address of your own domain, as customers see it."),
    ),
    Setting(
        "lines", _("Connections at once, at most"), type="number", required=False, default=8,
        help=_("Ask whoever runs the server. More is not always faster."),
    ),
    Setting(
        "dkim_selector", _("DKIM: selector"), required=False,
        help=_("Only when your mail server does not sign by itself: the name of the key that your domain publishes."),
    ),
    Setting(
        "dkim_key", _("DKIM: private key"), type="secret", required=False,
        help=_("In PEM form. Ed25519 costs little; RSA-2048 slows large sends."),
    ),
)  # fmt: skip
