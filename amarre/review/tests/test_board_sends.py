"""The board names what should have left and did not."""

from __future__ import annotations

from datetime import datetime

import pytest

from amarre.broadcasts.models import Message, Sequence
from amarre.review.board import late
from amarre.situation.models import Crisis

pytestmark = pytest.mark.django_db


def test_a_planned_send_that_did_not_leave_and_a_paused_sequence_ask_for_somebody(crisis: Crisis, at: datetime) -> None:
    Message.objects.create(
        crisis=crisis,
        occasion="news",
        title="Plus tard",
        created_at=at,
        updated_at=at,
        send_trouble="En retard",
    )
    Sequence.objects.create(crisis=crisis, name="Suivi", state="paused", created_at=at, updated_at=at)
    Sequence.objects.create(crisis=crisis, name="Tranquille", state="running", created_at=at, updated_at=at)
    found = {item.what.split(":")[-1].strip() for item in late(crisis, at)}
    assert {"Plus tard", "Suivi"} <= found and "Tranquille" not in found
