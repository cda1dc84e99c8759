"""Forms of messages."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language_info, gettext_lazy, pgettext_lazy
from django.utils.translation import gettext as _

from amarre.broadcasts.actions.writing import Texts
from amarre.broadcasts.layouts.check import LONGEST
from amarre.broadcasts.models import Layout, Message, MessageStep
from amarre.broadcasts.ways import MOST_STEPS, Step, Variant, Ways
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel
from amarre.lib.errors import DomainError
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


STEPS = range(1, MOST_STEPS + 1)

#: What a kind can be asked for besides words.
_OPTIONS: dict[str, dict[str, Any]] = {
    "whatsapp": {"template": gettext_lazy("Approved template")},
    "push": {"url": gettext_lazy("Address it opens")},
    "social": {
        "picture": gettext_lazy("Address of a picture"),
        "picture_alt": gettext_lazy("What the picture shows, for those who cannot see it"),
    },
}


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
    layout = forms.ModelChoiceField(
        label=gettext_lazy("How its mail looks"), queryset=Layout.objects.none(), required=False,
        empty_label=gettext_lazy("as all mail of the house"),
    )  # fmt: skip
    preferred_first = forms.BooleanField(
        label=gettext_lazy("Each person by the channel they prefer"), required=False,
        help_text=gettext_lazy("When it is one of the channels of this message, and they have an address there."),
    )  # fmt: skip
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)
    template = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args: Any, crisis: Crisis, message: Message | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.languages = languages_of(crisis)
        self._field("segment").queryset = Segment.objects.all()
        self._field("channel").queryset = _open_channels(is_drill=crisis.is_drill)
        self._field("layout").queryset = Layout.objects.all()
        self.kinds = _kinds_with_own_words(is_drill=crisis.is_drill, message=message)
        for kind in ("", *self.kinds):
            self._add_words(kind)
        # A language or a channel may be left without words, and the page says what then happens.
        self.unmarked = [name for name in self.fields if name.startswith(("subject_", "body_"))]
        self._add_steps(is_drill=crisis.is_drill)
        if message is not None:
            del self.fields["occasion"], self.fields["template"]
        if message is not None and (message.corrects_version_id or message.repeats_id):
            del self.fields["audience_kind"], self.fields["segment"]

    def _add_words(self, kind: str) -> None:
        has_subject = not kind or KINDS.get(kind).has_subject
        for language in self.languages:
            if has_subject:
                self.fields[name_of("subject", kind, language)] = forms.CharField(
                    label=_("Subject"), max_length=200, required=False, widget=forms.TextInput(attrs={"lang": language})
                )
            self.fields[name_of("body", kind, language)] = forms.CharField(
                label=_("Words"), required=False, widget=_words_widget(kind, language)
            )
        for option, label in _OPTIONS.get(kind, {}).items():
            self.fields[f"option_{kind}_{option}"] = forms.CharField(label=label, required=False, max_length=500)

    def _add_steps(self, *, is_drill: bool) -> None:
        channels = _open_channels(is_drill=is_drill)
        for n in STEPS:
            self.fields[f"step_channel_{n}"] = forms.ModelChoiceField(
                label=_("Then by"), queryset=channels, required=False, empty_label=_("nothing more")
            )
            self.fields[f"step_after_{n}"] = forms.ChoiceField(
                label=_("When"), choices=MessageStep.After.choices, required=False
            )
            self.fields[f"step_wait_{n}"] = forms.IntegerField(
                label=_("Hours to wait"), min_value=0, max_value=720, required=False, initial=0
            )

    def _field(self, name: str) -> Any:
        return self.fields[name]

    def show(self, problem: DomainError) -> None:
        """A problem of a step stands at its channel; one of a field that is not there, at the top."""
        for name in [name for name in problem.fields if name.startswith("step_")]:
            problem.fields[name.replace("step_", "step_channel_", 1)] = problem.fields.pop(name)
        super().show(problem)

    def texts(self) -> Texts:
        """The common words, per language that has any."""
        data = self.cleaned_data
        words = {language: (data[f"subject_{language}"], data[f"body_{language}"]) for language in self.languages}
        return {language: pair for language, pair in words.items() if any(pair)}

    def ways(self) -> Ways:
        """The words of single channels, what is tried next, and how its mail looks."""
        data = self.cleaned_data
        rows = [(data[f"step_channel_{n}"], data[f"step_wait_{n}"], data[f"step_after_{n}"]) for n in STEPS]
        bounced = MessageStep.After.BOUNCED
        steps = [Step(channel, wait or 0, after or bounced) for channel, wait, after in rows if channel]
        return Ways(self._variants(), tuple(steps), data["layout"], data["preferred_first"])

    def _variants(self) -> dict[tuple[str, str], Variant]:
        data = self.cleaned_data
        found = {}
        for kind in self.kinds:
            options = {name: data[f"option_{kind}_{name}"] for name in _OPTIONS.get(kind, {})}
            asked = {name: value for name, value in options.items() if value}
            for language in self.languages:
                subject, body = (data.get(name_of(name, kind, language), "") for name in ("subject", "body"))
                if subject or body or asked:
                    found[kind, language] = Variant(subject, body, asked)
        return found

    def panels(self) -> list[dict[str, Any]]:
        """The words for the page: those for all channels, then those of each kind; each with its languages."""
        return [self._panel(kind) for kind in ("", *self.kinds)]

    def _panel(self, kind: str) -> dict[str, Any]:
        columns = [
            {
                "code": language,
                "name": capfirst(get_language_info(language)["name_translated"]),
                "subject": self[subject] if (subject := name_of("subject", kind, language)) in self.fields else None,
                "body": self[name_of("body", kind, language)],
            }
            for language in self.languages
        ]
        names = [column["body"].name for column in columns] + [
            column["subject"].name for column in columns if column["subject"]
        ]
        return {
            "kind": kind,
            "id": kind or "common",
            "name": KINDS.get(kind).name if kind else _("All channels"),
            "columns": columns,
            "options": [self[f"option_{kind}_{option}"] for option in _OPTIONS.get(kind, {})],
            "is_written": any(column["body"].value() for column in columns),
            "is_wrong": self.is_bound and any(name in self.errors for name in names),
        }

    def step_rows(self) -> list[dict[str, Any]]:
        """The rows of what is tried next, up to one that is still free."""
        rows: list[dict[str, Any]] = [
            {"number": n, "channel": self[f"step_channel_{n}"], "after": self[f"step_after_{n}"],
             "wait": self[f"step_wait_{n}"]}
            for n in STEPS
        ]  # fmt: skip
        filled = sum(bool(row["channel"].value()) for row in rows)
        return rows[: filled + 1]


class TryForm(ShowsProblems, forms.Form):
    """Where a test goes. A mail goes to the colleague's own address: nothing is asked."""

    address = forms.CharField(label=gettext_lazy("Your own number or address there"), max_length=300)

    def __init__(self, *args: Any, channel: Channel, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        addresses = KINDS.get(channel.kind).addresses
        if addresses in ("email", ""):
            del self.fields["address"]
        elif addresses == "post":
            self.fields["address"].widget = forms.Textarea(attrs={"rows": 4})


class WhenForm(ShowsProblems, forms.Form):
    """When an approved message leaves by itself."""

    send_at = forms.DateTimeField(
        label=gettext_lazy("Leaves on"),
        widget=forms.DateTimeInput(attrs={"type": "datetime-local"}, format="%Y-%m-%dT%H:%M"),
        input_formats=["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S", "%Y-%m-%d %H:%M"],
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        zone = timezone.get_current_timezone_name()
        self.fields["send_at"].help_text = _("In the time of %(zone)s.") % {"zone": zone}


class RestForm(ShowsProblems, forms.Form):
    """A remark of whoever approves the rest of a send with the facts as they are now."""

    comment = forms.CharField(
        label=gettext_lazy("Why the words may stand"), required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class ConfirmForm(ShowsProblems, forms.Form):
    """Why the old words still hold."""

    why = forms.CharField(
        label=gettext_lazy("Why they still hold"), widget=forms.Textarea(attrs={"rows": 3}), max_length=2000
    )


class LayoutForm(ShowsProblems, forms.Form):
    """A layout, typed or taken from a file."""

    unmarked = ("mjml", "file")

    name = forms.CharField(label=gettext_lazy("Name"), max_length=80)
    mjml = forms.CharField(
        label=gettext_lazy("Layout"), required=False, strip=False,
        widget=forms.Textarea(attrs={"rows": 24, "class": "input--code", "spellcheck": "false"}),
    )  # fmt: skip
    file = forms.FileField(
        label=gettext_lazy("Or a file"), required=False, help_text=gettext_lazy("MJML, 200 KB at most."),
        widget=forms.ClearableFileInput(attrs={"accept": ".mjml,text/plain"}),
    )  # fmt: skip
    is_default = forms.BooleanField(label=gettext_lazy("Used unless another is chosen"), required=False)

    def clean_file(self) -> str:
        """The text of the file, "" when there is none."""
        file = self.cleaned_data.get("file")
        if not file:
            return ""
        if file.size > LONGEST:
            raise forms.ValidationError(_("This file is too large."))
        try:
            return str(file.read().decode("utf-8-sig"))
        except UnicodeDecodeError:
            raise forms.ValidationError(_("This file is not text in UTF-8.")) from None


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the approval, whose remark has the same name: each label must find its own field.
        super().__init__(*args, **{"auto_id": "id_back_%s", **kwargs})


def languages_of(crisis: Crisis) -> list[str]:
    """The languages of a crisis, its own first."""
    return list(dict.fromkeys([crisis.language, *crisis.languages]))


def _open_channels(*, is_drill: bool) -> QuerySet[Channel]:
    sending = [slug for slug, kind in KINDS.items() if kind.send is not None]
    return Channel.objects.filter(is_enabled=True, is_drill=is_drill, kind__in=sending).order_by("-is_default", "name")


def name_of(what: str, kind: str, language: str) -> str:
    """The name of a field of words: `body_fr` for all channels, `body_sms_fr` for one kind."""
    return f"{what}_{kind}_{language}" if kind else f"{what}_{language}"


def _words_widget(kind: str, language: str) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 6 if kind else 16, "lang": language, "class": "input--words"})


def _kinds_with_own_words(*, is_drill: bool, message: Message | None) -> list[str]:
    """The kinds that may say it in words of their own: those of open channels, and those already written for. Mail says
    the common words."""
    open_ = set(_open_channels(is_drill=is_drill).values_list("kind", flat=True))
    written = set(message.texts.exclude(channel_kind="").values_list("channel_kind", flat=True)) if message else set()
    return [slug for slug, _kind in KINDS.items() if slug in (open_ | written) - {"email", "tray"}]
