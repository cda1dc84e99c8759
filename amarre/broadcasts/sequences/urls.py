"""Routes of sequences and their permissions: those of messages."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.broadcasts.sequences import changing_views, views
from amarre.lib.access import route

_ALL = "c/<int:crisis_id>/sequences/"
_ONE = "c/<int:crisis_id>/sequences/<int:sequence_id>/"
_STEP = f"{_ONE}steps/<int:position>/"
_CHANGE = f"{_ONE}change/"
_ROW = f"{_CHANGE}<int:row_id>/"

urlpatterns: list[URLPattern] = [
    route(_ALL, views.sequences, may="messages.read", name="sequences"),
    route(f"{_ALL}new/", views.new, may="messages.write", name="sequence_new"),
    route(_ONE, views.sequence, may="messages.read", name="sequence"),
    route(f"{_ONE}entry/", views.entry, may="messages.write", name="sequence_entry"),
    route(f"{_ONE}ends/", views.ends, may="messages.write", name="sequence_ends"),
    route(f"{_ONE}steps/new/", views.step, may="messages.write", name="sequence_step_new"),
    route(_STEP, views.step, may="messages.write", name="sequence_step"),
    route(f"{_STEP}again/", views.step_again, may="messages.write", name="sequence_step_again"),
    route(_CHANGE, changing_views.change, may="messages.read", name="sequence_change"),
    route(f"{_CHANGE}begin/", changing_views.begin, may="messages.write", name="sequence_change_begin"),
    route(f"{_CHANGE}new/", changing_views.change_step, may="messages.write", name="sequence_change_add"),
    route(_ROW, changing_views.change_step, may="messages.write", name="sequence_change_step"),
    route(f"{_ROW}words/", changing_views.change_words, may="messages.write", name="sequence_change_words"),
    route(f"{_CHANGE}approve/", changing_views.approve, may="messages.approve", name="sequence_change_approve"),
    route(f"{_CHANGE}discard/", changing_views.discard, may="messages.write", name="sequence_change_discard"),
    route(f"{_ONE}preview/", views.preview, may="messages.read", name="sequence_preview"),
    route(f"{_ONE}people/", views.people, may="messages.read", name="sequence_people"),
    route(f"{_ONE}start/", views.start, may="messages.approve", name="sequence_start"),
    route(f"{_ONE}pause/", views.pause, may="messages.send", name="sequence_pause"),
    route(f"{_ONE}resume/", views.resume, may="messages.send", name="sequence_resume"),
    route(f"{_ONE}stop/", views.stop, may="messages.send", name="sequence_stop"),
    route(f"{_ONE}discard/", views.discard, may="messages.write", name="sequence_discard"),
]
