"""What every page of the back office shows around its own words: the bar, the rail, the sections of the current verb.

A context processor at the composition root: it reads from every room and decides nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.inbox.reading import backlog, requests_of
from amarre.lib.time import now
from amarre.lib.words import pick
from amarre.situation.access import crises_visible_to
from amarre.situation.clocks import first_word
from amarre.situation.models import Crisis

LAST_CRISIS = "last_crisis"


@dataclass(frozen=True)
class Section:
    """A sub-page of a verb. `of_crisis`: its address needs the crisis."""

    label: Any
    name: str
    may: str
    of_crisis: bool = True


@dataclass(frozen=True)
class Verb:
    slug: str
    label: Any
    icon: str
    sections: tuple[Section, ...] = field(default=())


RAIL = (
    Verb(
        "lead",
        pgettext_lazy("verb", "Lead"),
        "compass",
        (
            Section(_("Board"), "review:board", "crisis.read"),
            Section(_("Facts"), "situation:facts", "crisis.read"),
            Section(_("Decisions"), "situation:decisions", "crisis.read"),
            Section(_("Workstreams"), "situation:workstreams", "crisis.read"),
            Section(_("Crisis cell"), "situation:cell", "crisis.read"),
            Section(_("Sources"), "situation:sources", "crisis.read"),
            Section(_("Measures"), "situation:measures", "crisis.read"),
            Section(_("Crises"), "situation:crises", "crisis.read", of_crisis=False),
            Section(_("Playbooks"), "plan:playbooks", "crisis.read", of_crisis=False),
            Section(_("Drills"), "drill:drills", "drill.play", of_crisis=False),
        ),
    ),
    Verb(
        "say",
        pgettext_lazy("verb", "Say"),
        "megaphone",
        (
            Section(_("Messages"), "broadcasts:messages", "messages.read"),
            Section(_("Follow-up sequences"), "broadcasts:sequences", "messages.read"),
            Section(_("Customers"), "people:people", "people.read", of_crisis=False),
            Section(_("Segments"), "people:segments", "people.read", of_crisis=False),
            Section(_("Letters"), "channels:letters", "messages.read", of_crisis=False),
            Section(_("Sends"), "channels:sends", "messages.read", of_crisis=False),
            Section(_("Tray"), "channels:tray", "messages.read", of_crisis=False),
            Section(_("Suppression list"), "channels:suppressions", "messages.read", of_crisis=False),
        ),
    ),
    Verb(
        "show",
        pgettext_lazy("verb", "Show"),
        "monitor",
        (
            Section(_("Pages"), "touchpoints:pages", "pages.read"),
            Section(_("Questions and answers"), "knowledge:entries", "pages.read"),
            Section(_("Gaps"), "knowledge:gaps", "pages.read"),
        ),
    ),
    Verb(
        "listen",
        pgettext_lazy("verb", "Listen"),
        "inbox",
        (
            Section(_("Requests"), "inbox:queue", "inbox.read"),
            Section(_("Calls"), "channels:calls", "inbox.answer", of_crisis=False),
            Section(_("Everything that came in"), "channels:inbound_list", "inbox.read", of_crisis=False),
        ),
    ),
    Verb(
        "review",
        pgettext_lazy("verb", "Review"),
        "book-open",
        (
            Section(_("Report"), "review:report", "review.read"),
            Section(_("Journal"), "review:journal", "review.read"),
            Section(_("Proof"), "review:proof", "review.read"),
            Section(_("Lessons"), "review:lessons", "review.read"),
        ),
    ),
)


def frame(request: HttpRequest) -> dict[str, Any]:
    """`frame` for the templates; nothing is read from the database on a page that does not show it."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"frame": None}
    return {"frame": SimpleLazyObject(lambda: _build(request))}


def _build(request: HttpRequest) -> dict[str, Any]:
    user: Any = request.user
    visible = crises_visible_to(user)
    crisis = _current_crisis(request, visible)
    verbs = [verb for verb in (_rail_item(verb, crisis, user, request) for verb in RAIL) if verb]
    current = next((verb for verb in verbs if verb["current"]), None)
    return {
        "crisis": _crisis_card(crisis) if crisis else None,
        "crises": [_crisis_card(other) for other in visible.filter(closed_at=None).select_related("phase")[:12]],
        "clock": _clock(crisis, user) if crisis else None,
        "rail": verbs,
        "sections": current["sections"] if current else [],
        "user": user,
        "may": _May(user.may),
        "stop": {"url": reverse("channels:stop_everything")} if user.may("stop.everything") else None,
        "search_url": reverse("review:search") if user.may("crisis.read") else None,
        "settings_url": reverse("accounts:me"),
    }


def _current_crisis(request: HttpRequest, visible: Any) -> Crisis | None:
    """The crisis of the address, else the last one looked at, else the latest that is open."""
    match = request.resolver_match
    wanted = match.kwargs.get("crisis_id") if match else None
    remembered = request.session.get(LAST_CRISIS)
    crises = visible.select_related("phase")
    crisis = crises.filter(pk=wanted or remembered).first() if (wanted or remembered) else None
    if crisis is None and not wanted:
        crisis = crises.filter(closed_at=None).first()
    if crisis is not None and crisis.pk != remembered:
        request.session[LAST_CRISIS] = crisis.pk
    return crisis


def _crisis_card(crisis: Crisis) -> dict[str, Any]:
    return {
        "id": crisis.pk,
        "title": crisis.title,
        "phase_name": pick(crisis.phase.title) if crisis.phase else "",
        "is_drill": crisis.is_drill,
        "is_open": crisis.is_open,
        "is_restricted": crisis.is_restricted,
        "url": reverse("review:board", args=[crisis.pk]),
    }


def _clock(crisis: Crisis, user: Any) -> dict[str, Any] | None:
    """The clock that matters next: the first word, until it is said."""
    if not crisis.is_open or not user.may("crisis.read"):
        return None
    clock = first_word(crisis, now())
    if clock is None or clock.met_at:
        return None
    return {
        "label": _("First word"),
        "due_at": clock.due_at,
        "overdue": clock.is_overdue,
        "url": reverse("review:board", args=[crisis.pk]) + "#first-word",
    }


def _rail_item(verb: Verb, crisis: Crisis | None, user: Any, request: HttpRequest) -> dict[str, Any] | None:
    here = request.resolver_match.view_name if request.resolver_match else ""
    sections = [
        {"label": section.label, "url": _url(section, crisis), "current": _is_current(section.name, here)}
        for section in verb.sections
        if user.may(section.may) and (crisis is not None or not section.of_crisis)
    ]
    if not sections:
        return None
    return {
        "slug": verb.slug,
        "label": verb.label,
        "icon": verb.icon,
        "url": sections[0]["url"],
        "current": any(section["current"] for section in sections),
        "count": _waiting(crisis, user) if verb.slug == "listen" else None,
        "sections": sections,
    }


def _url(section: Section, crisis: Crisis | None) -> str:
    return reverse(section.name, args=[crisis.pk] if section.of_crisis and crisis else [])


def _is_current(name: str, here: str) -> bool:
    """`people:import` belongs to the section `people:people`: a room's other pages light its first section."""
    return here == name or here in BELONGS.get(name, ())


# Pages that light a section without being its own address.
BELONGS: dict[str, tuple[str, ...]] = {
    "situation:facts": ("situation:fact", "situation:fact_new", "situation:fact_state"),
    "situation:decisions": ("situation:decision_new",),
    "situation:workstreams": ("situation:action", "situation:action_new", "situation:phase", "situation:close"),
    "situation:cell": ("situation:seat", "situation:seat_new"),
    "situation:sources": ("situation:source", "situation:source_new"),
    "situation:crises": ("situation:declare", "situation:reopen"),
    "plan:playbooks": ("plan:playbook", "plan:template", "plan:template_edit"),
    "people:people": (
        "people:person", "people:person_preferences", "people:add_address", "people:consent", "people:import",
        "people:import_detail", "people:import_resume", "people:import_remove",
    ),
    "people:segments": ("people:segment", "people:segment_new", "people:segment_edit", "people:segment_remove"),
    "broadcasts:messages": (
        "broadcasts:message", "broadcasts:message_new", "broadcasts:message_edit", "broadcasts:preview",
        "broadcasts:approve", "broadcasts:refuse", "broadcasts:send", "broadcasts:discard", "broadcasts:told",
        "broadcasts:rest", "broadcasts:holds",
    ),
    "channels:sends": (
        "channels:batch", "channels:batch_stop", "channels:batch_retry", "channels:batch_resend", "channels:send_of",
        "channels:delivery",
    ),
    "broadcasts:sequences": (
        "broadcasts:sequence", "broadcasts:sequence_new", "broadcasts:sequence_entry", "broadcasts:sequence_ends",
        "broadcasts:sequence_step", "broadcasts:sequence_step_new", "broadcasts:sequence_preview",
        "broadcasts:sequence_people", "broadcasts:sequence_start", "broadcasts:sequence_pause",
        "broadcasts:sequence_resume", "broadcasts:sequence_stop", "broadcasts:sequence_discard",
        "broadcasts:sequence_change", "broadcasts:sequence_change_step", "broadcasts:sequence_change_add",
        "broadcasts:sequence_change_approve", "broadcasts:sequence_change_discard",
    ),
    "channels:tray": ("channels:tray_message",),
    "channels:letters": ("channels:returns",),
    "channels:calls": ("channels:calls_stop",),
    "channels:suppressions": ("channels:suppression", "channels:suppression_add", "channels:suppression_lift"),
    "channels:inbound_list": ("channels:inbound", "channels:inbound_to_message"),
    "touchpoints:pages": ("touchpoints:edit", "touchpoints:unpublish"),
    "knowledge:entries": ("knowledge:entry", "knowledge:entry_new", "knowledge:import", "knowledge:publish_ready"),
    "knowledge:gaps": ("knowledge:gap",),
    "inbox:queue": ("inbox:conversation", "inbox:answer", "inbox:many", "inbox:merge", "inbox:move", "inbox:link"),
    "drill:drills": ("drill:drill", "drill:take_over"),
}  # fmt: skip


def _waiting(crisis: Crisis | None, user: Any) -> int | None:
    if crisis is None or not user.may("inbox.read"):
        return None
    return sum(backlog(requests_of(user, crisis)).values()) or None


class _May:
    """`{% if frame.may.messages_approve %}`: permissions by name in templates, dots written as underscores."""

    def __init__(self, check: Callable[[str], bool]) -> None:
        self._check = check

    def __getitem__(self, name: str) -> bool:
        return self._check(name.replace("_", ".", 1))
