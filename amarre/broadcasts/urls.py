"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.broadcasts import views
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
    route(f"{_ONE}preview/", views.preview, may="messages.read", name="preview"),
    route(f"{_ONE}ask/", views.ask, may="messages.write", name="ask"),
    route(f"{_ONE}approve/", views.approve, may="messages.approve", name="approve"),
    route(f"{_ONE}refuse/", views.refuse, may="messages.approve", name="refuse"),
    route(f"{_ONE}send/", views.send, may="messages.send", name="send"),
    route(f"{_ONE}again/", views.again, may="messages.write", name="again"),
    route(f"{_ONE}discard/", views.discard, may="messages.write", name="discard"),
    route("c/<int:crisis_id>/facts/<int:fact_id>/told/", views.told, may="messages.read", name="told"),
    route("c/<int:crisis_id>/facts/<int:fact_id>/correct/", views.correct, may="messages.write", name="correct"),
]
