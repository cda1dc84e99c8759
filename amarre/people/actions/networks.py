"""Addresses that people have on a network: learnt from their own words there, known to nobody beforehand."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.people.models import ContactPoint, Person

#: Kinds of addresses that a person cannot spell and nobody can type: the network gives them.
NETWORKS = frozenset({"telegram", "messenger"})


@transaction.atomic
def learn_address(person: Person, *, kind: str, address: str, by: User | None, at: datetime) -> ContactPoint | None:
    """Keep the address from which this person wrote on a network. None for another kind of address, which is typed or
    imported, for a person erased, and when it is known already."""
    known = person.contact_points.filter(kind=kind, normal=address.lower()).exists()
    if kind not in NETWORKS or not address or known or person.erased_at is not None:
        return None
    point = ContactPoint.objects.create(person=person, kind=kind, address=address)
    record("people.contact", by=by, at=at, subject=person, person=str(person), kind=kind)
    return point
