"""A send: how far it is, what came back and why, person by person; pausing, stopping, trying again."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from amarre.channels import outbox
from amarre.channels.forms import LedgerFilter
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Delivery
from amarre.channels.outbox.content import rendered
from amarre.channels.reading import batches_visible_to, deliveries_visible_to, news, page_of, why, words_for
from amarre.lib.time import now


def _batch(request: HttpRequest, batch_id: int) -> Batch:
    batch = batches_visible_to(request.user).filter(pk=batch_id).first()  # type: ignore[arg-type]
    if batch is None:
        raise Http404
    return batch


def batch(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Progress, causes and the ledger. htmx asks for the progress alone while it changes."""
    shown = _batch(request, batch_id)
    context = {
        "batch": shown,
        "progress": outbox.progress(shown),
        "tells_doubles": KINDS.get(shown.channel.kind).tells_doubles,
    }
    if getattr(request, "htmx", False) and request.GET.get("part") == "progress":
        return render(request, "channels/_progress.html", context)
    form = LedgerFilter(request.GET)
    rows = shown.deliveries.select_related("batch__channel")
    if form.is_valid():
        if form.cleaned_data["state"]:
            rows = rows.filter(state=form.cleaned_data["state"])
        if form.cleaned_data["q"].strip():
            rows = rows.filter(address__icontains=form.cleaned_data["q"].strip())
    found, older = page_of(rows, request.GET.get("before"))
    causes = [
        {"state": state, "words": words_for(state, reason) or _("No reason was given."), "count": count}
        for state, reason, count in outbox.causes(shown)
    ]
    ledger = [{"row": row, "why": why(row)} for row in found]
    return render(
        request, "channels/batch.html", context | {"form": form, "ledger": ledger, "older": older, "causes": causes}
    )


@require_POST
def change(request: HttpRequest, batch_id: int, act: str) -> HttpResponse:
    """Pause, resume, stop, try again."""
    shown = _batch(request, batch_id)
    acts: dict[str, Callable[..., object]] = {
        "pause": outbox.pause,
        "resume": outbox.resume,
        "stop": outbox.stop,
        "retry": outbox.retry_failed,
        "resend": outbox.resend_unsure,
    }
    if act not in acts:
        raise Http404
    acts[act](shown, by=request.user, at=now())
    return redirect("channels:batch", shown.pk)


def stop(request: HttpRequest, batch_id: int) -> HttpResponse:
    """Ask once before a send is ended for good."""
    shown = _batch(request, batch_id)
    if request.method == "POST":
        return change(request, batch_id, "stop")
    left = outbox.progress(shown).queued
    words = ngettext("%(count)s person will not receive it.", "%(count)s people will not receive it.", left)
    context = {
        "question": _("Stop the send “%(label)s”?") % {"label": shown.label},
        "consequences": [words % {"count": left}, _("What has already been sent cannot be called back.")],
        "action_label": _("Stop this send"),
        "cancel_url": reverse("channels:batch", args=[shown.pk]),
        "danger": True,
        "irreversible": True,
    }
    return render(request, "confirm.html", context)


def stop_everything(request: HttpRequest) -> HttpResponse:
    """What 'stop everything' would stop, exactly; one press does it."""
    if request.method == "POST":
        count = outbox.stop_everything(by=request.user, at=now())  # type: ignore[arg-type]
        words = ngettext("%(count)s send was stopped.", "%(count)s sends were stopped.", count)
        messages.success(request, words % {"count": count})
        return redirect("channels:stop_everything")
    known = set(batches_visible_to(request.user).values_list("pk", flat=True))  # type: ignore[arg-type]
    leaving = [
        {"batch": one, "left": outbox.progress(one).queued, "named": one.pk in known} for one in outbox.stoppable()
    ]
    return render(
        request, "channels/stop_everything.html", {"leaving": leaving, "people": sum(one["left"] for one in leaving)}
    )


def delivery(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """What one person was sent, and all that is known of it since."""
    shown = deliveries_visible_to(request.user).filter(pk=delivery_id).first()  # type: ignore[arg-type]
    if shown is None:
        raise Http404
    context = {"delivery": shown, "words": rendered(shown), "why": why(shown), "entries": _history(shown)}
    return render(request, "channels/delivery.html", context)


def _history(shown: Delivery) -> list[dict[str, object]]:
    entries: list[dict[str, object]] = [
        {"at": shown.queued_at, "what": _("Written down as to be sent"), "icon": "hourglass"}
    ]
    if shown.sent_at:
        entries.append({"at": shown.sent_at, "what": _("Accepted by the next server"), "icon": "send"})
    for receipt in shown.receipts.select_related("inbound").order_by("at", "id"):
        url = reverse("channels:inbound", args=[receipt.inbound_id]) if receipt.inbound_id else ""
        entries.append(
            {"at": receipt.at, "what": news(receipt), "url": url, "icon": "mail", "detail": receipt.diagnostic}
        )
    return entries
