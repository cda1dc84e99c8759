"""Tables of what is published."""

from __future__ import annotations

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from amarre.situation.models import Crisis, FactVersion


class Page(models.Model):
    """What the public page of a crisis says in front of its facts and FAQ: one row per crisis."""

    crisis = models.OneToOneField(Crisis, on_delete=models.CASCADE, related_name="page")
    is_public = models.BooleanField(_("published"), default=False)
    title = models.JSONField(default=dict)
    intro = models.JSONField(default=dict)  # Markdown templates: may cite {{ fact.key }}
    banner = models.JSONField(default=dict)  # one sentence: may cite {{ fact.key }}
    hidden_facts = models.JSONField(default=list)  # keys of public facts that this page leaves out
    form_is_open = models.BooleanField(_("the form is open"), default=True)
    changed_at = models.DateTimeField(null=True)  # when its own words last changed
    published_at = models.DateTimeField(null=True)
    published_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")


class Artefact(models.Model):
    """One published file: which facts it cites, when it was last true."""

    class Kind(models.TextChoices):
        PAGE = "page", _("page")
        FAQ = "faq", _("questions and answers")
        BANNER = "banner", _("banner")
        FEED = "feed", _("feed")
        DATA = "data", _("data for other programs")
        WORKER = "worker", _("notices on devices")

    crisis = models.ForeignKey(Crisis, on_delete=models.CASCADE, related_name="artefacts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    language = models.CharField(max_length=5, blank=True)
    path = models.CharField(max_length=200, unique=True)  # under PUBLIC_ROOT
    digest = models.CharField(max_length=64)
    size = models.PositiveIntegerField()
    published_at = models.DateTimeField()
    cites = models.ManyToManyField(FactVersion, blank=True, related_name="artefacts")

    class Meta:
        ordering: ClassVar = ["path"]
