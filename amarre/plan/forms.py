"""Forms of what is prepared cold."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.utils.translation import gettext as _

from amarre.lib.forms import ShowsProblems
from amarre.lib.words import language_in_sentence
from amarre.plan.models import MessageTemplate
from amarre.plan.playbook_shape import SUBJECT_CHANNELS


class TemplateForm(ShowsProblems, forms.Form):
    """Title, subject and words of a template, one field for each language."""

    def __init__(self, *args: Any, template: MessageTemplate, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        has_subject = template.channel in SUBJECT_CHANNELS
        for lang, _name in settings.LANGUAGES:
            language = language_in_sentence(lang)
            self._line(f"title_{lang}", _("Title, in %(language)s") % {"language": language}, lang, template.title, 120)
            if has_subject:
                label = _("Subject, in %(language)s") % {"language": language}
                self._line(f"subject_{lang}", label, lang, template.subject, 200)
            self.fields[f"body_{lang}"] = forms.CharField(
                label=_("Words, in %(language)s") % {"language": language},
                required=False,
                initial=template.body.get(lang, ""),
                widget=forms.Textarea(attrs={"rows": 14, "lang": lang}),
            )

    def _line(self, name: str, label: str, lang: str, words: dict[str, str], length: int) -> None:
        self.fields[name] = forms.CharField(
            label=label,
            max_length=length,
            required=False,
            initial=words.get(lang, ""),
            widget=forms.TextInput(attrs={"lang": lang}),
        )

    def words(self) -> dict[str, dict[str, str]]:
        """`title`, `subject` and `body` by language: arguments of `actions.edit_template`."""
        return {
            part: {lang: self.cleaned_data.get(f"{part}_{lang}", "") for lang, _name in settings.LANGUAGES}
            for part in ("title", "subject", "body")
        }
