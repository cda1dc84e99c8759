"""The API of crises and facts."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.http import HttpRequest
from ninja import Path, Router, Schema
from pydantic import Field

from amarre.accounts.api import REFUSALS, WRITE_REFUSALS, Limit, Line, Moment, Number, SomeWords, Token, Words, acting
from amarre.lib.errors import NotFound
from amarre.lib.time import now
from amarre.situation import actions
from amarre.situation.access import crises_visible_to, crisis_for
from amarre.situation.models import Crisis, Fact, FactVersion, Source

router = Router(tags=["situation"])


class CrisisOut(Schema):
    id: int
    title: str
    slug: str
    kind: str
    phase: str
    languages: list[str]
    declared_at: Moment
    closed_at: Moment | None
    is_drill: bool
    is_restricted: bool

    @staticmethod
    def resolve_phase(crisis: Crisis) -> str:
        return crisis.phase.slug if crisis.phase else ""


class VersionOut(Schema):
    """One version of a fact: `words` by language, who said it, how long it holds."""

    id: int
    number: int
    status: str
    words: dict[str, str]
    source: str
    source_note: str
    author: str
    valid_from: Moment
    valid_until: Moment | None
    created_at: Moment

    @staticmethod
    def resolve_source(version: FactVersion) -> str:
        return version.source.name if version.source else ""

    @staticmethod
    def resolve_author(version: FactVersion) -> str:
        return str(version.author) if version.author else ""


class FactOut(Schema):
    """A fact; `current` is what is true now, null while it is an open question."""

    id: int
    key: str
    topic: str
    question: dict[str, str]
    visibility: str
    is_needed_first: bool
    current: VersionOut | None


class FactIn(Schema):
    """A new fact to be known. `key` is cited as `{{ fact.key }}`."""

    key: Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,59}$")]
    topic: Line = ""
    question: Annotated[dict[Literal["fr", "en"], SomeWords], Field(min_length=1)]
    visibility: Literal["public", "internal"] = "public"


class VersionIn(Schema):
    """What is held true from now on. A verified fact needs a source: `source_id`, one of the crisis's."""

    words: dict[Literal["fr", "en"], Words]
    status: Literal["rumour", "to_verify", "verified", "denied"] = "to_verify"
    source_id: Number | None = None
    source_note: Line = ""
    valid_until: Moment | None = None


CrisisId = Path[Number]


@router.get("/crises", response={200: list[CrisisOut], **REFUSALS}, auth=Token("crisis.read"))
def list_crises(request: HttpRequest, limit: Limit = 50) -> Any:
    """The crises this token's owner may know of, the latest first."""
    return crises_visible_to(request.user).select_related("phase")[:limit]


@router.get("/crises/{crisis_id}", response={200: CrisisOut, **REFUSALS}, auth=Token("crisis.read"))
def read_crisis(request: HttpRequest, crisis_id: CrisisId) -> Any:
    return crisis_for(request.user, crisis_id)


@router.get("/crises/{crisis_id}/facts", response={200: list[FactOut], **REFUSALS}, auth=Token("crisis.read"))
def list_facts(request: HttpRequest, crisis_id: CrisisId) -> Any:
    """All facts of a crisis with what is true now, in the order of its plan."""
    crisis = crisis_for(request.user, crisis_id)
    return crisis.facts.select_related("current__source", "current__author")


@router.post("/crises/{crisis_id}/facts", response={201: FactOut, **WRITE_REFUSALS}, auth=Token("facts.write"))
def add_fact(request: HttpRequest, crisis_id: CrisisId, given: FactIn) -> Any:
    crisis = crisis_for(request.user, crisis_id)
    return 201, actions.add_fact(
        crisis,
        key=given.key,
        topic=given.topic,
        question={str(code): words for code, words in given.question.items()},
        visibility=given.visibility,
        by=acting(request),
        at=now(),
    )


@router.get(
    "/crises/{crisis_id}/facts/{key}/versions", response={200: list[VersionOut], **REFUSALS}, auth=Token("crisis.read")
)
def list_versions(request: HttpRequest, crisis_id: CrisisId, key: Path[Line]) -> Any:
    """Everything that was ever held true about this fact, the oldest first."""
    fact = _fact(request, crisis_id, key)
    return fact.versions.select_related("source", "author").order_by("number")


@router.post(
    "/crises/{crisis_id}/facts/{key}/versions", response={201: VersionOut, **WRITE_REFUSALS}, auth=Token("facts.write")
)
def state_fact(request: HttpRequest, crisis_id: CrisisId, key: Path[Line], given: VersionIn) -> Any:
    """State what is true now: pages are renewed, unsent messages flagged, those already told can be told again."""
    fact = _fact(request, crisis_id, key)
    source = None
    if given.source_id is not None:
        source = Source.objects.filter(crisis_id=crisis_id, pk=given.source_id).first()
        if source is None:
            raise NotFound("source")
    return 201, actions.state_fact(
        fact,
        words={str(code): words for code, words in given.words.items()},
        status=given.status,
        source=source,
        source_note=given.source_note,
        valid_until=given.valid_until,
        by=acting(request),
        at=now(),
    )


def _fact(request: HttpRequest, crisis_id: int, key: str) -> Fact:
    fact = crisis_for(request.user, crisis_id).facts.filter(key=key).first()
    if fact is None:
        raise NotFound("fact")
    return fact
