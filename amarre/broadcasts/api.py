"""The API of messages: what was said, to whom, and how it went."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from amarre.accounts.api import REFUSALS, Limit, Moment, Number, Token
from amarre.broadcasts.models import Message, Sequence
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.sequences.reading import entry_words, inside_of, runs_of
from amarre.lib.errors import NotFound
from amarre.lib.time import now
from amarre.situation.access import crisis_for

router = Router(tags=["messages"])


class TextOut(Schema):
    """Words in one language; `channel_kind` "" is the common ones, else those of one kind of channel."""

    channel_kind: str
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
    send_at: Moment | None
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


class StepOut(Schema):
    """A step, with how many people wait before it; `why_not` is why nothing may leave from it now."""

    position: int
    message_id: int
    wait_hours: int
    waiting: int
    due: int
    why_not: str


class SequenceOut(Schema):
    """A follow-up sequence: who enters, its steps, how many are inside and why the others left."""

    id: int
    name: str
    state: str
    state_reason: str
    who_enters: str
    started_at: Moment | None
    steps: list[StepOut]
    inside: int
    left: dict[str, int]


class RunOut(Schema):
    """One person in a sequence; `step` comes next at `next_at`, unless `exited_at` says that they have left."""

    id: int
    person_ref: int
    round: int
    step: int
    next_at: Moment
    entered_at: Moment
    exited_at: Moment | None
    exit_reason: str


@router.get("/crises/{crisis_id}/sequences", response={200: list[SequenceOut], **REFUSALS}, auth=Token("messages.read"))
def list_sequences(request: HttpRequest, crisis_id: Path[Number], limit: Limit = 50) -> Any:
    crisis = crisis_for(request.user, crisis_id)
    at = now()
    return [_sequence_out(one, at) for one in crisis.sequences.select_related("segment", "entry_message")[:limit]]


@router.get(
    "/crises/{crisis_id}/sequences/{sequence_id}/runs",
    response={200: list[RunOut], **REFUSALS},
    auth=Token("messages.read"),
)
def list_runs(
    request: HttpRequest,
    crisis_id: Path[Number],
    sequence_id: Path[Number],
    limit: Limit = 200,
    after: Query[Number] | None = None,
) -> Any:
    """The people of a sequence, `limit` rows at a time: pass the last `id` as `after` for the next."""
    sequence = crisis_for(request.user, crisis_id).sequences.filter(pk=sequence_id).first()
    if sequence is None:
        raise NotFound("sequence")
    rows = runs_of(sequence).order_by("pk")
    return rows.filter(pk__gt=after)[:limit] if after is not None else rows[:limit]


def _sequence_out(sequence: Sequence, at: datetime) -> dict[str, Any]:
    inside = inside_of(sequence, at=at)
    steps = [
        {
            "position": row.step.position, "message_id": row.step.message_id, "wait_hours": row.step.wait_hours,
            "waiting": row.waiting, "due": row.due, "why_not": row.why_not,
        }
        for row in inside.steps
    ]  # fmt: skip
    return {
        "id": sequence.pk, "name": sequence.name, "state": sequence.state, "state_reason": sequence.state_reason,
        "who_enters": entry_words(sequence), "started_at": sequence.started_at, "steps": steps,
        "inside": inside.inside, "left": {row.reason: row.count for row in inside.left},
    }  # fmt: skip
