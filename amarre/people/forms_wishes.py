"""The forms of what people want to receive: their own, a colleague's for them, and the limit of the house."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from amarre.accounts.models import Company
from amarre.lib.forms import ShowsProblems
from amarre.people.models import Person
from amarre.people.topics import TOPICS
from amarre.people.wishes import CHANNELS, Way, Wishes, veiled

# The languages that a house can speak, each in its own words.
_LANGUAGES = {"fr": "Français", "en": "English", "de": "Deutsch", "es": "Español", "it": "Italiano", "nl": "Nederlands"}


class WishesForm(ShowsProblems, forms.Form):
    """Ticked is wanted. `note` is asked of a colleague only. `wishes()` reads it against what held before."""

    channels = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    topics = forms.MultipleChoiceField(required=False, widget=forms.CheckboxSelectMultiple)
    paused_until = forms.DateField(required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    preferred_channel = forms.ChoiceField(required=False)
    language = forms.ChoiceField(required=False)
    note = forms.CharField(
        label=_("How we know"), max_length=300, help_text=_("For example: said on the telephone on 3 March.")
    )

    def __init__(
        self, *args: Any, person: Person, held: Wishes, ways: Sequence[Way], at: datetime, is_own: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self._held = held
        self._offered = [way.slug for way in ways]
        self._label(is_own)
        self._choices("channels", [(way.slug, _way(way, is_own)) for way in ways])
        topics = [(slug, f"{topic.name}. {topic.explanation}") for slug, topic in TOPICS.items()]
        self._choices("topics", topics)
        self._choices("preferred_channel", [("", _("No matter which")), *((w.slug, str(w.name)) for w in ways)])
        self._choices("language", [("", _("As we write to others")), *_languages(person.language)])
        today = timezone.localdate(at)
        self.initial = {
            "channels": [slug for slug in self._offered if slug not in held.channels],
            "topics": [slug for slug in TOPICS if slug not in held.topics],
            "paused_until": held.paused_until if held.paused_until and held.paused_until > today else None,
            "preferred_channel": held.preferred_channel,
            "language": held.language,
        }
        self.fields["paused_until"].widget.attrs["min"] = (today + timedelta(days=1)).isoformat()
        if not ways:
            del self.fields["channels"], self.fields["preferred_channel"]
        if is_own:
            del self.fields["note"]
            self.unmarked = list(self.fields)  # nothing here is asked of them: saying so at each line would be noise

    def wishes(self) -> Wishes:
        """What was chosen. Channels that were not offered stay as they were; a day gone by is no pause."""
        chosen = self.cleaned_data
        wanted = set(chosen.get("channels", ()))
        unoffered = self._held.channels - set(self._offered)
        preferred = chosen.get("preferred_channel", self._held.preferred_channel)
        return Wishes(
            frozenset(slug for slug in self._offered if slug not in wanted) | unoffered,
            frozenset(slug for slug in TOPICS if slug not in set(chosen["topics"])),
            chosen["paused_until"],
            chosen["language"],
            preferred,
        )

    def _choices(self, name: str, choices: list[tuple[str, Any]]) -> None:
        field = self.fields[name]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices

    def _label(self, is_own: bool) -> None:
        """The same questions, asked of the person themselves or of the colleague to whom they speak."""
        asked = {
            "channels": (_("How may we reach you?"), _("How may we reach them?")),
            "topics": (_("What about?"), _("What about?")),
            "paused_until": (_("Write nothing before"), _("Write nothing before")),
            "preferred_channel": (_("The way you prefer"), _("The way they prefer")),
            "language": (_("Your language"), _("Their language")),
        }
        for name, (own, told) in asked.items():
            self.fields[name].label = own if is_own else told
        self.fields["paused_until"].help_text = _("Leave it empty for no pause.")


class FrequencyForm(ShowsProblems, forms.Form):
    is_on = forms.BooleanField(label=_("Keep to a limit"), required=False)
    most = forms.IntegerField(label=_("Messages to one person, at most"), min_value=1, max_value=100)
    days = forms.IntegerField(label=_("In so many days"), min_value=1, max_value=90)
    sms = forms.IntegerField(
        label=_("Of these, by SMS"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Empty: no limit of its own."),
    )
    call = forms.IntegerField(label=_("Of these, by telephone"), required=False, min_value=1, max_value=100)
    letter = forms.IntegerField(label=_("Of these, by letter"), required=False, min_value=1, max_value=100)
    push = forms.IntegerField(label=_("Of these, on their devices"), required=False, min_value=1, max_value=100)

    def per_channel(self) -> dict[str, int]:
        return {name: self.cleaned_data[name] for name in ("sms", "call", "letter", "push") if self.cleaned_data[name]}


def _way(way: Way, is_own: bool) -> str:
    kind = CHANNELS[way.slug][1]
    shown = [veiled(kind, address) if is_own else address.replace("\n", ", ") for address in way.addresses]
    known = ", ".join(one for one in shown if one and kind != "push")
    return f"{way.name} ({known})" if known else str(way.name)


def _languages(own: str) -> list[tuple[str, str]]:
    codes = list(dict.fromkeys([*Company.card().languages, *([own] if own else []), *dict(settings.LANGUAGES)]))
    return [(code, _LANGUAGES.get(code, code)) for code in codes]
