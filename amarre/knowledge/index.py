"""The search index of a crisis's answers, kept in memory and built again when entries or facts change.

Each process keeps its own. A `Stamp` read from the database tells whether the index in hand is still true, so that no
process has to tell the others.
"""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from django.db.models import Count, Max, Sum

from amarre.engine.answer import Doc, Index
from amarre.knowledge.models import Entry
from amarre.situation.models import Crisis, FactVersion

KEPT = 8  # crises whose index stays in memory

Stamp = tuple[int | None, ...]


@dataclass(frozen=True)
class Kept:
    """An index, and what the database looked like when it was built."""

    stamp: Stamp
    index: Index


_kept: OrderedDict[int, Kept] = OrderedDict()
_lock = threading.Lock()


def index_of(crisis: Crisis, docs: Callable[[Crisis], Iterable[Doc]]) -> Index:
    """The index of a crisis; `docs` gives what to put in it when it must be built."""
    stamp = _stamp(crisis)
    with _lock:
        kept = _kept.get(crisis.pk)
        if kept is None or kept.stamp != stamp:
            kept = Kept(stamp, Index(docs(crisis)))
            _kept[crisis.pk] = kept
        _kept.move_to_end(crisis.pk)
        while len(_kept) > KEPT:
            _kept.popitem(last=False)
    return kept.index


def forget() -> None:
    """Drop every index (tests start from nothing: numbers of crises are given again)."""
    with _lock:
        _kept.clear()


def _stamp(crisis: Crisis) -> Stamp:
    entries = Entry.objects.filter(crisis=crisis).aggregate(n=Count("pk"), last=Max("pk"), changes=Sum("revision"))
    facts = FactVersion.objects.filter(fact__crisis=crisis).aggregate(last=Max("pk"))
    return (entries["n"], entries["last"], entries["changes"], facts["last"])
