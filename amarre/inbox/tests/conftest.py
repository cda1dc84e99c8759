"""Words that come in, and facts to answer them with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from itertools import count

import pytest

from amarre.channels.models import Channel, Delivery, Inbound
from amarre.inbox.actions import claim_new
from amarre.inbox.models import Conversation
from amarre.knowledge.tests.conftest import _no_index_left, state  # noqa: F401 - fixtures of the room below
from amarre.people.models import ContactPoint, Person
from amarre.situation.models import Crisis

HURT = "Ma fille s’est brûlée avec votre bouilloire, nous sommes aux urgences."
CALM = "Bonjour, à quelle heure ouvrez-vous demain ? Merci."
FURIOUS = "C’est une honte, vous êtes des incapables, je préviens la presse."


@pytest.fixture
def came(crisis: Crisis, at: datetime) -> Callable[..., Inbound]:
    """A word that came in; not opened yet."""
    numbers = count(1)

    def received(text: str, address: str = "claire@example.com", **fields: object) -> Inbound:
        number = next(numbers)
        given = {
            "channel_kind": "email", "kind": "message", "received_at": at, "digest": f"{number:064}",
            "message_id": f"<{number}@example.com>", "from_address": address, "text": text, "crisis_id": crisis.pk,
        }  # fmt: skip
        return Inbound.objects.create(**given | fields)

    return received


@pytest.fixture
def opened(came: Callable[..., Inbound], tray: Channel, at: datetime) -> Callable[..., Conversation]:
    """A word that came in and was opened: its conversation."""

    def conversation(text: str, address: str = "claire@example.com", **fields: object) -> Conversation:
        inbound = came(text, address, **fields)
        claim_new(at=at)
        return Conversation.objects.get(turns__inbound=inbound)

    return conversation


@pytest.fixture
def claire(at: datetime) -> Person:
    person = Person.objects.create(
        first_name="Claire", last_name="Ferrand", civility="mme", language="fr", created_at=at, updated_at=at
    )
    ContactPoint.objects.create(person=person, kind="email", address="claire@example.com")
    return person


def delivered_to(address: str) -> list[Delivery]:
    return list(Delivery.objects.filter(address=address).order_by("id"))
