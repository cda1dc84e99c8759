"""From an address to a person, and from people to those who can be written to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from itertools import islice

from django.db.models import QuerySet

from amarre.channels.outbox import Recipient
from amarre.engine.rules.evaluate import DAY_SHAPE
from amarre.lib import bulk
from amarre.people.models import ContactPoint, Person

#: The kind of address that each kind of channel needs. A tray stands in for e-mail.
_ADDRESS_OF = {"tray": "email", "form": "email", "sms": "phone"}
_CHUNK = 2_000
#: The fields that personal values are made of, in the order of `_values`.
_PERSONAL = ("civility", "first_name", "last_name", "external_id", "attributes")
_REFUSED = str(ContactPoint.Consent.REFUSED.value)

_GREETINGS = {
    "fr": {"mme": "Bonjour Madame %s,", "m": "Bonjour Monsieur %s,", "": "Bonjour %s,", "nobody": "Bonjour,"},
    "en": {"mme": "Dear Ms %s,", "m": "Dear Mr %s,", "mx": "Dear Mx %s,", "": "Dear %s,", "nobody": "Hello,"},
}


def find_by_address(kind: str, address: str) -> Person | None:
    """The person who has this address (e-mail or telephone), capitals aside.

    When several have it (a shared mailbox), the one who prefers it, else the one known longest.
    """
    points = ContactPoint.objects.filter(
        kind=_ADDRESS_OF.get(kind, kind), normal=address.strip().lower(), person__erased_at=None
    )
    point = points.order_by("-is_preferred", "person_id").select_related("person").first()
    return point.person if point else None


def greeting(person: Person, language: str) -> str:
    """How a message to this person begins, in `language`: *Bonjour Madame Lefèvre,*."""
    return _greeting(person.civility, person.first_name, person.last_name, language)


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
        points = _points([row[0] for row in chunk], _ADDRESS_OF.get(kind, kind))
        for pk, own_language, *personal in chunk:
            spoken = own_language and (not languages or own_language in languages)
            language = own_language if spoken else default_language
            address, withheld = _choose(points.get(pk, ()))
            yield Recipient(
                person_ref=pk,
                address=address,
                language=language,
                values=_values(*personal, language=language, page_url=page_url),
                withheld=withheld,
            )


def values_of(person: Person, *, language: str, page_url: str = "") -> dict[str, str]:
    """The personal values of one person. A value that nobody knows is left out, so that a fallback can stand for it."""
    return _values(*(getattr(person, name) for name in _PERSONAL), language=language, page_url=page_url)


def _values(
    civility: str,
    first_name: str,
    last_name: str,
    external_id: str,
    attributes: dict[str, object],
    *,
    language: str,
    page_url: str,
) -> dict[str, str]:
    values = {f"person.{name}": _written(value, language) for name, value in attributes.items()}
    values["person.greeting"] = _greeting(civility, first_name, last_name, language)
    values["person.first_name"] = first_name
    values["person.last_name"] = last_name
    values["person.external_id"] = external_id
    if page_url:
        values["page.url"] = page_url
    return {name: value for name, value in values.items() if value}


def _greeting(civility: str, first_name: str, last_name: str, language: str) -> str:
    words = _GREETINGS["fr" if language.startswith("fr") else "en"]
    if last_name and civility in words and civility:
        return words[civility] % last_name
    name = " ".join(part for part in (first_name, last_name) if part)
    return words[""] % name if name else words["nobody"]


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


def _written(value: object, language: str) -> str:
    """An attribute as a customer reads it."""
    french = language.startswith("fr")
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("oui" if value else "non") if french else ("yes" if value else "no")
    if isinstance(value, float):
        written = f"{value:.2f}" if value != int(value) else str(int(value))
        return written.replace(".", ",") if french else written
    if isinstance(value, str) and DAY_SHAPE.fullmatch(value):
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return str(value)
