from __future__ import annotations

import pytest

from amarre.knowledge import actions
from amarre.knowledge.reading import suggest

pytestmark = pytest.mark.django_db


@pytest.fixture
def entries(crisis, chloe, at):
    return {
        key: actions.save_entry(crisis, None, words={"fr": {"question": question, "answer": answer}}, by=chloe, at=at)
        for key, question, answer in (
            ("refund", "Comment être remboursé ?", "Rapportez la bouilloire : vous êtes remboursé."),
            ("hours", "Quels sont vos horaires ?", "Nous ouvrons {{ fact.hours }}."),
            ("batch", "Où lire le numéro de lot ?", "Le numéro de lot est sous le socle."),
        )
    }


def questions(crisis, text, **options):
    return [found.answer.question for found in suggest(crisis, text, "fr", **options)]


def test_the_answer_that_fits_comes_first(crisis, entries):
    found = suggest(crisis, "Je ne trouve pas le numéro de lot, où est-il ?", "fr", only_published=False)
    assert found[0].entry == entries["batch"]
    assert found[0].because


def test_customers_are_only_offered_what_is_published_and_holds(crisis, entries, state, alix, at):
    assert questions(crisis, "vos horaires ?") == []
    state("hours", "de 9 h à 18 h")
    actions.publish_entry(entries["hours"], by=alix, at=at)
    assert questions(crisis, "vos horaires ?") == ["Quels sont vos horaires ?"]
    state("hours", "de 9 h à 18 h", status="expired")
    assert questions(crisis, "vos horaires ?") == []


def test_a_new_way_of_asking_is_known_at_once(crisis, entries, chloe, at):
    assert "Quels sont vos horaires ?" not in questions(crisis, "Bossez-vous dimanche ?", only_published=False)
    actions.add_phrasing(entries["hours"], "Bossez-vous dimanche ?", "fr", by=chloe, at=at)
    assert questions(crisis, "Bossez-vous dimanche ?", only_published=False)[0] == "Quels sont vos horaires ?"


def test_a_fact_that_changes_changes_what_is_found(crisis, entries, state):
    state("hours", "au marché de Tournon")
    assert "Quels sont vos horaires ?" in questions(crisis, "le marché de Tournon", only_published=False)
    state("hours", "à Valence")
    assert "Quels sont vos horaires ?" not in questions(crisis, "le marché de Tournon", only_published=False)


def test_colleagues_answers_are_never_suggested_for_customers(crisis, chloe, at):
    words = {"fr": {"question": "L’usine va-t-elle fermer ?", "answer": "Nous ne savons pas."}}
    actions.save_entry(crisis, None, words=words, audience="staff", by=chloe, at=at)
    assert questions(crisis, "l’usine va-t-elle fermer", only_published=False) == []


def test_another_crisis_has_its_own_answers(crisis, entries):
    crisis.pk, crisis.slug = None, "autre"
    crisis.save()
    assert questions(crisis, "Où lire le numéro de lot ?", only_published=False) == []
