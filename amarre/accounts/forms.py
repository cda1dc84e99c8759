"""Forms about colleagues, the company and tokens."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amarre.accounts.models import Company, Role
from amarre.lib.forms import ShowsProblems


class InviteForm(ShowsProblems, forms.Form):
    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("E-mail"))
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices, initial=Role.AGENT)
    language = forms.ChoiceField(label=_("Language"), choices=settings.LANGUAGES)


class AccessForm(ShowsProblems, forms.Form):
    role = forms.ChoiceField(label=_("Role"), choices=Role.choices)
    is_active = forms.BooleanField(label=_("May sign in"), required=False)


class CompanyForm(ShowsProblems, forms.ModelForm):
    website = forms.URLField(label=_("Website"), required=False, max_length=200, assume_scheme="https")

    class Meta:
        model = Company
        fields = ["name", "signature", "contact", "website", "reply_address", "language", "primary_colour"]
        labels = {
            "name": _("Name"),
            "signature": _("Signature of messages"),
            "contact": _("How to reach you"),
            "reply_address": _("Address for replies"),
            "language": _("Main language"),
            "primary_colour": _("Main colour"),
        }
        help_texts = {
            "contact": _("One line, as customers will read it: a phone number with its hours, an address."),
            "primary_colour": _("Used on public pages, with white text on it."),
        }
        widgets = {"language": forms.Select(choices=settings.LANGUAGES)}


class TokenForm(ShowsProblems, forms.Form):
    name = forms.CharField(label=_("Used by"), max_length=80, help_text=_("The program that will use it."))
    days = forms.TypedChoiceField(
        label=_("Works for"),
        coerce=int,
        choices=[(30, _("30 days")), (365, _("one year")), (0, _("until revoked"))],
    )
