from __future__ import annotations

import pytest

from amarre.accounts.models import JournalEntry
from amarre.knowledge import actions
from amarre.knowledge.models import Entry
from amarre.knowledge.reading import answer_text, published
from amarre.lib.errors import Conflict, Invalid
from amarre.plan.models import Playbook

pytestmark = pytest.mark.django_db

WORDS = {
    "fr": {"question": "Comment vous joindre ?", "answer": "Appelez le {{ fact.helpline }}."},
    "en": {"question": "How can I reach you?", "answer": "Ring {{ fact.helpline }}."},
}


@pytest.fixture
def entry(crisis, chloe, at):
    return actions.save_entry(crisis, None, words=WORDS, by=chloe, at=at)


def test_a_declared_crisis_receives_the_questions_of_its_playbook(crisis, alix, at):
    faq = [{
        "key": "reach", "question": {"fr": "Comment vous joindre ?", "en": "How can I reach you?"},
        "answer": {"fr": "{{ fact.helpline }}", "en": "{{ fact.helpline }}"}, "fears": "rules",
        "phrasings": {"fr": ["où vous écrire"], "en": ["where can I write"]},
    }, {
        "key": "jobs", "question": {"fr": "Et nos emplois ?", "en": "What about our jobs?"},
        "answer": {"fr": "Nous ne savons pas.", "en": "We do not know."}, "audience": "staff",
    }]  # fmt: skip
    crisis.playbook = Playbook.objects.create(slug="r", kind="recall", title={}, summary={}, body={"faq": faq})
    assert actions.copy_starters(crisis, by=alix, at=at) == 2
    reach, jobs = Entry.objects.filter(crisis=crisis)
    assert (reach.fear, jobs.audience, jobs.state) == ("rules", "staff", "draft")
    assert [p.text for p in reach.phrasings.all()] == ["où vous écrire", "where can I write"]


def test_an_answer_shows_the_fact_that_holds_now(entry, state):
    state("helpline", "0 800 12 34 56", "0800 123 456")
    assert answer_text(entry, "fr").markdown == "Appelez le 0 800 12 34 56."
    state("helpline", "0 800 99 99 99", "0800 999 999")
    assert answer_text(entry, "en").markdown == "Ring 0800 999 999."


def test_a_fact_without_words_is_named_as_missing(entry, state):
    assert answer_text(entry, "fr").missing_facts == ("helpline",)
    state("helpline", "0 800 12 34 56")
    assert answer_text(entry, "fr").missing_facts == ()
    assert answer_text(entry, "en").missing_facts == ("helpline",), "words of another language are never borrowed"


def test_chloe_sees_which_facts_changed_since_she_read_the_entry(entry, state, crisis, chloe, at):
    state("helpline", "0 800 12 34 56")
    entry = actions.save_entry(crisis, entry, words=WORDS, by=chloe, at=at)
    assert answer_text(entry, "fr").changed_facts == ()
    state("helpline", "0 800 99 99 99")
    assert answer_text(entry, "fr").changed_facts == ("helpline",)


@pytest.mark.parametrize("status", ["rumour", "to_verify", "denied", "expired"])
def test_an_entry_is_not_published_on_a_fact_that_is_not_verified(entry, state, alix, at, status):
    state("helpline", "0 800 12 34 56", status=status)
    with pytest.raises(Invalid, match="helpline"):
        actions.publish_entry(entry, by=alix, at=at)


def test_an_entry_is_not_published_on_a_fact_of_the_house(entry, state, alix, at):
    state("helpline", "0 800 12 34 56", visibility="internal")
    with pytest.raises(Invalid, match="helpline"):
        actions.publish_entry(entry, by=alix, at=at)


def test_a_published_entry_leaves_the_pages_while_its_fact_does_not_hold(entry, state, crisis, alix, at):
    state("helpline", "0 800 12 34 56")
    actions.publish_entry(entry, by=alix, at=at)
    assert [answer.question for answer in published(crisis, "fr")] == ["Comment vous joindre ?"]
    assert published(crisis, "en") == [], "the fact has no English words"
    state("helpline", "0 800 12 34 56", status="expired")
    assert published(crisis, "fr") == []


def test_colleagues_answers_are_never_published(crisis, chloe, alix, at):
    words = {"fr": {"question": "Et nos emplois ?", "answer": "Nous ne savons pas."}}
    entry = actions.save_entry(crisis, None, words=words, audience="staff", by=chloe, at=at)
    with pytest.raises(Invalid):
        actions.publish_entry(entry, by=alix, at=at)


def test_a_change_made_meanwhile_is_not_overwritten(entry, crisis, chloe, alix, at):
    read = entry.revision
    actions.save_entry(crisis, entry, words=WORDS, by=alix, at=at, revision=read)
    with pytest.raises(Conflict):
        actions.save_entry(crisis, entry, words=WORDS, by=chloe, at=at, revision=read)


def test_a_broken_place_is_shown_at_its_field(crisis, chloe, at):
    words = {"fr": {"question": "Où ?", "answer": "Ici {{ fact.where"}}
    with pytest.raises(Invalid) as problem:
        actions.save_entry(crisis, None, words=words, by=chloe, at=at)
    assert "answer_fr" in problem.value.fields


def test_two_questions_alike_get_two_keys(entry, crisis, chloe, at):
    other = actions.save_entry(crisis, None, words=WORDS, by=chloe, at=at)
    assert {entry.key, other.key} == {"comment-vous-joindre", "comment-vous-joindre-2"}


def test_the_same_gap_asked_twice_counts_twice(crisis, bilal, at):
    first = actions.note_gap(crisis, "Le lot 14 est-il touché ?", "fr", by=bilal, at=at)
    again = actions.note_gap(crisis, "le lot 14 est il touché", "fr", by=bilal, at=at)
    other = actions.note_gap(crisis, "Puis-je le donner à mon chien ?", "fr", by=bilal, at=at)
    assert (first.pk, again.times) == (again.pk, 2)
    assert other.pk != first.pk


def test_a_filled_gap_teaches_the_entry_its_words(entry, crisis, bilal, chloe, at):
    gap = actions.note_gap(crisis, "Quel est votre numéro ?", "fr", by=bilal, at=at)
    actions.fill_gap(gap, entry, by=chloe, at=at)
    assert entry.phrasings.get().text == "Quel est votre numéro ?"
    assert actions.note_gap(crisis, "Quel est votre numéro ?", "fr", at=at).pk != gap.pk, "a filled gap is closed"


def test_questions_are_put_in_the_order_chosen(crisis, chloe, at):
    one, two, three = (
        actions.save_entry(crisis, None, words={"fr": {"question": q, "answer": "A"}}, by=chloe, at=at)
        for q in ("Un ?", "Deux ?", "Trois ?")
    )
    actions.move_entry(three, to=1, by=chloe, at=at)
    assert list(Entry.objects.filter(crisis=crisis)) == [three, one, two]


def test_the_journal_says_who_published_what(entry, state, alix, at):
    state("helpline", "0 800 12 34 56")
    actions.publish_entry(entry, by=alix, at=at)
    assert JournalEntry.objects.get(verb="faq.publish").data == {"question": "Comment vous joindre ?"}
