"""The forms of the post office."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.channels.addresses import is_email
from amarre.channels.models import Delivery, Inbound
from amarre.lib.forms import ShowsProblems


def _check_email(value: str) -> None:
    if not is_email(value):
        raise forms.ValidationError(_("This does not look like an e-mail address. Example: name@example.org"))


class SuppressionForm(ShowsProblems, forms.Form):
    address = forms.CharField(label=_("E-mail address"), max_length=320, validators=[_check_email])
    note = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("For the colleague who finds it later.")
    )


class LiftForm(ShowsProblems, forms.Form):
    why = forms.CharField(
        label=_("Why may this address be written to again?"),
        max_length=300,
        help_text=_("For example: the person called and asked for our news again."),
    )


class ChannelForm(ShowsProblems, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=80, initial=_("E-mail"))
    host = forms.CharField(label=_("SMTP server"), max_length=255, help_text=_("For example smtp.example.org"))
    port = forms.IntegerField(label=_("Port"), min_value=1, max_value=65535, initial=587)
    tls = forms.ChoiceField(
        label=_("Encryption"),
        choices=[("starttls", "STARTTLS"), ("tls", "TLS"), ("none", _("none: only on your own network"))],
        initial="starttls",
    )
    user = forms.CharField(label=_("User"), max_length=255, required=False)
    password = forms.CharField(
        label=_("Password"),
        max_length=255,
        required=False,
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        help_text=_("It is kept in the database. To keep it out of there, set AMARRE_SMTP_PASSWORD_FILE instead."),
    )
    from_address = forms.CharField(label=_("Sender address"), max_length=320, validators=[_check_email])
    is_default = forms.BooleanField(label=_("Use it unless another is chosen"), required=False, initial=True)

    def config(self) -> dict[str, Any]:
        """The settings of the channel, without what belongs to its row."""
        data = dict(self.cleaned_data)
        data["domain"] = data["from_address"].rpartition("@")[2]
        return {name: value for name, value in data.items() if name not in ("name", "is_default")}


class TestForm(ShowsProblems, forms.Form):
    address = forms.CharField(label=_("Send a test to"), max_length=320, validators=[_check_email])


class LedgerFilter(forms.Form):
    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Delivery.State.choices])
    q = forms.CharField(label=_("Address"), required=False, max_length=320)


class TrayFilter(forms.Form):
    q = forms.CharField(label=_("Search an address or a send"), required=False, max_length=320)


class InboundFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Inbound.Kind.choices])
    q = forms.CharField(label=_("Sender or subject"), required=False, max_length=320)


class WhyForm(ShowsProblems, forms.Form):
    why = forms.CharField(label=_("Why (optional)"), max_length=200, required=False)
