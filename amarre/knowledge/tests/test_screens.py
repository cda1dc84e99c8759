from __future__ import annotations

import io

import pytest
from django.urls import reverse

from amarre.knowledge import actions
from amarre.knowledge.models import Entry, Gap
from amarre.knowledge.urls import urlpatterns

pytestmark = pytest.mark.django_db

WORDS = {"fr": {"question": "Comment vous joindre ?", "answer": "Appelez le {{ fact.helpline }}."}}
NAMES = [(pattern.name, str(pattern.pattern)) for pattern in urlpatterns]


@pytest.fixture
def entry(crisis, chloe, at):
    return actions.save_entry(crisis, None, words=WORDS, by=chloe, at=at)


@pytest.fixture
def gap(crisis, bilal, at):
    return actions.note_gap(crisis, "Le lot 14 est-il touché ?", "fr", by=bilal, at=at)


def address(name, pattern, crisis, entry, gap):
    numbers = [crisis.pk] + ([entry.pk] if "entry_id" in pattern else []) + ([gap.pk] if "gap_id" in pattern else [])
    return reverse(f"knowledge:{name}", args=numbers)


@pytest.mark.parametrize(("name", "pattern"), NAMES)
def test_dora_sees_nothing(client_of, dora, crisis, entry, gap, name, pattern):
    assert client_of(dora).get(address(name, pattern, crisis, entry, gap)).status_code == 403


@pytest.mark.parametrize(("name", "pattern"), NAMES)
def test_a_crisis_kept_from_chloe_does_not_exist_for_her(client_of, chloe, crisis, entry, gap, name, pattern):
    crisis.is_restricted = True
    crisis.save()
    assert client_of(chloe).get(address(name, pattern, crisis, entry, gap)).status_code in {404, 405}
    assert client_of(chloe).post(address(name, pattern, crisis, entry, gap)).status_code in {404, 405}


def test_bilal_reads_but_does_not_write(client_of, bilal, crisis, entry):
    page = reverse("knowledge:entry", args=[crisis.pk, entry.pk])
    assert client_of(bilal).get(page).status_code == 200
    assert client_of(bilal).post(page, {"question_fr": "Autre ?"}).status_code == 403
    assert client_of(bilal).post(reverse("knowledge:publish", args=[crisis.pk, entry.pk])).status_code == 403


def test_the_list_says_which_fact_is_still_to_be_known(client_of, chloe, crisis, entry):
    assert "helpline" in client_of(chloe).get(reverse("knowledge:entries", args=[crisis.pk])).content.decode()


def test_chloe_writes_reads_with_the_facts_in_and_publishes(client_of, chloe, crisis, state):
    state("helpline", "0 800 12 34 56")
    chloes = client_of(chloe)
    words = {"question_fr": "Qui appeler ?", "answer_fr": "Le {{ fact.helpline }}.", "asked_fr": "un numéro\nqui ?"}
    page = chloes.post(reverse("knowledge:entry_new", args=[crisis.pk]), words | {"audience": "public"})["Location"]
    assert "Le 0 800 12 34 56." in chloes.get(page).content.decode()
    entry = Entry.objects.get()
    assert entry.phrasings.count() == 2
    chloes.post(reverse("knowledge:publish", args=[crisis.pk, entry.pk]))
    entry.refresh_from_db()
    assert entry.state == "published"


def test_a_colleagues_words_are_shown_beside_hers(client_of, alix, chloe, crisis, entry, at):
    read = entry.revision
    theirs = {"fr": {"question": "Comment nous joindre ?", "answer": "Écrivez-nous."}}
    actions.save_entry(crisis, entry, words=theirs, by=alix, at=at)
    hers = {"question_fr": "Où appeler ?", "answer_fr": "Ici.", "audience": "public", "revision": read}
    answer = client_of(chloe).post(reverse("knowledge:entry", args=[crisis.pk, entry.pk]), hers)
    assert answer.status_code == 409
    assert "Écrivez-nous." in answer.content.decode()
    assert "Où appeler ?" in answer.content.decode()


def test_a_gap_becomes_an_entry(client_of, chloe, crisis, gap):
    chloes = client_of(chloe)
    new = reverse("knowledge:entry_new", args=[crisis.pk])
    assert "Le lot 14" in chloes.get(new, {"gap": gap.pk}).content.decode()
    words = {"question_fr": gap.text, "answer_fr": "Non.", "audience": "public", "gap": gap.pk}
    chloes.post(new, words)
    assert Gap.objects.get().entry == Entry.objects.get()


def test_a_gap_is_set_aside_only_with_a_reason(client_of, chloe, crisis, gap):
    page = reverse("knowledge:gap", args=[crisis.pk, gap.pk])
    assert client_of(chloe).post(page, {"why": ""}).status_code == 422
    client_of(chloe).post(page, {"why": "Hors sujet"})
    gap.refresh_from_db()
    assert gap.dismissed_why == "Hors sujet"


def test_an_faq_is_imported_in_the_browser_and_refused_lines_are_shown(client_of, chloe, crisis):
    file = io.BytesIO("Question;Réponse\nOù ?;Ici.\nSeule ?;\n".encode("cp1252"))
    file.name = "faq.csv"
    page = client_of(chloe).post(reverse("knowledge:import", args=[crisis.pk]), {"file": file, "language": "fr"})
    assert Entry.objects.count() == 1
    assert "Seule ?" in page.content.decode()


def test_all_drafts_that_stand_on_facts_are_published_at_once(client_of, chloe, crisis, entry, state, at):
    other = actions.save_entry(crisis, None, words={"fr": {"question": "Où ?", "answer": "Ici."}}, by=chloe, at=at)
    client_of(chloe).post(reverse("knowledge:publish_ready", args=[crisis.pk]))
    assert list(Entry.objects.filter(state="published")) == [other]
