"""Views that belong to no room."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from amarre.lib.time import now
from amarre.lib.ui.tones import ANGERS, IMPACTS, STATUSES


class ExampleForm(forms.Form):
    """One field of each kind, for the patterns page."""

    title = forms.CharField(label=_("Title"), help_text=_("What the crisis is called inside the company."))
    email = forms.EmailField(label=_("E-mail address"), required=False)
    words = forms.CharField(label=_("Words"), widget=forms.Textarea)
    channel = forms.ChoiceField(
        label=_("Channel"), widget=forms.RadioSelect, choices=[("email", _("E-mail")), ("sms", _("SMS")), ("letter", _("Letter"))]
    )
    kind = forms.ChoiceField(label=_("Kind of crisis"), choices=[("recall", _("Product recall")), ("outage", _("Outage"))])
    file = forms.FileField(label=_("A file of customers"), required=False, help_text=_("CSV, up to 200 MB."))
    warned = forms.BooleanField(label=_("I have read the letter aloud"), help_text=_("Words that are hard to say are hard to hear."))


def patterns(request: HttpRequest) -> HttpResponse:
    """Every component with its words, light and dark: what a page may be made of."""
    at = now()
    return render(request, "patterns.html", _example(at) | {"filled": ExampleForm({"email": "alix"}, prefix="wrong")})


def _example(at: dt.datetime) -> dict[str, object]:
    letter = _("Business as usual: our shops are open. We guarantee delivery within two days.")
    usual, promise = _("Business as usual"), _("We guarantee delivery within two days")
    return {
        "form": ExampleForm(initial={"channel": "email"}),
        "two_hours_ago": at - dt.timedelta(hours=2, minutes=5),
        "in_31_hours": at + dt.timedelta(hours=31, minutes=5),
        "three_hours_late": at - dt.timedelta(hours=3, minutes=5),
        "impacts": list(IMPACTS),
        "angers": list(ANGERS),
        "statuses": list(STATUSES),
        "levels": [(_("Urgent"), 12, "#", "danger"), (_("Important"), 148, "#"), (_("Moderate"), 402, "#"), (_("Low"), 1287, "#")],
        "hours": [(f"{hour} h", size) for hour, size in zip(range(8, 20), (3, 9, 22, 41, 38, 27, 30, 46, 52, 33, 14, 6), strict=True)],
        "page_of_many": Paginator(range(1240), 50).get_page(3),
        "letter": letter,
        "found": [
            _finding(letter, usual, "usual", _("It makes light of what the reader lives through."), _("Our shops are open, with fewer people.")),
            _finding(letter, promise, "promise", _("A promise that may not be kept costs more than none."), _("We expect to deliver within two days.")),
        ],
        "tabs": [
            {"label": _("All"), "url": "#", "count": 148, "current": True},
            {"label": _("Mine"), "url": "#", "count": 3},
            {"label": _("Unassigned"), "url": "#", "count": 12},
        ],
        "steps": [
            {"label": _("File"), "url": "#", "state": "done"},
            {"label": _("Columns"), "state": "current"},
            {"label": _("Preview"), "state": "todo"},
            {"label": _("Import"), "state": "todo"},
        ],
        "events": [
            {"at": at - dt.timedelta(minutes=4), "what": _("The opening hours changed"), "by": "Alix", "icon": "pencil", "detail": _("4,210 people were told the old hours.")},
            {"at": at - dt.timedelta(hours=5), "what": _("Position statement sent to 12,408 customers"), "by": "Chloé", "icon": "send", "url": "#"},
            {"at": at - dt.timedelta(hours=26), "what": _("Crisis declared"), "by": "Alix", "icon": "flag"},
        ],
        "turns": [
            {"who": "Mme Ferrand", "channel": _("e-mail"), "at": at - dt.timedelta(hours=3), "text": _("My daughter ate it yesterday. What should I watch for?"), "kind": "theirs"},
            {"who": "Bilal", "channel": _("e-mail"), "at": at - dt.timedelta(hours=2), "text": _("I understand your worry. Here is what the doctors advise."), "kind": "ours", "foot": _("Cites the fact: symptoms to watch for.")},
        ],
    }  # fmt: skip


def _finding(text: str, words: str, code: str, message: str, suggestion: str) -> dict[str, object]:
    start = text.find(words)
    return {"start": start, "end": start + len(words), "code": code, "message": message, "suggestion": suggestion, "severity": "warning"}
