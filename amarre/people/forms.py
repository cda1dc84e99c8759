"""Forms about people."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.lib.forms import ShowsProblems
from amarre.people.models import ContactPoint, Person, Segment


class UploadForm(ShowsProblems, forms.Form):
    file = forms.FileField(
        label=_("CSV file"),
        help_text=_("As your spreadsheet writes it: semicolons or commas, any encoding. Nothing is imported yet."),
    )
    kind = forms.ChoiceField(label=_("Who are they?"), choices=Person.Kind.choices)


class AddressForm(ShowsProblems, forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), choices=[("email", _("E-mail")), ("phone", _("Telephone"))])
    address = forms.CharField(label=_("Address or number"), max_length=320)


class ConsentForm(ShowsProblems, forms.Form):
    consent = forms.ChoiceField(label=_("Allowed"), choices=ContactPoint.Consent.choices)
    source = forms.CharField(
        label=_("How we know"), max_length=200, help_text=_("For example: said on the telephone on 3 March.")
    )


class SegmentForm(ShowsProblems, forms.ModelForm):
    class Meta:
        model = Segment
        fields = ("name", "kind", "note")
        labels = {"kind": _("Who are they?")}

    def validate_unique(self) -> None:
        """The action says it, with its hint."""
