"""A device asks to be notified, or stops. For the public: no session, small, counted, and nothing is said of others.

The body must be JSON: another site's page cannot send that without asking the browser first, which we do not allow.
"""

from __future__ import annotations

import json
import time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from amarre.channels import devices
from amarre.channels.links import delivery_of
from amarre.lib.errors import Invalid, NotFound
from amarre.lib.time import now
from amarre.people.actions.devices import add_device, remove_device
from amarre.touchpoints.limits import RateLimit
from amarre.touchpoints.models import Page
from amarre.touchpoints.notices import is_for

LARGEST = 4096  # bytes: an endpoint, two keys, a link
limit = RateLimit(time.monotonic, most=60)


@never_cache
@csrf_exempt  # no session is read: what is sent is all that counts
@require_http_methods(["POST", "DELETE"])
def of_page(request: HttpRequest, slug: str, lang: str) -> HttpResponse:
    """POST keeps the device for this crisis, DELETE stops it. 204, or a status that says why not."""
    if request.content_type != "application/json":
        return HttpResponse(status=415)
    if not limit.allows(request.META.get("REMOTE_ADDR", "")):
        return HttpResponse(status=429)
    said = _read(request)
    if said is None:
        return HttpResponse(status=400)
    return _stop(said) if request.method == "DELETE" else _keep(said, slug, lang)


def _read(request: HttpRequest) -> dict[str, Any] | None:
    body = request.read(LARGEST + 1)
    if len(body) > LARGEST:
        return None
    try:
        said = json.loads(body)
    except (ValueError, RecursionError):
        return None
    return said if isinstance(said, dict) and isinstance(said.get("endpoint"), str) else None


def _keep(said: dict[str, Any], slug: str, lang: str) -> HttpResponse:
    pages = Page.objects.select_related("crisis").filter(is_public=True)
    page = get_object_or_404(pages, crisis__slug=slug)
    if not is_for(page.crisis):
        return HttpResponse(status=404)
    keys = said.get("keys")
    keys = keys if isinstance(keys, dict) else {}
    at = now()
    try:
        device = devices.subscribe(
            endpoint=said["endpoint"],
            p256dh=str(keys.get("p256dh", "")),
            auth=str(keys.get("auth", "")),
            language=lang if lang in page.title else page.crisis.language,
            crisis_id=page.crisis_id,
            at=at,
        )
    except Invalid:
        return HttpResponse(status=422)
    owner = _owner(str(said.get("me", "")))
    if owner is not None:
        add_device(owner, handle=device.handle, source=f"page {slug}", at=at)
    return HttpResponse(status=204)


def _owner(link: str) -> int | None:
    """The person whose own link led here; None for everybody else, and for a link that we did not write."""
    if not link:
        return None
    try:
        return delivery_of(link[:200]).person_ref
    except NotFound:
        return None


def _stop(said: dict[str, Any]) -> HttpResponse:
    """Whoever knows the endpoint is the device. An unknown one is answered like a known one."""
    device = devices.stop(said["endpoint"], at=now())
    if device is not None:
        remove_device(device.handle)
    return HttpResponse(status=204)
