"""Among many people, whom a message reaches is counted once, said with its age, and counted again when asked."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.broadcasts import reckoning
from amarre.broadcasts.estimating import estimate
from amarre.broadcasts.tests.conftest import House
from amarre.people.models import ContactPoint, Person, Segment

pytestmark = pytest.mark.django_db


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(reckoning, "KEPT_FROM", 2)
    cache.clear()
    yield
    cache.clear()


def one_more(house: House) -> None:
    person = Person.objects.create(last_name="Petit", language="fr", created_at=house.at, updated_at=house.at)
    ContactPoint.objects.create(person=person, kind="email", address="petit@example.org", normal="petit@example.org")


def test_a_look_at_the_page_does_not_count_again_and_says_when_it_was_counted(
    house: House, customers: list[Person], few_are_many: None, client_of: Callable[[User], Client]
) -> None:
    message = house.write()
    page, where = client_of(house.chloe), [house.crisis.pk, message.pk]
    first = page.get(reverse("broadcasts:message", args=where))
    assert first.context["reach"].people == 4
    one_more(house)
    again = page.get(reverse("broadcasts:message", args=where))
    assert again.context["reach"].people == 4
    assert reverse("broadcasts:recount", args=where) in again.content.decode()
    page.post(reverse("broadcasts:recount", args=where))
    assert page.get(reverse("broadcasts:message", args=where)).context["reach"].people == 5


def test_what_is_asked_before_a_send_is_counted_afresh(
    house: House, customers: list[Person], few_are_many: None, client_of: Callable[[User], Client]
) -> None:
    message = house.approved()
    page, where = client_of(house.chloe), [house.crisis.pk, message.pk]
    page.get(reverse("broadcasts:message", args=where))
    one_more(house)
    assert estimate(message, at=house.at).reach.people == 5
    assert "3 personnes" in page.get(reverse("broadcasts:send", args=where)).content.decode()


def test_another_segment_or_another_rule_is_counted_at_once(
    house: House, customers: list[Person], few_are_many: None
) -> None:
    segment = Segment.objects.create(name="Clients", created_at=house.at, rule={})
    message = house.write(segment=segment)
    assert reckoning.reckoned(message, at=house.at).counted_at == house.at
    one_more(house)
    segment.rule = {"field": "last_name", "eq": "Petit"}
    segment.save()
    message.refresh_from_db()
    found = reckoning.reckoned(message, at=house.at)
    assert sum(reach.people for reach in found.by_channel.values()) == 1


def test_few_people_are_counted_at_each_look_and_nothing_is_said_of_it(
    house: House, customers: list[Person], client_of: Callable[[User], Client]
) -> None:
    message = house.write()
    where = [house.crisis.pk, message.pk]
    page = client_of(house.chloe).get(reverse("broadcasts:message", args=where)).content.decode()
    assert reverse("broadcasts:recount", args=where) not in page
