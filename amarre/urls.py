"""All routes, one room a line; each room's `urls.py` names the permission beside the route."""

from __future__ import annotations

from django.urls import include, path

from amarre.api import api
from amarre.lib.access import PUBLIC, SIGNED_IN, route
from amarre.lib.views import health, patterns

urlpatterns = [
    path("", include("amarre.review.urls")),
    path("", include("amarre.accounts.urls")),
    path("", include("amarre.plan.urls")),
    path("", include("amarre.situation.urls")),
    path("", include("amarre.people.urls")),
    path("", include("amarre.knowledge.urls")),
    path("", include("amarre.broadcasts.urls")),
    path("", include("amarre.inbox.urls")),
    path("", include("amarre.touchpoints.urls")),
    path("", include("amarre.channels.urls")),
    path("", include("amarre.drill.urls")),
    route("patterns/", patterns, may=SIGNED_IN, name="patterns"),
    path("api/", api.urls),
    route("health/", health, may=PUBLIC, name="health"),
    path("account/", include("allauth.urls")),
]
