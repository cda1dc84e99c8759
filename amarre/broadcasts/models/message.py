"""Tables of messages."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.channels.models import Batch, Channel
from amarre.people.models import Person, Segment
from amarre.plan.models import MessageTemplate
from amarre.situation.models import Crisis, FactVersion


class Message(models.Model):
    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        IN_REVIEW = "in_review", _("waiting for approval")
        APPROVED = "approved", _("approved")
        SENDING = "sending", _("being sent")
        SENT = "sent", _("sent")
        STOPPED = "stopped", _("stopped")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="messages")
    template = models.ForeignKey(MessageTemplate, null=True, on_delete=models.SET_NULL, related_name="+")
    occasion = models.CharField(_("occasion"), max_length=20)
    title = models.CharField(_("name among colleagues"), max_length=160)
    channel = models.ForeignKey(Channel, null=True, on_delete=models.PROTECT, related_name="+")
    audience_kind = models.CharField(max_length=10, choices=Person.Kind.choices, default=Person.Kind.CUSTOMER)
    segment = models.ForeignKey(
        Segment, null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )  # null = everybody
    corrects = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="corrections")
    corrects_version = models.ForeignKey(FactVersion, null=True, on_delete=models.SET_NULL, related_name="+")
    # For those whom the stopped sending of that message had not reached.
    repeats = models.ForeignKey("self", null=True, on_delete=models.SET_NULL, related_name="repetitions")
    is_vital = models.BooleanField(_("vital for people's safety"), default=False)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    # Who wrote the words as they stand: the second person must be neither of the two.
    last_editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    revision = models.PositiveIntegerField(default=1)  # grows at each save: two people do not overwrite each other
    sent_at = models.DateTimeField(null=True)  # when its first recipients were frozen
    # To leave by itself at that time, once approved; who ordered it; and why it did not leave, when it did not.
    send_at = models.DateTimeField(_("to be sent on"), null=True, blank=True)
    send_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    send_trouble = models.CharField(max_length=300, blank=True)
    fell_back_at = models.DateTimeField(null=True)  # when it was last looked for whom it had not reached
    layout = models.ForeignKey("Layout", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # Each person by the channel they prefer, when the message can go by it and they have an address there.
    preferred_first = models.BooleanField(_("each person by the channel they prefer"), default=False)

    class Meta:
        ordering: ClassVar = ["-updated_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["crisis", "state"])]

    def __str__(self) -> str:
        return self.title

    @property
    def may_change(self) -> bool:
        """Whether its words can still be changed: nothing of it has left."""
        return self.state in UNSENT


UNSENT = (Message.State.DRAFT, Message.State.IN_REVIEW, Message.State.APPROVED)


class Layout(models.Model):
    """How the mail of messages looks: MJML with a place for the words."""

    name = models.CharField(_("name"), max_length=80, unique=True)
    mjml = models.TextField()
    is_default = models.BooleanField(_("used unless another is chosen"), default=False)

    class Meta:
        ordering: ClassVar = ["name", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["is_default"], condition=models.Q(is_default=True), name="one_default_layout"
            )
        ]

    def __str__(self) -> str:
        return self.name


class MessageText(models.Model):
    """The words in one language: Markdown with {{ fact.key }} and {{ person.x }}.

    `channel_kind` "" is the common words; "sms" and the like are what that kind of channel says instead.
    """

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="texts")
    channel_kind = models.CharField(max_length=30, blank=True, default="")
    language = models.CharField(max_length=5)
    subject = models.CharField(_("subject"), max_length=200, blank=True)
    body = models.TextField(_("words"), blank=True)
    options = models.JSONField(default=dict, blank=True)  # what it asks of the kind: {"template": ..., "picture": ...}

    class Meta:
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["message", "channel_kind", "language"], name="one_text_per_kind_language")
        ]


class MessageStep(models.Model):
    """What is tried next for whoever the message did not reach: another channel, when, and after what."""

    class After(models.TextChoices):
        BOUNCED = "bounced", _("it came back, or there is no address")
        NO_RECEIPT = "no_receipt", _("nothing confirms that it arrived")

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()  # 1, 2, ...: 0 is the message's own channel
    channel = models.ForeignKey(Channel, on_delete=models.PROTECT, related_name="+")
    wait_hours = models.PositiveSmallIntegerField(_("hours to wait"), default=0)
    after = models.CharField(max_length=10, choices=After.choices, default=After.BOUNCED)

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "position"], name="one_step_per_position")]


class Sending(models.Model):
    """A batch through which a message was sent. `step` 0 is the order itself, 1 and more its fallbacks; or it is a step
    of a sequence."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="sendings")
    batch = models.OneToOneField(Batch, on_delete=models.CASCADE, related_name="sending")
    step = models.PositiveSmallIntegerField(default=0)
    sequence_step = models.ForeignKey("SequenceStep", null=True, on_delete=models.SET_NULL, related_name="sendings")

    class Meta:
        ordering: ClassVar = ["id"]


class Citation(models.Model):
    """The message cites this version of a fact. Found by rendering, frozen when sent."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="citations")
    version = models.ForeignKey(FactVersion, on_delete=models.PROTECT, related_name="message_citations")

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["message", "version"], name="cited_once")]


class Approval(models.Model):
    """Who approved exactly which words (`digest`), with which findings left standing and why; or refused, and why."""

    message = models.ForeignKey(Message, on_delete=models.CASCADE, related_name="approvals")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField()
    digest = models.CharField(max_length=64)
    is_approved = models.BooleanField()
    comment = models.TextField(blank=True)
    findings = models.JSONField(default=list)
    is_void = models.BooleanField(default=False)  # words or facts changed since

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
