"""Everything that came in, what it was taken for and why. Nothing is hidden; a mistake is put right in one press."""

from __future__ import annotations

from django.contrib import messages
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.channels.forms import InboundFilter
from amarre.channels.inbound import to_message as make_message
from amarre.channels.models import Inbound
from amarre.channels.reading import inbounds_visible_to, page_of, why_came
from amarre.lib.time import now


def incoming(request: HttpRequest) -> HttpResponse:
    """The newest first; by kind, sender or subject."""
    form = InboundFilter(request.GET)
    rows = inbounds_visible_to(request.user)  # type: ignore[arg-type]
    if form.is_valid():
        if form.cleaned_data["kind"]:
            rows = rows.filter(kind=form.cleaned_data["kind"])
        wanted = form.cleaned_data["q"].strip()
        if wanted:
            rows = rows.filter(Q(from_address__icontains=wanted) | Q(subject__icontains=wanted))
    found, older = page_of(rows, request.GET.get("before"))
    came = [{"row": row, "why": why_came(row)} for row in found]
    return render(request, "channels/incoming.html", {"came": came, "older": older, "form": form})


def inbound(request: HttpRequest, inbound_id: int) -> HttpResponse:
    """One of them, whole."""
    row = _visible(request, inbound_id)
    return render(request, "channels/inbound.html", {"row": row, "why": why_came(row)})


@require_POST
def to_message(request: HttpRequest, inbound_id: int) -> HttpResponse:
    """It is a person's words after all."""
    row = make_message(_visible(request, inbound_id), by=request.user, at=now())  # type: ignore[arg-type]
    messages.success(request, _("It will be among the requests in a few seconds."))
    return redirect("channels:inbound", row.pk)


def _visible(request: HttpRequest, inbound_id: int) -> Inbound:
    row = inbounds_visible_to(request.user).filter(pk=inbound_id).first()  # type: ignore[arg-type]
    if row is None:
        raise Http404
    return row
