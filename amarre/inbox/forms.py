"""What colleagues type about a request."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.accounts.models import User
from amarre.inbox.models import Conversation
from amarre.inbox.reading import Wanted
from amarre.lib.forms import ShowsProblems
from amarre.lib.ui.tones import ANGERS

CHANNEL_WORDS = {
    "email": pgettext_lazy("channel", "e-mail"), "form": pgettext_lazy("channel", "form"),
    "tray": pgettext_lazy("channel", "tray"), "phone": pgettext_lazy("channel", "telephone"),
    "sms": pgettext_lazy("channel", "text message"), "whatsapp": "WhatsApp", "telegram": "Telegram",
    "messenger": "Messenger",
}  # fmt: skip


class FilterForm(forms.Form):
    """What to see of the queue."""

    state = forms.ChoiceField(
        label=_("State"), required=False,
        choices=[
            ("", _("waiting for us")), ("answered", _("answered")), ("closed", _("closed")),
            ("all", pgettext_lazy("requests", "all")),
        ],
    )  # fmt: skip
    who = forms.ChoiceField(
        label=_("For whom"), required=False,
        choices=[("", _("everybody")), ("mine", _("me")), ("free", _("nobody yet"))],
    )  # fmt: skip
    channel = forms.ChoiceField(label=_("Channel"), required=False)
    q = forms.CharField(label=_("Words or name"), required=False, widget=forms.TextInput(attrs={"type": "search"}))
    level = forms.ChoiceField(
        required=False, choices=[("", ""), *Conversation.Impact.choices], widget=forms.HiddenInput
    )
    asks = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, channels: Iterable[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["channel"]
        assert isinstance(field, forms.ChoiceField)
        kinds = ((kind, CHANNEL_WORDS.get(kind, kind)) for kind in channels)
        field.choices = [("", pgettext_lazy("channels", "all")), *kinds]

    def wanted(self) -> Wanted:
        """What is asked for; a value that makes no sense is read as no wish."""
        self.is_valid()
        clean = self.cleaned_data
        state = {"": "open", "all": ""}.get(clean.get("state", ""), clean.get("state", ""))
        return Wanted(
            state=state, level=clean.get("level", ""), who=clean.get("who", ""), channel=clean.get("channel", ""),
            asks=clean.get("asks"), text=clean.get("q", ""),
        )  # fmt: skip


class OverrideForm(ShowsProblems, forms.Form):
    """The levels set by hand, and why."""

    impact = forms.ChoiceField(label=_("Impact"), choices=Conversation.Impact.choices, widget=forms.RadioSelect)
    anger = forms.TypedChoiceField(label=_("Anger"), coerce=int, choices=list(ANGERS.items()), widget=forms.RadioSelect)
    threat = forms.BooleanField(label=_("Speaks of the press, an authority, a court or of leaving"), required=False)
    why = forms.CharField(label=_("Why"), max_length=300, required=False)


class AssignForm(ShowsProblems, forms.Form):
    """Who takes care of it."""

    to = forms.ChoiceField(label=_("Taken by"), required=False)

    def __init__(self, *args: Any, colleagues: Iterable[User], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.colleagues = {str(user.pk): user for user in colleagues}
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", _("nobody yet")), *((number, str(user)) for number, user in self.colleagues.items())]

    def user(self) -> User | None:
        return self.colleagues.get(self.cleaned_data["to"])


class NoteForm(ShowsProblems, forms.Form):
    note = forms.CharField(
        label=_("Note among colleagues"), required=False, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It never leaves the house."),
    )  # fmt: skip


class CloseForm(ShowsProblems, forms.Form):
    why = forms.CharField(label=_("Why no answer is due"), max_length=300, required=False)


class GapForm(ShowsProblems, forms.Form):
    text = forms.CharField(
        label=_("The question, in the customer’s words"), widget=forms.Textarea(attrs={"rows": 3}), required=False,
        help_text=_("Without names: it goes to those who write the answers."),
    )  # fmt: skip
