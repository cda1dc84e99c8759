"""Routes and their permissions."""

from __future__ import annotations

from amarre.drill import views
from amarre.lib.access import route

app_name = "drill"

urlpatterns = [
    route("drill/", views.drills, may="drill.play", name="drills"),
    route("drill/<int:drill_id>/", views.drill, may="drill.play", name="drill"),
    route("drill/<int:drill_id>/take-over/", views.take_over, may="drill.play", name="take_over"),
]
