"""What the patterns page shows: one example of each component, with words that share nothing with the real pages."""

from __future__ import annotations

import datetime as dt

from django import forms
from django.core.paginator import Paginator
from django.utils.functional import Promise
from django.utils.translation import pgettext_lazy

from amarre.lib.ui.pictures import PICTOGRAMS
from amarre.lib.ui.tones import ANGERS, IMPACTS, STATUSES


class ExampleForm(forms.Form):
    """One field of each kind, for the patterns page."""

    title = forms.CharField(
        label=pgettext_lazy("example", "Title"),
        help_text=pgettext_lazy("example", "What the crisis is called inside the company."),
    )
    email = forms.EmailField(label=pgettext_lazy("example", "E-mail address"), required=False)
    words = forms.CharField(label=pgettext_lazy("example", "Words"), widget=forms.Textarea)
    channel = forms.ChoiceField(
        label=pgettext_lazy("example", "Channel"),
        widget=forms.RadioSelect,
        choices=[
            ("email", pgettext_lazy("example", "E-mail")),
            ("sms", pgettext_lazy("example", "SMS")),
            ("letter", pgettext_lazy("example", "Letter")),
        ],
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("example", "Kind of crisis"),
        choices=[
            ("recall", pgettext_lazy("example", "Product recall")),
            ("outage", pgettext_lazy("example", "Outage")),
        ],
    )
    file = forms.FileField(
        label=pgettext_lazy("example", "A file of customers"),
        required=False,
        help_text=pgettext_lazy("example", "CSV, up to 200 MB."),
    )
    warned = forms.BooleanField(
        label=pgettext_lazy("example", "I have read the letter aloud"),
        help_text=pgettext_lazy("example", "Words that are hard to say are hard to hear."),
    )


def example(at: dt.datetime) -> dict[str, object]:
    """The context of the patterns page, seen at `at`."""
    return {
        "form": ExampleForm(initial={"channel": "email"}),
        "two_hours_ago": at - dt.timedelta(hours=2, minutes=5),
        "in_31_hours": at + dt.timedelta(hours=31, minutes=5),
        "three_hours_late": at - dt.timedelta(hours=3, minutes=5),
        "impacts": list(IMPACTS),
        "angers": list(ANGERS),
        "statuses": list(STATUSES),
        "pictograms": sorted(path.stem for path in PICTOGRAMS.glob("*.svg")),
        "page_of_many": Paginator(range(1240), 50).get_page(3),
        **_charts(),
        **_places(),
        **_letter(),
        "events": _events(at),
        "turns": _turns(at),
    }


def _charts() -> dict[str, object]:
    sizes = (3, 9, 22, 41, 38, 27, 30, 46, 52, 33, 14, 6)
    return {
        "levels": [
            (pgettext_lazy("example", "Urgent"), 12, "#", "danger"),
            (pgettext_lazy("example", "Important"), 148, "#"),
            (pgettext_lazy("example", "Moderate"), 402, "#"),
            (pgettext_lazy("example", "Low"), 1287, "#"),
        ],
        "hours": [(f"{hour} h", size) for hour, size in enumerate(sizes, start=8)],
    }


def _places() -> dict[str, object]:
    return {
        "tabs": [
            {"label": pgettext_lazy("example", "All"), "url": "#", "count": 148, "current": True},
            {"label": pgettext_lazy("example", "Mine"), "url": "#", "count": 3},
            {"label": pgettext_lazy("example", "Unassigned"), "url": "#", "count": 12},
        ],
        "steps": [
            {"label": pgettext_lazy("example", "File"), "url": "#", "state": "done"},
            {"label": pgettext_lazy("example", "Columns"), "state": "current"},
            {"label": pgettext_lazy("example", "Preview"), "state": "todo"},
            {"label": pgettext_lazy("example", "Import"), "state": "todo"},
        ],
    }


def _letter() -> dict[str, object]:
    letter = str(
        pgettext_lazy("example", "Business as usual: our shops are open. We guarantee delivery within two days.")
    )
    usual = _finding(
        letter,
        pgettext_lazy("example", "Business as usual"),
        pgettext_lazy("example", "It makes light of what the reader lives through."),
        pgettext_lazy("example", "Our shops are open, with fewer people."),
    )
    promise = _finding(
        letter,
        pgettext_lazy("example", "We guarantee delivery within two days"),
        pgettext_lazy("example", "A promise that may not be kept costs more than none."),
        pgettext_lazy("example", "We expect to deliver within two days."),
    )
    return {
        "letter": letter,
        "found": [usual | {"code": "usual"}, promise | {"code": "promise", "severity": "blocker"}],
    }


def _finding(text: str, words: Promise, message: Promise, suggestion: Promise) -> dict[str, object]:
    start = text.find(str(words))
    end = start + len(str(words))
    return {"start": start, "end": end, "message": message, "suggestion": suggestion, "severity": "warning"}


def _events(at: dt.datetime) -> list[dict[str, object]]:
    return [
        {
            "at": at - dt.timedelta(minutes=4),
            "what": pgettext_lazy("example", "The opening hours changed"),
            "by": "Alix",
            "icon": "pencil",
            "detail": pgettext_lazy("example", "4,210 people were told the old hours."),
        },
        {
            "at": at - dt.timedelta(hours=5),
            "what": pgettext_lazy("example", "Position statement sent to 12,408 customers"),
            "by": "Chloé",
            "icon": "send",
            "url": "#",
        },
        {
            "at": at - dt.timedelta(hours=26),
            "what": pgettext_lazy("example", "Crisis declared"),
            "by": "Alix",
            "icon": "flag",
        },
    ]


def _turns(at: dt.datetime) -> list[dict[str, object]]:
    return [
        {
            "who": "Mme Ferrand",
            "channel": pgettext_lazy("example", "e-mail"),
            "at": at - dt.timedelta(hours=3),
            "text": pgettext_lazy("example", "My daughter ate it yesterday. What should I watch for?"),
            "kind": "theirs",
        },
        {
            "who": "Bilal",
            "channel": pgettext_lazy("example", "e-mail"),
            "at": at - dt.timedelta(hours=2),
            "text": pgettext_lazy("example", "I understand your worry. Here is what the doctors advise."),
            "kind": "ours",
            "foot": pgettext_lazy("example", "Cites the fact: symptoms to watch for."),
        },
    ]
