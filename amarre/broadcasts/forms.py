"""Forms of messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from amarre.broadcasts.actions.writing import Texts
from amarre.broadcasts.models import Message
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel
from amarre.lib.forms import ShowsProblems
from amarre.people.models import Person, Segment
from amarre.situation.models import Crisis

OCCASIONS = (
    ("statement", pgettext_lazy("occasion", "position statement, first word")),
    ("news", pgettext_lazy("occasion", "news")),
    ("correction", pgettext_lazy("occasion", "correction")),
    ("staff", pgettext_lazy("occasion", "to the staff")),
    ("payment", pgettext_lazy("occasion", "asking for payment")),
    ("renewal", pgettext_lazy("occasion", "renewal")),
    ("refusal", pgettext_lazy("occasion", "saying no")),
)


class MessageForm(ShowsProblems, forms.Form):
    """A message with one subject and one text for each language of the crisis."""

    title = forms.CharField(label=gettext_lazy("Name among colleagues"), max_length=160)
    occasion = forms.ChoiceField(label=gettext_lazy("Occasion"), choices=OCCASIONS)
    audience_kind = forms.ChoiceField(label=gettext_lazy("For"), choices=Person.Kind.choices)
    segment = forms.ModelChoiceField(
        label=gettext_lazy("Segment"), queryset=Segment.objects.none(), required=False,
        empty_label=gettext_lazy("everybody"),
    )  # fmt: skip
    channel = forms.ModelChoiceField(label=gettext_lazy("By"), queryset=Channel.objects.none(), empty_label=None)
    is_vital = forms.BooleanField(
        label=gettext_lazy("Vital for people’s safety"), required=False,
        help_text=gettext_lazy("It is not paused when a fact changes on the way, and passes the limits of sending."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    template = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, crisis: Crisis, message: Message | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages_of(crisis)
        self._field("segment").queryset = Segment.objects.all()
        self._field("channel").queryset = _open_channels(is_drill=crisis.is_drill)
        for language in self.languages:
            self.fields[f"subject_{language}"] = forms.CharField(
                label=_("Subject"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": language})
            )
            self.fields[f"body_{language}"] = forms.CharField(
                label=_("Words"), required=False,
                widget=forms.Textarea(attrs={"rows": 16, "lang": language, "class": "input--words"}),
            )  # fmt: skip
        if message is not None:
            del self.fields["occasion"], self.fields["template"]
        if message is not None and (message.corrects_version_id or message.repeats_id):
            del self.fields["audience_kind"], self.fields["segment"]

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def texts(self) -> Texts:
        """The words, per language that has any."""
        data = self.cleaned_data
        words = {language: (data[f"subject_{language}"], data[f"body_{language}"]) for language in self.languages}
        return {language: pair for language, pair in words.items() if any(pair)}

    def tabs(self) -> list[dict[str, Any]]:
        """The fields of each language, for the page."""
        return [
            {
                "code": language,
                "name": capfirst(get_language_info(language)["name_translated"]),
                "subject": self[f"subject_{language}"],
                "body": self[f"body_{language}"],
            }
            for language in self.languages
        ]


class ApproveForm(ShowsProblems, forms.Form):
    """What the second person says. A reason is needed to keep what the review found."""

    comment = forms.CharField(
        label=gettext_lazy("Your remark"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, *args: Any, needs_reason: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_reason:
            self.fields["comment"].help_text = _("The review found something: say why these words may stand.")


class RefuseForm(ShowsProblems, forms.Form):
    """Why the words go back to their author."""

    comment = forms.CharField(label=gettext_lazy("What should change"), widget=forms.Textarea(attrs={"rows": 3}))


def languages_of(crisis: Crisis) -> list[str]:
    """The languages of a crisis, its own first."""
    return list(dict.fromkeys([crisis.language, *crisis.languages]))


def _open_channels(*, is_drill: bool) -> QuerySet[Channel]:
    sending = [slug for slug, kind in KINDS.items() if kind.send is not None]
    return Channel.objects.filter(is_enabled=True, is_drill=is_drill, kind__in=sending).order_by("-is_default", "name")
