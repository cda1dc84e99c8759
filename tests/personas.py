"""The people of the journeys, at their desks: Alix leads and approves, Bilal answers, Chloé writes, Dora is outside.

A journey asks for `office` (tests/journeys/conftest.py) and lets them act: `office.alix.go("/").click("Faits")`.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.test import Client, TestCase
from django.utils.module_loading import autodiscover_modules

from amarre.accounts.models import User
from amarre.tasks.engine import run_pending
from amarre.tasks.periodic import PERIODIC
from tests.journeys.walk import Walker

ROLES = {"alix": "lead", "bilal": "agent", "chloe": "writer", "dora": "none"}
NAMES = {"alix": "Alix", "bilal": "Bilal", "chloe": "Chloé", "dora": "Dora"}
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@dataclass
class Office:
    """Everybody signed in, each with a window of their own, and somebody of the public who is not."""

    alix: Walker
    bilal: Walker
    chloe: Walker
    dora: Walker
    customer: Walker
    users: dict[str, User]

    def work(self) -> None:
        """What the worker does beside the people: everything that waits, then one round of what comes by the clock."""
        with TestCase.captureOnCommitCallbacks(execute=True):
            run_pending(also_delayed=True)
        autodiscover_modules("tasks")
        for _path, periodic in PERIODIC.items():
            periodic.task.enqueue()
        with TestCase.captureOnCommitCallbacks(execute=True):
            run_pending(also_delayed=True)


def open_office(language: str) -> Office:
    """Make the four colleagues, all reading `language`, and sign them in."""
    users = {
        key: User.objects.create_user(f"{key}@example.org", name=NAMES[key], role=role, language=language)
        for key, role in ROLES.items()
    }
    windows = {key: Walker(signed_in(user)) for key, user in users.items()}
    return Office(customer=Walker(Client(enforce_csrf_checks=False)), users=users, **windows)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user, backend=BACKEND)
    return client
