"""The customer's form, and the form that changes the public page."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.lib.forms import ShowsProblems
from amarre.touchpoints.content import Content
from amarre.touchpoints.models import Page

LONGEST_WORDS = 10_000


class WriteForm(forms.Form):
    """What a customer writes. Only the words are required: somebody in trouble may have nothing else at hand."""

    text = forms.CharField(
        label=_("What do you want to tell us?"),
        help_text=_("In your own words. If somebody is hurt or in danger, say so first."),
        max_length=LONGEST_WORDS,
        widget=forms.Textarea(attrs={"rows": 8}),
    )
    name = forms.CharField(label=_("Your name"), max_length=120, required=False)
    email = forms.EmailField(
        label=_("Your e-mail address"),
        help_text=_("Without it we read your words but cannot answer you."),
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
    )
    order = forms.CharField(label=_("Order or customer number"), max_length=60, required=False)
    website = forms.CharField(label=_("Leave this empty"), max_length=200, required=False)
    is_person = forms.BooleanField(label=_("I am a person, please read my words"), required=False)

    @property
    def asks_for_a_person(self) -> bool:
        """Whether the field that only programs fill in was filled: words are kept, and one tick is asked for."""
        return bool(self.data.get("website"))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("website") and not cleaned.get("is_person"):
            self.add_error("is_person", _("A field that people do not see was filled in. Tick this, and send again."))
        return cleaned


class PageForm(ShowsProblems, forms.Form):
    """The page's own words, one set a language, and what it leaves out."""

    form_is_open = forms.BooleanField(label=_("Customers can write to us from this page"), required=False)

    def __init__(self, data: Mapping[str, Any] | None = None, *, page: Page, contents: list[Content]) -> None:
        self.page = page
        self.languages = [content.language for content in contents]
        super().__init__(data, initial=self._initial())
        for language in self.languages:
            self.fields |= self._fields_of(language)
        public = page.crisis.facts.filter(visibility="public").exclude(current=None)
        self.fields["shown_facts"] = forms.MultipleChoiceField(
            label=_("Facts shown on this page"),
            help_text=_("Only those that are verified or denied are shown. The others wait."),
            choices=[(fact.key, fact.topic or fact.key) for fact in public],
            initial=[fact.key for fact in public if fact.key not in page.hidden_facts],
            required=False,
            widget=forms.CheckboxSelectMultiple,
        )

    def _initial(self) -> dict[str, Any]:
        page, initial = self.page, {"form_is_open": self.page.form_is_open}
        for name in ("title", "intro", "banner"):
            initial |= {f"{name}_{language}": getattr(page, name).get(language, "") for language in self.languages}
        return initial

    def _fields_of(self, language: str) -> dict[str, forms.Field]:
        area = forms.Textarea(attrs={"rows": 6, "lang": language})
        return {
            f"title_{language}": forms.CharField(label=_("Title"), max_length=160),
            f"intro_{language}": forms.CharField(
                label=_("First words"),
                help_text=_("A fact is cited by its short name in double braces: {{ fact.hours }}."),
                widget=area,
                required=False,
                max_length=5000,
            ),
            f"banner_{language}": forms.CharField(
                label=pgettext_lazy("touchpoint", "Banner"),
                help_text=_("One sentence. Empty: sites that carry the banner show nothing."),
                required=False,
                max_length=240,
            ),
        }

    def by_language(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields of each language, for the template."""
        return [
            (language, [self[f"{name}_{language}"] for name in ("title", "intro", "banner")])
            for language in self.languages
        ]

    def words(self) -> Mapping[str, Any]:
        """What `actions.edit_page` takes."""
        cleaned = self.cleaned_data
        shown = set(cleaned["shown_facts"])
        hidden = {key for key, _label in self.fields["shown_facts"].choices if key not in shown}  # type: ignore[attr-defined]
        return {
            name: {language: cleaned[f"{name}_{language}"].strip() for language in self.languages}
            for name in ("title", "intro", "banner")
        } | {"hidden_facts": hidden, "form_is_open": cleaned["form_is_open"]}
