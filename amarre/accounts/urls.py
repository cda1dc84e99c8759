"""Routes and their permissions."""

from __future__ import annotations

from amarre.accounts import views
from amarre.lib.access import PUBLIC, SIGNED_IN, route

app_name = "accounts"

urlpatterns = [
    route("signin/<str:token>/", views.sign_in_by_link, may=PUBLIC, name="sign_in_by_link"),
    route("language/", views.choose_language, may=PUBLIC, name="language"),
    route("me/", views.me, may=SIGNED_IN, name="me"),
    route("settings/colleagues/", views.colleagues, may="settings.manage", name="colleagues"),
    route("settings/colleagues/<int:user_id>/", views.colleague, may="settings.manage", name="colleague"),
    route("settings/company/", views.company, may="settings.manage", name="company"),
    route("settings/tokens/", views.tokens, may="settings.manage", name="tokens"),
]
