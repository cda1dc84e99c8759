"""The background work as a Django app."""

from __future__ import annotations

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class TasksConfig(AppConfig):
    name = "amarre.tasks"
    label = "amarre_tasks"
    verbose_name = _("Background work")
    default_auto_field = "django.db.models.BigAutoField"
