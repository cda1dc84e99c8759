"""The settings of an e-mail channel, from which its form is made: an SMTP server, or one of the providers."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.contract import Setting
from amarre.channels.kinds.email.asked import SMTP as ASKED_BY_SMTP
from amarre.channels.kinds.email.providers import PROVIDERS
from amarre.channels.kinds.email.pushed import DOORS

SMTP = "smtp"
_ALL = " ".join(PROVIDERS)
_SIGNED = " ".join(slug for slug in DOORS if slug != "unisender_go")

SETTINGS = (
    Setting(
        "provider",
        _("Through"),
        help=_("Any SMTP server, or a provider by its own interface, which also tells what became of each mail."),
        type="choice",
        default=SMTP,
        choices=((SMTP, _("an SMTP server")), *((slug, provider.name) for slug, provider in PROVIDERS.items())),
    ),
    *(one if one.name == "from_address" else replace(one, of=SMTP) for one in ASKED_BY_SMTP),
    Setting(
        "domain",
        _("Domain of returned mail"),
        help=_("Where returned mail comes back to amarre; without it, the domain set for all mail."),
        required=False,
        of=SMTP,
    ),
    Setting(
        "api_key",
        _("Key"),
        help=_("The API key or token that the provider gave you; at Scaleway the secret key."),
        type="secret",
        of=_ALL,
    ),
    Setting("api_secret", _("Second key"), help=_("The secret key, beside the first."), type="secret", of="mailjet"),
    Setting(
        "account",
        _("Account"),
        help=_("Mailgun: sender domain. Scaleway: project. SparkPost: subaccount. Postmark: message stream."),
        required=False,
        of="mailgun scaleway sparkpost postmark",
    ),
    Setting(
        "api_url",
        _("Address of the provider"),
        help=_("Postal and Unisender Go need it; the others only for a region of their own, such as Europe."),
        type="url",
        required=False,
        of=_ALL,
    ),
    Setting(
        "webhook_secret",
        _("Signing secret of its calls"),
        help=_("As its page of webhooks shows it. Brevo, Mailjet, Postmark and SparkPost sign nothing: user:password."),
        type="secret",
        required=False,
        of=_SIGNED,
    ),
)
