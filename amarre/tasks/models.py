"""What background work must remember besides its queue: who works, what ran by the clock, what failed for good."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.tasks.processes import Process


class Worker(models.Model):
    """A worker process that says "I am here" every few seconds. Removed when it leaves, or is found gone."""

    name = models.CharField(max_length=200, unique=True)
    started_at = models.DateTimeField()
    beat_at = models.DateTimeField()
    queue_worker = models.BigIntegerField(null=True, help_text="its number in procrastinate, once it has run a job")

    def __str__(self) -> str:
        return self.name

    def is_gone(self, *, at: datetime, timeout: timedelta) -> bool:
        """Whether the process has ended: looked up on this machine, guessed from its silence on another."""
        process = Process.parse(self.name)
        lives = process.lives() if process else None
        return not lives if lives is not None else self.beat_at + timeout < at


class Schedule(models.Model):
    """When a periodic task last started. `task` is the dotted path of its function."""

    task = models.CharField(max_length=200, unique=True)
    last_at = models.DateTimeField(null=True)
    last_result = models.CharField(max_length=64, blank=True)

    def __str__(self) -> str:
        return self.task


class Failure(models.Model):
    """A task given up, with the reason: the evidence is kept after the queue has forgotten the task."""

    class Reason(models.TextChoices):
        ERROR = "error", _("It met an error that trying again would not mend.")
        TIRED = "tired", _("It was tried several times, and could not be done.")
        LOST = "lost", _("Each process that ran it stopped before the end.")

    task = models.CharField(max_length=200)
    result_id = models.CharField(max_length=64)
    arguments = models.JSONField(help_text="{args: [], kwargs: {}}: identifiers only, never personal data")
    attempts = models.PositiveIntegerField()
    reason = models.CharField(max_length=8, choices=Reason.choices)
    detail = models.TextField(blank=True)
    traceback = models.TextField(blank=True)
    failed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return f"{self.task} ({self.reason})"
