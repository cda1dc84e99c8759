"""One search over what a colleague may see: people, requests, facts, messages, questions and answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _

from amarre.broadcasts.models import Message
from amarre.inbox.models import Conversation
from amarre.knowledge.models import Entry
from amarre.lib.words import pick
from amarre.people.models import Person
from amarre.situation.access import crises_visible_to
from amarre.situation.models import Fact

EACH = 8


@dataclass(frozen=True)
class Found:
    label: str
    detail: str
    url: str


def search(user: Any, words: str) -> list[tuple[str, list[Found]]]:
    """(heading, what was found) for each kind that has something, within the crises they may see."""
    words = words.strip()
    if len(words) < 2:
        return []
    crises = crises_visible_to(user)
    groups = [
        (_("Customers"), _people(words) if user.may("people.read") else []),
        (_("Requests"), _requests(words, crises) if user.may("inbox.read") else []),
        (_("Facts"), _facts(words, crises)),
        (_("Messages"), _messages(words, crises) if user.may("messages.read") else []),
        (_("Questions and answers"), _entries(words, crises) if user.may("pages.read") else []),
    ]
    return [(heading, found) for heading, found in groups if found]


def _people(words: str) -> list[Found]:
    found = Person.objects.filter(erased_at=None)
    for word in words.split()[:4]:
        found = found.filter(
            Q(last_name__istartswith=word)
            | Q(first_name__istartswith=word)
            | Q(external_id=word)
            | Q(contact_points__address__istartswith=word)
        )
    return [
        Found(str(person), person.external_id, reverse("people:person", args=[person.pk]))
        for person in found.distinct()[:EACH]
    ]


def _requests(words: str, crises: Any) -> list[Found]:
    found = Conversation.objects.filter(Q(crisis=None) | Q(crisis__in=crises)).filter(
        Q(subject__icontains=words)
        | Q(name__icontains=words)
        | Q(address__iexact=words)
        | Q(turns__text__icontains=words)
    )
    return [
        Found(
            one.subject or one.name or one.address,
            one.name,
            reverse("inbox:conversation", args=[one.crisis_id, one.pk]),
        )
        for one in found.exclude(crisis=None).distinct().order_by("-last_received_at")[:EACH]
    ]


def _facts(words: str, crises: Any) -> list[Found]:
    found = Fact.objects.filter(crisis__in=crises).filter(
        Q(key__icontains=words)
        | Q(topic__icontains=words)
        | Q(current__words__icontains=words)
        | Q(question__icontains=words)
    )
    return [
        Found(
            pick(fact.question) or fact.key,
            fact.crisis.title,
            reverse("situation:fact", args=[fact.crisis_id, fact.pk]),
        )
        for fact in found.select_related("crisis")[:EACH]
    ]


def _messages(words: str, crises: Any) -> list[Found]:
    found = Message.objects.filter(crisis__in=crises).filter(
        Q(title__icontains=words) | Q(texts__subject__icontains=words) | Q(texts__body__icontains=words)
    )
    return [
        Found(one.title, one.get_state_display(), reverse("broadcasts:message", args=[one.crisis_id, one.pk]))
        for one in found.distinct()[:EACH]
    ]


def _entries(words: str, crises: Any) -> list[Found]:
    found = Entry.objects.filter(crisis__in=crises).filter(Q(words__icontains=words) | Q(key__icontains=words))
    return [
        Found(pick({code: text.get("question", "") for code, text in entry.words.items()}) or entry.key,
              entry.get_state_display(), reverse("knowledge:entry", args=[entry.crisis_id, entry.pk]))
        for entry in found[:EACH]
    ]  # fmt: skip
