"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.lib.access import route
from amarre.situation import views

app_name = "situation"

_C = "c/<int:crisis_id>/"

urlpatterns: list[URLPattern] = [
    route("declare/", views.declare, may="crisis.lead", name="declare"),
    route("crises/", views.crises, may="crisis.read", name="crises"),
    route(f"{_C}phase/", views.phase, may="crisis.lead", name="phase"),
    route(f"{_C}close/", views.close, may="crisis.lead", name="close"),
    route(f"{_C}reopen/", views.reopen, may="crisis.lead", name="reopen"),
    route(f"{_C}facts/", views.facts, may="crisis.read", name="facts"),
    route(f"{_C}facts/new/", views.fact_new, may="facts.write", name="fact_new"),
    route(f"{_C}facts/<int:fact_id>/", views.fact, may="crisis.read", name="fact"),
    route(f"{_C}facts/<int:fact_id>/state/", views.fact_state, may="facts.write", name="fact_state"),
    route(f"{_C}sources/", views.sources, may="crisis.read", name="sources"),
    route(f"{_C}sources/new/", views.source_new, may="facts.write", name="source_new"),
    route(f"{_C}sources/<int:source_id>/", views.source, may="facts.verify", name="source"),
    route(f"{_C}decisions/", views.decisions, may="crisis.read", name="decisions"),
    route(f"{_C}decisions/new/", views.decision_new, may="decisions.write", name="decision_new"),
    route(f"{_C}workstreams/", views.workstreams, may="crisis.read", name="workstreams"),
    route(f"{_C}workstreams/<int:workstream_id>/new/", views.action_new, may="actions.write", name="action_new"),
    route(f"{_C}actions/<int:action_id>/", views.action, may="actions.write", name="action"),
    route(f"{_C}actions/<int:action_id>/state/", views.action_state, may="actions.write", name="action_state"),
    route(f"{_C}cell/", views.cell, may="crisis.read", name="cell"),
    route(f"{_C}cell/new/", views.seat_new, may="crisis.lead", name="seat_new"),
    route(f"{_C}cell/<int:seat_id>/", views.seat, may="crisis.lead", name="seat"),
    route(f"{_C}measures/", views.measures, may="crisis.read", name="measures"),
    route(f"{_C}measures/<slug:slug>/", views.measure, may="actions.write", name="measure"),
]
