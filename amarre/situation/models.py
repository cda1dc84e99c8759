"""Tables of a crisis. Titles copied from a playbook keep both languages (`{"fr": ..., "en": ...}`)."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.plan.models import Playbook


class Crisis(models.Model):
    """What is happening, where it stands, who may see it."""

    title = models.CharField(_("title"), max_length=160)
    slug = models.SlugField(unique=True, max_length=80)  # in public addresses
    kind = models.CharField(max_length=30)
    playbook = models.ForeignKey(Playbook, null=True, on_delete=models.SET_NULL, related_name="+")
    language = models.CharField(_("main language"), max_length=5, default="fr")
    languages = models.JSONField(default=list)
    harm = models.BooleanField(default=False)
    phase = models.ForeignKey("Phase", null=True, on_delete=models.SET_NULL, related_name="+")
    declared_at = models.DateTimeField()
    declared_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    closed_at = models.DateTimeField(null=True)
    closing_note = models.TextField(blank=True)
    is_drill = models.BooleanField(default=False)
    is_restricted = models.BooleanField(_("restricted to its members"), default=False)
    members = models.ManyToManyField(settings.AUTH_USER_MODEL, blank=True, related_name="crises")

    class Meta:
        ordering: ClassVar = ["-declared_at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_open(self) -> bool:
        return self.closed_at is None


class Phase(models.Model):
    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="phases")
    slug = models.SlugField(max_length=20)
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    aim = models.JSONField(default=dict)
    entered_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["order"]


class Seat(models.Model):
    """A seat of the crisis cell: what function, which part, who holds it."""

    class CellRole(models.TextChoices):
        ORCHESTRATOR = "orchestrator", _("orchestrator: decides and plans")
        EXPERT = "expert", _("expert: knows, or knows where to find out")
        COMMUNICATOR = "communicator", _("communicator: shapes and relays")
        DOER = "doer", _("doer: acts on vague orders")

    class Responsibility(models.TextChoices):
        RESPONSIBLE = "responsible", pgettext_lazy("part", "does it")
        ACCOUNTABLE = "accountable", pgettext_lazy("part", "answers for it")
        CONSULTED = "consulted", pgettext_lazy("part", "is asked")
        INFORMED = "informed", pgettext_lazy("part", "is told")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="seats")
    order = models.PositiveSmallIntegerField(default=0)
    function = models.SlugField(max_length=40, blank=True)  # as the playbook and an action's `raci` name it
    title = models.JSONField()
    cell_role = models.CharField(max_length=14, choices=CellRole.choices)
    responsibility = models.CharField(max_length=12, choices=Responsibility.choices)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    holder = models.CharField(_("who"), max_length=120, blank=True)  # somebody without an account

    class Meta:
        ordering: ClassVar = ["order", "id"]


class Source(models.Model):
    """Where facts come from: a short list of those that deserve trust."""

    crisis = models.ForeignKey(Crisis, null=True, on_delete=models.CASCADE, related_name="sources")
    name = models.CharField(_("name"), max_length=160)
    url = models.URLField(_("address"), blank=True, max_length=500)
    is_trusted = models.BooleanField(_("trusted"), default=True)
    note = models.CharField(_("note"), max_length=300, blank=True)

    def __str__(self) -> str:
        return self.name


class Fact(models.Model):
    """A thing to be known, first as an open question, then in versions. `current` is what is true now."""

    class Visibility(models.TextChoices):
        PUBLIC = "public", pgettext_lazy("status", "public")
        INTERNAL = "internal", pgettext_lazy("status", "internal")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="facts")
    key = models.SlugField(_("short name"), max_length=60)  # cited as {{ fact.key }}
    topic = models.CharField(_("topic"), max_length=60, blank=True)
    question = models.JSONField(default=dict)
    hint = models.JSONField(default=dict)
    visibility = models.CharField(max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC)
    is_needed_first = models.BooleanField(_("needed for the first word"), default=False)
    order = models.PositiveSmallIntegerField(default=0)
    current = models.ForeignKey("FactVersion", null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["order", "id"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["crisis", "key"], name="fact_key_in_crisis")]

    def __str__(self) -> str:
        return self.key


class FactVersion(models.Model):
    """What was held true from one moment on. Never changed once written: a change is a new version."""

    class Status(models.TextChoices):
        RUMOUR = "rumour", pgettext_lazy("status", "rumour")
        TO_VERIFY = "to_verify", pgettext_lazy("status", "to be verified")
        VERIFIED = "verified", pgettext_lazy("status", "verified")
        DENIED = "denied", pgettext_lazy("status", "denied")
        EXPIRED = "expired", pgettext_lazy("status", "expired")

    fact = models.ForeignKey(Fact, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    status = models.CharField(max_length=10, choices=Status.choices)
    words = models.JSONField()  # {"fr": "...", "en": "..."}
    source = models.ForeignKey(Source, null=True, on_delete=models.SET_NULL, related_name="versions")
    source_note = models.CharField(max_length=300, blank=True)  # who said it, where exactly
    author = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    valid_from = models.DateTimeField()
    valid_until = models.DateTimeField(null=True)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["fact", "number"]
        constraints: ClassVar = [models.UniqueConstraint(fields=["fact", "number"], name="fact_version_number")]


class Decision(models.Model):
    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="decisions")
    what = models.TextField(_("what was decided"))
    why = models.TextField(_("why"))
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    facts = models.ManyToManyField(FactVersion, blank=True, related_name="decisions")

    class Meta:
        ordering: ClassVar = ["-at"]


class Workstream(models.Model):
    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="workstreams")
    order = models.PositiveSmallIntegerField()
    title = models.JSONField()
    aim = models.JSONField(default=dict)

    class Meta:
        ordering: ClassVar = ["order"]


class Action(models.Model):
    class State(models.TextChoices):
        TODO = "todo", pgettext_lazy("action", "to do")
        DOING = "doing", pgettext_lazy("action", "under way")
        DONE = "done", pgettext_lazy("action", "done")
        DROPPED = "dropped", pgettext_lazy("action", "dropped")

    workstream = models.ForeignKey(Workstream, on_delete=models.CASCADE, related_name="actions")
    title = models.JSONField()
    cell_role = models.CharField(max_length=14, choices=Seat.CellRole.choices, blank=True)
    owner = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="actions"
    )
    owner_name = models.CharField(max_length=120, blank=True)
    due_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.TODO)
    note = models.CharField(max_length=300, blank=True)
    order = models.PositiveSmallIntegerField(default=0)
    done_at = models.DateTimeField(null=True)
    raci = models.JSONField(default=dict)  # {"responsible": ["quality"], ...}: functions that have a seat in the cell

    class Meta:
        ordering: ClassVar = ["order", "id"]

    @property
    def is_open(self) -> bool:
        return self.state in (Action.State.TODO, Action.State.DOING)


class Clock(models.Model):
    """A promise of time. `first_word`: 48 hours from declaration to the first information and regret (M6)."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="clocks")
    code = models.SlugField(max_length=20)
    due_at = models.DateTimeField()
    met_at = models.DateTimeField(null=True)
    met_by = models.CharField(max_length=200, blank=True)

    class Meta:
        constraints: ClassVar = [models.UniqueConstraint(fields=["crisis", "code"], name="clock_code_in_crisis")]


class Reading(models.Model):
    """A measure that no machine takes, written down by hand: the last one counts and carries its age."""

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="readings")
    measure = models.SlugField(max_length=40)
    value = models.FloatField(_("value"))
    note = models.CharField(_("note"), max_length=200, blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        ordering: ClassVar = ["-at", "-id"]
        indexes: ClassVar = [models.Index(fields=["crisis", "measure", "at"], name="reading_latest")]
