"""The form of a channel, made from the settings that its kind declares."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.channels.addresses import is_email
from amarre.channels.kinds.contract import Kind, Setting
from amarre.lib import env
from amarre.lib.forms import ShowsProblems
from amarre.lib.secrets import LostSecret, Secret

PREFIX = "set_"
_PROVIDER = "provider"


def providers(kind: Kind) -> tuple[tuple[str, Any], ...]:
    """(slug, name) of the providers among which a channel of this kind chooses; empty when there is no choice."""
    one = next((each for each in kind.settings if each.name == _PROVIDER), None)
    return one.choices if one else ()


class KindForm(ShowsProblems, forms.Form):
    """The name of a channel and the settings of its kind. Secrets are never shown; left empty, they stay the same."""

    name = forms.CharField(
        label=gettext_lazy("Name"), max_length=80, help_text=gettext_lazy("As colleagues will choose it.")
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None,
        *,
        kind: Kind,
        provider: str = "",
        config: Mapping[str, Any] | None = None,
        name: str = "",
        is_new: bool = True,
    ) -> None:
        super().__init__(data, initial={"name": name or kind.name})
        self.kind = kind
        self.provider = provider
        self.old = dict(config or {})
        self.asked = [
            one for one in kind.settings if one.name != _PROVIDER and (not one.of or provider in one.of.split())
        ]
        for one in self.asked:
            self.fields[PREFIX + one.name] = _field(one, self.old.get(one.name))
        # A secret that is kept may be left empty, and its help says so; the channel needs it all the same.
        self.unmarked = [PREFIX + one.name for one in self.asked if one.required and self.old.get(one.name)]
        if is_new and kind.send is not None:
            self.fields["is_default"] = forms.BooleanField(
                label=_("Use it unless another of its kind is chosen"), required=False, initial=True
            )

    def config(self) -> dict[str, Any]:
        """The settings to keep: what was typed, the secrets that were left empty, and what this form does not ask."""
        found = {name: value for name, value in self.old.items() if name not in {one.name for one in self.asked}}
        if self.provider:
            found[_PROVIDER] = self.provider
        for one in self.asked:
            value = self.cleaned_data[PREFIX + one.name]
            if one.type == "secret":
                value = Secret(value) if value else self.old.get(one.name, "")
            if isinstance(value, float) and value.is_integer():
                value = int(value)
            if value not in ("", None):
                found[one.name] = value
        return found


def _field(one: Setting, old: Any) -> forms.Field:
    """One setting as a form field. What the environment provides need not be typed."""
    given = bool(one.environment and env.text(one.environment))
    help_text = " ".join(str(words) for words in (one.help, _environment(one, given)) if words)
    common: dict[str, Any] = {"label": one.label, "help_text": help_text, "required": one.required and not given}
    if one.type == "secret":
        return _secret(one, old, common)
    common["initial"] = one.default if old in (None, "") else old
    if one.type == "number":
        return forms.FloatField(**common, widget=forms.NumberInput(attrs={"step": "any"}))
    if one.type == "choice":
        has_empty = one.required or one.default or any(not value for value, _label in one.choices)
        return forms.ChoiceField(**common, choices=one.choices if has_empty else [("", "—"), *one.choices])
    if one.type == "yesno":
        return forms.BooleanField(**common | {"required": False})
    if one.type == "email":
        return forms.CharField(**common, max_length=320, validators=[_check_email])
    if one.type == "url":
        return forms.URLField(**common, max_length=500, assume_scheme="https")
    if one.type == "lines":
        return forms.CharField(**common, max_length=20_000, widget=forms.Textarea(attrs={"rows": 6}))
    return forms.CharField(**common, max_length=500)


def _secret(one: Setting, old: Any, common: dict[str, Any]) -> forms.Field:
    if isinstance(old, LostSecret):
        kept = _("It can no longer be read: the installation’s secret key has changed. Type it again.")
    elif old:
        kept = _("One is kept, encrypted. Leave this empty to keep it.")
    else:
        kept = _("It is kept encrypted and never shown again.")
    common["help_text"] = " ".join(words for words in (common["help_text"], kept) if words)
    common["required"] = common["required"] and not (old and not isinstance(old, LostSecret))
    if one.name.endswith("_key") and "PEM" in str(one.help):
        widget: forms.Widget = forms.Textarea(attrs={"rows": 6, "autocomplete": "off", "spellcheck": "false"})
    else:
        widget = forms.PasswordInput(attrs={"autocomplete": "new-password"})
    return forms.CharField(**common, max_length=20_000, widget=widget)


def _environment(one: Setting, given: bool) -> str:
    if not one.environment:
        return ""
    if given:
        return _("Left empty, %(name)s is used: it is set on this machine.") % {"name": one.environment}
    return _("It can be kept out of the database in the variable %(name)s instead.") % {"name": one.environment}


def _check_email(value: str) -> None:
    if not is_email(value):
        raise forms.ValidationError(_("This does not look like an e-mail address. Example: name@example.org"))


def _hour() -> forms.TimeInput:
    return forms.TimeInput(attrs={"type": "time"}, format="%H:%M")


class PaceForm(ShowsProblems, forms.Form):
    """How fast a channel speaks, and when it is silent. Empty means: no limit."""

    per_minute = forms.IntegerField(
        label=gettext_lazy("Messages a minute, at most"), required=False, min_value=1, max_value=1_000_000,
        help_text=gettext_lazy("Left empty: as fast as the next server takes them. Ask your provider what it allows."),
    )  # fmt: skip
    per_domain_per_minute = forms.IntegerField(
        label=gettext_lazy("To one mail domain a minute, at most"), required=False, min_value=1, max_value=1_000_000,
        help_text=gettext_lazy("Some large mailbox providers refuse senders who write too fast to their people."),
    )  # fmt: skip
    quiet_from = forms.TimeField(
        label=gettext_lazy("Quiet hours from"), required=False, widget=_hour(),
        help_text=gettext_lazy(
            "In each person’s own time zone where it is known. Messages vital for safety, and answers, pass."
        ),
    )  # fmt: skip
    quiet_until = forms.TimeField(label=gettext_lazy("Quiet hours until"), required=False, widget=_hour())
    warm_up = forms.IntegerField(
        label=gettext_lazy("On the first day, at most"), required=False, min_value=1, max_value=1_000_000,
        help_text=gettext_lazy(
            "For a mail server that has never written to many: it doubles each day until it is warm. 500 is prudent."
        ),
    )  # fmt: skip
    stop_at_error_percent = forms.IntegerField(
        label=gettext_lazy("Pause a send when so many in a hundred come back"), required=False,
        min_value=1, max_value=100,
        help_text=gettext_lazy(
            "Judged from 50 answers on. 10 is prudent: more says that the list or the server is wrong."
        ),
    )  # fmt: skip

    def __init__(self, data: Mapping[str, Any] | None, *, kind: Kind, pace: Mapping[str, Any]) -> None:
        super().__init__(data, initial={name: value or None for name, value in pace.items()})
        if kind.addresses != "email":
            del self.fields["per_domain_per_minute"], self.fields["warm_up"]
        if not kind.addresses:
            del self.fields["quiet_from"], self.fields["quiet_until"]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if ("quiet_from" in self.fields) and bool(data.get("quiet_from")) != bool(data.get("quiet_until")):
            missing = "quiet_until" if data.get("quiet_from") else "quiet_from"
            if missing not in self.errors:
                self.add_error(missing, _("Quiet hours need both a beginning and an end."))
        if data.get("quiet_from") and data["quiet_from"] == data.get("quiet_until"):
            self.add_error("quiet_until", _("Quiet hours that begin and end at the same moment would never end."))
        return data

    def pace(self, old: Mapping[str, Any]) -> dict[str, Any]:
        """The pace to keep. A warm-up that begins now, or begins again, counts its days from its first message."""
        data = self.cleaned_data
        found = dict(old)
        for name in self.fields:
            value = data.get(name)
            is_hour = name.startswith("quiet_")
            found[name] = (value.strftime("%H:%M") if value else "") if is_hour else (value or 0)
        if found.get("warm_up", 0) != old.get("warm_up", 0):
            found["warm_since"] = ""
        return found
