"""Forms of sequences: one question each."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.broadcasts.models import Message, Sequence
from amarre.broadcasts.sequences.actions import SKIP, SPREAD, Ends, Entry, Step
from amarre.lib.forms import ShowsProblems
from amarre.people.models import Column, Person, Segment
from amarre.situation.models import Crisis, Fact

HOURS, DAYS = "hours", "days"


#: What is asked further about each event.
_ASKED = {
    Sequence.Entry.TOLD: {"message"},
    Sequence.Entry.DATE: {"attribute", "days"},
}


class EventForm(ShowsProblems, forms.Form):
    """On which event people enter: the rest depends on it."""

    entry = forms.ChoiceField(label=_("Somebody enters when"), choices=Sequence.Entry.choices, widget=forms.RadioSelect)


class EntryForm(ShowsProblems, forms.Form):
    """Who enters, once the event is known."""

    name = forms.CharField(label=_("Name among colleagues"), max_length=160)
    audience_kind = forms.ChoiceField(label=_("For"), choices=Person.Kind.choices)
    entry = forms.ChoiceField(choices=Sequence.Entry.choices, widget=forms.HiddenInput)
    message = forms.ModelChoiceField(label=_("After which message"), queryset=Message.objects.none(), empty_label="—")
    attribute = forms.ChoiceField(label=_("Which date"), help_text=_("A column of dates, as it was imported."))
    days = forms.IntegerField(
        label=_("Days from that date"), required=False, min_value=-366, max_value=366,
        help_text=_("-10 is ten days before it, 0 the day itself."),
    )  # fmt: skip
    segment = forms.ModelChoiceField(
        label=_("Segment"), queryset=Segment.objects.none(), required=False, empty_label=_("everybody"),
        help_text=_("Only its people enter."),
    )  # fmt: skip
    takes_earlier = forms.BooleanField(label=_("Those to whom it happened before the start enter too"), required=False)
    may_restart = forms.BooleanField(
        label=_("A person may go through it again"), required=False,
        help_text=_("Otherwise each person goes through it once."),
    )  # fmt: skip

    def __init__(self, *args: Any, crisis: Crisis, kind: Sequence.Entry, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.initial["entry"] = kind
        self._choices("message").queryset = crisis.messages.order_by("-updated_at")
        self._choices("segment").queryset = Segment.objects.all()
        dates = Column.objects.filter(type=Column.Type.DATE).values_list("name", "label")
        self._choices("attribute").choices = [("", "—"), *dates]
        for name in {"message", "attribute", "days"} - _ASKED.get(kind, set()):
            del self.fields[name]
        if kind == Sequence.Entry.SEGMENT:
            segment = self._choices("segment")
            segment.required, segment.empty_label, segment.help_text = True, "—", ""

    def _choices(self, name: str) -> Any:
        return self.fields[name]

    @staticmethod
    def initial_of(sequence: Sequence) -> dict[str, Any]:
        return {
            "name": sequence.name, "audience_kind": sequence.audience_kind, "entry": sequence.entry,
            "message": sequence.entry_message_id, "attribute": sequence.entry_attribute, "days": sequence.entry_days,
            "segment": sequence.segment_id, "takes_earlier": sequence.takes_earlier,
            "may_restart": sequence.may_restart,
        }  # fmt: skip

    def value(self) -> Entry:
        data = self.cleaned_data
        return Entry(
            kind=data["entry"], message=data.get("message"), attribute=data.get("attribute", ""),
            days=data.get("days") or 0,
            segment=data["segment"], takes_earlier=data["takes_earlier"], may_restart=data["may_restart"],
        )  # fmt: skip


class EndsForm(ShowsProblems, forms.Form):
    """What takes a person out."""

    reply = forms.BooleanField(label=_("They write to us"), required=False)
    complaint = forms.BooleanField(label=_("A complaint of theirs is open"), required=False)
    outside = forms.BooleanField(label=_("They are no longer in the segment of those who enter"), required=False)
    goal = forms.ModelChoiceField(
        label=_("The goal is reached"), queryset=Segment.objects.none(), required=False, empty_label=_("no goal"),
        help_text=_("They are in this segment."),
    )  # fmt: skip
    fact = forms.ModelChoiceField(
        label=_("A fact changes"), queryset=Fact.objects.none(), required=False, empty_label=_("no fact"),
        help_text=_("Then everybody leaves it."),
    )  # fmt: skip

    def __init__(self, *args: Any, crisis: Crisis, kind: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        goal: Any = self.fields["goal"]
        goal.queryset = Segment.objects.filter(kind=kind)
        fact: Any = self.fields["fact"]
        fact.queryset = crisis.facts.exclude(current=None)

    @staticmethod
    def initial_of(sequence: Sequence) -> dict[str, Any]:
        version = sequence.fact_version
        return {
            "reply": sequence.ends_on_reply, "complaint": sequence.ends_on_complaint, "outside": sequence.ends_outside,
            "goal": sequence.goal_id, "fact": version.fact_id if version else None,
        }  # fmt: skip

    def value(self) -> Ends:
        data = self.cleaned_data
        return Ends(
            on_reply=data["reply"], on_complaint=data["complaint"], outside=data["outside"], goal=data["goal"],
            fact_version=data["fact"].current if data["fact"] else None,
        )  # fmt: skip


class StepForm(ShowsProblems, forms.Form):
    """One message after a wait."""

    message = forms.ModelChoiceField(label=_("Message"), queryset=Message.objects.none(), empty_label="—")
    wait = forms.IntegerField(label=_("Wait"), min_value=0, initial=0)
    unit = forms.ChoiceField(label=_("Unit"), choices=((DAYS, _("days")), (HOURS, _("hours"))), initial=DAYS)
    only_if = forms.ModelChoiceField(
        label=_("Only for"), queryset=Segment.objects.none(), required=False, empty_label=_("everybody"),
        help_text=_("The others pass this step without the message."),
    )  # fmt: skip

    def __init__(self, *args: Any, sequence: Sequence, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        message: Any = self.fields["message"]
        usable = sequence.crisis.messages.filter(
            audience_kind=sequence.audience_kind, corrects_version=None, repeats=None
        )
        message.queryset = usable.exclude(state=Message.State.STOPPED).order_by("-updated_at")
        only_if: Any = self.fields["only_if"]
        only_if.queryset = Segment.objects.filter(kind=sequence.audience_kind)

    def value(self) -> Step:
        data = self.cleaned_data
        hours = data["wait"] * (24 if data["unit"] == DAYS else 1)
        return Step(data["message"], hours, data["only_if"])


class ResumeForm(ShowsProblems, forms.Form):
    """What becomes of those whose message is overdue."""

    overdue = forms.ChoiceField(
        label=_("Those whose message is overdue"),
        choices=((SPREAD, _("get it over the next 24 hours")), (SKIP, _("do not get it, and go on with the next"))),
        widget=forms.RadioSelect,
    )


class WhyForm(ShowsProblems, forms.Form):
    """Why, in a few words."""

    why = forms.CharField(label=_("Why"), max_length=300, required=False)
