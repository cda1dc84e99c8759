"""The API of people and segments."""

from __future__ import annotations

from typing import Any

from django.db.models import Prefetch
from django.http import HttpRequest
from ninja import Path, Query, Router, Schema

from amarre.accounts.api import REFUSALS, Limit, Line, Moment, Number, Token
from amarre.lib.errors import NotFound
from amarre.people.models import ContactPoint, Person, Segment

router = Router(tags=["people"])


class ContactPointOut(Schema):
    kind: str
    address: str
    consent: str


class PersonOut(Schema):
    """`attributes` holds the imported columns that have no field of their own."""

    id: int
    kind: str
    external_id: str
    civility: str
    first_name: str
    last_name: str
    language: str
    attributes: dict[str, Any]
    contact_points: list[ContactPointOut]
    updated_at: Moment

    @staticmethod
    def resolve_contact_points(person: Person) -> list[ContactPoint]:
        return list(person.contact_points.all())


class SegmentOut(Schema):
    """`rule`: docs/rules.md; an empty one means everybody of the kind."""

    id: int
    name: str
    kind: str
    rule: dict[str, Any]


@router.get("/people", response={200: list[PersonOut], **REFUSALS}, auth=Token("people.read"))
def list_people(
    request: HttpRequest,
    limit: Limit = 50,
    after: Query[Number] | None = None,
    external_id: Query[Line] | None = None,
    address: Query[Line] | None = None,
) -> Any:
    """People by number, `limit` at a time: pass the last `id` as `after` for the next. Or look one up."""
    people = Person.objects.filter(erased_at=None).order_by("pk")
    if after is not None:
        people = people.filter(pk__gt=after)
    if external_id is not None:
        people = people.filter(external_id=external_id)
    if address is not None:
        people = people.filter(contact_points__normal=address.lower()).distinct()
    return people.prefetch_related(Prefetch("contact_points"))[:limit]


@router.get("/people/{person_id}", response={200: PersonOut, **REFUSALS}, auth=Token("people.read"))
def read_person(request: HttpRequest, person_id: Path[Number]) -> Any:
    person = Person.objects.filter(pk=person_id, erased_at=None).prefetch_related("contact_points").first()
    if person is None:
        raise NotFound("person")
    return person


@router.get("/segments", response={200: list[SegmentOut], **REFUSALS}, auth=Token("people.read"))
def list_segments(request: HttpRequest) -> Any:
    return Segment.objects.all()
