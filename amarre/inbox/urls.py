"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.inbox.views import answer, conversation, many, queue
from amarre.lib.access import route

app_name = "inbox"

QUEUE = "c/<int:crisis_id>/inbox/"
ONE = QUEUE + "<int:conversation_id>/"

urlpatterns: list[URLPattern] = [
    route(QUEUE, queue.queue, may="inbox.read", name="queue"),
    route(QUEUE + "next/", queue.take_next, may="inbox.answer", name="next"),
    route(QUEUE + "answer/", many.many, may="inbox.answer", name="many"),
    route(ONE, conversation.conversation, may="inbox.read", name="conversation"),
    route(ONE + "answer/", answer.answer, may="inbox.answer", name="answer"),
    route(ONE + "draft/", answer.draft, may="inbox.answer", name="draft"),
    route(ONE + "review/", answer.review, may="inbox.answer", name="review"),
    route(ONE + "levels/", conversation.override, may="inbox.answer", name="override"),
    route(ONE + "assign/", conversation.assign, may="inbox.answer", name="assign"),
    route(ONE + "note/", conversation.note, may="inbox.answer", name="note"),
    route(ONE + "close/", conversation.close, may="inbox.answer", name="close"),
    route(ONE + "reopen/", conversation.reopen, may="inbox.answer", name="reopen"),
    route(ONE + "gap/", conversation.cannot_answer, may="inbox.answer", name="gap"),
    route(ONE + "merge/", conversation.merge, may="inbox.answer", name="merge"),
    route(ONE + "move/", conversation.move_here, may="inbox.answer", name="move"),
    route(ONE + "person/", conversation.link, may="inbox.answer", name="link"),
]
