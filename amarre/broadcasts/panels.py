"""What a person's page shows of our messages to them."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.accounts.models import User
from amarre.broadcasts.proof import told
from amarre.broadcasts.sequences.reading import runs_of_person
from amarre.people.models import Person
from amarre.people.panels import register

_LATEST = 20


def messages_to(person: Person, user: User) -> dict[str, Any]:
    """The latest messages to this person, with the facts they were told."""
    rows = told(person.pk, user=user)
    return {"told": rows[:_LATEST], "more": max(0, len(rows) - _LATEST)}


def sequences_of(person: Person, user: User) -> dict[str, Any]:
    """The follow-up sequences through which this person goes or went."""
    return {"runs": runs_of_person(person.pk, user=user)}


register("messages", _("What we told them"), "broadcasts/person_panel.html", messages_to, may="messages.read")
register(
    "sequences", _("Follow-up sequences"), "broadcasts/sequences/person_panel.html", sequences_of, may="messages.read"
)
