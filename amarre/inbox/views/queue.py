"""The queue, worked from the top."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_POST, require_safe

from amarre.inbox import actions, reading
from amarre.inbox.forms import CHANNEL_WORDS, FilterForm
from amarre.lib.time import now
from amarre.lib.ui.tones import IMPACTS
from amarre.situation.access import crisis_for

PER_PAGE = 50


@require_safe
def queue(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Who waits for us, the gravest first."""
    crisis = crisis_for(request.user, crisis_id)
    requests = reading.requests_of(request.user, crisis)
    form = FilterForm(request.GET, channels=reading.channels_used(requests))
    wanted = form.wanted()
    page = Paginator(reading.queue(requests, wanted, request.user), PER_PAGE).get_page(request.GET.get("page"))
    levels = reading.backlog(requests)
    context = {
        "crisis": crisis, "form": form, "wanted": wanted, "page": page, "waiting": sum(levels.values()),
        "tabs": _tabs(request.GET, levels, wanted.level), "longest": reading.longest_wait(requests),
        "same": reading.same_questions(requests), "channel_words": CHANNEL_WORDS, "query": request.GET.urlencode(),
        "is_filtered": wanted != reading.Wanted(), "may_answer": request.user.may("inbox.answer"),  # type: ignore[union-attr]
        "asked": next((entry for entry, _n in reading.same_questions(requests, 1) if entry.pk == wanted.asks), None),
    }  # fmt: skip
    return render(request, "inbox/queue.html", context)


def _tabs(query: QueryDict, levels: dict[str, int], current: str) -> list[dict[str, Any]]:
    def link(level: str) -> str:
        changed = query.copy()
        changed.pop("page", None)
        changed.pop("level", None)
        if level:
            changed["level"] = level
        return f"?{changed.urlencode()}"

    waiting = sum(levels.values())
    every = [{"label": pgettext("requests", "All"), "url": link(""), "current": not current, "count": waiting}]
    return every + [
        {"label": str(IMPACTS[level]).capitalize(), "url": link(level), "current": current == level, "count": count}
        for level, count in levels.items()
    ]


@require_POST
def take_next(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Give the colleague the first request that nobody has, and open it."""
    crisis = crisis_for(request.user, crisis_id)
    taken = next_for(request, crisis)
    return taken or redirect("inbox:queue", crisis.pk)


def next_for(request: HttpRequest, crisis: Any) -> HttpResponse | None:
    """A redirection to the colleague's next request: first one of theirs that waits, else the first that is free."""
    requests = reading.requests_of(request.user, crisis)
    waiting = reading.queue(requests, reading.Wanted(), request.user).filter(crisis=crisis)
    taken = actions.take_next(waiting, by=request.user, at=now())  # type: ignore[arg-type]
    taken = taken or waiting.filter(assigned_to=request.user).first()  # type: ignore[misc]
    if taken is None:
        messages.success(request, _("Nobody waits for you any more."))
        return None
    return redirect("inbox:conversation", crisis.pk, taken.pk)
