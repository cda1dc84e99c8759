from __future__ import annotations

import pytest

from amarre.knowledge.facts import Sheet, cited_in

pytestmark = pytest.mark.django_db


def read(crisis, text):
    cited = cited_in(crisis, Sheet.of(crisis), text, "fr")
    return [each.version.fact.key for each in cited.current], [each.version.fact.key for each in cited.outdated]


def test_a_text_that_states_a_fact_word_for_word_rests_on_it(crisis, state):
    state("hours", "de 9 h à 18 h, du lundi au samedi")
    assert read(crisis, "Nous sommes là de 9\u00a0h à\n18 h, du lundi au samedi, pour vous.") == (["hours"], [])


def test_a_text_that_states_words_since_replaced_is_outdated(crisis, state):
    state("hours", "de 9 h à 18 h, du lundi au samedi")
    state("hours", "de 10 h à 16 h, du lundi au vendredi")
    assert read(crisis, "Nous sommes là de 9 h à 18 h, du lundi au samedi.") == ([], ["hours"])


def test_words_that_the_fact_in_force_contains_are_not_outdated(crisis, state):
    state("batches", "Les lots 12 et 13 sont rappelés")
    state("batches", "Les lots 12 et 13 sont rappelés, ainsi que le lot 14.")
    assert read(crisis, "Les lots 12 et 13 sont rappelés, ainsi que le lot 14.") == (["batches"], [])
    assert read(crisis, "Les lots 12 et 13 sont rappelés.") == ([], ["batches"])


def test_very_short_facts_are_not_found_by_chance(crisis, state):
    state("shop", "Lyon")
    assert read(crisis, "Je vous écris de Lyon.") == ([], [])
