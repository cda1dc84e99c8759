"""Tables of drills."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.situation.models import Crisis


class Drill(models.Model):
    """One drill: its world (scenario, people, days, seed, language), how far it got, its sums."""

    class State(models.TextChoices):
        READY = "ready", _("ready")
        RUNNING = "running", _("running")
        BY_HAND = "by_hand", _("taken over by hand")
        FINISHED = "finished", _("finished")
        FAILED = "failed", _("stopped by a problem")

    scenario = models.CharField(_("scenario"), max_length=20)
    people = models.PositiveIntegerField(_("people"))
    days = models.PositiveSmallIntegerField(_("days"))
    seed = models.BigIntegerField(_("seed"))
    language = models.CharField(_("language"), max_length=5)
    state = models.CharField(max_length=10, choices=State.choices, default=State.READY)
    step = models.CharField(max_length=40, blank=True)
    log = models.JSONField(default=list)  # [{"at", "day", "step", "words"}]
    sums = models.JSONField(default=dict)
    problem = models.TextField(blank=True)
    crisis = models.ForeignKey(Crisis, null=True, on_delete=models.SET_NULL, related_name="drills")
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-created_at"]
