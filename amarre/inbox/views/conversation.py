"""One conversation: the words and why they stand where they do, the person, the answer, what else can be done."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django.contrib import messages
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amarre.inbox import actions, reading
from amarre.inbox.forms import CHANNEL_WORDS, AssignForm, CloseForm, GapForm, NoteForm, OverrideForm
from amarre.inbox.languages import language_of
from amarre.inbox.models import Conversation, Turn
from amarre.inbox.ready import opening, ready_answers
from amarre.inbox.reviewing import review_answer
from amarre.inbox.ways import is_late, way_of
from amarre.knowledge.facts import Sheet
from amarre.knowledge.reading import Suggested, suggest
from amarre.lib.errors import DomainError, Invalid, NotFound
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.people.models import Person
from amarre.people.panels import panels_for
from amarre.situation.access import crisis_for

SOMEBODY_WRITES = timedelta(minutes=15)


@require_safe
def conversation(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    if found.pk != conversation_id:
        return redirect("inbox:conversation", crisis_id, found.pk)
    return show(request, crisis_id, found)


def show(request: HttpRequest, crisis_id: int, found: Conversation, status: int = 200, **changes: Any) -> HttpResponse:
    """The page; `changes` replaces parts of its context (a form that needs another look)."""
    user: Any = request.user
    context = {
        "crisis": crisis_for(user, crisis_id), "conversation": found, "turns": _turns(found),
        "channel_words": CHANNEL_WORDS, "others": reading.others_of_same_sender(found)[:8],
        "panels": panels_for(found.person, user) if found.person and user.may("people.read") else [],
        "override_form": OverrideForm(initial=_levels(found)), "note_form": NoteForm(), "close_form": CloseForm(),
        "assign_form": AssignForm(
            initial={"to": str(found.assigned_to_id or "")}, colleagues=reading.colleagues_who_answer(found.crisis)
        ),
        "gap_form": GapForm(initial={"text": found.excerpt}), "may_answer": user.may("inbox.answer"),
        "writing_too": reading.being_answered_by(found, besides=user, since=now() - SOMEBODY_WRITES),
    }  # fmt: skip
    if context["may_answer"]:
        context |= answer_context(request, found)
    return render(request, "inbox/conversation.html", context | changes, status=status)


def answer_context(request: HttpRequest, found: Conversation) -> dict[str, Any]:
    """What the answer's part of the page needs: the words so far, ready words, and the review when asked for."""
    language = language_of(found)
    draft = found.drafts.filter(author=request.user).first()  # type: ignore[misc]
    text = draft.text if draft else opening(found)
    sheet = Sheet.of(found.crisis) if found.crisis else Sheet({})
    wants_review = "reviewed" in request.GET and draft is not None
    way = way_of(found)
    return {
        "text": text, "draft": draft, "language": language, "way": way,
        "is_late": way is not None and is_late(way, at=now()),
        "suggestions": _suggestions(found), "ready_answers": ready_answers(found, sheet),
        "reviewed": review_answer(found.crisis, text, language, at=now()) if wants_review else None, "why": {},
    }  # fmt: skip


def _suggestions(found: Conversation) -> list[Suggested]:
    """Answers to their last words, drafts included: the page says what a draft lacks."""
    last = found.turns.filter(direction=Turn.Direction.IN).last()
    if found.crisis is None or found.waiting_since is None or last is None:
        return []
    return suggest(found.crisis, last.text, language_of(found), only_published=False)


def _levels(found: Conversation) -> dict[str, Any]:
    return {"impact": found.impact, "anger": found.anger, "threat": found.threat}


def _turns(found: Conversation) -> list[Turn]:
    """The words in order, each with its reasons in the reader's language."""
    reader = (get_language() or "fr").split("-")[0]
    turns = list(found.turns.select_related("author", "inbound", "delivery").prefetch_related("cites__fact"))
    for turn in turns:
        turn.mark_prefix = f"why-{turn.pk}"  # type: ignore[attr-defined]
        turn.reasons = _reasons(turn, reader)  # type: ignore[attr-defined]
    unanswered = [turn for turn in turns if turn.direction == Turn.Direction.IN]
    if unanswered and found.waiting_since is not None:
        unanswered[-1].is_latest = True  # type: ignore[attr-defined]
    return turns


def _reasons(turn: Turn, reader: str) -> list[dict[str, Any]]:
    """The reasons of a turn in the reader's language; several for the same words are said together."""
    places: dict[tuple[int, int], list[str]] = {}
    for each in turn.because:
        said = places.setdefault((each["start"], each["end"]), [])
        reason = pick(each["reason"], reader)
        if reason not in said:
            said.append(reason)
    return [{"start": start, "end": end, "reason": ", ".join(said)} for (start, end), said in places.items()]


@require_POST
def override(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    form = OverrideForm(request.POST)
    if form.is_valid():
        try:
            actions.override(found, **form.cleaned_data, by=_user(request), at=now())
        except Invalid as problem:
            form.show(problem)
        else:
            messages.success(request, _("The request has its new place in the queue."))
            return redirect("inbox:conversation", crisis_id, found.pk)
    return show(request, crisis_id, found, 422, override_form=form, trouble=form)


@require_POST
def assign(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    form = AssignForm(request.POST, colleagues=reading.colleagues_who_answer(found.crisis))
    if form.is_valid():
        actions.assign(found, to=form.user(), by=_user(request), at=now())
        return redirect("inbox:conversation", crisis_id, found.pk)
    return show(request, crisis_id, found, 422, assign_form=form, trouble=form)


@require_POST
def note(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    form = NoteForm(request.POST)
    return _do(request, crisis_id, found, form, "note_form", lambda: actions.note(
        found, text=form.cleaned_data["note"], by=_user(request), at=now()
    ))  # fmt: skip


@require_POST
def close(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    form = CloseForm(request.POST)
    return _do(request, crisis_id, found, form, "close_form", lambda: actions.close(
        found, why=form.cleaned_data["why"], by=_user(request), at=now()
    ))  # fmt: skip


@require_POST
def reopen(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    actions.reopen(found, by=_user(request), at=now())
    return redirect("inbox:conversation", crisis_id, found.pk)


@require_POST
def cannot_answer(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    form = GapForm(request.POST)
    return _do(request, crisis_id, found, form, "gap_form", lambda: actions.cannot_answer(
        found, question=form.cleaned_data["text"], by=_user(request), at=now()
    ), _("The question is with those who write the answers. The request keeps its place."))  # fmt: skip


@require_POST
def merge(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    other = reading.others_of_same_sender(found).filter(pk=_number(request, "other")).first()
    if other is None:
        raise NotFound("conversation")
    actions.merge(found, other, by=_user(request), at=now())
    messages.success(request, _("Both requests are now one."))
    return redirect("inbox:conversation", crisis_id, found.pk)


@require_POST
def move_here(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    """A request of no crisis is about this one."""
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    actions.move(found, crisis_for(request.user, crisis_id), by=_user(request), at=now())
    return redirect("inbox:conversation", crisis_id, found.pk)


def link(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    """GET looks for the person; POST says who it is."""
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    if request.method == "POST":
        person = Person.objects.filter(pk=_number(request, "person"), erased_at=None).first()
        if person is None:
            raise NotFound("person")
        actions.link_person(found, person, by=_user(request), at=now())
        return redirect("inbox:conversation", crisis_id, found.pk)
    wanted = request.GET.get("q", found.name).strip()
    context = {
        "crisis": crisis_for(request.user, crisis_id), "conversation": found, "q": wanted,
        "people": reading.people_called(wanted)[:20] if wanted else [],
    }  # fmt: skip
    return render(request, "inbox/link.html", context)


def _do(
    request: HttpRequest, crisis_id: int, found: Conversation, form: Any, name: str, act: Any, done: str = ""
) -> HttpResponse:
    """Run one action of a form; what it refuses is shown at its field."""
    if form.is_valid():
        try:
            act()
        except DomainError as problem:
            form.show(problem)
        else:
            if done:
                messages.success(request, done)
            return redirect("inbox:conversation", crisis_id, found.pk)
    changes: dict[str, BaseForm] = {name: form, "trouble": form}
    return show(request, crisis_id, found, 422, **changes)


def _user(request: HttpRequest) -> Any:
    return request.user


def _number(request: HttpRequest, name: str) -> int:
    value = request.POST.get(name, "")
    return int(value) if value.isdigit() else 0
