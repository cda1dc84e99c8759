"""The one public address of each channel, to which its provider pushes. A GET changes nothing, but for providers that
know no other way; then the address itself, which nobody else knows, is the proof."""

from __future__ import annotations

import hmac
import logging

from django.core.exceptions import RequestDataTooBig
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt

from amarre.channels import hooks
from amarre.channels.doors import config_of
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Forged
from amarre.channels.models import Channel
from amarre.lib.time import now

logger = logging.getLogger("amarre.channels")

# Meta pushes up to a thousand states at once; this holds them with room to spare.
LARGEST = 2_000_000


@never_cache
@csrf_exempt  # the provider's signature, or the key in the address, is the proof
def hook(request: HttpRequest, channel_id: int, key: str) -> HttpResponse:
    """What a provider pushes: 200 once it is kept, 403 when it is not theirs, 400 when it makes no sense."""
    channel = _channel(channel_id, key)
    kind = KINDS.get(channel.kind)
    try:
        if request.method == "GET":
            greeted = kind.greet(request, config_of(channel)) if kind.greet else None
            if greeted is not None:
                return greeted
        if request.method != "POST" and not (request.method == "GET" and kind.pushes_by_get):
            return _refused(channel, HttpResponseNotAllowed(["POST"]), "not a POST")
        if _is_too_large(request):
            return _refused(channel, HttpResponse(status=413), "too large")
        hooks.take(channel, request, at=now())
    except Forged as error:
        return _refused(channel, HttpResponse(status=403), f"not signed by the provider ({error})")
    except hooks.Unreadable as error:
        return _refused(channel, HttpResponse(status=400), f"cannot be read ({error})")
    return HttpResponse(content_type="text/plain")


def _channel(channel_id: int, key: str) -> Channel:
    """The channel behind an address; 404 alike for one that does not exist and for a wrong key."""
    channel = Channel.objects.filter(pk=channel_id).first()
    known = channel.key if channel is not None else "0" * 32
    right = hmac.compare_digest(key.encode(), known.encode())
    if channel is None or not right or KINDS.get(channel.kind).send is None:
        raise Http404
    return channel


def _is_too_large(request: HttpRequest) -> bool:
    """Whether there is more than a provider would ever push. Reads the body, once for all who look at it."""
    length = request.headers.get("Content-Length", "")
    if length.isdigit() and int(length) > LARGEST:
        return True
    try:
        return len(request.body) > LARGEST
    except RequestDataTooBig:
        return True


def _refused(channel: Channel, response: HttpResponse, why: str) -> HttpResponse:
    """The refusal, in our log by the channel's number: Django would write the address down, and the key with it."""
    logger.warning("channel %s: a call of its provider was refused: %s", channel.pk, why)
    response._has_been_logged = True  # type: ignore[attr-defined]
    return response
