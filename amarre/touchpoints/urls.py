"""Routes and their permissions."""

from __future__ import annotations

from django.urls import register_converter
from django.urls.converters import StringConverter

from amarre.lib.access import PUBLIC, route
from amarre.touchpoints import device_views, public_views, views


class ReferenceConverter(StringConverter):
    """The reference of words received: eight hexadecimal digits."""

    regex = "[0-9A-F]{8}"


register_converter(ReferenceConverter, "reference")

app_name = "touchpoints"

urlpatterns = [
    route("c/<int:crisis_id>/pages/", views.pages, may="pages.read", name="pages"),
    route("c/<int:crisis_id>/pages/words/", views.edit, may="pages.publish", name="edit"),
    route("c/<int:crisis_id>/pages/publish/", views.publish, may="pages.publish", name="publish"),
    route("c/<int:crisis_id>/pages/down/", views.unpublish, may="pages.publish", name="unpublish"),
    route(
        "c/<int:crisis_id>/pages/preview/<str:language>/<str:kind>/", views.preview, may="pages.read", name="preview"
    ),
    route("notices/<slug:slug>/<str:lang>/", device_views.of_page, may=PUBLIC, name="devices"),
    route("write/<slug:slug>/<str:lang>/", public_views.form, may=PUBLIC, name="form"),
    route("write/<slug:slug>/<str:lang>/thanks/<reference:reference>/", public_views.thanks, may=PUBLIC, name="thanks"),
]
