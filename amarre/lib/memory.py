"""How a worker, a process that goes through very many small things, keeps its memory small and its time its own."""

from __future__ import annotations

import gc
from typing import Any

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.signals import connection_created

# Containers made before the collector looks for circles among them. Python's own 700 is reached every twenty messages
# of a send, which makes no circles; 30,000 is some megabytes, and every circle is still found.
_BETWEEN_LOOKS = 30_000


def settle_in() -> None:
    """Everything is loaded and stays: from now on the collector looks at what is new alone, and less often.

    SQLite's file is not mapped into this process: a worker touches all of it in time, and all of it would count as the
    worker's memory.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 20, 20)
    connection_created.connect(_unmap, dispatch_uid="amarre.lib.memory")
    for connection in connections.all(initialized_only=True):
        if connection.connection is not None:
            _unmap(connection)


def _unmap(connection: BaseDatabaseWrapper, **_signal: Any) -> None:
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA mmap_size=0")
