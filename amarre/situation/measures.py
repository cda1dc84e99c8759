"""Measures of a crisis (M7): a registry that every room adds to, and those that belong here.

A measure is computed when it is looked at. What no machine can count (people at work, open channels, pick-up rate) is
written down by hand and carries its age.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from amarre.lib.registry import Registry
from amarre.lib.ui.times import duration
from amarre.situation.clocks import first_word
from amarre.situation.models import Action, Crisis, Reading

Words = str | Promise


@dataclass(frozen=True)
class MeasureValue:
    """`value` is None when it is not known. `age`: how long ago it was taken, None for "just now"."""

    value: float | None
    note: Words = ""
    url: str = ""
    age: timedelta | None = None

    @property
    def age_words(self) -> str:
        """« il y a 3 h », "" for a value taken just now."""
        return _("%(duration)s ago") % {"duration": duration(self.age.total_seconds())} if self.age else ""


@dataclass(frozen=True)
class Measure:
    """`compute(crisis, at)` gives the value at the moment `at`, in `unit`. `by_hand`: colleagues write it down."""

    slug: str
    title: Words
    unit: Words
    compute: Callable[[Crisis, datetime], MeasureValue]
    by_hand: bool = False


MEASURES: Registry[Measure] = Registry("measure")


def measures_of(crisis: Crisis) -> list[Measure]:
    """The measures that the playbook puts on the board of this crisis, in its order; all of them without a playbook.

    A measure of a room that is not there yet is left out.
    """
    wanted = [row["slug"] for row in crisis.playbook.body["measures"]] if crisis.playbook else list(MEASURES)
    return [MEASURES.get(slug) for slug in wanted if slug in MEASURES]


def _first_word(crisis: Crisis, at: datetime) -> MeasureValue:
    clock = first_word(crisis, at)
    if clock is None:
        return MeasureValue(None)
    url = reverse("situation:facts", args=[crisis.pk])
    end = clock.met_at or at
    hours = round((end - crisis.declared_at) / timedelta(hours=1))
    if clock.met_at:
        return MeasureValue(hours, clock.met_by, url)
    missing = len(clock.missing_facts)
    note = ngettext("not said yet, %(count)s fact missing", "not said yet, %(count)s facts missing", missing) % {
        "count": missing
    }
    return MeasureValue(hours, note, url)


def _actions_progress(crisis: Crisis, at: datetime) -> MeasureValue:
    url = reverse("situation:workstreams", args=[crisis.pk])
    actions = Action.objects.filter(workstream__crisis=crisis).exclude(state=Action.State.DROPPED)
    total = actions.count()
    if not total:
        return MeasureValue(None, url=url)
    done = actions.filter(state=Action.State.DONE).count()
    late = actions.exclude(state=Action.State.DONE).filter(due_at__lt=at).count()
    note = _("%(done)s of %(total)s done") % {"done": done, "total": total}
    if late:
        note += ", " + ngettext("%(count)s late", "%(count)s late", late) % {"count": late}
    return MeasureValue(round(100 * done / total), note, url)


def _by_hand(slug: str) -> Callable[[Crisis, datetime], MeasureValue]:
    def latest(crisis: Crisis, at: datetime) -> MeasureValue:
        url = reverse("situation:measures", args=[crisis.pk])
        reading = Reading.objects.filter(crisis=crisis, measure=slug, at__lte=at).first()
        if reading is None:
            return MeasureValue(None, _("to be written down"), url)
        value = int(reading.value) if reading.value.is_integer() else reading.value
        return MeasureValue(value, reading.note, url, at - reading.at)

    return latest


for _measure in (
    Measure("first_word", gettext_lazy("First word"), gettext_lazy("h after the declaration"), _first_word),
    Measure("actions_progress", gettext_lazy("Progress of actions"), "%", _actions_progress),
    Measure(
        "people_at_work",
        gettext_lazy("People at work"),
        gettext_lazy("people"),
        _by_hand("people_at_work"),
        by_hand=True,
    ),
    Measure(
        "open_channels",
        gettext_lazy("Open channels"),
        gettext_lazy("channels"),
        _by_hand("open_channels"),
        by_hand=True,
    ),
    Measure("pick_up_rate", gettext_lazy("Calls picked up"), "%", _by_hand("pick_up_rate"), by_hand=True),
):
    MEASURES.add(_measure.slug, _measure)
