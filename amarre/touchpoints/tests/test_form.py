"""A customer writes to us: nothing is lost, whatever goes wrong."""

from __future__ import annotations

import time
from datetime import datetime

import pytest
from django.test import Client

from amarre.accounts.models import User
from amarre.channels.models import Inbound
from amarre.situation.models import Crisis
from amarre.touchpoints import public_views
from amarre.touchpoints.actions import publish, unpublish
from amarre.touchpoints.limits import RateLimit
from amarre.touchpoints.models import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/write/rappel-du-lot-12/fr/"
WORDS = "Ma fille en a mangé hier."


@pytest.fixture(autouse=True)
def _fresh_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(public_views, "limit", RateLimit(time.monotonic))


@pytest.fixture
def open_page(told: Crisis, alix: User, at: datetime) -> Crisis:
    publish(told, by=alix, at=at)
    return told


def test_words_are_kept_and_a_reference_is_given(open_page: Crisis, client: Client) -> None:
    answer = client.post(ADDRESS, {"text": WORDS, "email": "claire@example.org", "order": "A-12"}, follow=True)
    row = Inbound.objects.get()
    assert (row.text, row.from_address, row.crisis_id, row.language) == (
        WORDS,
        "claire@example.org",
        open_page.pk,
        "fr",
    )
    assert row.fields == {"order": "A-12"}
    assert row.digest[:8].upper() in answer.content.decode()


def test_somebody_with_nothing_but_words_is_heard(open_page: Crisis, client: Client) -> None:
    assert client.post(ADDRESS, {"text": WORDS}).status_code == 302
    assert Inbound.objects.count() == 1


def test_a_wrong_address_keeps_the_words_on_the_page(open_page: Crisis, client: Client) -> None:
    answer = client.post(ADDRESS, {"text": WORDS, "email": "claire"})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert Inbound.objects.count() == 0


def test_a_program_is_asked_whether_it_is_a_person_and_a_person_can_say_so(open_page: Crisis, client: Client) -> None:
    answer = client.post(ADDRESS, {"text": WORDS, "website": "http://spam.example"})
    assert answer.status_code == 422
    assert WORDS in answer.content.decode()
    assert 'name="is_person"' in answer.content.decode()
    assert client.post(ADDRESS, {"text": WORDS, "website": "http://spam.example", "is_person": "on"}).status_code == 302


def test_a_flood_is_stopped_and_its_words_are_not_thrown_away(
    open_page: Crisis, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(public_views, "limit", RateLimit(time.monotonic, most=1))
    client.post(ADDRESS, {"text": "Un"})
    answer = client.post(ADDRESS, {"text": WORDS})
    assert answer.status_code == 429
    assert WORDS in answer.content.decode()


def test_the_form_speaks_the_language_of_its_address(open_page: Crisis, client: Client) -> None:
    assert "What do you want to tell us?" in client.get("/write/rappel-du-lot-12/en/").content.decode()
    assert "Que voulez-vous nous dire" in client.get(ADDRESS).content.decode()


def test_reading_the_form_changes_nothing(open_page: Crisis, client: Client) -> None:
    client.get(ADDRESS)
    assert Inbound.objects.count() == 0


def test_there_is_no_form_before_the_page_is_public(told: Crisis, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 404


def test_a_closed_form_is_closed(open_page: Crisis, client: Client, alix: User, at: datetime) -> None:
    Page.objects.update(form_is_open=False)
    assert client.get(ADDRESS).status_code == 404
    Page.objects.update(form_is_open=True)
    unpublish(open_page, by=alix, at=at)
    assert client.post(ADDRESS, {"text": WORDS}).status_code == 404


def test_the_limit_forgets_after_its_window() -> None:
    moments = iter([0.0, 1.0, 2.0, 4000.0])
    limit = RateLimit(lambda: next(moments), most=2, within=3600)
    assert [limit.allows("a"), limit.allows("a"), limit.allows("a"), limit.allows("a")] == [True, True, False, True]
