"""Declare a crisis, change its phase, close it."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from amarre.accounts.models import Company
from amarre.lib.asking import confirm
from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.plan.models import Playbook
from amarre.situation import actions
from amarre.situation.access import crises_visible_to, crisis_for
from amarre.situation.forms import CloseForm, DeclareForm, PhaseForm, ReopenForm
from amarre.situation.measures import measures_of


def declare(request: HttpRequest) -> HttpResponse:
    """One page: what is happening, its name, its languages. The playbook is copied on the way."""
    card = Company.card()
    initial = {
        "playbook": request.GET.get("playbook", ""),
        "language": card.language,
        "languages": card.languages or [card.language],
    }
    playbooks = Playbook.objects.all()
    form = DeclareForm(request.POST or None, playbooks=playbooks, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            crisis = actions.declare(**form.values(), by=_me(request), at=now())
        except DomainError as problem:
            form.show(problem)
        else:
            words = _(
                "The crisis is declared. Its playbook is copied, and the 48-hour clock of the first word has started."
            )
            messages.success(request, words)
            return redirect("situation:facts", crisis.pk)
    return render(request, "situation/declare.html", {"form": form, "playbooks": playbooks})


def crises(request: HttpRequest) -> HttpResponse:
    """Every crisis this colleague may know of, the open ones first."""
    visible = crises_visible_to(request.user).select_related("phase")
    context = {
        "open": visible.filter(closed_at=None),
        "closed": visible.exclude(closed_at=None).order_by("-closed_at")[:50],
    }
    return render(request, "situation/crises.html", context)


def phase(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = PhaseForm(request.POST or None, crisis=crisis, initial={"phase": crisis.phase_id})
    if request.method == "POST" and form.is_valid():
        chosen = form.cleaned_data["phase"]
        if chosen.pk != crisis.phase_id:
            actions.change_phase(crisis, chosen, by=_me(request), at=now())
            messages.success(request, _("The crisis is now in the phase “%(phase)s”.") % {"phase": pick(chosen.title)})
        return redirect("situation:workstreams", crisis.pk)
    return render(request, "situation/phase.html", {"crisis": crisis, "form": form})


def close(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Before closing: what stops, what stays, and what the measures say now."""
    crisis = crisis_for(request.user, crisis_id)
    form = CloseForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.close(crisis, note=form.cleaned_data["note"], by=_me(request), at=now())
        messages.success(
            request, _("The crisis is closed. Its report is ready; what it taught can be kept in the playbook.")
        )
        return redirect("review:report", crisis.pk)
    at = now()
    context = {
        "crisis": crisis,
        "form": form,
        "measures": [(measure, measure.compute(crisis, at)) for measure in measures_of(crisis)],
        "question": _("Close the crisis “%(title)s”?") % {"title": crisis.title},
        "consequences": [
            _("Its facts, messages and journal stay readable; they can no longer be changed."),
            _("What is published stays published until you take it off the pages."),
            _("Requests that are still open stay in the queue: nobody is left without an answer."),
            _("It can be opened again."),
        ],
        "action_label": _("Close the crisis"),
        "cancel_url": reverse("review:board", args=[crisis.pk]),
    }
    return render(request, "situation/close.html", context)


def reopen(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    form = ReopenForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        actions.reopen(crisis, why=form.cleaned_data["why"], by=_me(request), at=now())
        messages.success(request, _("The crisis is open again."))
        return redirect("situation:facts", crisis.pk)
    question = _("Open the crisis “%(title)s” again?") % {"title": crisis.title}
    return confirm(request, question, _("Open it again"), back=reverse("situation:crises"), form=form)


def _me(request: HttpRequest) -> Any:
    """The signed-in colleague: routes here are guarded, so it is a User."""
    return request.user
