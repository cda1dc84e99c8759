"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.lib.access import route
from amarre.plan import views

app_name = "plan"

urlpatterns: list[URLPattern] = [
    route("playbooks/", views.playbooks, may="crisis.read", name="playbooks"),
    route("playbooks/<slug:slug>/", views.playbook, may="crisis.read", name="playbook"),
    route("playbooks/<slug:slug>/templates/<slug:name>/", views.template, may="crisis.read", name="template"),
    route(
        "playbooks/<slug:slug>/templates/<slug:name>/edit/", views.template_edit, may="playbooks.write",
        name="template_edit",
    ),
]  # fmt: skip
