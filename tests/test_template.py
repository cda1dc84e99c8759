"""The database that tests start from is the one that migrations make."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from tests import template


@pytest.mark.django_db
@pytest.mark.skipif(connection.vendor != "sqlite", reason="on PostgreSQL every run migrates")
def test_the_copy_that_is_kept_has_every_migration_and_nobody_in_it(tmp_path: Path) -> None:
    template.copy_to(tmp_path)
    with closing(sqlite3.connect(tmp_path / "amarre.sqlite3")) as copy:
        applied = set(copy.execute("SELECT app, name FROM django_migrations"))
        people = copy.execute("SELECT count(*) FROM accounts_user").fetchone()[0]
    assert applied == set(MigrationLoader(connection).disk_migrations)
    assert people == 0
