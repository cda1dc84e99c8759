"""The crisis cell: who sits where."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _

from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.situation import actions
from amarre.situation.access import crisis_for
from amarre.situation.forms import NewSeatForm, SeatForm
from amarre.situation.models import Seat


def cell(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Seats by the part they play; the empty ones are plain to see."""
    crisis = crisis_for(request.user, crisis_id)
    seats = list(crisis.seats.select_related("user"))
    parts = [
        {"label": label, "seats": [seat for seat in seats if seat.cell_role == value]}
        for value, label in Seat.CellRole.choices
    ]
    context = {
        "crisis": crisis,
        "parts": [part for part in parts if part["seats"]],
        "empty": sum(not seat.user_id and not seat.holder for seat in seats),
        "total": len(seats),
        "members": crisis.members.order_by("name") if crisis.is_restricted else [],
    }
    return render(request, "situation/cell.html", context)


def seat(request: HttpRequest, crisis_id: int, seat_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    found = get_object_or_404(Seat.objects.select_related("crisis"), pk=seat_id, crisis=crisis)
    form = SeatForm(request.POST or None, initial={"user": found.user_id, "holder": found.holder})
    if request.method == "POST" and form.is_valid():
        actions.fill_seat(found, **form.cleaned_data, by=_me(request), at=now())
        messages.success(request, _("The seat “%(title)s” is up to date.") % {"title": pick(found.title)})
        return redirect("situation:cell", crisis.pk)
    return render(request, "situation/seat.html", {"crisis": crisis, "seat": found, "form": form})


def seat_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = NewSeatForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_seat(crisis, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            return redirect("situation:cell", crisis.pk)
    return render(request, "situation/seat_new.html", {"crisis": crisis, "form": form})


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
