"""The only writer of crises, facts, decisions, actions, seats and clocks."""

from __future__ import annotations

from amarre.situation.actions.crisis import change_phase, close, declare, reopen
from amarre.situation.actions.establish import add_fact, add_source, change_source, expire_due, state_fact
from amarre.situation.actions.lead import (
    add_action,
    add_seat,
    fill_seat,
    log_decision,
    meet_clock,
    read_measure,
    update_action,
)

__all__ = [
    "add_action", "add_fact", "add_seat", "add_source", "change_phase", "change_source", "close", "declare",
    "expire_due", "fill_seat", "log_decision", "meet_clock", "read_measure", "reopen", "state_fact", "update_action",
]  # fmt: skip
