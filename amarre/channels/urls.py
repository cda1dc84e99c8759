"""Routes and their permissions."""

from __future__ import annotations

from amarre.channels.views import unsubscribe
from amarre.lib.access import PUBLIC, route

app_name = "channels"

urlpatterns = [
    route("u/<str:signed>/", unsubscribe.unsubscribe, may=PUBLIC, name="unsubscribe"),
]
