"""The only writer of messages: written, approved by a second person, sent, corrected."""

from amarre.broadcasts.actions.approving import approve, ask_approval, refuse
from amarre.broadcasts.actions.correcting import facts_changed, told_old, write_correction
from amarre.broadcasts.actions.sending import begin_send, follow, freeze_and_send, refresh, take_back
from amarre.broadcasts.actions.writing import discard, revise, write, write_again

__all__ = [
    "approve",
    "ask_approval",
    "begin_send",
    "discard",
    "facts_changed",
    "follow",
    "freeze_and_send",
    "refresh",
    "refuse",
    "revise",
    "take_back",
    "told_old",
    "write",
    "write_again",
    "write_correction",
]
