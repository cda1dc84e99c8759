"""The two settings of background work, as plain data: which engine runs it, and which Django apps it needs.

Imported by the settings module, so nothing here may touch Django.
"""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

from amarre.lib.env import SettingError

QUEUES = ("default", "send")
"""`default` for short work; `send` for the outbox, so that a long send never holds up the rest (or the reverse)."""

_EMBEDDED: dict[str, Any] = {
    "BACKEND": "django_tasks_db.DatabaseBackend",
    "QUEUES": list(QUEUES),
    "APPS": ["django_tasks_db"],
}
_DISTRIBUTED: dict[str, Any] = {
    "BACKEND": "amarre.tasks.procrastinate_backend.ProcrastinateBackend",
    "QUEUES": list(QUEUES),
    "APPS": ["django_tasks_db", "procrastinate.contrib.django"],
}


def backend_for(engine: str) -> dict[str, Any]:
    """`TASKS["default"]` for a database engine (the dotted path of `DATABASES["default"]["ENGINE"]`).

    PostgreSQL gets procrastinate, anything else the embedded worker. `APPS` lists what must join INSTALLED_APPS.
    Raises SettingError when PostgreSQL is asked for and its driver is not installed.
    """
    chosen = _DISTRIBUTED if engine.endswith(("postgresql", "psycopg")) else _EMBEDDED
    if chosen is _DISTRIBUTED and find_spec("psycopg") is None:
        raise SettingError("DATABASE_URL names PostgreSQL, and psycopg is missing. Install it: pip install psycopg")
    return {**chosen, "QUEUES": list(chosen["QUEUES"]), "APPS": list(chosen["APPS"])}


def embedded() -> dict[str, Any]:
    """The embedded engine on whatever database is there: what tests use, so that one transaction sees all."""
    return {**_EMBEDDED, "QUEUES": list(QUEUES), "APPS": list(_EMBEDDED["APPS"])}
