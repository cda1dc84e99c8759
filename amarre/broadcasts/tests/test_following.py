"""Those who follow the page on their device are told what customers are told, and nothing else."""

from __future__ import annotations

from datetime import datetime

import pytest

from amarre.broadcasts import actions
from amarre.broadcasts.estimating import estimate
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.channels.models import Channel, PushSubscription
from amarre.people.actions.devices import add_device
from amarre.people.models import Person, Segment

pytestmark = pytest.mark.django_db
WORDS = {
    code: (subject, body.replace("{{ person.greeting }}", {"fr": "Madame, Monsieur,", "en": "Dear customer,"}[code]))
    for code, (subject, body) in LETTER.items()
}


@pytest.fixture
def notices(db: None) -> Channel:
    return Channel.objects.create(kind="push", name="Avis")


def device(handle: str, house: House, language: str = "fr", **more: object) -> PushSubscription:
    return PushSubscription.objects.create(
        handle=handle, endpoint=f"https://push.example/{handle}", p256dh="x", auth="x", language=language,
        crisis_id=house.crisis.pk, created_at=house.at, **more,
    )  # fmt: skip


def told(house: House, notices: Channel, **changes: object) -> list[tuple[str, str, int | None]]:
    """Approved and frozen by notices: each address, its language and whose it is."""
    message = house.approved(channel=notices, **({"texts": WORDS} | changes))
    expected = estimate(message, at=house.at).people
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    rows = deliveries_of(message).filter(state="queued").order_by("address")
    assert expected == len(rows)
    return [(row.address, row.language, row.person_ref) for row in rows]


def test_a_message_to_all_customers_reaches_the_devices_that_follow_the_page(
    house: House, customers: list[Person], notices: Channel, at: datetime
) -> None:
    device("a" * 64, house)
    device("b" * 64, house, language="de")
    device("c" * 64, house, ended_at=at)
    PushSubscription.objects.create(
        handle="e" * 64, endpoint="https://push.example/e", p256dh="x", auth="x", crisis_id=None, created_at=at
    )
    assert told(house, notices) == [("a" * 64, "fr", None), ("b" * 64, "fr", None)]


def test_a_device_whose_owner_is_known_is_told_once_and_as_theirs(
    house: House, customers: list[Person], notices: Channel, at: datetime
) -> None:
    device("a" * 64, house)
    add_device(customers[0].pk, handle="a" * 64, source="page", at=at)
    assert told(house, notices) == [("a" * 64, "fr", customers[0].pk)]


def test_a_message_to_some_is_not_for_those_who_are_nobody(
    house: House, customers: list[Person], notices: Channel
) -> None:
    device("a" * 64, house)
    segment = Segment.objects.create(name="Tous", created_at=house.at)
    assert told(house, notices, segment=segment) == []


def test_staff_are_told_without_the_public(house: House, customers: list[Person], notices: Channel) -> None:
    device("a" * 64, house)
    assert told(house, notices, audience_kind="employee") == []


def test_words_that_need_a_name_are_for_those_who_have_one(
    house: House, customers: list[Person], notices: Channel, at: datetime
) -> None:
    device("a" * 64, house)
    subject, body = WORDS["fr"]
    assert told(house, notices, texts={"fr": (subject, f"{{{{ person.last_name }}}}, {body}")}) == []
