"""Screens to change the steps of a sequence that runs: write them aside, read what happens to whom, approve."""

from __future__ import annotations

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from amarre.broadcasts.models import Sequence, SequenceChange, SequenceChangeStep
from amarre.broadcasts.sequences import changing
from amarre.broadcasts.sequences.forms import StepForm
from amarre.broadcasts.sequences.reading import wait_words
from amarre.broadcasts.sequences.telling import outlook_words
from amarre.broadcasts.sequences.views import READ_AND_WRITE, ask_about, initial_of_step, sequence_for
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now
from amarre.situation.models import Crisis

PAGE = "broadcasts:sequence_change"


class SeenForm(forms.Form):
    """Which state of the change was read."""

    seen = forms.DateTimeField(widget=forms.HiddenInput)


def change_for(user: Any, crisis_id: int, sequence_id: int) -> tuple[Crisis, Sequence, SequenceChange]:
    """The change that is being written. Raises NotFound when there is none for this colleague."""
    crisis, one = sequence_for(user, crisis_id, sequence_id)
    found = changing.change_of(one)
    if found is None:
        raise NotFound("change")
    found.sequence = one
    return crisis, one, found


@require_POST
def begin(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Begin to write other steps, or go on with those begun."""
    _crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    changing.begin_change(one, by=user, at=now())
    return redirect("broadcasts:sequence_change", crisis_id, sequence_id)


@require_http_methods(["GET", "HEAD"])
def change(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """The steps as they will be, and what happens to whom."""
    crisis, one, found = change_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    outlook = changing.outlook(found, at=now())
    fates = {fate.wanted.pk: fate for fate in outlook.fates if fate.wanted is not None}
    rows = [
        {"row": row, "after": wait_words(row.wait_hours), "fate": fates.get(row.pk)}
        for row in found.steps.select_related("message__channel", "only_if")
    ]
    context = {
        "crisis": crisis, "sequence": one, "change": found, "rows": rows, "outlook": outlook,
        "taken_out": [fate for fate in outlook.fates if fate.wanted is None],
        "lines": outlook_words(outlook), "may_approve": changing.may_approve(found, user),
    }  # fmt: skip
    return render(request, "broadcasts/sequences/change.html", context)


@require_http_methods(READ_AND_WRITE)
def change_step(request: HttpRequest, crisis_id: int, sequence_id: int, row_id: int = 0) -> HttpResponse:
    """Change a step as it will be, take it out, or add one at the end (`row_id` 0)."""
    crisis, one, found = change_for(request.user, crisis_id, sequence_id)
    row = _row(found, row_id) if row_id else None
    form = StepForm(
        request.POST if request.method == "POST" else None, sequence=one, initial=initial_of_step(row) if row else {}
    )
    dropped = row is not None and bool(request.POST.get("drop"))
    if request.method == "POST" and (dropped or form.is_valid()):
        try:
            _keep(request, found, row, form, dropped=dropped)
            return redirect("broadcasts:sequence_change", crisis_id, sequence_id)
        except DomainError as problem:
            form.add_error(None, " ".join(str(words) for words in (problem.fields or {"": problem.message}).values()))
    context = {
        "crisis": crisis, "sequence": one, "form": form, "droppable": row is not None, "button": _("Save the step"),
        "question": _("Change “%(title)s”") % {"title": row.message.title} if row else _("Add a step at the end"),
        "back": reverse("broadcasts:sequence_change", args=[crisis_id, sequence_id]),
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "broadcasts/sequences/form.html", context, status=status)


@require_POST
def change_words(request: HttpRequest, crisis_id: int, sequence_id: int, row_id: int) -> HttpResponse:
    """Correct the words of a step: a draft with the same words opens."""
    _crisis, _one, found = change_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    draft = changing.correct_words(_row(found, row_id), by=user, at=now())
    return redirect("broadcasts:message_edit", crisis_id, draft.pk)


@require_http_methods(READ_AND_WRITE)
def approve(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Say what happens to whom; the button makes it so."""
    crisis, one, found = change_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    form = SeenForm(request.POST if request.method == "POST" else None, initial={"seen": found.updated_at.isoformat()})
    if request.method == "POST" and form.is_valid():
        changing.apply_change(found, seen=form.cleaned_data["seen"], by=user, at=now())
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    question = _("Approve the changes to “%(name)s”?") % {"name": one.name}
    lines = outlook_words(changing.outlook(found, at=now()))
    return ask_about(request, crisis, one, question, lines, _("Approve the changes"), back=PAGE, form=form)


@require_http_methods(READ_AND_WRITE)
def discard(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Throw the change away, after asking once."""
    crisis, one, found = change_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    if request.method == "POST":
        changing.discard_change(found, by=user, at=now())
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    lines = [_("The sequence goes on as it is. The messages that were written for it stay.")]
    question = _("Throw away the changes to “%(name)s”?") % {"name": one.name}
    return ask_about(request, crisis, one, question, lines, _("Throw away the changes"), back=PAGE, danger=True)


def _keep(
    request: HttpRequest, found: SequenceChange, row: SequenceChangeStep | None, form: StepForm, *, dropped: bool
) -> None:
    user: Any = request.user
    if row is None:
        changing.add_step(found, form.value(), by=user, at=now())
    elif dropped:
        changing.take_out(row, by=user, at=now())
    else:
        changing.change_step(row, form.value(), by=user, at=now())


def _row(found: SequenceChange, row_id: int) -> SequenceChangeStep:
    row = found.steps.select_related("message__crisis", "change__sequence").filter(pk=row_id).first()
    if row is None:
        raise NotFound("step")
    return row
