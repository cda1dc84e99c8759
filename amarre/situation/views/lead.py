"""Lead: decisions, workstreams and their actions, measures."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.situation import actions
from amarre.situation.access import crisis_for
from amarre.situation.forms import ActionForm, DecisionForm, NewActionForm, ReadingForm
from amarre.situation.measures import MEASURES, measures_of
from amarre.situation.models import Action, Crisis, Seat, Workstream


def decisions(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    rows = crisis.decisions.select_related("by").prefetch_related("facts__fact", "facts__source")
    return render(request, "situation/decisions.html", {"crisis": crisis, "decisions": rows})


def decision_new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = DecisionForm(request.POST or None, crisis=crisis)
    if request.method == "POST" and form.is_valid():
        try:
            actions.log_decision(crisis, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("The decision is in the log."))
            return redirect("situation:decisions", crisis.pk)
    return render(request, "situation/decision_new.html", {"crisis": crisis, "form": form})


def workstreams(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """The workstreams by rank, each with its actions and progress."""
    crisis = crisis_for(request.user, crisis_id)
    seats = {seat.function: seat for seat in crisis.seats.select_related("user") if seat.function}
    at = now()
    groups = [_group(workstream, seats, at) for workstream in crisis.workstreams.prefetch_related("actions__owner")]
    return render(request, "situation/workstreams.html", {"crisis": crisis, "groups": groups})


def _group(workstream: Workstream, seats: dict[str, Seat], at: Any) -> dict[str, Any]:
    wanted = [row for row in workstream.actions.all() if row.state != Action.State.DROPPED]
    rows = [
        {
            "action": row,
            "is_late": row.is_open and row.due_at is not None and row.due_at < at,
            "seated": _seated(row, seats),
        }
        for row in workstream.actions.all()
    ]
    done = sum(row.state == Action.State.DONE for row in wanted)
    return {"workstream": workstream, "rows": rows, "done": done, "total": len(wanted)}


def _seated(action: Action, seats: dict[str, Seat]) -> list[tuple[Any, list[Seat]]]:
    """(part, seats): who does it and who answers for it, as the playbook says."""
    parts = (Seat.Responsibility.RESPONSIBLE, Seat.Responsibility.ACCOUNTABLE)
    rows = [(part.label, [seats[name] for name in action.raci.get(part, ()) if name in seats]) for part in parts]
    return [(label, found) for label, found in rows if found]


def action_new(request: HttpRequest, crisis_id: int, workstream_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    workstream = get_object_or_404(Workstream.objects.select_related("crisis"), pk=workstream_id, crisis=crisis)
    form = NewActionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.add_action(workstream, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            return redirect("situation:workstreams", crisis.pk)
    context = {"crisis": crisis, "workstream": workstream, "form": form}
    return render(request, "situation/action_new.html", context)


def action(request: HttpRequest, crisis_id: int, action_id: int) -> HttpResponse:
    crisis, found = _action_for(request, crisis_id, action_id)
    initial = {name: getattr(found, name) for name in ("state", "owner", "owner_name", "due_at", "note")}
    form = ActionForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        actions.update_action(found, **form.cleaned_data, by=_me(request), at=now())
        messages.success(request, _("The action is up to date."))
        return redirect("situation:workstreams", crisis.pk)
    return render(request, "situation/action.html", {"crisis": crisis, "action": found, "form": form})


@require_POST
def action_state(request: HttpRequest, crisis_id: int, action_id: int) -> HttpResponse:
    """One press: under way, or done. The row comes back where htmx asks for it."""
    crisis, found = _action_for(request, crisis_id, action_id)
    actions.update_action(found, state=request.POST.get("state", ""), by=_me(request), at=now())
    return redirect("situation:workstreams", crisis.pk)


def _action_for(request: HttpRequest, crisis_id: int, action_id: int) -> tuple[Crisis, Action]:
    crisis = crisis_for(request.user, crisis_id)
    rows = Action.objects.select_related("workstream__crisis", "owner")
    return crisis, get_object_or_404(rows, pk=action_id, workstream__crisis=crisis)


def measures(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Every measure of this crisis, why it matters here, its value and its age."""
    crisis = crisis_for(request.user, crisis_id)
    rows = {row["slug"]: row for row in crisis.playbook.body["measures"]} if crisis.playbook else {}
    at = now()
    shown = [
        {"measure": measure, "value": measure.compute(crisis, at), "why": pick(rows.get(measure.slug, {}).get("why"))}
        for measure in measures_of(crisis)
    ]
    return render(request, "situation/measures.html", {"crisis": crisis, "rows": shown})


def measure(request: HttpRequest, crisis_id: int, slug: str) -> HttpResponse:
    """Write down a measure that no machine takes."""
    crisis = crisis_for(request.user, crisis_id)
    if slug not in MEASURES or not MEASURES.get(slug).by_hand:
        raise Http404
    form = ReadingForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.read_measure(crisis, slug, **form.cleaned_data, by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            return redirect("situation:measures", crisis.pk)
    context = {
        "crisis": crisis,
        "measure": MEASURES.get(slug),
        "form": form,
        "readings": crisis.readings.filter(measure=slug).select_related("by")[:20],
    }
    return render(request, "situation/measure.html", context)


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
