"""Devices of people: a browser that a person allowed to be notified, when they came by a link of their own."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from amarre.accounts.journal import record
from amarre.people.models import ContactPoint, Person

KIND = "push"


@transaction.atomic
def add_device(person_id: int, *, handle: str, source: str, at: datetime) -> ContactPoint | None:
    """The person allowed notices on a device: their consent, given on the device itself. None for a person erased.

    `source` says where ("page rappel-du-lot-12"). A device known already has its consent renewed.
    """
    person = Person.objects.select_for_update().filter(pk=person_id, erased_at=None).first()
    if person is None:
        return None
    point, made = ContactPoint.objects.get_or_create(
        person=person, kind=KIND, normal=handle, defaults={"address": handle, "is_preferred": False}
    )
    point.consent, point.consent_source, point.consent_at = ContactPoint.Consent.GIVEN, source[:200], at
    point.save(update_fields=["consent", "consent_source", "consent_at"])
    if made:
        record("people.contact", by=None, at=at, subject=person, person=str(person), kind=KIND)
    return point


@transaction.atomic
def remove_device(handle: str) -> int:
    """The device stopped: it is nobody's address any more. Returns how many people had it."""
    count, _tables = ContactPoint.objects.filter(kind=KIND, normal=handle).delete()
    return count
