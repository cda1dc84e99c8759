"""A message as it reads, with its facts in it."""

from __future__ import annotations

import pytest

from amarre.broadcasts.models import Message
from amarre.broadcasts.reading import readings
from amarre.broadcasts.tests.conftest import House
from amarre.people.models import Person

pytestmark = pytest.mark.django_db


def read(house: House, message: Message, language: str = "fr") -> str:
    found = readings(message, at=house.at, link=lambda key: f"/fact/{key}/")
    return next(row.html for row in found if row.language == language)


def test_each_fact_leads_to_what_it_rests_on(house: House) -> None:
    html = read(house, house.write())
    assert '<a class="cites" href="/fact/what_to_do/">Ne vous servez plus de la bouilloire.</a>' in html


def test_before_it_leaves_the_facts_are_those_of_now_and_afterwards_those_it_was_sent_with(
    house: House, customers: list[Person]
) -> None:
    draft, sent = house.write(title="Brouillon"), house.sent()
    house.state("what_to_do", {"fr": "Rapportez-la au magasin.", "en": "Bring it back."})
    assert "Rapportez-la" in read(house, draft)
    assert "Ne vous servez plus" in read(house, sent)


def test_what_has_no_value_yet_is_shown_as_such(house: House) -> None:
    html = read(house, house.write(texts={"fr": ("", "Dès {{ fact.reopening }}.")}))
    assert '<span class="unknown">[fact.reopening]</span>' in html


def test_a_fact_is_never_read_as_markup(house: House) -> None:
    house.state("helpline", {"fr": "<b>**0 800**</b>", "en": "0 800"})
    html = read(house, house.write(texts={"fr": ("", "Appelez {{ fact.helpline }}")}))
    assert "&lt;b&gt;**0 800**&lt;/b&gt;" in html


def test_a_place_in_the_target_of_a_link_stays_a_plain_address(house: House, customers: list[Person]) -> None:
    html = read(house, house.write(texts={"fr": ("", "[La page]({{ page.url }})")}))
    assert f'href="http://127.0.0.1:8000/p/{house.crisis.slug}/"' in html


def test_the_greeting_is_in_the_language_of_the_words(house: House, customers: list[Person]) -> None:
    customers[0].delete()
    assert "Bonjour Monsieur Hall," in read(house, house.write())
