"""The suppression list: who is not written to any more, why, and lifting it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amarre.channels.forms import LiftForm, SuppressionForm
from amarre.channels.models import Suppression
from amarre.channels.reading import news, page_of
from amarre.channels.suppression import DRILL, suppress
from amarre.channels.suppression import lift as lift_suppression
from amarre.lib.errors import DomainError
from amarre.lib.time import now


def suppressions(request: HttpRequest) -> HttpResponse:
    """The live list, newest first; adding an address by hand."""
    wanted = request.GET.get("q", "").strip()
    rows = (
        Suppression.objects.filter(lifted_at=None).exclude(channel_kind=DRILL).select_related("receipt", "created_by")
    )
    if wanted:
        rows = rows.filter(address__icontains=wanted)
    found, older = page_of(rows, request.GET.get("before"))
    listed = [{"row": row, "evidence": news(row.receipt) if row.receipt else row.note} for row in found]
    return render(request, "channels/suppressions.html", {"listed": listed, "older": older, "wanted": wanted})


def add(request: HttpRequest) -> HttpResponse:
    """Put an address on the list by hand."""
    form = SuppressionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        row = suppress(
            channel_kind="email",
            address=data["address"],
            cause=Suppression.Cause.BY_HAND,
            by=request.user,  # type: ignore[arg-type]
            at=now(),
            note=data["note"],
        )
        messages.success(request, _("%(address)s will not be written to any more.") % {"address": row.address})
        return redirect("channels:suppressions")
    return render(request, "channels/suppression_add.html", {"form": form})


def lift(request: HttpRequest, suppression_id: int) -> HttpResponse:
    """Write to an address again, with the reason."""
    row = get_object_or_404(Suppression, pk=suppression_id)
    form = LiftForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            lift_suppression(row, why=form.cleaned_data["why"], by=request.user, at=now())  # type: ignore[arg-type]
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("%(address)s may be written to again.") % {"address": row.address})
            return redirect("channels:suppressions")
    consequences = [_("Why it is on the list: %(cause)s.") % {"cause": row.get_cause_display()}]
    if row.cause == Suppression.Cause.UNSUBSCRIBED:
        consequences.append(_("The law asks you to respect this wish, unless the person has asked for our mail again."))
    context = {
        "question": _("Write to %(address)s again?") % {"address": row.address},
        "consequences": consequences,
        "action_label": _("Write to this address again"),
        "cancel_url": reverse("channels:suppressions"),
        "form": form,
    }
    return render(request, "confirm.html", context)
