"""What one person would read, before anything is sent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from amarre.broadcasts.audience import address_kind, audience
from amarre.broadcasts.binding import Bound, bind, page_url
from amarre.broadcasts.models import Message
from amarre.lib.markdown import to_html
from amarre.people.addresses import recipients
from amarre.people.models import Person

# Shown when there is nobody to write to yet. Customers' words, not the interface's.
_NOBODY = {"fr": {"person.greeting": "Bonjour,"}, "en": {"person.greeting": "Hello,"}}
_HIDDEN = {"unsubscribe.url": "…"}


@dataclass(frozen=True)
class Preview:
    """The words for one person. `missing` lists places without a value: this person would not be written to."""

    language: str
    recipient: str
    subject: str
    html: str
    missing: tuple[str, ...]


def preview(message: Message, person: Person | None, language: str, *, at: datetime) -> Preview | None:
    """The words for `person` (someone of the audience when None) in `language`; None when there are none in it."""
    bound = next((words for words in bind(message) if words.language == language), None)
    if bound is None:
        return None
    chosen = person or audience(message, at=at).order_by("pk").first()
    recipient, values = _values(message, chosen, language)
    return _filled(bound, recipient, values)


def sample_values(message: Message, language: str, *, at: datetime) -> Mapping[str, str]:
    """The personal values of somebody the message is for, to read it by."""
    person = audience(message, at=at).order_by("pk").first() if message.may_change else None
    return {**_values(message, person, language)[1], **_HIDDEN}


def _values(message: Message, person: Person | None, language: str) -> tuple[str, Mapping[str, str]]:
    if person is None:
        return "", _NOBODY.get(language, {})
    found = recipients(
        Person.objects.filter(pk=person.pk), kind=address_kind(message), default_language=language,
        page_url=page_url(message.crisis), languages=(language,),
    )  # fmt: skip
    recipient = next(iter(found), None)
    return (recipient.address, recipient.values) if recipient else (str(person), {})


def _filled(bound: Bound, recipient: str, values: Mapping[str, str]) -> Preview:
    known = {**values, **_HIDDEN}
    missing = bound.missing(known)
    shown = known | {name: f"[{name}]" for name in (*bound.subject.missing(known), *bound.body.missing(known))}
    return Preview(
        bound.language, recipient, bound.subject.render(shown), to_html(bound.body.render(shown)), tuple(missing)
    )
