"""Which engine runs background work, and what it needs."""

from __future__ import annotations

import pytest

from amarre.lib.env import SettingError
from amarre.tasks import config


def test_postgresql_without_its_driver_is_said_in_words(monkeypatch) -> None:
    monkeypatch.setattr(config, "find_spec", lambda name: None)
    with pytest.raises(SettingError, match="pip install psycopg"):
        config.backend_for("django.db.backends.postgresql")
    assert config.backend_for("django.db.backends.sqlite3")["BACKEND"] == "django_tasks_db.DatabaseBackend"
