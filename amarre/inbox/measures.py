"""Measures of a crisis about those who write to us (M7)."""

from __future__ import annotations

from datetime import datetime, timedelta
from statistics import median

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.inbox.forms import CHANNEL_WORDS
from amarre.inbox.models import Conversation, Turn
from amarre.inbox.reading import backlog
from amarre.lib.ui.numbers import grouped
from amarre.lib.ui.times import duration
from amarre.lib.ui.tones import IMPACTS
from amarre.situation.measures import MEASURES, Measure, MeasureValue
from amarre.situation.models import Crisis


def backlog_by_level(crisis: Crisis, at: datetime) -> MeasureValue:
    """How many wait for us now, and how many of them at each level."""
    levels = backlog(_requests(crisis))
    parts = [f"{IMPACTS[level]} {grouped(count)}" for level, count in levels.items() if count]
    return MeasureValue(sum(levels.values()), ", ".join(parts), _queue(crisis))


def volume_by_channel(crisis: Crisis, at: datetime) -> MeasureValue:
    """How many words came in during the last 24 hours, and by which channels."""
    words = Turn.objects.filter(
        conversation__crisis=crisis, direction=Turn.Direction.IN, at__gt=at - timedelta(hours=24), at__lte=at
    )
    counts = words.values_list("inbound__channel_kind").annotate(n=Count("pk")).order_by("-n")
    parts = [f"{CHANNEL_WORDS.get(kind, kind)} {grouped(n)}" for kind, n in counts if kind]
    return MeasureValue(sum(n for _kind, n in counts), ", ".join(parts), _queue(crisis))


def answered(crisis: Crisis, at: datetime) -> MeasureValue:
    """The share of requests that were answered at least once."""
    requests = _requests(crisis)
    total, done = requests.count(), requests.filter(first_answered_at__lte=at).count()
    if not total:
        return MeasureValue(None, _("no request yet"), _queue(crisis))
    note = _("%(done)s of %(total)s") % {"done": grouped(done), "total": grouped(total)}
    return MeasureValue(round(100 * done / total), note, _queue(crisis, "?state=answered"))


def first_response_time(crisis: Crisis, at: datetime) -> MeasureValue:
    """The median time from the first word to our first answer, in minutes."""
    times = [
        (done - came).total_seconds()
        for came, done in _requests(crisis)
        .filter(first_answered_at__lte=at)
        .values_list("first_received_at", "first_answered_at")
        if done is not None
    ]
    if not times:
        return MeasureValue(None, _("nobody was answered yet"), _queue(crisis))
    middle = median(times)
    note = _("half were answered within %(time)s") % {"time": duration(middle)}
    return MeasureValue(round(middle / 60), note, _queue(crisis, "?state=answered"))


def _requests(crisis: Crisis) -> QuerySet[Conversation]:
    return Conversation.objects.filter(crisis=crisis, merged_into=None)


def _queue(crisis: Crisis, query: str = "") -> str:
    return reverse("inbox:queue", args=[crisis.pk]) + query


for _measure in (
    Measure("backlog_by_level", gettext_lazy("Waiting, by impact"), gettext_lazy("requests"), backlog_by_level),
    Measure("volume_by_channel", gettext_lazy("Came in within 24 hours"), gettext_lazy("words"), volume_by_channel),
    Measure("answered", gettext_lazy("Requests answered"), "%", answered),
    Measure(
        "first_response_time", gettext_lazy("Time to the first answer"), gettext_lazy("minutes"), first_response_time
    ),
):
    MEASURES.add(_measure.slug, _measure)
