"""From an address to a person, and from people to those who can be written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet

from amarre.channels.kinds import KINDS
from amarre.channels.outbox import Recipient
from amarre.lib import bulk
from amarre.people.models import ContactPoint, Person, normal_form
from amarre.people.personal import greeting, values_from, values_of

__all__ = ["address_kind_of", "find_by_address", "greeting", "kept_under", "recipients", "values_of"]

_CHUNK = 2_000
#: The fields that personal values are made of, in the order of `_values`.
_PERSONAL = ("civility", "first_name", "last_name", "external_id", "attributes")
_REFUSED = str(ContactPoint.Consent.REFUSED.value)


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


def recipients(
    people: QuerySet[Person], *, kind: str, default_language: str, page_url: str = "", languages: Collection[str] = ()
) -> Iterator[Recipient]:
    """Everyone in `people` as a recipient on a kind of channel, streamed.

    Those without an address, or who refused that kind, come too, with the reason in `withheld`: the ledger says why
    they were not written to. `values` fill the personal places of a message (`person.greeting`, `person.city`).
    """
    # Plain rows: of a hundred thousand people, model instances alone would take longer than all the rest.
    rows = people.order_by("pk").values_list("pk", "language", *_PERSONAL).iterator(chunk_size=_CHUNK)
    while chunk := list(islice(rows, _CHUNK)):
        points = _points([row[0] for row in chunk], address_kind_of(kind))
        for pk, own_language, *personal in chunk:
            spoken = own_language and (not languages or own_language in languages)
            language = own_language if spoken else default_language
            address, withheld = _choose(points.get(pk, ()))
            yield Recipient(
                person_ref=pk,
                address=address,
                language=language,
                values=values_from(*personal, language=language, page_url=page_url),
                withheld=withheld,
            )


def _points(people: list[int], address_kind: str) -> dict[int, list[tuple[str, str]]]:
    """By person, their addresses of one kind with what they allow, the preferred one first."""
    points: dict[int, list[tuple[str, str]]] = defaultdict(list)
    for person_id, address, consent in bulk.having(
        ContactPoint, "person_id", people, give=("person_id", "address", "consent"),
        order="is_preferred DESC, id", kind=address_kind,
    ):  # fmt: skip
        points[person_id].append((address, consent))
    return points


def _choose(points: Sequence[tuple[str, str]]) -> tuple[str, str]:
    """The address to use, and why not: the preferred one, else another that was not refused."""
    if not points:
        return "", "no_address"
    for address, consent in points:
        if consent != _REFUSED:
            return address, ""
    return points[0][0], "refused"
