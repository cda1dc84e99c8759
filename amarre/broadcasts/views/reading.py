"""Find a message, read it as it stands, see how its sending goes."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.core.paginator import Paginator
from django.db.models import Exists, F, OuterRef
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, pgettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from amarre.broadcasts.actions import held_batches
from amarre.broadcasts.actions.approving import may_approve
from amarre.broadcasts.audience import not_reached, outdated_facts, told_old
from amarre.broadcasts.citing import doubts
from amarre.broadcasts.estimating import estimate
from amarre.broadcasts.forms import ApproveForm, RefuseForm
from amarre.broadcasts.models import UNSENT, Citation, Message
from amarre.broadcasts.reading import Reading, readings
from amarre.broadcasts.reckoning import forget, reckoned
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.sendings import batches_of
from amarre.broadcasts.sendings import progress_of as sum_of
from amarre.broadcasts.views.deciding_words import by_what, cost_of, how_long, then_by
from amarre.broadcasts.views.getting import message_for
from amarre.broadcasts.views.showing import fact_rows, language_name, panel
from amarre.channels.kinds import KINDS
from amarre.channels.reasons import of_send
from amarre.knowledge.facts import Sheet
from amarre.lib.time import now
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis

A_PAGE = 30

State = Message.State


@require_safe
def messages(request: HttpRequest, crisis_id: int) -> HttpResponse:
    """Every message of the crisis; first what is outdated in people's minds."""
    crisis = crisis_for(request.user, crisis_id)
    shown = request.GET.get("show", "all")
    groups = _groups()
    replaced = Citation.objects.filter(message=OuterRef("pk")).exclude(version=F("version__fact__current"))
    rows = crisis.messages.select_related("segment", "author", "corrects_version__fact")
    rows = rows.annotate(is_outdated=Exists(replaced))
    if shown in groups:
        rows = rows.filter(state__in=groups[shown][1])
    context = {
        "crisis": crisis,
        "page": Paginator(rows, A_PAGE).get_page(request.GET.get("page")),
        "tabs": _tabs(crisis, shown),
        "outdated": outdated_facts(crisis),
    }
    return render(request, "broadcasts/messages.html", context)


@require_safe
def message(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """One message: its words with the review's marks, its facts, its approval, its sending."""
    crisis, one = message_for(request.user, crisis_id, message_id)
    return show_message(request, crisis, one)


def show_message(
    request: HttpRequest, crisis: Crisis, one: Message, *, approval: ApproveForm | None = None,
    refusal: RefuseForm | None = None, status: int = 200,
) -> HttpResponse:  # fmt: skip
    """The page of a message, with the forms as they were filled when something stood in the way."""
    user: Any = request.user
    at = now()
    panels = [panel(reviewed) for reviewed in review_message(one, at=at, ui_language=get_language() or "")]
    sheet = Sheet.of(crisis)
    unsent = one.state in UNSENT
    found = sum(reviewed.count for reviewed in panels)
    facts = fact_rows(sheet, *(words for reviewed in panels for words in (reviewed.subject, reviewed.body)))
    context = {
        "crisis": crisis,
        "message": one,
        "panels": panels,
        "readings": _readings(crisis, one, sheet, at),
        "found": found,
        "facts": [row for row in facts if row.is_cited] if unsent else [],
        "citations": [] if unsent else one.citations.select_related("version__fact__current", "version__source"),
        "doubts": doubts(one, sheet, at=at) if unsent else [],
        "blocked": any(reviewed.blockers for reviewed in panels),
        **(_expected(one, at) if unsent else {}),
        "approvals": one.approvals.select_related("by"),
        "may_approve": may_approve(one, user),
        "approval": approval or ApproveForm(needs_reason=bool(found)),
        "refusal": refusal or RefuseForm(),
        "held": held_batches(one) if not unsent else [],
        "steps": _steps(one),
        "told": _told_of(one) if not unsent else [],
        "not_reached": not_reached(one).count() if one.state == State.STOPPED else 0,
    } | progress_of(one)
    return render(request, "broadcasts/message.html", context, status=status)


def _expected(one: Message, at: datetime) -> dict[str, Any]:
    """What sending it will be, as far as it can be said before."""
    counted = reckoned(one, at=at)
    expected = estimate(one, at=at, counted=counted.by_channel)
    return {
        "reach_counted_at": counted.counted_at,
        "expected": expected,
        "reach": expected.reach,
        "expected_lines": [by_what(row) for row in expected.rows if row.people],
        "expected_cost": cost_of(expected) if len(expected.rows) > 1 else "",
        "expected_time": how_long(expected),
        "zone": timezone.get_current_timezone_name(),
        # How many each can reach is counted on the page before sending: here it would be counted at each look.
        "fallbacks": [then_by(step, None) for step in one.steps.select_related("channel")],
    }


@require_POST
def recount(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """Count again whom the message reaches."""
    _crisis, one = message_for(request.user, crisis_id, message_id)
    forget(one, at=now())
    return redirect("broadcasts:message", crisis_id, message_id)


@require_safe
def progress(request: HttpRequest, crisis_id: int, message_id: int) -> HttpResponse:
    """The live part of the page of a message that is being sent."""
    _crisis, one = message_for(request.user, crisis_id, message_id)
    if not getattr(request, "htmx", False):
        return redirect("broadcasts:message", crisis_id, message_id)
    return render(request, "broadcasts/progress.html", {"message": one} | progress_of(one))


def progress_of(one: Message) -> dict[str, Any]:
    """The figures of the sending, for the page and its live part."""
    parts = [{"batch": batch, "why": of_send(batch.state_reason)} for batch in batches_of(one)]
    return {"progress": sum_of(one), "parts": parts, "is_live": one.state == State.SENDING}


def _groups() -> dict[str, tuple[str, tuple[str, ...]]]:
    return {
        "draft": (_("Drafts"), (State.DRAFT,)),
        "approval": (_("Waiting for approval"), (State.IN_REVIEW,)),
        "ready": (_("Approved"), (State.APPROVED,)),
        "gone": (_("Sent"), (State.SENDING, State.SENT, State.STOPPED)),
    }


def _tabs(crisis: Crisis, shown: str) -> list[dict[str, Any]]:
    here = reverse("broadcasts:messages", args=[crisis.pk])
    states = list(crisis.messages.values_list("state", flat=True))
    tabs = [
        {"label": pgettext("messages", "All"), "url": here, "current": shown not in _groups(), "count": len(states)}
    ]
    for slug, (label, of_group) in _groups().items():
        count = sum(state in of_group for state in states)
        tabs.append({"label": label, "url": f"{here}?show={slug}", "current": shown == slug, "count": count})
    return tabs


def _steps(one: Message) -> list[dict[str, str]]:
    labels = (_("Words"), _("Approval"), _("Sending"), pgettext("step", "Sent"))
    places = {State.DRAFT: 0, State.IN_REVIEW: 1, State.APPROVED: 2, State.SENDING: 2, State.STOPPED: 3, State.SENT: 4}
    here = places[State(one.state)]
    return [
        {"label": label, "url": "", "state": "done" if n < here else "current" if n == here else "todo"}
        for n, label in enumerate(labels)
    ]


def _readings(crisis: Crisis, one: Message, sheet: Sheet, at: datetime) -> list[dict[str, Any]]:
    """The words as they read, each fact leading to its page."""

    def link(key: str) -> str:
        fact = sheet.facts.get(key)
        return reverse("situation:fact", args=[crisis.pk, fact.pk]) if fact else ""

    found = readings(one, at=at, link=link)
    return [
        {
            "code": row.language,
            "kind": row.kind,
            "name": f"{language_name(row.language)} · {KINDS.get(row.kind).name}"
            if row.kind
            else language_name(row.language),
            "reading": row,
        }
        for row in found
    ]


def _told_of(one: Message) -> list[dict[str, Any]]:
    """For each fact of a sent message that has changed since: how many of its readers still believe it."""
    rows = []
    for citation in one.citations.select_related("version__fact__current"):
        fact = citation.version.fact
        count = next((row.people_count for row in told_old(fact) if row.message.pk == one.pk), 0)
        if count:
            rows.append({"fact": fact, "count": count})
    return rows


def _heading(row: Reading) -> str:
    """The language, and the kind of channel when the words are its own."""
    language = language_name(row.language)
    return f"{language} · {KINDS.get(row.kind).name}" if row.kind else language
