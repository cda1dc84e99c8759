"""What must travel up: rooms above are told by the names that the settings list, in the same transaction."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.utils.module_loading import import_string

from amarre.accounts.models import User
from amarre.situation.models import Crisis, Fact


def after_declare(crisis: Crisis, *, by: User | None, at: datetime) -> None:
    for path in settings.AFTER_DECLARE:
        import_string(path)(crisis, by=by, at=at)


def after_fact(fact: Fact, *, by: User | None, at: datetime) -> None:
    """Tell the rooms that cite facts; once committed, have what is published made again."""
    for path in settings.AFTER_FACT:
        import_string(path)(fact, by=by, at=at)
    republish(fact.crisis_id)


def republish(crisis_id: int) -> None:
    """Enqueue the tasks that make published things again.

    In the transaction of the change itself: the queue is in the same database, so both are there or neither is.
    """
    for path in settings.AFTER_FACT_TASKS:
        import_string(path).enqueue(crisis_id)
