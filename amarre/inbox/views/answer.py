"""Writing an answer: drafts that save themselves, words put in, the review, and the sending."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from amarre.inbox import actions, reading
from amarre.inbox.languages import language_of
from amarre.inbox.models import Conversation
from amarre.inbox.ready import insert, opening
from amarre.inbox.reviewing import Reviewed, review_answer
from amarre.inbox.views.conversation import show
from amarre.inbox.views.queue import next_for
from amarre.lib.errors import DomainError
from amarre.lib.time import now

WHY = "why_"


@require_POST
def draft(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    """Keep the words being typed."""
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    _keep(request, found)
    return JsonResponse({"saved": True})


@require_POST
def review(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    """The review while typing: a fragment of the page."""
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    text = _text(request)
    reviewed = review_answer(found.crisis, text, language_of(found), at=now())
    return render(request, "inbox/_review.html", {"reviewed": reviewed, "text": text, "why": reasons(request)})


@require_POST
def answer(request: HttpRequest, crisis_id: int, conversation_id: int) -> HttpResponse:
    """Put words in, review, or send; the words typed are kept first, whatever comes next."""
    found = reading.conversation_for(request.user, crisis_id, conversation_id)
    page = reverse("inbox:conversation", args=[crisis_id, found.pk])
    what = request.POST.get("insert", "")
    if what:
        with_words = insert(_text(request), what, found)
        actions.save_draft(found, text=with_words, by=_user(request), at=now())
        return redirect(f"{page}#answer")
    _keep(request, found)
    if request.POST.get("do") == "review":
        return redirect(f"{page}?reviewed=1#answer")
    return _send(request, crisis_id, found)


def _send(request: HttpRequest, crisis_id: int, found: Conversation) -> HttpResponse:
    text, why = _text(request), reasons(request)
    reviewed = review_answer(found.crisis, text, language_of(found), at=now())
    trouble = _what_stands_in_the_way(found, text, reviewed, why)
    if trouble:
        return show(request, crisis_id, found, 422, text=text, reviewed=reviewed, why=why, answer_trouble=trouble)
    kept = [{"code": code, "why": reason} for code, reason in why.items()]
    try:
        turn = actions.reply(found, text=text, by=_user(request), at=now(), findings_kept=kept)
    except DomainError as problem:
        words = " ".join(str(part) for part in (problem.message, problem.hint) if part)
        return show(request, crisis_id, found, 422, text=text, reviewed=reviewed, why=why, answer_trouble=words)
    _say_what_happened(request, turn)
    if request.POST.get("do") == "send_next":
        following = next_for(request, found.crisis) if found.crisis else None
        return following or redirect("inbox:queue", crisis_id)
    return redirect("inbox:conversation", crisis_id, found.pk)


def _what_stands_in_the_way(found: Conversation, text: str, reviewed: Reviewed, why: dict[str, str]) -> str:
    if text.split() == opening(found).split():
        return _("The answer has no words of yours yet.")
    if reviewed.blockers:
        return _("A fact in this answer cannot be told as it is: it is marked below. Take it out, or have it verified.")
    if any(not why.get(finding.code) for finding in reviewed.doubts):
        return _("Some words may hurt: they are marked below. Change them, or say in a few words why they stay.")
    return ""


def _say_what_happened(request: HttpRequest, turn: Any) -> None:
    delivery = turn.delivery
    if delivery is not None and delivery.state == delivery.State.SUPPRESSED:
        messages.warning(
            request, _("The answer is written down but was not sent: this address is on the suppression list.")
        )
    else:
        messages.success(request, _("The answer to %(address)s is on its way.") % {
            "address": delivery.address if delivery is not None else turn.conversation.address
        })  # fmt: skip


def _keep(request: HttpRequest, found: Conversation) -> None:
    text = _text(request)
    untouched = text.split() == opening(found).split()
    actions.save_draft(found, text="" if untouched else text, by=_user(request), at=now())


def _text(request: HttpRequest) -> str:
    return request.POST.get("text", "").replace("\r\n", "\n")


def reasons(request: HttpRequest) -> dict[str, str]:
    """Why findings are left in, by code."""
    return {
        name.removeprefix(WHY): value.strip()
        for name, value in request.POST.items()
        if name.startswith(WHY) and isinstance(value, str) and value.strip()
    }


def _user(request: HttpRequest) -> Any:
    return request.user
