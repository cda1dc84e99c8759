"""One answer to many: when one fact answers them all, each receives it with their own greeting."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.inbox import actions, reading
from amarre.inbox.languages import language_of, personal_values
from amarre.inbox.models import Conversation
from amarre.inbox.ready import common_opening, common_words
from amarre.inbox.reviewing import Reviewed, review_answer
from amarre.inbox.views.answer import reasons
from amarre.inbox.ways import ways_of
from amarre.knowledge.facts import Sheet, read_template
from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.lib.ui.numbers import grouped
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis

AT_MOST = 500


def many(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """GET shows those who were ticked and the answer to write; POST reviews it, or sends it to all of them."""
    crisis = crisis_for(request.user, crisis_id)
    chosen = _chosen(request, crisis)
    if not chosen:
        messages.info(request, _("Tick the requests that one answer answers, then answer them together."))
        return redirect("inbox:queue", crisis.pk)
    languages = sorted({language_of(each) for each in chosen}, key=lambda each: (each != crisis.language, each))
    texts = {language: _text(request, crisis, language) for language in languages}
    if request.method != "POST":
        return _show(request, crisis, chosen, texts)
    reviewed = {language: review_answer(crisis, text, language, at=now()) for language, text in texts.items()}
    why = reasons(request)
    trouble = _what_stands_in_the_way(texts, reviewed, why)
    if request.POST.get("do") != "send" or trouble:
        status = 422 if trouble and request.POST.get("do") == "send" else 200
        shown = trouble if status == 422 else ""
        return _show(request, crisis, chosen, texts, status, reviewed=reviewed, why=why, trouble=shown)
    kept = [{"code": code, "why": reason} for code, reason in why.items()]
    try:
        turns = actions.bulk_reply(chosen, text=texts, by=_user(request), at=now(), findings_kept=kept)
    except DomainError as problem:
        words = " ".join(str(part) for part in (problem.message, problem.hint) if part)
        return _show(request, crisis, chosen, texts, 422, reviewed=reviewed, why=why, trouble=words)
    messages.success(request, ngettext(
        "%(count)s request is answered.", "%(count)s requests are answered.", len(turns)
    ) % {"count": grouped(len(turns))})  # fmt: skip
    return redirect("inbox:queue", crisis.pk)


def _chosen(request: HttpRequest, crisis: Crisis) -> list[Conversation]:
    """The requests ticked, or all those that ask the same question; only of this crisis, only those that wait."""
    source = request.POST if request.method == "POST" else request.GET
    waiting = reading.queue(
        reading.requests_of(request.user, crisis).filter(crisis=crisis), reading.Wanted(), request.user
    )
    if source.get("asks", "").isdigit() and request.method != "POST":
        return list(waiting.filter(asks=int(source["asks"])).select_related("crisis")[:AT_MOST])
    numbers = [int(number) for number in source.getlist("ids") if number.isdigit()][:AT_MOST]
    return list(waiting.filter(pk__in=numbers).select_related("crisis"))


def _text(request: HttpRequest, crisis: Crisis, language: str) -> str:
    """The words typed, else those of the question they all ask, else an opening and a signature."""
    typed = request.POST.get(f"text_{language}")
    if typed is not None:
        return typed.replace("\r\n", "\n")
    asks = request.GET.get("asks", "")
    return common_words(crisis, int(asks), language) if asks.isdigit() else common_opening()


def _what_stands_in_the_way(texts: dict[str, str], reviewed: dict[str, Reviewed], why: dict[str, str]) -> str:
    if any(text.split() == common_opening().split() or not text.strip() for text in texts.values()):
        return _("The answer has no words of yours yet.")
    if any(each.blockers for each in reviewed.values()):
        return _("A fact in this answer cannot be told as it is: it is marked below. Take it out, or have it verified.")
    if any(not why.get(finding.code) for each in reviewed.values() for finding in each.doubts):
        return _("Some words may hurt: they are marked below. Change them, or say in a few words why they stay.")
    return ""


def _show(
    request: HttpRequest, crisis: Crisis, chosen: list[Conversation], texts: dict[str, str], status: int = 200,
    **context: Any,
) -> HttpResponse:  # fmt: skip
    sheet = Sheet.of(crisis)
    reviewed: dict[str, Reviewed] = context.pop("reviewed", {})
    parts = []
    for language, text in texts.items():
        readers = [each for each in chosen if language_of(each) == language]
        first = readers[0]
        bound = sheet.bind(read_template(text), language).bind(personal_values(first, language))
        parts.append({
            "language": language, "text": text, "count": len(readers), "preview": bound.source, "first": first,
            "reviewed": reviewed.get(language), "prefix": f"finding-{language}",
        })  # fmt: skip
    ways = ways_of(chosen)
    people = len({(way.channel.pk, way.address.casefold()) for way in ways.values() if way is not None})
    context |= {
        "crisis": crisis, "chosen": chosen, "parts": parts, "people": people, "why": context.get("why", {}),
        "was_reviewed": bool(reviewed), "some_have_no_address": None in ways.values(),
    }  # fmt: skip
    return render(request, "inbox/many.html", context, status=status)


def _user(request: HttpRequest) -> Any:
    return request.user
