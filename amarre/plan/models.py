"""Tables of what is prepared cold. Words are `{"fr": ..., "en": ...}` in JSON fields."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class Playbook(models.Model):
    """The living plan for one kind of crisis. `body` holds phases, workstreams, seats, facts, faq, measures, segments
    as `amarre.plan.playbook_file` validates them; templates and lessons are rows, since people edit them one by one."""

    slug = models.SlugField(unique=True)
    kind = models.CharField(_("kind"), max_length=30)
    title = models.JSONField()
    summary = models.JSONField()
    harm = models.BooleanField(default=False)
    body = models.JSONField()
    is_shipped = models.BooleanField(default=False)  # comes with amarre; renewed on upgrade unless somebody edited it
    shipped_digest = models.CharField(max_length=64, blank=True)
    edited_at = models.DateTimeField(null=True)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return self.slug


class MessageTemplate(models.Model):
    """Words prepared cold for one occasion, channel and audience; subject and body per language."""

    playbook = models.ForeignKey(Playbook, on_delete=models.CASCADE, related_name="templates")
    slug = models.SlugField(max_length=60)
    occasion = models.CharField(max_length=20)
    channel = models.CharField(max_length=20)
    audience = models.CharField(max_length=20)
    phase = models.CharField(max_length=20, blank=True)
    title = models.JSONField()
    subject = models.JSONField(default=dict)
    body = models.JSONField()
    order = models.PositiveSmallIntegerField(default=0)
    edited_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["playbook", "slug"], name="template_slug_in_playbook")]


class Lesson(models.Model):
    """What worked or failed in a crisis, why, and how it was got round: read by the next crisis of the kind."""

    class Outcome(models.TextChoices):
        WORKED = "worked", _("worked")
        FAILED = "failed", pgettext_lazy("lesson", "failed")

    playbook = models.ForeignKey(Playbook, on_delete=models.CASCADE, related_name="lessons")
    outcome = models.CharField(_("outcome"), max_length=10, choices=Outcome.choices)
    what = models.TextField(_("what happened"))
    why = models.TextField(_("why"), blank=True)
    got_round = models.TextField(_("how it was got round"), blank=True)
    next_time = models.TextField(_("next time"), blank=True)
    crisis_label = models.CharField(max_length=200, blank=True)
    crisis_id = models.BigIntegerField(null=True)
    is_drill = models.BooleanField(default=False)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["-created_at"]
