"""An open complaint is an angry or threatening request that waits for us."""

from __future__ import annotations

from datetime import datetime

import pytest

from amarre.inbox.complaints import people_complaining
from amarre.inbox.models import Conversation
from amarre.people.models import Person

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("anger", "threat", "state", "complains"),
    [(0, False, "open", False), (1, False, "open", False), (2, False, "open", True), (0, True, "open", True),
     (3, True, "answered", False)],
)  # fmt: skip
def test_who_is_angry_or_threatens_and_waits_complains(
    at: datetime, anger: int, threat: bool, state: str, complains: bool
) -> None:
    person = Person.objects.create(last_name="Roux", created_at=at, updated_at=at)
    Conversation.objects.create(
        person=person, channel_kind="email", impact="important", anger=anger, threat=threat, state=state,
        first_received_at=at, last_received_at=at,
    )  # fmt: skip
    assert (person.pk in people_complaining()) is complains
