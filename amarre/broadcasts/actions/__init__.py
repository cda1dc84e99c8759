"""The only writer of messages: written, approved by a second person, sent, corrected."""

from amarre.broadcasts.actions.approving import approve, ask_approval, refuse
from amarre.broadcasts.actions.correcting import facts_changed, told_old, write_correction
from amarre.broadcasts.actions.dressing import remove_layout, save_layout
from amarre.broadcasts.actions.falling import fall_back
from amarre.broadcasts.actions.holding import approve_rest, confirm_words, held_batches
from amarre.broadcasts.actions.planning import begin_due, planned, schedule, unschedule, unschedule_everything
from amarre.broadcasts.actions.sending import begin_send, follow, freeze_and_send, refresh, take_back
from amarre.broadcasts.actions.trying import try_on_oneself
from amarre.broadcasts.actions.writing import discard, revise, write, write_again

__all__ = [
    "approve",
    "approve_rest",
    "ask_approval",
    "begin_due",
    "begin_send",
    "confirm_words",
    "discard",
    "facts_changed",
    "fall_back",
    "follow",
    "freeze_and_send",
    "held_batches",
    "planned",
    "refresh",
    "refuse",
    "remove_layout",
    "revise",
    "save_layout",
    "schedule",
    "take_back",
    "told_old",
    "try_on_oneself",
    "unschedule",
    "unschedule_everything",
    "write",
    "write_again",
    "write_correction",
]
