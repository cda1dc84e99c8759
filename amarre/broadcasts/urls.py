"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.broadcasts import views
from amarre.broadcasts.sequences.urls import urlpatterns as sequences
from amarre.lib.access import route

app_name = "broadcasts"

_ALL = "c/<int:crisis_id>/messages/"
_ONE = "c/<int:crisis_id>/messages/<int:message_id>/"

urlpatterns: list[URLPattern] = [
    route(_ALL, views.messages, may="messages.read", name="messages"),
    route(f"{_ALL}new/", views.message_new, may="messages.write", name="message_new"),
    route(f"{_ALL}review/", views.review, may="messages.write", name="review"),
    route(_ONE, views.message, may="messages.read", name="message"),
    route(f"{_ONE}edit/", views.message_edit, may="messages.write", name="message_edit"),
    route(f"{_ONE}progress/", views.progress, may="messages.read", name="progress"),
    route(f"{_ONE}recount/", views.recount, may="messages.read", name="recount"),
    route(f"{_ONE}preview/", views.preview, may="messages.read", name="preview"),
    route(f"{_ONE}preview/page/", views.preview_page, may="messages.read", name="preview_page"),
    route(f"{_ONE}try/", views.try_it, may="messages.write", name="try_it"),
    route(f"{_ONE}ask/", views.ask, may="messages.write", name="ask"),
    route(f"{_ONE}approve/", views.approve, may="messages.approve", name="approve"),
    route(f"{_ONE}refuse/", views.refuse, may="messages.approve", name="refuse"),
    route(f"{_ONE}send/", views.send, may="messages.send", name="send"),
    route(f"{_ONE}send/later/", views.send_later, may="messages.send", name="send_later"),
    route(f"{_ONE}unschedule/", views.unschedule, may="messages.send", name="unschedule"),
    route(f"{_ONE}again/", views.again, may="messages.write", name="again"),
    route(f"{_ONE}discard/", views.discard, may="messages.write", name="discard"),
    route(f"{_ONE}rest/", views.rest, may="messages.approve", name="rest"),
    route(f"{_ONE}holds/", views.holds, may="messages.approve", name="holds"),
    *sequences,
    route("c/<int:crisis_id>/facts/<int:fact_id>/told/", views.told, may="messages.read", name="told"),
    route("c/<int:crisis_id>/facts/<int:fact_id>/correct/", views.correct, may="messages.write", name="correct"),
    route("layouts/", views.layouts, may="messages.write", name="layouts"),
    route("layouts/new/", views.layout_new, may="messages.write", name="layout_new"),
    route("layouts/<int:layout_id>/", views.layout_edit, may="messages.write", name="layout_edit"),
    route("layouts/page/", views.layout_page, may="messages.read", name="layout_page"),
    route("layouts/<int:layout_id>/page/", views.layout_page, may="messages.read", name="layout_page"),
]
