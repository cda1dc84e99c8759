"""Screens of sequences: find, write one question at a time, start, watch, hold, stop."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amarre.broadcasts.models import Sequence, SequenceChangeStep, SequenceRun, SequenceStep
from amarre.broadcasts.sequences import actions
from amarre.broadcasts.sequences.changing import change_of
from amarre.broadcasts.sequences.forms import DAYS, HOURS, EndsForm, EntryForm, EventForm, ResumeForm, StepForm, WhyForm
from amarre.broadcasts.sequences.reading import end_words, entry_words, inside_of, runs_of, would_enter
from amarre.lib.asking import confirm
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now
from amarre.lib.ui import numbers
from amarre.people.models import Person
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis

A_PAGE = 50
READ_AND_WRITE = ["GET", "HEAD", "POST"]


def sequence_for(user: Any, crisis_id: int, sequence_id: int) -> tuple[Crisis, Sequence]:
    """The crisis and its sequence. Raises NotFound when either is not there for this colleague."""
    crisis = crisis_for(user, crisis_id)
    rows = crisis.sequences.select_related("segment", "goal", "entry_message", "fact_version__fact", "author")
    sequence = rows.filter(pk=sequence_id).first()
    if sequence is None:
        raise NotFound("sequence")
    return crisis, sequence


@require_safe
def sequences(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Every sequence of the crisis, with how many are inside and what asks for somebody."""
    crisis = crisis_for(request.user, crisis_id)
    at = now()
    rows = [
        {"sequence": one, "who": entry_words(one), "inside": inside_of(one, at=at)}
        for one in crisis.sequences.select_related("segment", "entry_message")
    ]
    return render(request, "broadcasts/sequences/sequences.html", {"crisis": crisis, "rows": rows})


@require_safe
def sequence(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """One sequence: who enters, the steps with those who wait there, what ends it, why others left."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    inside = inside_of(one, at=now())
    context = {
        "crisis": crisis,
        "sequence": one,
        "who": entry_words(one),
        "ends": end_words(one),
        "inside": inside,
        "may_start": actions.may_start(one, user),
        "change": change_of(one),
        "versions": one.changes.exclude(applied_at=None).select_related("author", "applied_by"),
        "ready": bool(inside.steps) and not any(step.why_not for step in inside.steps),
    }
    return render(request, "broadcasts/sequences/sequence.html", context)


@require_http_methods(READ_AND_WRITE)
def new(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Begin a sequence by saying who enters it."""
    crisis = crisis_for(request.user, crisis_id)
    user: Any = request.user
    kind = _event(request)
    if kind is None:
        return _event_page(request, crisis, None)
    form = EntryForm(request.POST if request.method == "POST" else None, crisis=crisis, kind=kind, initial={"days": 0})
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            made = actions.write_sequence(
                crisis, name=data["name"], audience_kind=data["audience_kind"], entry=form.value(), by=user, at=now()
            )
            return redirect("broadcasts:sequence", crisis_id, made.pk)
        except DomainError as problem:
            form.show(problem)
    question = _("Who enters this sequence?")
    return _form_page(request, crisis, None, form, question, _("Save who enters"), other_event="?entry=")


@require_http_methods(READ_AND_WRITE)
def entry(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Change who enters."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    if request.GET.get("entry") == "":
        return _event_page(request, crisis, one)
    form = EntryForm(
        request.POST if request.method == "POST" else None, crisis=crisis,
        kind=_event(request) or Sequence.Entry(one.entry), initial=EntryForm.initial_of(one),
    )  # fmt: skip
    del form.fields["audience_kind"]
    if request.method == "POST" and form.is_valid():
        ends = EndsForm.initial_of(one)
        kept = actions.Ends(ends["reply"], ends["complaint"], ends["outside"], one.goal, one.fact_version)
        if _saved(request, one, form, name=form.cleaned_data["name"], entry=form.value(), ends=kept):
            return redirect("broadcasts:sequence", crisis_id, sequence_id)
    question = _("Who enters this sequence?")
    return _form_page(request, crisis, one, form, question, _("Save who enters"), other_event="?entry=")


@require_http_methods(READ_AND_WRITE)
def ends(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Change what takes a person out."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    form = EndsForm(
        request.POST if request.method == "POST" else None,
        crisis=crisis,
        kind=one.audience_kind,
        initial=EndsForm.initial_of(one),
    )
    if request.method == "POST" and form.is_valid():
        kept = actions.Entry(
            one.entry, one.entry_message, one.entry_attribute, one.entry_days, one.segment, one.takes_earlier,
            one.may_restart,
        )  # fmt: skip
        if _saved(request, one, form, name=one.name, entry=kept, ends=form.value()):
            return redirect("broadcasts:sequence", crisis_id, sequence_id)
    return _form_page(request, crisis, one, form, _("What takes a person out of it?"), _("Save what ends it"))


@require_http_methods(READ_AND_WRITE)
def step(request: HttpRequest, crisis_id: int, sequence_id: int, position: int = 0) -> HttpResponse:
    """Add a step (`position` 0), change one, or take one out."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    rows = list(one.steps.select_related("message", "only_if"))
    if position > len(rows):
        raise NotFound("step")
    steps = [actions.Step(row.message, row.wait_hours, row.only_if) for row in rows]
    form = StepForm(
        request.POST if request.method == "POST" else None,
        sequence=one,
        initial=initial_of_step(rows[position - 1]) if position else {},
    )
    dropped = position and request.POST.get("drop")
    if request.method == "POST" and (dropped or form.is_valid()):
        if dropped:
            steps.pop(position - 1)
        elif position:
            steps[position - 1] = form.value()
        else:
            steps.append(form.value())
        try:
            actions.set_steps(one, steps, by=user, at=now())
            return redirect("broadcasts:sequence", crisis_id, sequence_id)
        except DomainError as problem:
            form.add_error(None, " ".join(str(words) for words in (problem.fields or {"": problem.message}).values()))
    question = _("Step %(position)s") % {"position": position} if position else _("Add a step")
    return _form_page(request, crisis, one, form, question, _("Save the step"), droppable=bool(position))


@require_POST
def step_again(request: HttpRequest, crisis_id: int, sequence_id: int, position: int) -> HttpResponse:
    """Write the message of a step again, with the facts as they are now."""
    _crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    row = one.steps.select_related("message__crisis", "sequence").filter(position=position).first()
    if row is None:
        raise NotFound("step")
    draft = actions.write_step_again(row, by=user, at=now())
    return redirect("broadcasts:message_edit", crisis_id, draft.pk)


@require_safe
def preview(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Who would enter today."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    found = would_enter(one, at=now())
    context = {
        "crisis": crisis, "sequence": one, "who": entry_words(one), "found": found, "named": user.may("people.read"),
    }  # fmt: skip
    return render(request, "broadcasts/sequences/preview.html", context)


@require_safe
def people(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Who is inside and where they wait; who left, and why."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    at_step, reason = request.GET.get("step", ""), request.GET.get("reason", "")
    reason = reason if reason in SequenceRun.Exit.values else ""
    runs = runs_of(one, step=int(at_step) if at_step.isdigit() else None, reason=reason)
    page = Paginator(runs, A_PAGE).get_page(request.GET.get("page"))
    named = {person.pk: person for person in Person.objects.filter(pk__in=[run.person_ref for run in page.object_list])}
    context = {
        "crisis": crisis,
        "sequence": one,
        "page": page,
        "rows": [{"run": run, "person": named.get(run.person_ref)} for run in page.object_list],
        "inside": inside_of(one, at=now()),
        "step": at_step,
        "reason": reason,
    }
    return render(request, "broadcasts/sequences/people.html", context)


@require_http_methods(READ_AND_WRITE)
def start(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Say exactly who will be written to, and when; the button repeats it."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    if request.method == "POST":
        actions.start_sequence(one, by=user, at=now())
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    at = now()
    inside = inside_of(one, at=at)
    lines = [_("Enters: %(who)s.") % {"who": entry_words(one)}]
    if one.takes_earlier:
        count = would_enter(one, at=at).count
        words = ngettext("%(count)s person enters at once.", "%(count)s people enter at once.", count)
        lines.append(words % {"count": numbers.grouped(count)})
    lines += [f"{row.after} : {row.step.message.title}" for row in inside.steps]
    lines.append(_("Consent, preferences, limits and quiet hours are looked at each time, as for any send."))
    return ask_about(request, crisis, one, _("Start “%(name)s”?") % {"name": one.name}, lines, _("Start the sequence"))


@require_http_methods(READ_AND_WRITE)
def pause(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Hold it."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.pause_sequence(one, by=user, at=now(), why=form.cleaned_data["why"])
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    lines = [_("Nobody enters, nobody is written to; what is leaving of it is paused."),
             _("Everybody stays where they are. When it goes on, nobody gets anything twice.")]  # fmt: skip
    question = _("Pause “%(name)s”?") % {"name": one.name}
    return ask_about(request, crisis, one, question, lines, _("Pause the sequence"), form=form)


@require_http_methods(READ_AND_WRITE)
def resume(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Go on, after saying what becomes of those who are overdue."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    at = now()
    overdue = actions.at_once(one, at=at)
    form = ResumeForm(request.POST if request.method == "POST" else None) if overdue else None
    if request.method == "POST" and (form is None or form.is_valid()):
        actions.resume_sequence(one, by=user, at=at, overdue=form.cleaned_data["overdue"] if form else "")
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    lines = [_("People enter and move again.")]
    if overdue:
        words = ngettext(
            "%(count)s person would be written to at once.", "%(count)s people would be written to at once.", overdue
        )
        lines.append(words % {"count": numbers.grouped(overdue)})
    question = _("Resume “%(name)s”?") % {"name": one.name}
    return ask_about(request, crisis, one, question, lines, _("Resume the sequence"), form=form)


@require_http_methods(READ_AND_WRITE)
def stop(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """End it for good."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    form = WhyForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        actions.stop_sequence(one, by=user, at=now(), why=form.cleaned_data["why"])
        return redirect("broadcasts:sequence", crisis_id, sequence_id)
    count = inside_of(one, at=now()).inside
    words = ngettext("%(count)s person leaves it.", "%(count)s people leave it.", count)
    lines = [words % {"count": numbers.grouped(count)}, _("What had not left yet does not leave.")]
    question = _("Stop “%(name)s”?") % {"name": one.name}
    return ask_about(request, crisis, one, question, lines, _("Stop the sequence"), form=form, danger=True)


@require_http_methods(READ_AND_WRITE)
def discard(request: HttpRequest, crisis_id: int, sequence_id: int) -> HttpResponse:
    """Throw a draft away, after asking once."""
    crisis, one = sequence_for(request.user, crisis_id, sequence_id)
    user: Any = request.user
    if request.method == "POST":
        actions.discard_sequence(one, by=user, at=now())
        return redirect("broadcasts:sequences", crisis_id)
    lines = [_("Nobody has entered it. Its messages stay.")]
    question = _("Throw away the sequence “%(name)s”?") % {"name": one.name}
    return ask_about(request, crisis, one, question, lines, _("Throw away the sequence"), danger=True)


def _saved(request: HttpRequest, one: Sequence, form: EntryForm | EndsForm, **values: Any) -> bool:
    user: Any = request.user
    try:
        actions.change_sequence(one, by=user, at=now(), **values)
    except DomainError as problem:
        form.show(problem)
        return False
    return True


def initial_of_step(row: SequenceStep | SequenceChangeStep) -> dict[str, Any]:
    """A step as its form asks for it."""
    in_days = row.wait_hours % 24 == 0
    return {
        "message": row.message_id, "wait": row.wait_hours // 24 if in_days else row.wait_hours,
        "unit": DAYS if in_days else HOURS, "only_if": row.only_if_id,
    }  # fmt: skip


def _event(request: HttpRequest) -> Sequence.Entry | None:
    """The event that was chosen, in the address or in the form; None when none was."""
    said = request.POST.get("entry") or request.GET.get("entry", "")
    return Sequence.Entry(said) if said in Sequence.Entry.values else None


def _event_page(request: HttpRequest, crisis: Crisis, one: Sequence | None) -> HttpResponse:
    """The first question: the event. What is asked next depends on it."""
    form = EventForm(initial={"entry": one.entry if one else Sequence.Entry.TOLD})
    return _form_page(request, crisis, one, form, _("On which event do people enter?"), _("Go on"), method="get")


def _form_page(
    request: HttpRequest, crisis: Crisis, one: Sequence | None, form: Any, question: str, button: str,
    **more: Any,
) -> HttpResponse:  # fmt: skip
    back = (
        reverse("broadcasts:sequence", args=[crisis.pk, one.pk]) if one
        else reverse("broadcasts:sequences", args=[crisis.pk])
    )  # fmt: skip
    context = {
        "crisis": crisis, "sequence": one, "form": form, "question": question, "button": button, "back": back,
        **more,
    }  # fmt: skip
    status = 422 if form.is_bound and form.errors else 200
    return render(request, "broadcasts/sequences/form.html", context, status=status)


def ask_about(
    request: HttpRequest, crisis: Crisis, one: Sequence, question: str, lines: list[str], label: str,
    *, back: str = "broadcasts:sequence", form: Any = None, danger: bool = False,
) -> HttpResponse:  # fmt: skip
    """Ask once before something is done to a sequence; `back` names the page of it that "No" leads to."""
    return confirm(
        request, question, label, back=reverse(back, args=[crisis.pk, one.pk]), consequences=lines, form=form,
        danger=danger, irreversible=danger, crisis=crisis,
    )  # fmt: skip
