"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.lib.access import PUBLIC, route
from amarre.people.views import imports, persons, preferences, segments

app_name = "people"

urlpatterns: list[URLPattern] = [
    route("people/", persons.people, may="people.read", name="people"),
    route("people/<int:person_id>/", persons.person, may="people.read", name="person"),
    route("people/<int:person_id>/preferences/", persons.preferences, may="people.wishes", name="person_preferences"),
    route(
        "people/preferences/<int:change_id>/undo/",
        persons.undo_preferences,
        may="people.wishes",
        name="preferences_undo",
    ),
    route("people/<int:person_id>/addresses/", persons.add_address, may="people.write", name="add_address"),
    route("people/addresses/<int:point_id>/consent/", persons.consent, may="people.wishes", name="consent"),
    route("people/import/", imports.upload, may="people.write", name="import"),
    route("people/import/<int:import_id>/", imports.detail, may="people.write", name="import_detail"),
    route("people/import/<int:import_id>/resume/", imports.resume, may="people.write", name="import_resume"),
    route("people/import/<int:import_id>/remove/", imports.remove, may="people.write", name="import_remove"),
    route("people/import/<int:import_id>/<str:which>.csv", imports.lines, may="people.write", name="import_lines"),
    route("me/<str:link>/", preferences.preferences, may=PUBLIC, name="preferences"),
    route("settings/frequency/", preferences.frequency, may="settings.manage", name="frequency"),
    route("segments/", segments.segments, may="people.read", name="segments"),
    route("segments/new/", segments.edit, may="people.write", name="segment_new"),
    route("segments/count/", segments.count, may="people.read", name="segment_count"),
    route("segments/<int:segment_id>/", segments.segment, may="people.read", name="segment"),
    route("segments/<int:segment_id>/edit/", segments.edit, may="people.write", name="segment_edit"),
    route("segments/<int:segment_id>/remove/", segments.remove, may="people.write", name="segment_remove"),
]
