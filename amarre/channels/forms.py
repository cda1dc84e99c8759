"""The forms of the post office."""

from __future__ import annotations

from collections.abc import Sequence
from textwrap import shorten
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.channels.addresses import is_email, is_phone
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Kind
from amarre.channels.ledger import Wanted
from amarre.channels.models import Batch, Channel, Delivery, Inbound, Suppression
from amarre.channels.reading import crises_of
from amarre.channels.reasons import explain
from amarre.channels.watching import Sight
from amarre.lib.forms import ShowsProblems

# Languages and crises, which are feminine in French.
_ALL_OF_THEM = pgettext_lazy("feminine", "all")


class _Moment(forms.DateTimeInput):
    """A day and an hour, as browsers ask for them."""

    input_type = "datetime-local"

    def __init__(self) -> None:
        super().__init__(format="%Y-%m-%dT%H:%M")


def _check_email(value: str) -> None:
    if not is_email(value):
        raise forms.ValidationError(_("This does not look like an e-mail address. Example: name@example.org"))


def _checked(kind: Kind, typed: str) -> str:
    """The address in the kind's normal form. Raises ValidationError for what nothing could be sent to."""
    address = kind.address_of(typed)
    if kind.addresses == "email":
        _check_email(address)
    if kind.addresses == "phone" and not is_phone(address):
        raise forms.ValidationError(_("This does not look like a telephone number. Example: +33 6 12 34 56 78"))
    return address


def kind_of_list(name: str) -> Kind | None:
    """The kind whose addresses a suppression list holds; None for one that is no longer known."""
    return KINDS.get(name) if name in KINDS else None


def _lists() -> list[tuple[str, Any]]:
    """The lists on which people can be: one for each kind that writes to people (the tray shares that of mail)."""
    return [(slug, kind.name) for slug, kind in KINDS.items() if kind.send and kind.addresses and slug != "tray"]


class SuppressionForm(ShowsProblems, forms.Form):
    kind = forms.ChoiceField(label=_("By which channel must nothing be sent?"), choices=_lists, initial="email")
    address = forms.CharField(
        label=_("Address, number or handle"), max_length=320, help_text=_("As it stands in the person’s file.")
    )
    note = forms.CharField(
        label=_("Why"), max_length=300, required=False, help_text=_("For the colleague who finds it later.")
    )

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        kind = kind_of_list(data.get("kind", ""))
        if kind is not None and data.get("address"):
            try:
                data["address"] = _checked(kind, data["address"])
            except forms.ValidationError as error:
                self.add_error("address", error)
        return data


class SuppressionFilter(forms.Form):
    """Which addresses are listed: those that count today, unless lifted ones are asked for."""

    q = forms.CharField(label=_("Address"), required=False, max_length=320)
    kind = forms.ChoiceField(label=_("Channel"), required=False, choices=lambda: [("", _("all")), *_lists()])
    cause = forms.ChoiceField(label=_("Why"), required=False, choices=[("", _("all")), *Suppression.Cause.choices])
    lifted = forms.BooleanField(label=_("Lifted ones"), required=False)

    def narrow(self, rows: QuerySet[Suppression]) -> QuerySet[Suppression]:
        """The rows that were asked for."""
        data = self.cleaned_data
        rows = rows.filter(lifted_at__isnull=not data["lifted"])
        if data["q"].strip():
            rows = rows.filter(address__icontains=data["q"].strip())
        if data["kind"]:
            rows = rows.filter(channel_kind=data["kind"])
        if data["cause"]:
            rows = rows.filter(cause=data["cause"])
        return rows


class LiftForm(ShowsProblems, forms.Form):
    why = forms.CharField(
        label=_("Why may this address be written to again?"),
        max_length=300,
        help_text=_("For example: the person called and asked for our news again."),
    )


class TestForm(ShowsProblems, forms.Form):
    """Where a test goes: an address of the kind that the channel writes to."""

    address = forms.CharField(label=_("Send a test to"), max_length=320)

    def __init__(self, data: QueryDict | None = None, *, kind: Kind | None = None) -> None:
        super().__init__(data)
        self.kind = kind

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"])
        if self.kind is None:
            return typed
        return _checked(self.kind, typed)


class LedgerFilter(forms.Form):
    """What is looked for in a ledger. The causes offered are those of this very send."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Delivery.State.choices])
    reason = forms.ChoiceField(label=_("Why"), required=False)
    q = forms.CharField(label=_("Address, or a part of it"), required=False, max_length=320)
    language = forms.ChoiceField(label=_("Language"), required=False)
    since = forms.DateTimeField(label=_("Sent from"), required=False, widget=_Moment())
    until = forms.DateTimeField(label=_("Sent before"), required=False, widget=_Moment())

    def __init__(self, data: QueryDict, *, sight: Sight, languages: Sequence[str]) -> None:
        super().__init__(data)
        causes = {why.key: shorten(why.why, 70, placeholder="…") for why in sight.causes if why.key}
        given = data.get("reason", "")
        if given and given not in causes:
            causes[given] = explain("", given, sight.parts[0].batch.channel.kind).why
        self.fields["reason"].choices = [("", _("all")), *causes.items()]  # type: ignore[attr-defined]
        self.fields["language"].choices = [("", _ALL_OF_THEM), *((one, one) for one in languages)]  # type: ignore[attr-defined]

    def wanted(self) -> Wanted:
        """What was asked for; a field that cannot be read is left out."""
        self.is_valid()
        data = getattr(self, "cleaned_data", {})
        return Wanted(
            state=data.get("state", ""),
            reason=data.get("reason", ""),
            address=data.get("q", "").strip(),
            language=data.get("language", ""),
            since=data.get("since"),
            until=data.get("until"),
        )

    @property
    def looks_closer(self) -> bool:
        """Whether one of the fields kept under 'more' is in use."""
        return any(self.data.get(name) for name in ("language", "since", "until"))


class SendsFilter(forms.Form):
    """Which sends are listed: mail to many, unless answers are asked for."""

    state = forms.ChoiceField(label=_("State"), required=False, choices=[("", _("all")), *Batch.State.choices])
    channel = forms.ModelChoiceField(Channel.objects.none(), label=_("Channel"), required=False, empty_label=_("all"))
    crisis = forms.ChoiceField(label=_("Crisis"), required=False)
    what = forms.ChoiceField(
        label=_("What"),
        required=False,
        choices=[("", _("messages to many")), ("answer", _("answers and tests")), ("all", _("all"))],
    )

    def __init__(self, data: QueryDict, *, user: Any) -> None:
        super().__init__(data)
        self.fields["channel"].queryset = Channel.objects.filter(is_drill=False).order_by("name")  # type: ignore[attr-defined]
        crises = [(str(pk), title) for pk, title in crises_of(user)]
        self.fields["crisis"].choices = [("", _ALL_OF_THEM), *crises]  # type: ignore[attr-defined]

    def narrow(self, rows: QuerySet[Batch]) -> QuerySet[Batch]:
        """The sends that were asked for."""
        data = self.cleaned_data
        if data["what"] != "all":
            rows = rows.filter(occasion="answer") if data["what"] == "answer" else rows.exclude(occasion="answer")
        if data["state"]:
            rows = rows.filter(state=data["state"])
        if data["channel"]:
            rows = rows.filter(channel=data["channel"])
        if data["crisis"]:
            rows = rows.filter(crisis_id=data["crisis"])
        return rows


class TrayFilter(forms.Form):
    q = forms.CharField(label=_("Search an address or a send"), required=False, max_length=320)


class InboundFilter(forms.Form):
    kind = forms.ChoiceField(label=_("Kind"), required=False, choices=[("", _("all")), *Inbound.Kind.choices])
    q = forms.CharField(label=_("Sender or subject"), required=False, max_length=320)


class WhyForm(ShowsProblems, forms.Form):
    why = forms.CharField(label=_("Why (optional)"), max_length=200, required=False)
