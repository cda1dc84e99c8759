"""Tables of conversations."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.channels.models import Delivery, Inbound
from amarre.knowledge.models import Entry, Gap
from amarre.people.models import Person
from amarre.situation.models import Crisis, FactVersion


class Conversation(models.Model):
    """One person's affair, from the first word to the last answer."""

    class Impact(models.TextChoices):
        URGENT = "urgent", _("urgent")
        IMPORTANT = "important", _("important")
        MODERATE = "moderate", _("moderate")
        LOW = "low", _("low")

    class State(models.TextChoices):
        OPEN = "open", _("waits for us")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    crisis = models.ForeignKey(Crisis, null=True, on_delete=models.SET_NULL, related_name="conversations")
    person = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="conversations")
    channel_kind = models.CharField(max_length=30)
    address = models.CharField(max_length=320, blank=True, db_index=True)  # where to answer
    name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=400, blank=True)
    excerpt = models.CharField(max_length=200, blank=True)  # the beginning of their last words, for lists
    language = models.CharField(max_length=5, blank=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    impact = models.CharField(max_length=10, choices=Impact.choices)
    anger = models.PositiveSmallIntegerField(default=0)  # 0 to 3
    threat = models.BooleanField(default=False)
    rank = models.PositiveSmallIntegerField(default=999)  # engine.triage.rank: smaller is worked first
    is_overridden = models.BooleanField(default=False)  # an agent set the levels by hand
    overridden_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    override_why = models.CharField(max_length=300, blank=True)
    assigned_to = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    first_received_at = models.DateTimeField()
    last_received_at = models.DateTimeField()
    waiting_since = models.DateTimeField(null=True)  # null when nobody waits for us
    first_answered_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    merged_into = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="merged")
    asks = models.ForeignKey(  # the entry that surely answers their last words
        Entry, null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    gap = models.ForeignKey(Gap, null=True, on_delete=models.SET_NULL, related_name="conversations")

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["state", "rank", "waiting_since"]),
            models.Index(fields=["crisis", "state", "rank", "waiting_since"], name="inbox_queue_of_crisis"),
        ]

    def __str__(self) -> str:
        return self.subject or self.excerpt or str(self.pk)


class Turn(models.Model):
    """One word in a conversation: theirs, ours, or a note among colleagues."""

    class Direction(models.TextChoices):
        IN = "in", _("from the customer")
        OUT = "out", _("from us")
        NOTE = "note", _("note among colleagues")

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="turns")
    direction = models.CharField(max_length=5, choices=Direction.choices)
    at = models.DateTimeField()
    text = models.TextField()
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    inbound = models.OneToOneField(Inbound, null=True, on_delete=models.SET_NULL, related_name="turn")
    delivery = models.OneToOneField(Delivery, null=True, on_delete=models.SET_NULL, related_name="turn")
    impact = models.CharField(max_length=10, choices=Conversation.Impact.choices, blank=True)
    anger = models.PositiveSmallIntegerField(default=0)
    threat = models.BooleanField(default=False)
    because = models.JSONField(default=list)  # [{"start", "end", "kind", "reason": {"fr", "en"}}]: offsets in `text`
    cites = models.ManyToManyField(FactVersion, blank=True, related_name="turns")
    findings_kept = models.JSONField(default=list)  # findings left in: [{"code", "excerpt", "severity", "why"}]

    class Meta:
        ordering: ClassVar = ["at", "id"]


class Draft(models.Model):
    """An answer being written: kept while it is typed, found again on another computer, and shown to colleagues."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="drafts")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    text = models.TextField(blank=True)
    saved_at = models.DateTimeField()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["conversation", "author"], name="one_draft_per_author")
        ]
