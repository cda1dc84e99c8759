"""Screens of messages: find, write, decide, tell again."""

from amarre.broadcasts.views.deciding import again, approve, ask, discard, refuse, send, send_later, unschedule
from amarre.broadcasts.views.dressing import layout_edit, layout_new, layout_page, layouts
from amarre.broadcasts.views.holding import holds, rest
from amarre.broadcasts.views.previewing import preview, preview_page, try_it
from amarre.broadcasts.views.reading import message, messages, progress, recount
from amarre.broadcasts.views.telling import correct, told
from amarre.broadcasts.views.writing import message_edit, message_new, review

__all__ = [
    "again",
    "approve",
    "ask",
    "correct",
    "discard",
    "holds",
    "layout_edit",
    "layout_new",
    "layout_page",
    "layouts",
    "message",
    "message_edit",
    "message_new",
    "messages",
    "preview",
    "preview_page",
    "progress",
    "recount",
    "refuse",
    "rest",
    "review",
    "send",
    "send_later",
    "told",
    "try_it",
    "unschedule",
]
