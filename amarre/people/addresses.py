"""From an address to a person; the normal form of addresses."""

from __future__ import annotations

from amarre.channels.kinds import KINDS
from amarre.people.models import ContactPoint, Person, normal_form
from amarre.people.personal import greeting, values_of

__all__ = ["address_kind_of", "find_by_address", "greeting", "kept_under", "values_of"]


def address_kind_of(channel_kind: str) -> str:
    """What a channel reaches people by: "email", "phone", "post"... A kind of address stands for itself."""
    return KINDS.get(channel_kind).addresses if channel_kind in KINDS else channel_kind


def kept_under(address_kind: str, address: str) -> str:
    """The normal form of an address: small letters and an ASCII domain, or the lines of an envelope, one below the
    other."""
    if address_kind == "post":
        return "\n".join(line for each in address.splitlines() if (line := " ".join(each.split())))
    return normal_form(address_kind, address)


def find_by_address(kind: str, address: str) -> Person | None:
    """The person who has this address (e-mail or telephone), capitals aside.

    When several have it (a shared mailbox), the one who prefers it, else the one known longest.
    """
    address_kind = address_kind_of(kind)
    points = ContactPoint.objects.filter(
        kind=address_kind, normal=kept_under(address_kind, address), person__erased_at=None
    )
    point = points.order_by("-is_preferred", "person_id").select_related("person").first()
    return point.person if point else None
