"""From an address to a person, and from people to those who can be written to."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from django.db.models import Prefetch, QuerySet

from amarre.channels.outbox import Recipient
from amarre.engine.rules.evaluate import DAY_SHAPE
from amarre.people.models import ContactPoint, Person

#: The kind of address that each kind of channel needs. A tray stands in for e-mail.
_ADDRESS_OF = {"tray": "email", "form": "email", "sms": "phone"}
_CHUNK = 2_000

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
    words = _GREETINGS["fr" if language.startswith("fr") else "en"]
    if person.last_name and person.civility in words and person.civility:
        return words[person.civility] % person.last_name
    name = " ".join(part for part in (person.first_name, person.last_name) if part)
    return words[""] % name if name else words["nobody"]


def recipients(
    people: QuerySet[Person], *, kind: str, default_language: str, page_url: str = "", languages: Collection[str] = ()
) -> Iterator[Recipient]:
    """Everyone in `people` as a recipient on a kind of channel, streamed.

    Those without an address, or who refused that kind, come too, with the reason in `withheld`: the ledger says why
    they were not written to. `values` fill the personal places of a message (`person.greeting`, `person.city`).
    """
    address_kind = _ADDRESS_OF.get(kind, kind)
    points = ContactPoint.objects.filter(kind=address_kind).order_by("-is_preferred", "pk")
    people = people.order_by("pk").prefetch_related(Prefetch("contact_points", queryset=points, to_attr="points"))
    for person in people.iterator(chunk_size=_CHUNK):
        spoken = not languages or person.language in languages
        language = person.language if person.language and spoken else default_language
        point, withheld = _choose(person.points)
        yield Recipient(
            person_ref=person.pk,
            address=point.address if point else "",
            language=language,
            values=values_of(person, language=language, page_url=page_url),
            withheld=withheld,
        )


def values_of(person: Person, *, language: str, page_url: str = "") -> dict[str, str]:
    """The personal values of one person. A value that nobody knows is left out, so that a fallback can stand for it."""
    values = {f"person.{name}": _written(value, language) for name, value in person.attributes.items()}
    values |= {
        "person.greeting": greeting(person, language),
        "person.first_name": person.first_name,
        "person.last_name": person.last_name,
        "person.external_id": person.external_id,
    }
    if page_url:
        values["page.url"] = page_url
    return {name: value for name, value in values.items() if value}


def _choose(points: list[ContactPoint]) -> tuple[ContactPoint | None, str]:
    """The address to use: the preferred one, else another that was not refused."""
    if not points:
        return None, "no_address"
    allowed = [point for point in points if point.consent != ContactPoint.Consent.REFUSED]
    return (allowed[0], "") if allowed else (points[0], "refused")


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
