from __future__ import annotations

import io
import json

import pytest

from amarre.knowledge import actions
from amarre.knowledge.faq_file import read_faq
from amarre.knowledge.html_words import to_markdown
from amarre.knowledge.models import Entry
from amarre.lib.errors import Invalid

pytestmark = pytest.mark.django_db


def imported(crisis, data, chloe, at, **options):
    data = data if isinstance(data, bytes) else data.encode()
    return actions.import_faq(crisis, io.BytesIO(data), language="fr", by=chloe, at=at, **options)


def test_a_csv_of_excel_is_read(crisis, chloe, at):
    text = "Thème;Intitulé;Réponse\nHoraires;À quelle heure ouvrez-vous ?;À 9 h, sauf l’été.\n"
    done = imported(crisis, text.encode("cp1252"), chloe, at)
    entry = Entry.objects.get()
    assert (done.created, entry.topic) == (1, "Horaires")
    assert entry.words == {"fr": {"question": "À quelle heure ouvrez-vous ?", "answer": "À 9 h, sauf l’été."}}


@pytest.mark.parametrize("names", [
    "question,answer", "Question,Réponse", "QUESTIONS,REPONSES", "titre,contenu", "q,a", "Question (FR),Réponse (FR)",
    "question_fr,answer_fr", "fr question,fr answer", "colonne x,colonne y",
])  # fmt: skip
def test_columns_are_understood_by_name_or_by_what_they_hold(names):
    data = f"{names}\nOù êtes-vous ?,À Lyon.\nQuand ouvrez-vous ?,À 9 h tous les jours.\n"
    found = read_faq(data.encode(), language="fr")
    assert found.lines[0].words == {"fr": {"question": "Où êtes-vous ?", "answer": "À Lyon."}}


def test_both_languages_come_side_by_side():
    data = "id,question_fr,reponse_fr,question_en,answer_en\n1,Où ?,Ici.,Where?,Here.\n"
    line = read_faq(data.encode(), language="fr").lines[0]
    assert line.words == {"fr": {"question": "Où ?", "answer": "Ici."}, "en": {"question": "Where?", "answer": "Here."}}


@pytest.mark.parametrize("content", [
    [{"question": "Où ?", "answer": "Ici."}],
    {"faq": [{"Question": "Où ?", "Réponse": "Ici."}], "version": 2},
    {"Où ?": "Ici."},
    [{"question": {"fr": "Où ?"}, "answer": {"fr": "Ici."}}],
])  # fmt: skip
def test_json_of_many_shapes_is_read(content):
    line = read_faq(json.dumps(content).encode(), language="fr").lines[0]
    assert line.words == {"fr": {"question": "Où ?", "answer": "Ici."}}


def test_json_lines_give_back_the_broken_one():
    data = b'{"question": "A ?", "answer": "B"}\n{"question": \n{"question": "C ?", "answer": "D"}\n'
    found = read_faq(data, language="fr")
    assert ([line.line for line in found.lines], [bad.line for bad in found.refused]) == ([1, 3], [2])


def test_lines_that_cannot_be_used_are_handed_back_with_the_reason(crisis, chloe, at):
    data = "question,answer\nOù ?,Ici.\n,Sans question.\n"
    data += "Sans réponse ?,\nOù ?,Ici.\nTrop,de,cellules\nAccolades ?,{{ fact.x\n"
    done = imported(crisis, data, chloe, at)
    assert done.created == 1
    assert [bad.line for bad in done.refused] == [3, 4, 5, 6, 7]
    assert all(bad.reason for bad in done.refused)


def test_the_same_file_twice_changes_nothing(crisis, chloe, at):
    data = "id,question,answer\n7,Où ?,Ici.\n"
    imported(crisis, data, chloe, at)
    assert imported(crisis, data, chloe, at).unchanged == 1
    assert imported(crisis, data.replace("Ici", "Là"), chloe, at).updated == 1
    assert Entry.objects.count() == 1


def test_the_other_language_with_the_same_numbers_joins_the_same_entries(crisis, chloe, at):
    imported(crisis, "id,question,answer\n7,Où ?,Ici.\n", chloe, at)
    actions.import_faq(crisis, io.BytesIO(b"id,question,answer\n7,Where?,Here.\n"), language="en", by=chloe, at=at)
    assert set(Entry.objects.get().words) == {"fr", "en"}


def test_what_can_be_published_is(crisis, chloe, at):
    done = imported(crisis, "question,answer\nOù ?,Ici.\nQuand ?,Le {{ fact.day }}.\n", chloe, at, publish=True)
    assert (done.created, done.published) == (2, 1)


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04", b"nom;prenom\nDupont;Marie\nDurand;Paul\n", b"[]", b"{}"])
def test_a_file_that_is_no_faq_is_refused_in_words(data):
    with pytest.raises(Invalid):
        read_faq(data, language="fr")


def test_html_becomes_our_own_markdown():
    html = (
        "<p>Appelez <strong>vite</strong> :</p><ul><li>le <a href='https://a.example'>centre</a></li><li>nous</li></ul>"
        "<script>x</script>"
    )
    assert to_markdown(html) == "Appelez **vite** :\n\n- le [centre](https://a.example)\n- nous"
    assert to_markdown("5 &lt; 7 &amp; plus") == "5 < 7 & plus"
    assert to_markdown("<a href='javascript:x'>ici</a>") == "ici"


def test_two_answers_to_one_question_are_both_kept(crisis, chloe, at):
    data = "theme,question,answer\nLyon,Où ?,Place Bellecour.\nParis,Où ?,Rue de Rivoli.\n"
    assert imported(crisis, data, chloe, at).created == 2
    assert imported(crisis, data, chloe, at).unchanged == 2


def test_an_answer_of_many_lines_is_one_answer(crisis, chloe, at):
    answer = "\n".join(f"Ligne {number}" for number in range(120))
    done = imported(crisis, f'question,answer\nOù ?,"{answer}"\nQuand ?,"Demain, ""tôt""."\n', chloe, at)
    assert (done.created, done.refused) == (2, [])


def test_a_quotation_mark_never_closed_spoils_only_its_line(crisis, chloe, at):
    data = 'question,answer\nOù ?,Ici.\nQui ?,"Nous.\nQuand ?,Demain.\nComment ?,Bien.\n'
    done = imported(crisis, data, chloe, at)
    assert (done.created, [bad.line for bad in done.refused]) == (3, [3])


class Pages:
    """Stands for the task that writes the pages again, above this room."""

    told: list[int]

    def enqueue(self, crisis_id: int) -> None:
        self.told.append(crisis_id)


PAGES = Pages()


def test_a_file_that_changes_what_customers_read_has_the_pages_written_again(crisis, chloe, at, settings):
    imported(crisis, "id,question,answer\n7,Où ?,Ici.\n", chloe, at, publish=True)
    settings.AFTER_FACT_TASKS = [f"{__name__}.PAGES"]
    PAGES.told = []
    imported(crisis, "id,question,answer\n7,Où ?,Ici.\n", chloe, at)
    assert PAGES.told == []  # nothing changed
    imported(crisis, "id,question,answer\n7,Où ?,Là.\n8,Quand ?,Demain.\n", chloe, at)
    assert PAGES.told == [crisis.pk]


def test_a_file_that_changes_drafts_leaves_the_pages_alone(crisis, chloe, at, settings):
    imported(crisis, "id,question,answer\n7,Où ?,Ici.\n", chloe, at)
    settings.AFTER_FACT_TASKS = [f"{__name__}.PAGES"]
    PAGES.told = []
    imported(crisis, "id,question,answer\n7,Où ?,Là.\n", chloe, at)
    assert PAGES.told == []
