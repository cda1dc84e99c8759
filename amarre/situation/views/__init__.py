"""Screens of a crisis: declare it, establish facts, lead it, close it."""

from __future__ import annotations

from amarre.situation.views.cell import cell, seat, seat_new
from amarre.situation.views.crises import close, crises, declare, phase, reopen
from amarre.situation.views.facts import fact, fact_new, fact_state, facts, source, source_new, sources
from amarre.situation.views.lead import (
    action,
    action_new,
    action_state,
    decision_new,
    decisions,
    measure,
    measures,
    workstreams,
)

__all__ = [
    "action", "action_new", "action_state", "cell", "close", "crises", "decision_new", "decisions", "declare", "fact",
    "fact_new", "fact_state", "facts", "measure", "measures", "phase", "reopen", "seat", "seat_new", "source",
    "source_new", "sources", "workstreams",
]  # fmt: skip
