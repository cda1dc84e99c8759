"""Routes and their permissions."""

from __future__ import annotations

from django.urls import URLPattern

from amarre.knowledge import views
from amarre.lib.access import route

app_name = "knowledge"

FAQ = "c/<int:crisis_id>/faq/"

urlpatterns: list[URLPattern] = [
    route(FAQ, views.entries, may="pages.read", name="entries"),
    route(FAQ + "new/", views.entry_new, may="pages.publish", name="entry_new"),
    route(FAQ + "import/", views.import_, may="pages.publish", name="import"),
    route(FAQ + "publish/", views.publish_ready, may="pages.publish", name="publish_ready"),
    route(FAQ + "gaps/", views.gaps, may="pages.read", name="gaps"),
    route(FAQ + "gaps/<int:gap_id>/", views.gap, may="pages.publish", name="gap"),
    route(FAQ + "<int:entry_id>/", views.entry, may="pages.read", name="entry"),
    route(FAQ + "<int:entry_id>/publish/", views.publish, may="pages.publish", name="publish"),
    route(FAQ + "<int:entry_id>/move/", views.move, may="pages.publish", name="move"),
]
