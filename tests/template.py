"""The test database as migrations leave it, made once and copied ever after: applying them takes seconds each time.

SQLite only. The copy is kept with the virtual environment (`make clean` removes both) and named by what it was made of:
every migration of every app, Django, SQLite. Another branch or a changed migration has a copy of its own, and `migrate`
still runs over the copy, so that a migration it does not have is applied to it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import django
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.db.backends.signals import connection_created

from tests import kept


def begin() -> Callable[[], None]:
    """To be called before the test database is set up; what it returns, once that has succeeded.

    A new database in memory begins as the copy. Without a copy, one is made of what was set up.
    """
    if connection.vendor != "sqlite":
        return lambda: None
    copy = path()
    if not copy.exists():
        return lambda: _keep(copy)

    def fill(sender: object, connection: Any, **_more: object) -> None:
        if connection.is_in_memory_db():
            with closing(sqlite3.connect(f"file:{copy}?mode=ro", uri=True)) as source:
                source.backup(connection.connection)

    def done() -> None:
        connection_created.disconnect(fill)

    connection_created.connect(fill, weak=False)
    return done


def path() -> Path:
    """Where the copy of this state of the migrations is kept, whether it exists or not."""
    made_of = hashlib.sha256(f"{django.VERSION} {sqlite3.sqlite_version} {settings.INSTALLED_APPS}".encode())
    for app in apps.get_app_configs():
        folder = Path(app.path) / "migrations"
        for file in sorted(folder.glob("*.py")):
            made_of.update(f"{app.label}/{file.name}".encode() + file.read_bytes())
    return kept.folder() / f"migrated-{made_of.hexdigest()[:20]}.sqlite3"


def copy_to(home: Path) -> None:
    """Put the copy where a process of its own looks for its database; nothing on PostgreSQL, which has one already.

    Needs the test database to have been set up (the fixture `django_db_setup`).
    """
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    if connection.vendor == "sqlite":
        shutil.copyfile(path(), home / "amarre.sqlite3")


def _keep(copy: Path) -> None:
    """Write the copy under a name of our own, then rename it: several processes may do so at once."""
    half = copy.with_suffix(f".{os.getpid()}")
    half.unlink(missing_ok=True)
    connection.ensure_connection()
    with closing(sqlite3.connect(half)) as target:
        connection.connection.backup(target)
    half.replace(copy)
    for old in sorted(copy.parent.glob("migrated-*.sqlite3"), key=lambda file: file.stat().st_mtime)[:-8]:
        old.unlink(missing_ok=True)
