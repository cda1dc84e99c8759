"""The form that prepares a drill."""

from __future__ import annotations

from django import forms
from django.conf import settings
from django.utils.translation import gettext_lazy as _

from amarre.drill.actions import MOST_DAYS, MOST_PEOPLE
from amarre.lib.forms import ShowsProblems

SCENARIO_NAMES = (
    ("recall", _("Product recall")),
    ("epidemic", _("Epidemic")),
    ("outage", _("Service outage")),
    ("supply", _("Broken supply and delays")),
    ("breach", _("Data breach")),
)


class DrillForm(ShowsProblems, forms.Form):
    """What to play, on how many invented customers, for how long."""

    scenario = forms.ChoiceField(label=_("What happens"), choices=SCENARIO_NAMES)
    people = forms.IntegerField(label=_("Invented customers"), min_value=10, max_value=MOST_PEOPLE, initial=300)
    days = forms.IntegerField(label=_("Days"), min_value=1, max_value=MOST_DAYS, initial=3)
    language = forms.ChoiceField(label=_("Language of the customers"), choices=settings.LANGUAGES)
    seed = forms.IntegerField(
        label=_("Number of the world"), initial=1, help_text=_("The same number gives the same customers and words.")
    )
