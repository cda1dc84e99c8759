"""The channels: ways out and in, how they are set, and a test that goes through the real outbox."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.channels import outbox
from amarre.channels.forms import ChannelForm, TestForm
from amarre.channels.kinds import KINDS
from amarre.channels.maildoor import Door
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.channels import send_test
from amarre.channels.reading import words_for
from amarre.lib.time import now


def channels(request: HttpRequest) -> HttpResponse:
    """Every channel with its settings in words; secrets are never shown."""
    outbox.default_channel()
    rows = []
    for channel in Channel.objects.filter(is_drill=False).order_by("-is_default", "-is_enabled", "id"):
        kind = KINDS.get(channel.kind)
        rows.append(
            {
                "channel": channel,
                "kind": kind.name,
                "summary": kind.summary(kind.config(channel.config)),
                "sends": bool(kind.send),
            }
        )
    return render(request, "channels/channels.html", {"rows": rows, "door": Door.from_settings(), "test": TestForm()})


def add(request: HttpRequest) -> HttpResponse:
    """Add an SMTP server."""
    form = ChannelForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        channel = outbox.add_channel(
            kind="email",
            name=form.cleaned_data["name"],
            config=form.config(),
            is_default=form.cleaned_data["is_default"],
            by=request.user,  # type: ignore[arg-type]
            at=now(),
        )
        messages.success(
            request, _("“%(name)s” is set up. Send a test before you rely on it.") % {"name": channel.name}
        )
        return redirect("channels:channels")
    return render(request, "channels/channel_add.html", {"form": form})


@require_POST
def change(request: HttpRequest, channel_id: int, act: str) -> HttpResponse:
    """Open, close, or make it the usual one."""
    channel = get_object_or_404(Channel, pk=channel_id)
    changes = {"open": {"is_enabled": True}, "close": {"is_enabled": False}, "usual": {"is_default": True}}
    if act not in changes:
        raise Http404
    outbox.change_channel(channel, **changes[act], by=request.user, at=now())  # type: ignore[arg-type]
    return redirect("channels:channels")


@require_POST
def test(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Send one message to oneself through this channel, and say what the server answered."""
    channel = get_object_or_404(Channel, pk=channel_id)
    form = TestForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["address"]))
        return redirect("channels:channels")
    batch = send_test(channel, address=form.cleaned_data["address"], by=request.user, at=now())  # type: ignore[arg-type]
    _say(request, batch)
    return redirect("channels:channels")


def _say(request: HttpRequest, batch: Batch) -> None:
    row = batch.deliveries.get()
    if row.state == row.State.SENT:
        messages.success(
            request, _("The next server has accepted the test for %(address)s.") % {"address": row.address}
        )
        return
    reason = batch.state_reason or words_for(row.state, row.reason) or row.get_state_display()
    messages.error(request, _("The test did not leave: %(reason)s") % {"reason": reason})
