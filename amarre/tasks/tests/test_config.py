"""Which engine an installation gets, and what a wrong choice is told."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from amarre.tasks.config import backend_for
from amarre.tasks.periodic import every
from amarre.tasks.procrastinate_backend import ProcrastinateBackend
from amarre.tasks.tests import sample


@pytest.mark.parametrize(
    ("engine", "backend"),
    [
        ("django.db.backends.sqlite3", "django_tasks_db.DatabaseBackend"),
        ("django.db.backends.postgresql", "amarre.tasks.procrastinate_backend.ProcrastinateBackend"),
    ],
)
def test_the_database_decides_the_engine(engine: str, backend: str) -> None:
    assert backend_for(engine)["BACKEND"] == backend


def test_a_caller_cannot_change_the_settings_of_another() -> None:
    backend_for("sqlite3")["QUEUES"].append("surprise")
    assert "surprise" not in backend_for("sqlite3")["QUEUES"]


def test_procrastinate_on_another_database_is_refused_at_start(monkeypatch: pytest.MonkeyPatch) -> None:
    sqlite = SimpleNamespace(vendor="sqlite")
    monkeypatch.setattr("amarre.tasks.procrastinate_backend.connections", {"default": sqlite})
    backend = ProcrastinateBackend("default", {})
    assert [(problem.id, bool(problem.hint)) for problem in backend.check()] == [("amarre.tasks.E001", True)]


def test_a_period_must_be_positive() -> None:
    with pytest.raises(ValueError, match="positive"):
        every(0)(sample.tick)
