"""Tells the room of people where a device can be notified: on the public page of the crisis that wrote to them."""

from __future__ import annotations

from django.conf import settings

from amarre.people.own_devices import OFFERS
from amarre.touchpoints.content import path_of
from amarre.touchpoints.models import Page
from amarre.touchpoints.notices import is_for


def page_for(crisis_id: int, language: str) -> str:
    """The published page of a crisis in a language it speaks, if readers may ask for notices there; else ""."""
    page = Page.objects.select_related("crisis").filter(crisis_id=crisis_id, is_public=True).first()
    if page is None or not is_for(page.crisis):
        return ""
    spoken = language if language in page.title else page.crisis.language
    return f"{settings.BASE_URL}{path_of(page.crisis, spoken)}"


OFFERS.add("public page", page_for)
