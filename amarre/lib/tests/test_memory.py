"""A worker's memory is its own: the database's file is not counted in it."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db.backends.signals import connection_created
from django.db.utils import ConnectionHandler

from amarre.lib.memory import settle_in


@pytest.fixture
def settled() -> Iterator[None]:
    """This process as a worker, and back."""
    before = gc.get_threshold()
    settle_in()
    yield
    connection_created.disconnect(dispatch_uid="amarre.lib.memory")
    gc.set_threshold(*before)
    gc.unfreeze()


def mapped(file: Path) -> int:
    """How many bytes of a database's file a new connection to it maps, our settings asking for 1 MB."""
    options = {"init_command": "PRAGMA mmap_size=1048576"}
    handler = ConnectionHandler({"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": file, "OPTIONS": options}})
    connection = handler["default"]
    with connection.temporary_connection() as cursor:
        return int(cursor.execute("PRAGMA mmap_size").fetchone()[0])


@pytest.mark.django_db
def test_the_web_maps_the_database_and_a_worker_does_not(tmp_path: Path, request: pytest.FixtureRequest) -> None:
    assert mapped(tmp_path / "ledger.sqlite3") == 1_048_576
    request.getfixturevalue("settled")
    assert mapped(tmp_path / "ledger.sqlite3") == 0


@pytest.mark.django_db
def test_a_worker_that_has_settled_in_lets_the_collector_rest(settled: None) -> None:
    assert gc.get_threshold()[0] > 10_000
    assert gc.get_freeze_count() > 0
