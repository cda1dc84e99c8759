"""The signing secret of a webhook, renewed without a gap: a new one beside the old, until the old one is put away."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache

from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.webhook.signing import new_secret
from amarre.channels.models import Channel
from amarre.lib.errors import Conflict
from amarre.lib.secrets import LostSecret, Secret
from amarre.lib.time import now


@never_cache  # the new secret is on it, once
def secret(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Which secrets sign now; make a new one beside the old, or put the old one away."""
    channel = get_object_or_404(Channel, pk=channel_id, kind="webhook", is_drill=False)
    held = _held(channel)
    if request.method != "POST":
        return _page(request, channel, held)
    if "retire" in request.POST:
        _keep(request, channel, held[:1])
        messages.success(request, _("Calls are signed with the new secret alone."))
        return redirect("channels:channel", channel.pk)
    if len(held) > 1:
        raise Conflict(_("Two secrets sign already."), hint=_("Put the old one away before you make another."))
    made = new_secret()
    _keep(request, channel, [made, *held])
    return _page(request, channel, _held(channel), made=made)


def _held(channel: Channel) -> list[str]:
    """The secrets with which calls are signed, the newest first. One that cannot be read any more is none."""
    if isinstance(channel.config.get("secret"), LostSecret):
        return []
    return str(KINDS.get("webhook").config(channel.config).secret).split()


def _keep(request: HttpRequest, channel: Channel, secrets: list[str]) -> None:
    by: Any = request.user
    config = {**channel.config, "secret": Secret(" ".join(secrets))}
    outbox.set_up(channel, name=channel.name, config=config, by=by, at=now())


def _page(request: HttpRequest, channel: Channel, held: list[str], *, made: str = "") -> HttpResponse:
    context = {"channel": channel, "count": len(held), "made": made}
    return render(request, "channels/secret.html", context)
