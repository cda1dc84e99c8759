"""The API of conversations."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Query, Router, Schema
from pydantic import BeforeValidator, Field, StrictBool

from amarre.accounts.api import REFUSALS, WRITE_REFUSALS, Limit, Moment, Number, SomeLine, SomeWords, Token, acting
from amarre.inbox import actions
from amarre.inbox.models import Conversation
from amarre.lib.errors import NotFound
from amarre.lib.time import now
from amarre.situation.access import crisis_for

router = Router(tags=["inbox"])


class TurnOut(Schema):
    """One word of a conversation; `because` gives the passages that made its levels."""

    id: int
    direction: str
    at: Moment
    text: str
    impact: str
    anger: int
    threat: bool
    because: list[dict[str, Any]]


class ConversationOut(Schema):
    id: int
    subject: str
    name: str
    channel_kind: str
    language: str
    state: str
    impact: str
    anger: int
    threat: bool
    is_overridden: bool
    person_id: int | None
    first_received_at: Moment
    last_received_at: Moment
    waiting_since: Moment | None
    first_answered_at: Moment | None


class ConversationWithTurns(ConversationOut):
    turns: list[TurnOut]

    @staticmethod
    def resolve_turns(conversation: Conversation) -> list[Any]:
        return list(conversation.turns.all())


def _a_number(value: Any) -> Any:
    """As JSON Schema has it: 2.0 is an integer, `false` and "2" are not."""
    if type(value) not in {int, float}:
        raise ValueError("a number is expected")
    return value


Anger = Annotated[int, Field(ge=0, le=3), BeforeValidator(_a_number)]


class OverrideIn(Schema):
    """The levels an agent sets by hand, and why."""

    impact: Literal["urgent", "important", "moderate", "low"]
    anger: Anger
    threat: StrictBool
    why: SomeLine


class ReplyIn(Schema):
    """The words of the answer; they may cite `{{ fact.key }}`."""

    text: SomeWords


@router.get(
    "/crises/{crisis_id}/conversations", response={200: list[ConversationOut], **REFUSALS}, auth=Token("inbox.read")
)
def list_conversations(
    request: HttpRequest,
    crisis_id: Path[Number],
    state: Query[Literal["open", "answered", "closed"]] = "open",
    limit: Limit = 50,
) -> Any:
    """Requests in the order they should be worked: impact, then anger, then who waits longest."""
    crisis = crisis_for(request.user, crisis_id)
    return crisis.conversations.filter(state=state, merged_into=None).order_by("rank", "waiting_since", "pk")[:limit]


@router.get(
    "/crises/{crisis_id}/conversations/{conversation_id}",
    response={200: ConversationWithTurns, **REFUSALS},
    auth=Token("inbox.read"),
)
def read_conversation(request: HttpRequest, crisis_id: Path[Number], conversation_id: Path[Number]) -> Any:
    return _conversation(request, crisis_id, conversation_id)


@router.post(
    "/crises/{crisis_id}/conversations/{conversation_id}/override",
    response={200: ConversationOut, **WRITE_REFUSALS},
    auth=Token("inbox.answer"),
)
def override(request: HttpRequest, crisis_id: Path[Number], conversation_id: Path[Number], given: OverrideIn) -> Any:
    conversation = _conversation(request, crisis_id, conversation_id)
    return actions.override(conversation, **given.dict(), by=acting(request), at=now())


@router.post(
    "/crises/{crisis_id}/conversations/{conversation_id}/reply",
    response={201: TurnOut, **WRITE_REFUSALS},
    auth=Token("inbox.answer"),
)
def reply(request: HttpRequest, crisis_id: Path[Number], conversation_id: Path[Number], given: ReplyIn) -> Any:
    """Answer. It leaves through the outbox like everything else."""
    conversation = _conversation(request, crisis_id, conversation_id)
    return 201, actions.reply(conversation, text=given.text, by=acting(request), at=now())


def _conversation(request: HttpRequest, crisis_id: int, conversation_id: int) -> Conversation:
    found = crisis_for(request.user, crisis_id).conversations.filter(pk=conversation_id).first()
    if found is None:
        raise NotFound("conversation")
    return found
