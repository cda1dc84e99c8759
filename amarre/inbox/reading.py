"""Reading requests: who may see which, the queue in its order, what waits, who waits longest."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from amarre.accounts.models import User
from amarre.inbox.levels import GRAVEST_FIRST
from amarre.inbox.models import Conversation, Turn
from amarre.knowledge.models import Entry
from amarre.lib.errors import NotFound
from amarre.people.models import ContactPoint, Person
from amarre.situation.access import crises_visible_to, crisis_for
from amarre.situation.models import Crisis


def requests_visible_to(user: Any) -> QuerySet[Conversation]:
    """Every request a colleague may know of: of the crises they see, and of none. Those merged away are left out."""
    if not user.may("inbox.read"):
        return Conversation.objects.none()
    return Conversation.objects.filter(Q(crisis=None) | Q(crisis__in=crises_visible_to(user)), merged_into=None)


def requests_of(user: Any, crisis: Crisis) -> QuerySet[Conversation]:
    """The requests worked beside one crisis: its own, and those that belong to none yet."""
    return requests_visible_to(user).filter(Q(crisis=crisis) | Q(crisis=None))


def conversation_for(user: Any, crisis_id: int, conversation_id: int) -> Conversation:
    """One request seen from a crisis, or NotFound when it does not exist or is not theirs to see.

    One that was put together with another leads to the one that holds both.
    """
    crisis = crisis_for(user, crisis_id)
    rows = Conversation.objects.select_related("crisis", "person", "assigned_to", "asks", "gap__entry", "overridden_by")
    found = rows.filter(Q(crisis=crisis) | Q(crisis=None), pk=conversation_id).first()
    if found is None or not user.may("inbox.read"):
        raise NotFound("conversation")
    if found.merged_into_id is not None:
        return conversation_for(user, crisis_id, found.merged_into_id)
    return found


@dataclass(frozen=True)
class Wanted:
    """What a colleague wants to see of the queue; empty means everything. `who`: "", mine, free."""

    state: str = Conversation.State.OPEN
    level: str = ""
    who: str = ""
    channel: str = ""
    asks: int | None = None
    text: str = ""


def queue(requests: QuerySet[Conversation], wanted: Wanted, user: Any) -> QuerySet[Conversation]:
    """The requests wanted, in the order of work: impact, then who may harm us and anger, then who waits longest."""
    found = requests.select_related("person", "assigned_to", "gap")
    if wanted.state:
        found = found.filter(state=wanted.state)
    if wanted.level:
        found = found.filter(impact=wanted.level)
    if wanted.channel:
        found = found.filter(channel_kind=wanted.channel)
    if wanted.asks:
        found = found.filter(asks=wanted.asks)
    if wanted.who:
        found = found.filter(assigned_to=user if wanted.who == "mine" else None)
    if wanted.text:
        found = found.filter(_holds(wanted.text))
    if wanted.state == Conversation.State.OPEN:
        return found.order_by("rank", "waiting_since", "id")
    return found.order_by("-last_received_at", "-id")


def _holds(text: str) -> Q:
    words = Q()
    for word in text.split()[:8]:
        said = Exists(Turn.objects.filter(conversation=OuterRef("pk"), text__icontains=word))
        here: Q = (
            Q(subject__icontains=word) | Q(name__icontains=word) | Q(address__icontains=word)
            | Q(person__last_name__icontains=word) | Q(person__first_name__icontains=word) | Q(said)
        )  # fmt: skip
        words &= here
    return words


def backlog(requests: QuerySet[Conversation]) -> dict[str, int]:
    """How many wait, by level, gravest first; every level is there."""
    counts: Mapping[str, int] = dict(
        requests.filter(state=Conversation.State.OPEN).values_list("impact").annotate(n=Count("pk")).order_by()
    )
    return {level: counts.get(level, 0) for level in GRAVEST_FIRST}


def longest_wait(requests: QuerySet[Conversation]) -> Conversation | None:
    """Who has waited longest."""
    return requests.filter(state=Conversation.State.OPEN, waiting_since__isnull=False).order_by("waiting_since").first()


def channels_used(requests: QuerySet[Conversation]) -> list[str]:
    """The kinds of channel by which these people wrote."""
    return sorted(requests.values_list("channel_kind", flat=True).distinct().order_by())


def same_questions(requests: QuerySet[Conversation], least: int = 2) -> list[tuple[Entry, int]]:
    """Questions that several people wait to have answered, most asked first: one answer serves them all."""
    counts = (
        requests.filter(state=Conversation.State.OPEN, asks__isnull=False)
        .values_list("asks").annotate(n=Count("pk")).filter(n__gte=least).order_by("-n")[:6]
    )  # fmt: skip
    entries = Entry.objects.select_related("crisis").in_bulk([number for number, _ in counts])
    return [(entries[number], n) for number, n in counts if number in entries]


def others_of_same_sender(conversation: Conversation) -> QuerySet[Conversation]:
    """Other requests of the same person or address about the same crisis: they may be one affair."""
    same = Q(address__iexact=conversation.address) if conversation.address else Q(pk__in=[])
    if conversation.person_id:
        same |= Q(person=conversation.person_id)
    others = Conversation.objects.filter(same, crisis=conversation.crisis_id, merged_into=None)
    return others.exclude(pk=conversation.pk).order_by("-last_received_at")


def colleagues_who_answer(crisis: Crisis | None) -> list[User]:
    """Who may be given a request of this crisis, by name."""
    users = User.objects.filter(is_active=True).order_by("name", "email")
    if crisis is not None and crisis.is_restricted:
        users = users.filter(crises=crisis)
    return [user for user in users if user.may("inbox.answer")]


def being_answered_by(conversation: Conversation, *, besides: Any, since: datetime) -> list[User]:
    """Colleagues who have been writing an answer since that moment: nobody should answer twice."""
    drafts = conversation.drafts.filter(saved_at__gte=since).exclude(author=besides).select_related("author")
    return [draft.author for draft in drafts]


def people_called(text: str) -> QuerySet[Person]:
    """People whose name, number or address holds each of the words."""
    people = Person.objects.filter(erased_at=None)
    for word in text.split()[:6]:
        people = people.filter(
            Q(last_name__icontains=word) | Q(first_name__icontains=word) | Q(external_id__iexact=word)
            | Exists(ContactPoint.objects.filter(person=OuterRef("pk"), address__icontains=word))
        )  # fmt: skip
    return people.select_related("organisation").prefetch_related("contact_points").order_by("last_name", "first_name")
