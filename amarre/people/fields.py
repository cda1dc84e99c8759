"""What a rule may ask about a person: our own columns, and every column that a company has imported."""

from __future__ import annotations

from dataclasses import dataclass

from django.db.models import CharField, Exists, F, OuterRef, Subquery
from django.db.models.functions import Cast, TruncDate
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amarre.engine.rules.tree import BOOLEAN, DATE, TEXT
from amarre.people.models import Column, ContactPoint, Organisation, Person
from amarre.people.rule_sql import Source, from_json


@dataclass(frozen=True)
class Field:
    """A field of the rule language, with its words for people."""

    name: str
    label: str | Promise
    type: str


def _has(kind: str) -> Exists:
    return Exists(ContactPoint.objects.filter(person=OuterRef("pk"), kind=kind))


def _refused(kind: str) -> Exists:
    refused = ContactPoint.objects.filter(person=OuterRef("pk"), kind=kind, consent=ContactPoint.Consent.REFUSED)
    return Exists(refused)


#: Our own columns. Their names are kept from imported ones by `mapping.reserved_keys`.
OWN: tuple[Field, ...] = (
    Field("external_id", _("customer number"), TEXT),
    Field("last_name", _("last name"), TEXT),
    Field("first_name", _("first name"), TEXT),
    Field("civility", _("title"), TEXT),
    Field("language", _("language"), TEXT),
    Field("preferred_channel", _("preferred channel"), TEXT),
    Field("organisation", _("organisation"), TEXT),
    Field("has_email", _("has an e-mail address"), BOOLEAN),
    Field("has_phone", _("has a telephone number"), BOOLEAN),
    Field("refused_email", _("has refused e-mail"), BOOLEAN),
    Field("known_since", _("known since"), DATE),
)
OWN_NAMES = frozenset(field.name for field in OWN)


def all_fields() -> list[Field]:
    """Imported columns first: they are what segments are made of."""
    imported = [Field(column.name, column.label, column.type) for column in Column.objects.all()]
    return [*imported, *OWN]


def labels() -> dict[str, str]:
    """The name of each field, for `engine.rules.sentence`."""
    return {field.name: str(field.label) for field in all_fields()}


def sources() -> dict[str, Source]:
    """Where each field lives in the database, for `rule_sql.to_q`."""
    organisation = Subquery(Organisation.objects.filter(pk=OuterRef("organisation_id")).values("name"))
    own = {
        "organisation": Source(organisation, TEXT),
        "has_email": Source(_has("email"), BOOLEAN),
        "has_phone": Source(_has("phone"), BOOLEAN),
        "refused_email": Source(_refused("email"), BOOLEAN),
        "known_since": Source(Cast(TruncDate("created_at"), CharField()), DATE),
    }
    for field in OWN:
        own.setdefault(field.name, Source(F(field.name), TEXT))
    imported = Column.objects.values_list("name", flat=True)
    return {name: from_json("attributes", name) for name in imported} | own


def record_of(person: Person) -> dict[str, object]:
    """The same fields of one person, for `engine.rules.evaluate`. Costs one query for the addresses."""
    points = list(person.contact_points.all())
    kinds = {point.kind for point in points}
    refused = any(point.kind == "email" and point.consent == ContactPoint.Consent.REFUSED for point in points)
    return {
        **person.attributes,
        "external_id": person.external_id,
        "last_name": person.last_name,
        "first_name": person.first_name,
        "civility": person.civility,
        "language": person.language,
        "preferred_channel": person.preferred_channel,
        "organisation": person.organisation.name if person.organisation else None,
        "has_email": "email" in kinds,
        "has_phone": "phone" in kinds,
        "refused_email": refused,
        "known_since": timezone.localtime(person.created_at).date(),
    }
