"""The people of every test: Alix leads and approves, Bilal answers, Chloé writes, Dora is an outsider."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

# Tests never touch the state folder of the person who runs them.
os.environ.setdefault("AMARRE_HOME", tempfile.mkdtemp(prefix="amarre-test-"))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")

import pytest
from django.conf import settings as django_settings
from django.test import Client

from amarre.accounts.models import User
from amarre.channels.models import Channel
from amarre.situation.models import Crisis
from amarre.tasks.config import embedded
from tests import template


@pytest.fixture(scope="session")
def _template() -> Callable[[], None]:
    return template.begin()


@pytest.fixture(scope="session")
def django_db_setup(_template: Callable[[], None], django_db_setup: None, django_db_blocker: object) -> None:
    """The test database, copied from one that was migrated before instead of migrated anew (tests/template.py)."""
    with django_db_blocker.unblock():  # type: ignore[attr-defined]
        _template()


@pytest.fixture(autouse=True)
def _fast_and_contained(settings: object, tmp_path: Path) -> None:
    """Cheap password hashes, a state folder of each test's own, static files without a manifest."""
    django_settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # The engine whose rows live in the test's own transaction, on PostgreSQL too (docs/decisions/002-tasks.md).
    settings.TASKS = {"default": embedded()}  # type: ignore[attr-defined]
    settings.HOME = tmp_path  # type: ignore[attr-defined]
    settings.PUBLIC_ROOT = tmp_path / "public"  # type: ignore[attr-defined]
    settings.MAIL_ROOT = tmp_path / "mail"  # type: ignore[attr-defined]
    settings.MEDIA_ROOT = tmp_path / "files"  # type: ignore[attr-defined]
    files = {"BACKEND": "django.core.files.storage.FileSystemStorage", "OPTIONS": {"location": tmp_path / "files"}}
    settings.STORAGES = {  # type: ignore[attr-defined]
        "default": files,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture
def at() -> datetime:
    return datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.fixture
def alix(db: None) -> User:
    return User.objects.create_user("alix@example.org", name="Alix", role="lead", language="fr")


@pytest.fixture
def bilal(db: None) -> User:
    return User.objects.create_user("bilal@example.org", name="Bilal", role="agent", language="fr")


@pytest.fixture
def chloe(db: None) -> User:
    return User.objects.create_user("chloe@example.org", name="Chloé", role="writer", language="fr")


@pytest.fixture
def dora(db: None) -> User:
    return User.objects.create_user("dora@example.org", name="Dora", role="none", language="fr")


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    def signed_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return signed_in


@pytest.fixture
def crisis(db: None, at: datetime) -> Crisis:
    return Crisis.objects.create(
        title="Rappel du lot 12",
        slug="rappel-du-lot-12",
        kind="recall",
        language="fr",
        languages=["fr", "en"],
        harm=True,
        declared_at=at,
    )


@pytest.fixture
def tray(db: None) -> Channel:
    return Channel.objects.create(kind="tray", name="Corbeille", is_default=True)
