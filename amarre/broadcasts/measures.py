"""Measures of a crisis about what we said: how many were told, and how many of the misinformed were told better."""

from __future__ import annotations

from datetime import datetime

from django.db.models import QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from amarre.broadcasts.audience import TOLD, outdated_facts
from amarre.broadcasts.models import Message
from amarre.channels.models import Delivery
from amarre.situation.measures import MEASURES, Measure, MeasureValue
from amarre.situation.models import Crisis


def _people_told(messages: QuerySet[Message]) -> int:
    deliveries = Delivery.objects.filter(batch__sending__message__in=messages, state__in=TOLD, person_ref__isnull=False)
    return deliveries.values("person_ref").distinct().count()


def told(crisis: Crisis, at: datetime) -> MeasureValue:
    """People who were sent at least one of our messages."""
    count = _people_told(Message.objects.filter(crisis=crisis))
    return MeasureValue(value=count, note="", url=reverse("broadcasts:messages", args=[crisis.pk]), age=None)


def corrected(crisis: Crisis, at: datetime) -> MeasureValue:
    """People who were told an old version of a fact and then the new one."""
    count = _people_told(Message.objects.filter(crisis=crisis, corrects_version__isnull=False))
    left = sum(outdated.people_count for outdated in outdated_facts(crisis))
    note = _("%(left)s still to be told") % {"left": left} if left else ""
    return MeasureValue(value=count, note=note, url=reverse("broadcasts:messages", args=[crisis.pk]), age=None)


MEASURES.add("told", Measure("told", _("People told"), _("people"), told))
MEASURES.add("corrected", Measure("corrected", _("People told better"), _("people"), corrected))
