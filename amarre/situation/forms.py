"""Forms of a crisis, its facts and its cell."""

from __future__ import annotations

from typing import Any

from django import forms
from django.conf import settings
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from amarre.accounts.models import Role, User
from amarre.lib.errors import DomainError
from amarre.lib.forms import ShowsProblems
from amarre.lib.words import language_in_sentence, pick
from amarre.plan.models import Playbook
from amarre.situation.models import Action, Crisis, Fact, FactVersion, Phase, Seat, Source

NO_PLAYBOOK = "none"


def moment(label: Any, **kwargs: Any) -> forms.DateTimeField:
    """A day and a time, in the reader's time zone."""
    widget = forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M")
    return forms.DateTimeField(label=label, widget=widget, required=False, **kwargs)


def colleagues() -> QuerySet[User]:
    return User.objects.filter(is_active=True).exclude(role=Role.NONE).order_by("name")


class DeclareForm(ShowsProblems, forms.Form):
    playbook = forms.ChoiceField(label=_("What is happening?"), widget=forms.RadioSelect)
    title = forms.CharField(
        label=_("Name of the crisis"),
        max_length=160,
        help_text=_("As everybody will call it: “Recall of the Lina kettle”."),
    )
    languages = forms.MultipleChoiceField(
        label=_("Languages of your customers"), choices=settings.LANGUAGES, widget=forms.CheckboxSelectMultiple
    )
    language = forms.ChoiceField(label=_("Main language"), choices=settings.LANGUAGES)
    is_restricted = forms.BooleanField(
        label=_("Restricted to its members"),
        required=False,
        help_text=_("Only you, and those who get a seat in the cell, will know that it exists."),
    )

    def __init__(self, *args: Any, playbooks: QuerySet[Playbook], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.playbooks = {playbook.slug: playbook for playbook in playbooks}
        choices = [(slug, _explained(playbook)) for slug, playbook in self.playbooks.items()]
        self.fields["playbook"].choices = [*choices, (NO_PLAYBOOK, gettext("Something else"))]  # type: ignore[attr-defined]

    def values(self) -> dict[str, Any]:
        """Arguments of `actions.declare`."""
        data = dict(self.cleaned_data)
        return {"playbook": self.playbooks.get(data.pop("playbook"))} | data


def _explained(playbook: Playbook) -> str:
    """The name of a playbook, and beneath it what it is for."""
    return format_html(
        '{}<span class="field__help">{}</span>',
        pick(playbook.title),
        pick(playbook.summary).partition(". ")[0].rstrip(".") + ".",
    )


class WordsMixin(ShowsProblems):
    """One text field for each language of the crisis: `<name>_fr`, `<name>_en`."""

    languages: list[str]

    def add_words(
        self, name: str, crisis: Crisis, label: Any, *, rows: int, words: dict[str, str] | None = None
    ) -> None:
        self.languages = sorted(crisis.languages or [crisis.language], key=lambda lang: lang != crisis.language)
        for lang in self.languages:
            in_language = gettext("%(what)s, in %(language)s") % {"what": label, "language": language_in_sentence(lang)}
            self.fields[f"{name}_{lang}"] = forms.CharField(
                label=in_language if len(self.languages) > 1 else label,
                widget=forms.Textarea(attrs={"rows": rows, "lang": lang}),
                required=lang == crisis.language,
                initial=(words or {}).get(lang, ""),
            )

    def words(self, name: str) -> dict[str, str]:
        return {lang: self.cleaned_data.get(f"{name}_{lang}", "") for lang in self.languages}

    def show(self, problem: DomainError) -> None:
        """A reason given for the words as a whole stands at the first language."""
        for name in list(problem.fields):
            first = f"{name}_{self.languages[0]}"
            if name not in self.fields and first in self.fields:
                problem.fields[first] = problem.fields.pop(name)
        super().show(problem)


class FactForm(WordsMixin, forms.Form):
    """State a fact: its words, how sure it is, who says so, until when."""

    status = forms.ChoiceField(
        label=_("How sure is it?"),
        help_text=_("When a rumour is denied, customers read these words as the answer: write what is true."),
        widget=forms.RadioSelect,
        choices=[(value, label) for value, label in FactVersion.Status.choices if value != FactVersion.Status.EXPIRED],
    )
    source = forms.ModelChoiceField(
        label=_("Source"), queryset=Source.objects.none(), required=False, empty_label=_("none yet")
    )
    new_source = forms.CharField(label=_("Or another source"), max_length=160, required=False)
    source_note = forms.CharField(
        label=_("Who said it, where exactly"),
        max_length=300,
        required=False,
        help_text=_("Kept as proof. Customers do not see it."),
    )
    valid_until = moment(_("Holds until"), help_text=_("After that it expires by itself and you are told."))
    seen = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, fact: Fact, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = fact.current
        self.fields["source"].queryset = fact.crisis.sources.order_by("name")  # type: ignore[attr-defined]
        self.add_words("words", fact.crisis, gettext("The words"), rows=4, words=current.words if current else None)
        order = [name for name in self.fields if name.startswith("words_")]
        self.order_fields([*order, "status", "source", "new_source", "source_note", "valid_until", "seen"])
        self.initial["seen"] = current.number if current else 0
        if current:
            status = current.status if current.status != FactVersion.Status.EXPIRED else FactVersion.Status.TO_VERIFY
            self.initial.update(
                status=status,
                source=current.source_id,
                source_note=current.source_note,
                valid_until=current.valid_until if current.status != FactVersion.Status.EXPIRED else None,
            )


class NewFactForm(WordsMixin, forms.Form):
    topic = forms.CharField(label=_("Topic"), max_length=60, required=False)
    visibility = forms.ChoiceField(
        label=_("Who may read it?"),
        widget=forms.RadioSelect,
        choices=Fact.Visibility.choices,
        initial=Fact.Visibility.PUBLIC,
        help_text=_("An internal fact can only be cited to staff."),
    )
    key = forms.CharField(
        label=_("Short name"),
        max_length=60,
        required=False,
        help_text=_("For messages: {{ fact.short_name }}. Left empty, it is made from the question."),
    )

    def __init__(self, *args: Any, crisis: Crisis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.add_words("question", crisis, gettext("The question"), rows=2)
        order = [name for name in self.fields if name.startswith("question_")]
        self.order_fields([*order, "topic", "visibility", "key"])


class SourceForm(ShowsProblems, forms.ModelForm):
    url = forms.URLField(label=_("Address"), required=False, max_length=500, assume_scheme="https")

    class Meta:
        model = Source
        fields = ["name", "url", "is_trusted", "note"]
        labels = {"name": _("Name"), "is_trusted": _("Trusted"), "note": _("Note")}
        help_texts = {
            "name": _("A public authority, a professional body, the person in charge here."),
            "is_trusted": _("What it says can be stated as verified."),
        }


class DecisionForm(ShowsProblems, forms.Form):
    what = forms.CharField(label=_("What was decided"), widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))
    facts = forms.ModelMultipleChoiceField(
        label=_("On these facts"),
        queryset=FactVersion.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, crisis: Crisis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        current = FactVersion.objects.filter(pk__in=crisis.facts.values("current")).select_related("fact")
        field: Any = self.fields["facts"]
        field.queryset = current.order_by("fact__order")
        field.label_from_instance = lambda version: f"{pick(version.fact.question)} {pick(version.words)}"


class ActionForm(ShowsProblems, forms.Form):
    """Report on an action: where it stands, who has it, when it is due."""

    state = forms.ChoiceField(label=_("Where it stands"), choices=Action.State.choices, widget=forms.RadioSelect)
    owner = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("nobody yet")
    )
    owner_name = forms.CharField(label=_("Or somebody without an account"), max_length=120, required=False)
    due_at = moment(_("Due"))
    note = forms.CharField(label=_("Note"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()  # type: ignore[attr-defined]


class NewActionForm(ShowsProblems, forms.Form):
    title = forms.CharField(label=_("What is to be done"), max_length=200)
    cell_role = forms.ChoiceField(label=_("For whom"), choices=[("", "-"), *Seat.CellRole.choices], required=False)
    owner = forms.ModelChoiceField(
        label=_("Who"), queryset=User.objects.none(), required=False, empty_label=_("nobody yet")
    )
    owner_name = forms.CharField(label=_("Or somebody without an account"), max_length=120, required=False)
    due_at = moment(_("Due"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["owner"].queryset = colleagues()  # type: ignore[attr-defined]


class SeatForm(ShowsProblems, forms.Form):
    user = forms.ModelChoiceField(
        label=_("Colleague"), queryset=User.objects.none(), required=False, empty_label=_("nobody yet")
    )
    holder = forms.CharField(label=_("Or somebody without an account"), max_length=120, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["user"].queryset = colleagues()  # type: ignore[attr-defined]


class NewSeatForm(ShowsProblems, forms.Form):
    title = forms.CharField(label=_("Function"), max_length=120)
    cell_role = forms.ChoiceField(label=_("Part in the cell"), choices=Seat.CellRole.choices, widget=forms.RadioSelect)
    responsibility = forms.ChoiceField(
        label=_("Responsibility"), choices=Seat.Responsibility.choices, widget=forms.RadioSelect
    )


class PhaseForm(forms.Form):
    phase = forms.ModelChoiceField(
        label=_("Phase"), queryset=Phase.objects.none(), widget=forms.RadioSelect, empty_label=None
    )

    def __init__(self, *args: Any, crisis: Crisis, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["phase"]
        field.queryset = crisis.phases.all()
        field.label_from_instance = lambda phase: f"{pick(phase.title)}. {pick(phase.aim)}".strip()


class CloseForm(ShowsProblems, forms.Form):
    note = forms.CharField(
        label=_("How it ended"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("In plain words, for those who will read it in ten years."),
    )


class ReopenForm(ShowsProblems, forms.Form):
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 3}))


class ReadingForm(ShowsProblems, forms.Form):
    value = forms.FloatField(label=_("Value now"), min_value=0)
    note = forms.CharField(label=_("Note"), max_length=200, required=False, help_text=_("Where the figure comes from."))
