"""Watching a drill and taking it over."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import Company, JournalEntry, User
from amarre.channels.models import Channel
from amarre.channels.outbox import default_channel
from amarre.drill.actions import play, prepare, take_over
from amarre.drill.models import Drill
from amarre.lib.errors import Conflict, Invalid


@pytest.fixture
def drill(alix: User, at: datetime) -> Drill:
    return prepare(scenario="recall", people=50, days=1, seed=1, language="fr", by=alix, at=at)


@pytest.mark.django_db
def test_alix_prepares_a_drill_and_is_led_to_watch_it(alix: User, client_of: Callable[[User], Client]) -> None:
    client = client_of(alix)
    answer = client.post(
        reverse("drill:drills"), {"scenario": "outage", "people": 50, "days": 2, "language": "fr", "seed": 3}
    )
    drill = Drill.objects.get()
    assert answer.status_code == 302 and answer.url == reverse("drill:drill", args=[drill.pk])
    page = client.get(answer.url).content.decode()
    assert "Exercice : Panne de service" in page.replace("\xa0", " ") and "Prendre la main" in page
    assert JournalEntry.objects.filter(verb="drill.prepare").exists()


@pytest.mark.django_db
def test_a_drill_for_three_people_is_refused_at_its_field(alix: User, client_of: Callable[[User], Client]) -> None:
    data = {"scenario": "outage", "people": 3, "days": 2, "language": "fr", "seed": 3}
    page = client_of(alix).post(reverse("drill:drills"), data)
    assert page.status_code == 200 and not Drill.objects.exists()
    with pytest.raises(Invalid):
        prepare(scenario="outage", people=3, days=2, seed=1, language="fr", by=alix, at=datetime.now().astimezone())


@pytest.mark.django_db
def test_once_taken_over_nothing_plays_by_itself(drill: Drill, alix: User, at: datetime) -> None:
    take_over(drill, by=alix, at=at)
    with pytest.raises(Conflict):
        play(drill, at=at)
    with pytest.raises(Conflict):
        take_over(drill, by=alix, at=at)


@pytest.mark.django_db
def test_a_drill_never_borrows_a_real_channel_nor_gives_its_own(alix: User, at: datetime) -> None:
    real = Channel.objects.create(kind="email", name="Vrai serveur", config={"host": "mail.example"}, is_default=True)
    assert default_channel("email") == real
    lent = default_channel("email", is_drill=True)
    assert lent.is_drill and lent.kind == "tray" and lent != real
    Channel.objects.create(kind="email", name="Exercice", config={"host": "127.0.0.1"}, is_drill=True)
    assert default_channel("email") == real


@pytest.mark.django_db
def test_a_house_without_a_name_gets_one_for_the_drill_only() -> None:
    assert Company.card(is_drill=True).name and not Company.card().name
    Company.objects.update(name="Les Ateliers du Port")
    assert Company.card(is_drill=True).name == "Les Ateliers du Port"
