"""The one public address of each channel, to which its provider pushes. A GET changes nothing, but for providers that
know no other way; then the address itself, which nobody else knows, is the proof."""

from __future__ import annotations

import hmac

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
            return HttpResponseNotAllowed(["POST"])
        if _is_too_large(request):
            return _said(413, "too large")
        hooks.take(channel, request, at=now())
    except Forged:
        return _said(403, "not signed by the provider")
    except hooks.Unreadable:
        return _said(400, "cannot be read")
    return _said(200, "")


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


def _said(status: int, words: str) -> HttpResponse:
    return HttpResponse(words, status=status, content_type="text/plain; charset=utf-8")
