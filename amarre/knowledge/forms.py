"""What writers type about questions and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.knowledge.models import Entry
from amarre.lib.forms import ShowsProblems

LANGUAGES = ("fr", "en")
LANGUAGE_NAMES = {"fr": _("French"), "en": _("English")}


class EntryForm(ShowsProblems, forms.Form):
    """One entry, both languages side by side."""

    question_fr = forms.CharField(label=_("Question"), required=False, max_length=300)
    answer_fr = forms.CharField(
        label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 8, "lang": "fr"})
    )
    asked_fr = forms.CharField(
        label=_("How customers ask it"), required=False, help_text=_("One way of asking a line, in their own words."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "fr"}),
    )  # fmt: skip
    question_en = forms.CharField(label=_("Question"), required=False, max_length=300)
    answer_en = forms.CharField(
        label=_("Answer"), required=False, widget=forms.Textarea(attrs={"rows": 8, "lang": "en"})
    )
    asked_en = forms.CharField(
        label=_("How customers ask it"), required=False, help_text=_("One way of asking a line, in their own words."),
        widget=forms.Textarea(attrs={"rows": 4, "lang": "en"}),
    )  # fmt: skip
    fear = forms.ChoiceField(
        label=_("Which fear it answers"), required=False, choices=[("", _("none of the five")), *Entry.Fear.choices]
    )
    audience = forms.ChoiceField(label=_("For whom"), choices=Entry.Audience.choices, initial=Entry.Audience.PUBLIC)
    topic = forms.CharField(label=_("Topic"), required=False, max_length=120)
    source_url = forms.URLField(label=_("Where to read more"), required=False, max_length=500, assume_scheme="https")
    revision = forms.IntegerField(required=False, widget=forms.HiddenInput)
    gap = forms.IntegerField(required=False, widget=forms.HiddenInput)

    def words(self) -> dict[str, dict[str, str]]:
        """The words typed, in the languages that have some."""
        clean = self.cleaned_data
        words = {
            language: {"question": clean[f"question_{language}"], "answer": clean[f"answer_{language}"]}
            for language in LANGUAGES
        }
        return {language: each for language, each in words.items() if each["question"] or each["answer"]} or words

    def phrasings(self) -> dict[str, list[str]]:
        return {language: self.cleaned_data[f"asked_{language}"].splitlines() for language in LANGUAGES}


def initial_of(entry: Entry) -> dict[str, Any]:
    """The form's values of an entry as it is."""
    values: dict[str, Any] = {
        "fear": entry.fear, "audience": entry.audience, "topic": entry.topic, "source_url": entry.source_url,
        "revision": entry.revision,
    }  # fmt: skip
    asked = list(entry.phrasings.all())
    for language in LANGUAGES:
        words = entry.words.get(language, {})
        values[f"question_{language}"] = words.get("question", "")
        values[f"answer_{language}"] = words.get("answer", "")
        values[f"asked_{language}"] = "\n".join(each.text for each in asked if each.language == language)
    return values


class ImportForm(ShowsProblems, forms.Form):
    """An FAQ that exists elsewhere."""

    file = forms.FileField(
        label=_("The file"),
        help_text=_("CSV or JSON, up to 20 MB. One question a line; the names of the columns do not matter."),
    )
    language = forms.ChoiceField(
        label=_("Its language"), choices=list(LANGUAGE_NAMES.items()), widget=forms.RadioSelect,
        help_text=_("Of columns that do not say theirs."),
    )  # fmt: skip
    publish = forms.BooleanField(
        label=_("Publish at once what can be"), required=False,
        help_text=_("Otherwise the entries wait as drafts until somebody has read them."),
    )  # fmt: skip


class GapForm(ShowsProblems, forms.Form):
    """A gap is answered by an entry, or set aside with a reason."""

    entry = forms.ChoiceField(label=_("An entry answers it already"), required=False)
    why = forms.CharField(label=_("Or why it needs no answer"), required=False, max_length=300)

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["entry"]
        assert isinstance(field, forms.ChoiceField)
        field.choices = [("", "—"), *entries]
