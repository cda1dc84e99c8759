"""Routes and their permissions."""

from __future__ import annotations

from amarre.lib.access import SIGNED_IN, route
from amarre.review import views

app_name = "review"

urlpatterns = [
    route("", views.home, may=SIGNED_IN, name="home"),
    route("search/", views.search, may="crisis.read", name="search"),
    route("c/<int:crisis_id>/", views.board, may="crisis.read", name="board"),
    route("c/<int:crisis_id>/leaving/", views.leaving, may="crisis.read", name="leaving"),
    route("c/<int:crisis_id>/report/", views.report, may="review.read", name="report"),
    route("c/<int:crisis_id>/journal/", views.journal, may="review.read", name="journal"),
    route("c/<int:crisis_id>/proof/", views.proof, may="review.read", name="proof"),
    route("c/<int:crisis_id>/proof.csv", views.proof_csv, may="review.read", name="proof_csv"),
    route("c/<int:crisis_id>/lessons/", views.lessons, may="review.read", name="lessons"),
]
