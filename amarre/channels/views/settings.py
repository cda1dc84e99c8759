"""The channels: ways out and in, how they are set, how fast they speak; a test that goes through the real outbox."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.channels import outbox
from amarre.channels.doors import hook_url
from amarre.channels.forms import TestForm
from amarre.channels.kindforms import KindForm, PaceForm, providers
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Kind
from amarre.channels.kindwords import about
from amarre.channels.maildoor import Door
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.channels import send_test
from amarre.channels.reading import words_for
from amarre.channels.reasons import of_send
from amarre.channels.watching import pace_in_words
from amarre.lib.errors import DomainError
from amarre.lib.secrets import SecretLost
from amarre.lib.time import now

# Kinds of address to which one message can be sent, to see whether a channel works.
_TESTED = frozenset({"email", "phone", "telegram", "messenger"})


def channels(request: HttpRequest) -> HttpResponse:
    """Every channel with its settings in words; secrets are never shown."""
    outbox.default_channel()
    found = Channel.objects.filter(is_drill=False).order_by("-is_enabled", "-is_default", "id")
    rows = [_row(channel) for channel in found]
    return render(request, "channels/channels.html", {"rows": rows, "door": Door.from_settings(), "test": TestForm()})


def _row(channel: Channel) -> dict[str, Any]:
    kind = KINDS.get(channel.kind)
    summary, trouble = _summary(channel, kind)
    return {
        "channel": channel,
        "kind": kind,
        "about": about(kind.slug),
        "summary": summary,
        "trouble": trouble,
        "pace": pace_in_words(channel),
        "sends": kind.send is not None,
        "is_set": bool(kind.settings),
        "tests": _can_be_tested(kind),
        "test_type": "email" if kind.addresses == "email" else "text",
        "hook": hook_url(channel) if _is_pushed_to(channel, kind) else "",
    }


def _summary(channel: Channel, kind: Kind) -> tuple[Any, str]:
    """The settings in words, and what is wrong with them."""
    try:
        return kind.summary(kind.config(channel.config)), ""
    except SecretLost as lost:
        return "", str(lost)


def _can_be_tested(kind: Kind) -> bool:
    return kind.send is not None and kind.addresses in _TESTED and not kind.whole and kind.slug != "call"


def _is_pushed_to(channel: Channel, kind: Kind) -> bool:
    """Whether a provider must be told our address: it pushes news, or people's words. A mail server does not."""
    if kind.slug == "form" or channel.config.get("provider", "smtp" if kind.slug == "email" else "") == "smtp":
        return False
    return kind.receipts is not None or kind.parse is not None


def add(request: HttpRequest) -> HttpResponse:
    """Which kind? One sentence each on what it is for, and what it takes."""
    kinds = [{"kind": kind, "about": about(slug)} for slug, kind in KINDS.items() if _may_be_added(kind)]
    return render(request, "channels/channel_add.html", {"kinds": kinds})


def _may_be_added(kind: Kind) -> bool:
    """The tray and the form are there from the first day, and need no second one."""
    return kind.slug not in ("tray", "form")


def add_kind(request: HttpRequest, kind: str) -> HttpResponse:
    """The settings of a new channel of one kind; of its provider, when there are several."""
    chosen = _kind(kind)
    provider = _provider(request, chosen)
    if provider is None:
        return _choose_provider(request, chosen)
    form = KindForm(request.POST or None, kind=chosen, provider=provider)
    if request.method == "POST" and form.is_valid():
        try:
            channel = outbox.add_channel(
                kind=kind, name=form.cleaned_data["name"], config=_completed(chosen, form),
                is_default=form.cleaned_data.get("is_default", False), by=request.user, at=now(),  # type: ignore[arg-type]
            )  # fmt: skip
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(
                request, _("“%(name)s” is set up. Send a test before you rely on it.") % {"name": channel.name}
            )
            return redirect("channels:channel", channel.pk)
    context = {
        "form": form,
        "kind": chosen,
        "about": about(kind),
        "provider": dict(providers(chosen)).get(provider, ""),
    }
    return render(request, "channels/channel_form.html", context)


def channel(request: HttpRequest, channel_id: int) -> HttpResponse:
    """One channel: change its settings; its webhook address; a test."""
    shown = get_object_or_404(Channel, pk=channel_id, is_drill=False)
    kind = KINDS.get(shown.kind)
    names = providers(kind)
    provider = str(shown.config.get("provider") or (names[0][0] if names else ""))
    form = KindForm(
        request.POST or None, kind=kind, provider=provider, config=shown.config, name=shown.name, is_new=False
    )
    if request.method == "POST" and form.is_valid():
        outbox.set_up(shown, name=form.cleaned_data["name"], config=_completed(kind, form), by=request.user, at=now())  # type: ignore[arg-type]
        messages.success(request, _("The settings of “%(name)s” are changed.") % {"name": shown.name})
        return redirect("channels:channel", shown.pk)
    context = _row(shown) | {"form": form, "test": TestForm()}
    return render(request, "channels/channel.html", context)


def pace(request: HttpRequest, channel_id: int) -> HttpResponse:
    """How fast a channel speaks, and when it is silent."""
    shown = get_object_or_404(Channel, pk=channel_id, is_drill=False)
    kind = KINDS.get(shown.kind)
    form = PaceForm(request.POST or None, kind=kind, pace=shown.pace)
    if request.method == "POST" and form.is_valid():
        outbox.set_pace(shown, pace=form.pace(shown.pace), by=request.user, at=now())  # type: ignore[arg-type]
        messages.success(
            request, _("The pace of “%(name)s” is changed, also for what is being sent.") % {"name": shown.name}
        )
        return redirect("channels:channels")
    return render(request, "channels/pace.html", {"form": form, "channel": shown, "kind": kind})


@require_POST
def change(request: HttpRequest, channel_id: int, act: str) -> HttpResponse:
    """Open, close, or make it the usual one of its kind."""
    channel = get_object_or_404(Channel, pk=channel_id)
    changes = {"open": {"is_enabled": True}, "close": {"is_enabled": False}, "usual": {"is_default": True}}
    if act not in changes:
        raise Http404
    outbox.change_channel(channel, **changes[act], by=request.user, at=now())  # type: ignore[arg-type]
    return redirect("channels:channels")


@require_POST
def test(request: HttpRequest, channel_id: int) -> HttpResponse:
    """Send one message to oneself through this channel, and say what the next hop answered."""
    channel = get_object_or_404(Channel, pk=channel_id)
    kind = KINDS.get(channel.kind)
    if not _can_be_tested(kind):
        raise Http404
    form = TestForm(request.POST, kind=kind)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for error in form.errors["address"]))
        return redirect("channels:channel", channel.pk)
    try:
        batch = send_test(channel, address=form.cleaned_data["address"], by=request.user, at=now())  # type: ignore[arg-type]
    except SecretLost as lost:
        messages.error(request, str(lost))
    else:
        _say(request, batch)
    return redirect("channels:channel", channel.pk)


def _say(request: HttpRequest, batch: Batch) -> None:
    row = batch.deliveries.get()
    if row.state in (row.State.SENT, row.State.DELIVERED):
        messages.success(
            request, _("The next server has accepted the test for %(address)s.") % {"address": row.address}
        )
        return
    reason = of_send(batch.state_reason) or words_for(row) or row.get_state_display()
    messages.error(request, _("The test did not leave: %(reason)s") % {"reason": reason})


def _kind(slug: str) -> Kind:
    if slug not in KINDS or not _may_be_added(KINDS.get(slug)):
        raise Http404
    return KINDS.get(slug)


def _provider(request: HttpRequest, kind: Kind) -> str | None:
    """The provider chosen, "" when there is no choice, None while it has not been made."""
    names = [slug for slug, _name in providers(kind)]
    given = request.POST.get("provider") or request.GET.get("provider") or ""
    if len(names) < 2:
        return names[0] if names else ""
    return given if given in names else None


def _choose_provider(request: HttpRequest, kind: Kind) -> HttpResponse:
    field = forms.ChoiceField(
        label=_("Provider"), choices=providers(kind), widget=forms.RadioSelect, initial=providers(kind)[0][0]
    )
    form = type("ProviderForm", (forms.Form,), {"provider": field})()
    return render(request, "channels/channel_provider.html", {"form": form, "kind": kind, "about": about(kind.slug)})


def _completed(kind: Kind, form: KindForm) -> dict[str, Any]:
    """Settings of mail: bounces come back to the sender's own domain, unless another is given."""
    config = form.config()
    if kind.slug == "email" and config.get("from_address") and not config.get("domain"):
        config["domain"] = str(config["from_address"]).rpartition("@")[2]
    return config
