"""Forms of the review."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from amarre.lib.forms import ShowsProblems
from amarre.plan.models import Lesson


class LessonForm(ShowsProblems, forms.Form):
    """Precise enough to be read in ten years by people who were not there."""

    outcome = forms.ChoiceField(label=_("How it went"), choices=Lesson.Outcome.choices, widget=forms.RadioSelect)
    what = forms.CharField(label=_("What happened"), widget=forms.Textarea(attrs={"rows": 3}))
    why = forms.CharField(label=_("Why"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
    got_round = forms.CharField(
        label=_("How it was got round"), widget=forms.Textarea(attrs={"rows": 2}), required=False
    )
    next_time = forms.CharField(label=_("Next time"), widget=forms.Textarea(attrs={"rows": 2}), required=False)
