"""Not too often: what counts as one message, for one person and for a million."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import connection
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amarre.channels.models import Batch, Channel, Delivery
from amarre.people.frequency import limits, reached
from amarre.people.models import Frequency

pytestmark = pytest.mark.django_db


@pytest.fixture
def channels(db: None) -> list[Channel]:
    return [Channel.objects.create(kind=kind, name=kind) for kind in ("tray", "sms", "letter")]


def told(channel: Channel, origin: str, at: datetime, *people: int, state: str = "sent") -> None:
    """These people were sent this message by this channel."""
    batch = Batch.objects.create(
        channel=channel, label="x", occasion="news", origin=origin, created_at=at, started_at=at, state="sending"
    )
    for ref in people:
        Delivery.objects.create(
            batch=batch, person_ref=ref, address="x", language="fr", state=state, queued_at=at, sent_at=at
        )


def tired(at: datetime, people: set[int], origin: str = "") -> set[int]:
    """Who has had enough, as it is asked for a slice of people."""
    (limit,) = limits(occasion="news", is_vital=False, channel_kind="tray", at=at, origin=origin)
    return reached(limit, people)


def test_a_mail_and_the_sms_that_followed_it_are_one_message(channels: list[Channel], at: datetime) -> None:
    Frequency.objects.create(pk=1, most=2, days=7)
    mail, sms, _letter = channels
    told(mail, "broadcasts.message:1", at, 1, 2)
    told(sms, "broadcasts.message:1", at, 1)
    assert tired(at, {1, 2}) == set()
    told(mail, "broadcasts.message:2", at, 1)
    assert tired(at, {1, 2}) == {1}


def test_the_same_words_by_the_same_channel_twice_are_two_messages(channels: list[Channel], at: datetime) -> None:
    Frequency.objects.create(pk=1, most=2, days=7)
    mail, sms, _letter = channels
    told(mail, "broadcasts.message:1", at, 1)
    told(mail, "broadcasts.message:1", at, 1)
    told(sms, "broadcasts.message:1", at, 1)
    assert tired(at, {1}) == {1}


def test_a_message_that_is_being_tried_again_does_not_count_against_itself(
    channels: list[Channel], at: datetime
) -> None:
    Frequency.objects.create(pk=1, most=1, days=7)
    mail, sms, _letter = channels
    told(mail, "broadcasts.message:1", at, 1, 2)
    told(sms, "broadcasts.message:1", at, 1, state="sending")
    assert tired(at, {1, 2}) == {2}
    assert tired(at, {1, 2}, origin="broadcasts.message:1") == set()


@given(
    sends=st.lists(
        st.tuples(
            st.integers(0, 2), st.sampled_from(["", "m:1", "m:2"]), st.lists(st.integers(1, 4), unique=True),
            st.sampled_from(["sent", "delivered", "bounced", "queued"]), st.integers(0, 9),
        ),
        max_size=7,
    ),
    most=st.integers(1, 4),
)  # fmt: skip
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_million_people_are_judged_as_one_is(
    channels: list[Channel], at: datetime, sends: list[tuple[int, str, list[int], str, int]], most: int
) -> None:
    Delivery.objects.all().delete()
    Batch.objects.all().delete()
    Frequency.objects.update_or_create(pk=1, defaults={"is_on": True, "most": most, "days": 7})
    for channel, origin, people, state, days in sends:
        told(channels[channel], origin, at - timedelta(days=days), *people, state=state)
    (limit,) = limits(occasion="news", is_vital=False, channel_kind="tray", at=at)
    with connection.cursor() as cursor:
        cursor.execute(*limit.sql())
        assert {ref for (ref,) in cursor.fetchall()} == reached(limit, {1, 2, 3, 4})


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL plans it by its own figures")
def test_a_long_ledger_is_not_walked_through_to_find_who_has_had_enough(channels: list[Channel], at: datetime) -> None:
    """Whoever was told years ago costs nothing today: the look starts from the sends of these days."""
    Frequency.objects.update_or_create(pk=1, defaults={"is_on": True, "most": 1, "days": 7})
    for number in range(10):
        told(channels[0], f"broadcasts.message:{number}", at, *range(30))
    (limit,) = limits(occasion="news", is_vital=False, channel_kind="tray", at=at)
    sql, params = limit.sql()
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE channels_delivery")
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", params)
        plan = [row[-1] for row in cursor.fetchall()]
    assert any("delivery_of_batch" in line for line in plan)
    assert not any("delivery_of_person" in line for line in plan)
