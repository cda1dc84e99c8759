"""The API of questions and answers: what is published, and suggestions for a question."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema

from amarre.accounts.api import REFUSALS, WRITE_REFUSALS, Number, Token, Words
from amarre.knowledge import reading
from amarre.situation.access import crisis_for

router = Router(tags=["knowledge"])


class AnswerOut(Schema):
    """A published question with its answer, facts already in."""

    question: str
    answer: str


class AskIn(Schema):
    text: Words
    language: Literal["fr", "en"] = "fr"


class SuggestedOut(Schema):
    """`confident`: the entry really answers; when it is false, hand over to a person."""

    entry_id: int
    question: str
    answer: str
    confident: bool


@router.get(
    "/crises/{crisis_id}/answers/{language}", response={200: list[AnswerOut], **REFUSALS}, auth=Token("pages.read")
)
def list_answers(request: HttpRequest, crisis_id: Path[Number], language: Path[Literal["fr", "en"]]) -> Any:
    crisis = crisis_for(request.user, crisis_id)
    return [{"question": one.question, "answer": one.markdown} for one in reading.published(crisis, language)]


@router.post("/crises/{crisis_id}/ask", response={200: list[SuggestedOut], **WRITE_REFUSALS}, auth=Token("pages.read"))
def ask(request: HttpRequest, crisis_id: Path[Number], given: AskIn) -> Any:
    """The entries that may answer a question, the best first."""
    crisis = crisis_for(request.user, crisis_id)
    found = reading.suggest(crisis, given.text, given.language)
    answers = [(one, reading.answer_text(one.entry, given.language)) for one in found]
    return [
        {"entry_id": one.entry.pk, "question": text.question, "answer": text.markdown, "confident": one.confident}
        for one, text in answers
    ]
