"""The tray: every message that did not leave the house, as its reader would have seen it."""

from __future__ import annotations

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.clickjacking import xframe_options_sameorigin

from amarre.channels.forms import TrayFilter
from amarre.channels.models import Delivery
from amarre.channels.outbox.content import rendered, subjects_of
from amarre.channels.reading import deliveries_visible_to, page_of
from amarre.lib.security import policy


def tray(request: HttpRequest) -> HttpResponse:
    """The newest first; by address or by send."""
    form = TrayFilter(request.GET)
    rows = deliveries_visible_to(request.user).filter(batch__channel__kind="tray", state__in=_KEPT)  # type: ignore[arg-type]
    wanted = form.cleaned_data["q"].strip() if form.is_valid() else ""
    if wanted:
        rows = rows.filter(Q(address__icontains=wanted) | Q(batch__label__icontains=wanted))
    found, older = page_of(rows, request.GET.get("before"))
    letters = [{"row": row, "subject": subject} for row, subject in subjects_of(found)]
    return render(request, "channels/tray.html", {"letters": letters, "older": older, "form": form, "wanted": wanted})


_KEPT = (Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.BOUNCED)


def message(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """One message, HTML and text."""
    delivery = _visible(request, delivery_id)
    response = render(request, "channels/tray_message.html", {"delivery": delivery, "words": rendered(delivery)})
    response.headers["Content-Security-Policy"] = policy(frame_src="'self'")
    return response


@xframe_options_sameorigin
def message_html(request: HttpRequest, delivery_id: int) -> HttpResponse:
    """The HTML of a message, alone in its frame: no script, no form, nothing loaded, whatever it holds."""
    response = HttpResponse(rendered(_visible(request, delivery_id)).html)
    response.headers["Content-Security-Policy"] = policy(
        script_src="'none'", style_src="'unsafe-inline'", form_action="'none'", frame_ancestors="'self'", sandbox=""
    )
    return response


def _visible(request: HttpRequest, delivery_id: int) -> Delivery:
    delivery = deliveries_visible_to(request.user).filter(pk=delivery_id).first()  # type: ignore[arg-type]
    if delivery is None:
        raise Http404
    return delivery
