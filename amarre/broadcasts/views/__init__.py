"""Screens of messages: find, write, decide, tell again."""

from amarre.broadcasts.views.deciding import again, approve, ask, discard, refuse, send
from amarre.broadcasts.views.reading import message, messages, preview, progress
from amarre.broadcasts.views.telling import correct, told
from amarre.broadcasts.views.writing import message_edit, message_new, review

__all__ = [
    "again",
    "approve",
    "ask",
    "correct",
    "discard",
    "message",
    "message_edit",
    "message_new",
    "messages",
    "preview",
    "progress",
    "refuse",
    "review",
    "send",
    "told",
]
