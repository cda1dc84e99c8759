"""The API of messages: what was said, to whom, and how it went."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from amarre.accounts.api import REFUSALS, Limit, Moment, Number, Token
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.lib.errors import NotFound
from amarre.situation.access import crisis_for

router = Router(tags=["messages"])


class TextOut(Schema):
    language: str
    subject: str
    body: str


class CitedOut(Schema):
    key: str
    number: int
    status: str


class MessageOut(Schema):
    """A message with its words and the fact versions it cites."""

    id: int
    title: str
    occasion: str
    state: str
    is_vital: bool
    updated_at: Moment
    sent_at: Moment | None
    texts: list[TextOut]
    cites: list[CitedOut]

    @staticmethod
    def resolve_texts(message: Message) -> list[Any]:
        return list(message.texts.all())

    @staticmethod
    def resolve_cites(message: Message) -> list[dict[str, Any]]:
        versions = [citation.version for citation in message.citations.all()]
        return [{"key": version.fact.key, "number": version.number, "status": version.status} for version in versions]


class DeliveryOut(Schema):
    """One recipient's row in the ledger."""

    id: int
    person_ref: int | None
    address: str
    language: str
    state: str
    reason: str
    attempts: int
    queued_at: Moment
    sent_at: Moment | None
    closed_at: Moment | None


@router.get("/crises/{crisis_id}/messages", response={200: list[MessageOut], **REFUSALS}, auth=Token("messages.read"))
def list_messages(request: HttpRequest, crisis_id: Path[Number], limit: Limit = 50) -> Any:
    crisis = crisis_for(request.user, crisis_id)
    return crisis.messages.prefetch_related("texts", "citations__version__fact")[:limit]


@router.get(
    "/crises/{crisis_id}/messages/{message_id}/deliveries",
    response={200: list[DeliveryOut], **REFUSALS},
    auth=Token("messages.read"),
)
def list_deliveries(
    request: HttpRequest,
    crisis_id: Path[Number],
    message_id: Path[Number],
    limit: Limit = 200,
    after: Query[Number] | None = None,
) -> Any:
    """The ledger of a message, `limit` rows at a time: pass the last `id` as `after` for the next."""
    message = crisis_for(request.user, crisis_id).messages.filter(pk=message_id).first()
    if message is None:
        raise NotFound("message")
    rows = deliveries_of(message).order_by("pk")
    return rows.filter(pk__gt=after)[:limit] if after is not None else rows[:limit]
