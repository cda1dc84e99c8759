"""Home, board, report, journal, proof, lessons, search."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from amarre.accounts.journal import VERBS
from amarre.accounts.models import JournalEntry
from amarre.lib.errors import DomainError, NotAllowed
from amarre.lib.streaming import stream
from amarre.lib.time import now
from amarre.people.models import Person
from amarre.plan.actions import keep_lesson
from amarre.plan.models import Lesson
from amarre.review import board as reading
from amarre.review import reporting, searching
from amarre.review.forms import LessonForm
from amarre.review.proof_file import csv_lines
from amarre.review.wording import said
from amarre.situation.access import crises_visible_to, crisis_for
from amarre.situation.models import Crisis

SEEN = "board_seen"


def home(request: HttpRequest) -> HttpResponse:
    """The board of the crisis at hand; with none, three ways in."""
    user: Any = request.user
    open_crises = crises_visible_to(user).filter(closed_at=None)
    last = open_crises.filter(pk=request.session.get("last_crisis") or 0).first() or open_crises.first()
    if last is not None:
        return redirect("review:board", last.pk)
    context = {
        "has_people": user.may("people.read") and Person.objects.exists(),
        "past": crises_visible_to(user).exclude(closed_at=None)[:5],
    }
    return render(request, "review/home.html", context)


def board(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    at = now()
    clock, steps = reading.first_word_steps(crisis, at)
    waiting = reading.waiting(crisis)
    late = reading.late(crisis, at)
    unsaid = reading.unsaid(crisis)
    context = {
        "crisis": crisis,
        "clock": clock,
        "steps": steps,
        "late": late[: reading.SHOWN],
        "late_more": max(0, len(late) - reading.SHOWN),
        "unsaid": unsaid[: reading.SHOWN],
        "unsaid_more": max(0, len(unsaid) - reading.SHOWN),
        "waiting": waiting.select_related("person")[: reading.SHOWN],
        "waiting_count": waiting.count(),
        "backlog": reading.backlog(crisis),
        "volumes": reading.volumes(crisis),
        "leaving": reading.leaving(crisis),
        "idle": reading.nobody_works(crisis, at),
        "told": reporting.told(crisis),
        "measures": reading.measures(crisis, at),
        "changed": reading.changed_since(crisis, _seen(request, crisis)),
    }
    _remember(request, crisis, at)
    return render(request, "review/board.html", context)


def leaving(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """The part of the board that moves, for its own refreshing."""
    crisis = crisis_for(request.user, crisis_id)
    idle = reading.nobody_works(crisis, now())
    return render(request, "review/_leaving.html", {"crisis": crisis, "leaving": reading.leaving(crisis), "idle": idle})


def report(request: HttpRequest, crisis_id: int) -> HttpResponse:
    crisis = crisis_for(request.user, crisis_id)
    return render(request, "review/report.html", {"crisis": crisis, "report": reporting.write(crisis, now())})


def journal(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Who did what, the latest first; filtered by colleague or by kind of act."""
    crisis = crisis_for(request.user, crisis_id)
    entries = JournalEntry.objects.filter(crisis_id=crisis.pk)
    who, verb = request.GET.get("who", ""), request.GET.get("verb", "")
    if who:
        entries = entries.filter(actor_name=who)
    if verb:
        entries = entries.filter(verb__startswith=f"{verb}.")
    page = Paginator(entries, 50).get_page(request.GET.get("page"))
    rows = [{"at": entry.at, "what": said(entry)} for entry in page]
    everything = JournalEntry.objects.filter(crisis_id=crisis.pk)
    context = {
        "crisis": crisis,
        "page": page,
        "rows": rows,
        "who": who,
        "verb": verb,
        "people": everything.order_by("actor_name").values_list("actor_name", flat=True).distinct(),
        "kinds": sorted({name.split(".")[0] for name in VERBS}),
    }
    return render(request, "review/journal.html", context)


def proof(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Who was told what: message by message, each opening its ledger; and the whole as a file."""
    crisis = crisis_for(request.user, crisis_id)
    return render(request, "review/proof.html", {"crisis": crisis, "told": reporting.told(crisis)})


def proof_csv(request: HttpRequest, crisis_id: int) -> StreamingHttpResponse:
    """The proof as a file: one line per person and message."""
    crisis = crisis_for(request.user, crisis_id)
    return stream(
        request, csv_lines(crisis), content_type="text/csv; charset=utf-8", file_name=f"proof-{crisis.slug}.csv"
    )


def lessons(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Lessons of this crisis, and of those of its kind before it; they stay with the playbook."""
    crisis = crisis_for(request.user, crisis_id)
    form = LessonForm(request.POST or None)
    if request.method == "POST":
        _must_be_allowed(request)
    if request.method == "POST" and form.is_valid():
        try:
            _keep(request, crisis, form.cleaned_data)
        except DomainError as problem:
            form.show(problem)
        else:
            messages.success(request, _("The lesson is kept with the playbook."))
            return redirect("review:lessons", crisis.pk)
    kept = Lesson.objects.filter(playbook=crisis.playbook_id).select_related("author")
    context = {
        "crisis": crisis,
        "form": form,
        "ours": [lesson for lesson in kept if lesson.crisis_id == crisis.pk],
        "before": [lesson for lesson in kept if lesson.crisis_id != crisis.pk and _may_see(request, lesson)],
    }
    return render(request, "review/lessons.html", context)


def search(request: HttpRequest) -> HttpResponse:
    words = request.GET.get("q", "")[:120]
    return render(request, "review/search.html", {"q": words, "groups": searching.search(request.user, words)})


def _must_be_allowed(request: HttpRequest) -> None:
    user: Any = request.user
    if not user.may("playbooks.write"):
        raise NotAllowed(_("Only those who write or lead keep lessons."), hint=_("Tell yours to one of them."))


def _keep(request: HttpRequest, crisis: Crisis, values: dict[str, Any]) -> None:
    user: Any = request.user
    if crisis.playbook is None:
        raise NotAllowed(_("This crisis follows no playbook, so its lessons have nowhere to stay."))
    keep_lesson(
        crisis.playbook,
        **values,
        crisis_label=crisis.title,
        crisis_id=crisis.pk,
        is_drill=crisis.is_drill,
        by=user,
        at=now(),
    )


def _may_see(request: HttpRequest, lesson: Lesson) -> bool:
    """A lesson of a restricted crisis is for those who may know of that crisis."""
    if lesson.crisis_id is None or not Crisis.objects.filter(pk=lesson.crisis_id).exists():
        return True
    return crises_visible_to(request.user).filter(pk=lesson.crisis_id).exists()


def _seen(request: HttpRequest, crisis: Crisis) -> datetime | None:
    """When this colleague last looked at this board, in this session."""
    return parse_datetime(request.session.get(SEEN, {}).get(str(crisis.pk), "") or "")


def _remember(request: HttpRequest, crisis: Crisis, at: datetime) -> None:
    request.session[SEEN] = request.session.get(SEEN, {}) | {str(crisis.pk): at.isoformat()}
