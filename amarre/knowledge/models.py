"""Tables of questions and answers. Words are `{"fr": {"question": ..., "answer": ...}, "en": {...}}`."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.situation.models import Crisis, FactVersion


class Entry(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")

    class Audience(models.TextChoices):
        PUBLIC = "public", _("customers")
        STAFF = "staff", _("colleagues only")

    class Fear(models.TextChoices):
        EXPOSED = "exposed", _("Was I exposed or harmed?")
        ORDER = "order", _("Where is my order?")
        PROTECTION = "protection", _("What do you do to protect me?")
        RULES = "rules", _("What must I do at your place?")
        PENALTY = "penalty", _("Will I pay if I am late or cancel?")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="entries")
    key = models.SlugField(max_length=80)
    order = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    audience = models.CharField(max_length=10, choices=Audience.choices, default=Audience.PUBLIC)
    fear = models.CharField(max_length=12, choices=Fear.choices, blank=True)
    topic = models.CharField(_("topic"), max_length=120, blank=True)
    words = models.JSONField(default=dict)  # templates: answers may cite {{ fact.key }}
    source_url = models.URLField(blank=True, max_length=500)
    revision = models.PositiveIntegerField(default=1)  # raised by every change: tells a stale form and a stale index
    updated_at = models.DateTimeField()
    updated_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    published_at = models.DateTimeField(null=True)
    cites = models.ManyToManyField(FactVersion, blank=True, related_name="entries")  # as of the last save, by rendering

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["crisis", "key"], name="entry_key_in_crisis")]

    def __str__(self) -> str:
        return self.key


class Phrasing(models.Model):
    """One way customers really ask an entry's question."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="phrasings")
    language = models.CharField(max_length=5)
    text = models.CharField(max_length=400)

    class Meta:
        ordering: ClassVar = ["id"]


class Gap(models.Model):
    """A question nobody can answer yet; it becomes an entry."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="gaps")
    language = models.CharField(max_length=5)
    text = models.TextField()
    times = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    entry = models.ForeignKey(Entry, null=True, on_delete=models.SET_NULL, related_name="gaps")  # once filled
    dismissed_at = models.DateTimeField(null=True)
    dismissed_why = models.CharField(max_length=300, blank=True)

    class Meta:
        ordering: ClassVar = ["-times", "-last_at"]
