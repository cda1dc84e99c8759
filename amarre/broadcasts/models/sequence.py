"""Tables of follow-up sequences: who enters on which event, what is sent after which delay, who is where."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.broadcasts.models.message import Message
from amarre.people.models import Person, Segment
from amarre.situation.models import Crisis, FactVersion


class Sequence(models.Model):
    """Messages sent to each person one after the other, from an event on, until something ends it."""

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        RUNNING = "running", pgettext_lazy("sequence", "running")
        PAUSED = "paused", _("paused")
        STOPPED = "stopped", _("stopped")

    class Entry(models.TextChoices):
        TOLD = "told", _("a message was sent to them")
        WROTE = "wrote", _("they wrote to us")
        ANSWERED = "answered", _("we answered them")
        SEGMENT = "segment", _("they are in a segment")
        DATE = "date", _("a date of theirs arrives")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="sequences")
    name = models.CharField(_("name among colleagues"), max_length=160)
    audience_kind = models.CharField(max_length=10, choices=Person.Kind.choices, default=Person.Kind.CUSTOMER)
    entry = models.CharField(_("who enters"), max_length=10, choices=Entry.choices, default=Entry.TOLD)
    entry_message = models.ForeignKey(Message, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry_attribute = models.CharField(_("date"), max_length=60, blank=True)  # a column of people: "renewal_date"
    entry_days = models.SmallIntegerField(_("days from that date"), default=0)  # -10: ten days before it
    # Whoever enters must be in it; for the entry "segment" it is the event itself.
    segment = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    takes_earlier = models.BooleanField(_("those to whom it happened before the start enter too"), default=False)
    may_restart = models.BooleanField(_("a person may go through it again"), default=False)

    ends_on_reply = models.BooleanField(_("they write to us"), default=True)
    ends_on_complaint = models.BooleanField(_("a complaint of theirs is open"), default=True)
    ends_outside = models.BooleanField(_("they are no longer in the segment"), default=False)
    goal = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    # What the whole sequence rests on: when its words change, everybody leaves.
    fact_version = models.ForeignKey(FactVersion, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    state_reason = models.CharField(max_length=300, blank=True)  # why it was paused or stopped
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    last_editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    started_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    since = models.DateTimeField(null=True)  # events before it make nobody enter
    looked_at = models.DateTimeField(null=True)  # when it was last moved on
    entered_at = models.DateTimeField(null=True)  # when it was last looked who enters
    paused_batches = models.JSONField(default=list)  # numbers of the sends that its pause has paused, to be resumed

    class Meta:
        ordering: ClassVar = ["-updated_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["state", "id"], name="sequence_by_state")]

    def __str__(self) -> str:
        return self.name

    @property
    def may_change(self) -> bool:
        """Whether it can still be changed: nobody has entered it."""
        return self.state == self.State.DRAFT


class StepsThatCount(models.Manager["SequenceStep"]):
    """Without the steps that were taken out of a running sequence: their rows stay for what they have sent."""

    def get_queryset(self) -> models.QuerySet[SequenceStep]:
        return super().get_queryset().filter(removed_at=None)


class SequenceStep(models.Model):
    """One message of a sequence, so many hours after the one before it (after the entry, for the first).

    `position` gives the order and is never used again, so that whoever waits at a step is where they were when others
    are taken out or added.
    """

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()  # 1, 2, ...; with holes where a step was taken out
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="sequence_steps")
    wait_hours = models.PositiveSmallIntegerField(_("hours to wait"), default=0)
    # Those who are not in it at that moment pass this step without the message.
    only_if = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    trouble = models.CharField(max_length=300, blank=True)  # why nothing leaves here; people wait
    removed_at = models.DateTimeField(null=True)  # taken out while it ran

    objects = StepsThatCount()
    ever = models.Manager["SequenceStep"]()

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sequence", "position"], name="one_sequence_step_per_position")
        ]


class SequenceChange(models.Model):
    """Other steps for a sequence that runs: one person writes them, a second one approves them, then they hold.

    Until then nothing of the sequence changes. Approved ones are kept: each is a version of the sequence.
    """

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="changes")
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    last_editor = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    applied_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["sequence"], condition=models.Q(applied_at=None), name="one_open_change_per_sequence"
            )
        ]


class SequenceChangeStep(models.Model):
    """One step as the change wants it. `step` is the one that it keeps, None for a new one."""

    change = models.ForeignKey(SequenceChange, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()  # only an order
    step = models.ForeignKey(SequenceStep, null=True, on_delete=models.CASCADE, related_name="+")
    message = models.ForeignKey(Message, on_delete=models.PROTECT, related_name="+")
    wait_hours = models.PositiveSmallIntegerField(default=0)
    only_if = models.ForeignKey(Segment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["change", "position"], name="one_change_step_per_position")
        ]


class SequenceRun(models.Model):
    """One person going through a sequence. `step` is the one that comes next; `exited_at` is empty while inside."""

    class Exit(models.TextChoices):
        DONE = "done", _("went through to the end")
        REPLIED = "replied", _("wrote to us")
        COMPLAINT = "complaint", _("has an open complaint")
        REFUSED = "refused", _("wants no more messages")
        OUTSIDE = "outside", _("is no longer in the segment")
        FACT = "fact", _("a fact has changed")
        GOAL = "goal", _("the goal is reached")
        CLOSED = "closed", _("the crisis was closed")
        STOPPED = "stopped", _("the sequence was stopped")
        ERASED = "erased", _("was erased")
        BEFORE = "before", _("was in the segment before the start")

    sequence = models.ForeignKey(Sequence, on_delete=models.CASCADE, related_name="runs", db_index=False)
    person_ref = models.BigIntegerField(db_index=True)
    round = models.PositiveSmallIntegerField(default=1)  # 2 and more: the person has been through it before
    step = models.PositiveSmallIntegerField(default=1)
    next_at = models.DateTimeField()
    entered_at = models.DateTimeField()
    exited_at = models.DateTimeField(null=True)
    exit_reason = models.CharField(max_length=10, choices=Exit.choices, blank=True)
    was_outside = models.BooleanField(default=False)  # seen outside the segment since: may come in again

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sequence", "person_ref", "round"], name="one_run_per_round"),
            models.UniqueConstraint(
                fields=["sequence", "person_ref"], condition=models.Q(exited_at=None), name="one_live_run"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                fields=["sequence", "step", "next_at"], name="run_that_is_due", condition=models.Q(exited_at=None)
            ),
            models.Index(
                fields=["sequence", "exit_reason"], name="run_by_exit", condition=models.Q(exited_at__isnull=False)
            ),
        ]
