"""The forms of calls and letters."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.letter import reasons
from amarre.channels.models import CallTask
from amarre.lib.forms import ShowsProblems


class OutcomeForm(ShowsProblems, forms.Form):
    outcome = forms.ChoiceField(label=_("What came of it"), choices=CallTask.Outcome.choices)  # one button for each
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("What the person said, in a few words."),
    )  # fmt: skip


class ReturnForm(ShowsProblems, forms.Form):
    why = forms.ChoiceField(
        label=_("Why it came back"),
        choices=[
            (reasons.UNKNOWN, _("Unknown at this address")),
            (reasons.INCOMPLETE, _("Incomplete address, or box out of reach")),
            (reasons.UNCLAIMED, _("Not collected")),
            (reasons.REFUSED, _("Refused")),
        ],
        initial=reasons.UNKNOWN,
        widget=forms.RadioSelect,
    )
    code = forms.CharField(
        label=_("Code on the letter"), max_length=80,
        widget=forms.TextInput(attrs={"autofocus": True, "autocomplete": "off", "autocapitalize": "characters"}),
        help_text=_("Scan the square that shows through the window, or type what is below it, for example R4K-9Q2M."),
    )  # fmt: skip
