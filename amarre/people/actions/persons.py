"""One person: addresses, consent, language, preferred channel."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import Company, User
from amarre.engine.tabular import Problem
from amarre.engine.tabular.contacts import read_email, read_phone
from amarre.lib.errors import Conflict, Invalid
from amarre.people.models import ContactPoint, Person
from amarre.people.problems import say


@transaction.atomic
def set_consent(point: ContactPoint, *, consent: str, source: str, by: User | None, at: datetime) -> ContactPoint:
    """Write down what a person allowed for one address, and how we know."""
    if consent not in ContactPoint.Consent.values:
        raise Invalid(_("Consent is given, refused or not asked."))
    if consent != ContactPoint.Consent.UNKNOWN and not source.strip():
        raise Invalid(_("Say how you know."), fields={"source": _("For example: said on the telephone on 3 March.")})
    point.consent, point.consent_source, point.consent_at = consent, source.strip()[:200], at
    point.save(update_fields=["consent", "consent_source", "consent_at"])
    record(
        "people.consent",
        by=by,
        at=at,
        subject=point.person,
        person=str(point.person),
        kind=point.kind,
        consent=str(ContactPoint.Consent(consent).label),
        source=point.consent_source,
    )
    return point


@transaction.atomic
def set_language(person: Person, *, language: str, by: User | None, at: datetime) -> Person:
    """The language in which to write to a person; "" when it is not known."""
    if language and not (language.isascii() and language.isalpha() and len(language) <= 5):
        raise Invalid(_("This is not the code of a language."))
    person.language, person.updated_at = language, at
    person.save(update_fields=["language", "updated_at", "sort_name"])
    record("people.language", by=by, at=at, subject=person, person=str(person), language=language or "?")
    return person


@transaction.atomic
def set_channel(person: Person, *, channel: str, by: User | None, at: datetime) -> Person:
    """The channel that a person prefers, by its kind; "" when it is not known."""
    person.preferred_channel, person.updated_at = channel[:30], at
    person.save(update_fields=["preferred_channel", "updated_at", "sort_name"])
    record("people.channel", by=by, at=at, subject=person, person=str(person), channel=channel)
    return person


@transaction.atomic
def add_contact(person: Person, *, kind: str, address: str, by: User | None, at: datetime) -> ContactPoint:
    """Add an address and prefer it to the others of its kind. Raises Invalid for what is not one."""
    read = read_email(address) if kind == "email" else read_phone(address, region=Company.card().country)
    if isinstance(read, Problem):
        raise Invalid(say(read), fields={"address": say(read)})
    text = read if isinstance(read, str) else read.number
    if person.contact_points.filter(kind=kind, normal=text.lower()).exists():
        raise Conflict(_("This person has this address already."))
    person.contact_points.filter(kind=kind).update(is_preferred=False)
    point = ContactPoint.objects.create(person=person, kind=kind, address=text)
    record("people.contact", by=by, at=at, subject=person, person=str(person), kind=kind)
    return point
