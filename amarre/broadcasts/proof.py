"""The proof: who was told what, when, on which facts, approved by whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from amarre.accounts.models import User
from amarre.broadcasts.models import Approval, Citation, Message, Sending
from amarre.channels.models import Delivery
from amarre.people.models import Person
from amarre.situation.access import crises_visible_to
from amarre.situation.models import Crisis

AT_A_TIME = 2000


@dataclass(frozen=True)
class CitedFact:
    """A fact as it was told: its words in the language of the reader, its version and its source."""

    key: str
    version: int
    status: str
    words: str
    source: str


@dataclass(frozen=True)
class ToldPerson:
    """One message to one person."""

    message: Message
    delivery: Delivery
    facts: tuple[CitedFact, ...]
    approved_by: str
    approved_at: datetime | None


def told(person_id: int, *, user: User) -> list[ToldPerson]:
    """Every message this person was sent, or was to be sent, the latest first, in crises that `user` may see."""
    messages = Message.objects.filter(crisis__in=crises_visible_to(user))
    deliveries = (
        Delivery.objects.filter(person_ref=person_id, batch__sending__message__in=messages)
        .select_related("batch__channel", "batch__sending__message__crisis")
        .order_by("-queued_at", "-pk")
    )
    cards: dict[int, _Card] = {}
    rows = []
    for delivery in deliveries:
        message = delivery.batch.sending.message
        card = cards.setdefault(message.pk, _Card.of(message))
        facts = card.facts(delivery.language)
        rows.append(ToldPerson(message, delivery, facts, card.approved_by, card.approved_at))
    return rows


def proof_rows(crisis: Crisis) -> Iterator[dict[str, Any]]:
    """One mapping for each person and message of a crisis, in the order in which they were queued; streamed."""
    for sending in _sendings_of(crisis):
        card = _Card.of(sending.message)
        deliveries = Delivery.objects.filter(batch=sending.batch_id).select_related("batch__channel").order_by("pk")
        for chunk in _chunks(deliveries):
            names = _names(delivery.person_ref for delivery in chunk)
            for delivery in chunk:
                yield _row(card, delivery, names)


def _sendings_of(crisis: Crisis) -> QuerySet[Sending]:
    of_crisis = Sending.objects.filter(message__crisis=crisis).select_related("message", "batch")
    return of_crisis.order_by("message__sent_at", "message", "pk")


@dataclass(frozen=True)
class _Card:
    """What is the same for everybody who was sent a message: read once."""

    message: Message
    citations: tuple[Citation, ...]
    author: str
    approved_by: str
    approved_at: datetime | None
    subjects: dict[str, str]

    @classmethod
    def of(cls, message: Message) -> _Card:
        citations = message.citations.select_related("version__fact", "version__source").order_by(
            "version__fact__order"
        )
        approval = message.approvals.filter(is_approved=True, is_void=False).select_related("by").first()
        return cls(
            message,
            tuple(citations.order_by("version__fact__order")),
            str(message.author or ""),
            _approver(approval),
            approval.at if approval else None,
            {text.language: text.subject for text in message.texts.all()},
        )

    def facts(self, language: str) -> tuple[CitedFact, ...]:
        return tuple(
            CitedFact(
                key=citation.version.fact.key,
                version=citation.version.number,
                status=citation.version.status,
                words=citation.version.words.get(language, ""),
                source=citation.version.source.name if citation.version.source else citation.version.source_note,
            )
            for citation in self.citations
        )


def _approver(approval: Approval | None) -> str:
    return str(approval.by or "") if approval else ""


def _row(card: _Card, delivery: Delivery, names: dict[int, tuple[str, str]]) -> dict[str, Any]:
    number, name = names.get(delivery.person_ref or 0, ("", ""))
    message = card.message
    return {
        "person": delivery.person_ref,
        "customer_number": number,
        "name": name,
        "address": delivery.address,
        "language": delivery.language,
        "message": message.pk,
        "title": message.title,
        "occasion": message.occasion,
        "subject": card.subjects.get(delivery.language, ""),
        "channel": delivery.batch.channel.kind,
        "state": delivery.state,
        "reason": delivery.reason,
        "queued_at": delivery.queued_at,
        "sent_at": delivery.sent_at,
        "closed_at": delivery.closed_at,
        "written_by": card.author,
        "approved_by": card.approved_by,
        "approved_at": card.approved_at,
        "corrects": message.corrects_id,
        "facts": [
            {
                "key": fact.key,
                "version": fact.version,
                "status": fact.status,
                "words": fact.words,
                "source": fact.source,
            }
            for fact in card.facts(delivery.language)
        ],
    }


def _chunks(deliveries: QuerySet[Delivery]) -> Iterator[list[Delivery]]:
    """By number, a few thousand at a time: memory stays flat however many there are."""
    last = 0
    while chunk := list(deliveries.filter(pk__gt=last)[:AT_A_TIME]):
        yield chunk
        last = chunk[-1].pk


def _names(refs: Iterator[int | None]) -> dict[int, tuple[str, str]]:
    people = Person.objects.filter(pk__in=[ref for ref in refs if ref is not None])
    return {person.pk: (person.external_id, str(person)) for person in people}
