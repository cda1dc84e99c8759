"""A file goes in: what is new, what changes, what is refused and why, and going on after a stop."""

import csv
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.base import ContentFile

from amarre.accounts.models import JournalEntry
from amarre.engine.tabular.problem import CODES
from amarre.lib.errors import Conflict, Invalid
from amarre.people import actions, importing
from amarre.people.models import Column, ContactPoint, Import, Person
from amarre.people.problems import SENTENCES

pytestmark = pytest.mark.django_db

HEADER = (
    "Code client;Civilité;Nom;Prénom;Courriel;Tél. portable;Ville;Langue;Société;Commandes en attente;Depuis le\r\n"
)
ZOE = "C1;Mme;Lefèvre;Zoé;zoe@exemple.fr;6 12 34 56 78;Nîmes;FR;Atelier Zoé;2;31/12/2019\r\n"
LEO = "C2;M.;Garçon;Léo;leo@exemple.fr;;Sète;EN;;0;01-02-20\r\n"


@pytest.fixture
def imported(tmp_path, at, alix):
    def go(text, mapping=None, encoding="cp1252", **more):
        path = tmp_path / "clients.csv"
        path.write_bytes(text.encode(encoding))
        return actions.import_file(path, mapping, by=alix, at=at, **more)

    return go


def reasons(import_, which="refused"):
    path = Path(settings.MEDIA_ROOT) / getattr(import_, f"{which}_path")
    with path.open(encoding="utf-8-sig", newline="") as file:
        return [(row[-2], row[-1]) for row in list(csv.reader(file, delimiter=";"))[1:]]


def test_the_file_of_a_french_spreadsheet_goes_in_without_a_word_of_explanation(imported):
    import_ = imported(HEADER + ZOE + LEO)
    zoe = Person.objects.get(external_id="C1")
    assert (import_.state, import_.created, import_.refused) == ("done", 2, 0)
    assert (str(zoe), zoe.civility, zoe.language, zoe.organisation.name) == ("Zoé Lefèvre", "mme", "fr", "Atelier Zoé")
    assert zoe.attributes == {"city": "Nîmes", "commandes_en_attente": 2, "depuis_le": "2019-12-31"}
    assert set(zoe.contact_points.values_list("kind", "address")) == {
        ("email", "zoe@exemple.fr"),
        ("phone", "+33612345678"),
    }
    assert dict(Column.objects.values_list("name", "type")) == {
        "city": "text",
        "commandes_en_attente": "number",
        "depuis_le": "date",
    }


def test_importing_the_same_file_again_changes_nothing_and_doubles_nobody(imported):
    imported(HEADER + ZOE + LEO)
    again = imported(HEADER + ZOE + LEO)
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert (Person.objects.count(), ContactPoint.objects.count()) == (2, 3)


def test_a_second_file_brings_people_up_to_date_and_an_empty_cell_keeps_what_was_known(imported):
    imported(HEADER + ZOE + LEO)
    again = imported(HEADER + "C1;;;;zoe@neuf.exemple.fr;;Arles;;;;\r\n")
    zoe = Person.objects.get(external_id="C1")
    assert (again.created, again.updated) == (0, 1)
    assert (zoe.last_name, zoe.attributes["city"], zoe.attributes["commandes_en_attente"]) == ("Lefèvre", "Arles", 2)
    preferred = zoe.contact_points.filter(kind="email", is_preferred=True)
    assert [point.address for point in preferred] == ["zoe@neuf.exemple.fr"]
    assert zoe.contact_points.filter(kind="email").count() == 2


def test_consent_written_down_by_hand_is_not_undone_by_a_file_that_says_nothing_of_it(imported, alix, at):
    imported(HEADER + ZOE)
    point = ContactPoint.objects.get(kind="email")
    actions.set_consent(point, consent="refused", source="au téléphone", by=alix, at=at)
    imported(HEADER + ZOE)
    point.refresh_from_db()
    assert point.consent == "refused"


def test_people_are_found_again_by_their_address_when_there_is_no_number(imported):
    imported("Courriel;Ville\r\nzoe@exemple.fr;Nîmes\r\n")
    imported("Courriel;Ville\r\nZoe@exemple.fr;Arles\r\n")
    assert [person.attributes["city"] for person in Person.objects.all()] == ["Arles"]


def test_a_person_known_by_address_alone_receives_their_number_from_a_later_file(imported):
    imported("Courriel;Ville\r\nzoe@exemple.fr;Nîmes\r\n")
    imported("Code client;Courriel\r\nC1;zoe@exemple.fr\r\nC2;zoe@exemple.fr\r\n")
    assert sorted(Person.objects.values_list("external_id", flat=True)) == ["C1", "C2"]


def test_two_contacts_of_one_company_may_share_an_address_but_then_a_number_is_needed(imported):
    imported("Code client;Courriel\r\nC1;info@exemple.fr\r\nC2;info@exemple.fr\r\n")
    without = imported("Courriel;Ville\r\ninfo@exemple.fr;Lyon\r\n")
    assert (without.refused, without.updated) == (1, 0)
    assert "Plusieurs" in reasons(without)[0][1] or "Several" in reasons(without)[0][1]


def test_refused_lines_come_back_with_line_and_reason_and_the_others_are_in(imported):
    text = (
        HEADER
        + ZOE
        + "C3;Mme;cut\r\n"
        + 'C4;M.;"open;Jean;jean@exemple.fr;;Lyon;FR;;1;\r\n'
        + ZOE
        + ";;Nobody;Ann;;;;;;;\r\n"
        + LEO
    )
    import_ = imported(text)
    assert (import_.created, import_.refused, import_.lines) == (2, 4, 6)
    assert [line for line, _reason in reasons(import_)] == ["3", "4", "5", "6"]
    assert all(len(reason) > 10 for _line, reason in reasons(import_))


def test_the_file_of_refused_lines_can_be_mended_and_imported_again(imported, tmp_path, alix, at):
    import_ = imported(HEADER + ZOE + ";;Sans;Numéro;;;Lyon;FR;;1;\r\n")
    path = Path(settings.MEDIA_ROOT) / import_.refused_path
    mended = path.read_text("utf-8-sig").replace(";;Sans", "C9;;Sans")
    (tmp_path / "mended.csv").write_text(mended, "utf-8-sig")
    again = actions.import_file(tmp_path / "mended.csv", None, by=alix, at=at)
    assert (again.created, again.refused) == (1, 0)
    assert Person.objects.get(external_id="C9").attributes == {"city": "Lyon", "commandes_en_attente": 1}


def test_a_mistyped_address_is_left_out_and_said_and_the_person_is_in(imported):
    import_ = imported(HEADER + ZOE.replace("zoe@exemple.fr", "zoe@gmail.con"))
    assert (import_.created, import_.refused, import_.incomplete) == (1, 0, 1)
    assert not ContactPoint.objects.filter(kind="email").exists()
    assert "zoe@gmail.com" in reasons(import_, "incomplete")[0][1]


def test_a_mapping_written_by_hand_is_followed_and_leaves_out_what_it_does_not_name(imported):
    mapping = {
        "columns": {
            "Code client": "key",
            "Courriel": "email",
            "Commandes en attente": {"attribute": "pending", "type": "number", "label": "Orders"},
        }
    }
    imported(HEADER + ZOE, mapping)
    zoe = Person.objects.get()
    assert (zoe.attributes, zoe.last_name) == ({"pending": 2}, "")
    assert Column.objects.get().label == "Orders"


@pytest.mark.parametrize(
    "mapping",
    [
        {},
        {"columns": {"No such": "email"}},
        {"columns": {"Ville": "city"}},
        {"columns": {"Courriel": "email", "Nom": "first_name", "Prénom": "first_name"}},
        {"columns": {"Courriel": "email", "Nom": "surname"}},
        {"columns": {"Courriel": "email", "Nom": {"attribute": "language"}}},
        {"columns": {"Courriel": "email", "Nom": {"attribute": "x", "type": "colour"}}},
    ],
)
def test_a_mapping_that_cannot_work_is_refused_before_anything_goes_in(imported, mapping):
    with pytest.raises(Invalid) as refusal:
        imported(HEADER + ZOE, mapping)
    assert refusal.value.hint
    assert not Person.objects.exists() and not Import.objects.exists()


def test_a_workbook_is_refused_with_what_to_do(alix, at):
    with pytest.raises(Invalid) as refusal:
        actions.start_import(ContentFile(b"PK\x03\x04...", "clients.xlsx"), kind="customer", by=alix, at=at)
    assert "CSV" in str(refusal.value.hint)


def test_an_import_killed_in_the_middle_goes_on_and_its_figures_add_up(imported, monkeypatch, at, alix):
    lines = [f"C{number};;N{number};;p{number}@exemple.fr;;;;;;\r\n" for number in range(10)]
    lines[3] = "C3;cut\r\n"
    lines[8] = lines[1]
    monkeypatch.setattr(importing, "BATCH", 4)

    def die(import_):
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        imported(HEADER + "".join(lines), told=die)
    stopped = Import.objects.get()
    assert (stopped.state, stopped.created) == ("running", 4)
    importing.run(stopped, at=at)
    assert (stopped.state, stopped.created, stopped.updated, stopped.refused) == ("done", 8, 0, 2)
    assert stopped.lines == 10 and Person.objects.count() == 8
    assert [line for line, _reason in reasons(stopped)] == ["5", "10"]


def test_a_problem_that_stops_an_import_is_kept_and_the_import_can_go_on(imported, monkeypatch, alix, at):
    with monkeypatch.context() as broken:
        broken.setattr(importing, "write", lambda *_args, **_more: 1 / 0)
        with pytest.raises(ZeroDivisionError):
            imported(HEADER + ZOE)
    import_ = Import.objects.get()
    assert (import_.state, "zero" in import_.problem) == ("failed", True)
    actions.resume_import(import_, by=alix, at=at)
    import_.refresh_from_db()
    importing.run(import_, at=at)
    assert (import_.state, Person.objects.count()) == ("done", 1)


def test_a_file_is_mapped_once(alix, at):
    import_ = actions.start_import(
        ContentFile((HEADER + ZOE).encode("cp1252"), "c.csv"), kind="customer", by=alix, at=at
    )
    seen = importing.preview(Path(settings.MEDIA_ROOT) / import_.path)
    mapping = importing.proposed_mapping(seen, region="FR")
    actions.map_columns(import_, mapping, by=alix, at=at)
    with pytest.raises(Conflict):
        actions.map_columns(import_, mapping, by=alix, at=at)
    with pytest.raises(Conflict):
        actions.remove_import(import_, by=alix, at=at)


def test_employees_and_customers_may_have_the_same_number(imported):
    imported(HEADER + ZOE)
    imported(HEADER + ZOE, kind="employee")
    assert sorted(Person.objects.values_list("kind", flat=True)) == ["customer", "employee"]


def test_the_journal_says_who_imported_what(imported):
    imported(HEADER + ZOE)
    verbs = list(JournalEntry.objects.order_by("pk").values_list("verb", "actor_name", "data__name"))
    assert verbs == [("people.import_start", "Alix", "clients.csv"), ("people.import_run", "Alix", "clients.csv")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Lefèvre, Zoé", ("Zoé", "Lefèvre")),
        ("LEFÈVRE Zoé", ("Zoé", "LEFÈVRE")),
        ("Zoé Lefèvre", ("", "Zoé Lefèvre")),
    ],
)
def test_a_whole_name_is_cut_only_where_it_shows_where(imported, name, expected):
    imported(f"Courriel;Contact\r\nzoe@exemple.fr;{name}\r\n")
    assert Person.objects.values_list("first_name", "last_name").get() == expected


def test_a_number_that_the_spreadsheet_rounded_is_nobody_s(imported):
    import_ = imported(
        "Code client;Courriel\r\n1,23E+11;a@exemple.fr\r\n1,23E+11;b@exemple.fr\r\n12E4;c@exemple.fr\r\n"
    )
    assert (import_.created, import_.refused, import_.incomplete) == (3, 0, 2)
    assert sorted(Person.objects.values_list("external_id", flat=True)) == ["", "", "12E4"]


def test_every_reason_has_its_words():
    assert set(SENTENCES) == set(CODES)


WISHES = (
    "Code client;Courriel;Tél. portable;Consentement e-mail;Accepte les SMS;Opt-out courrier;Canal préféré;"
    "Fuseau horaire;Adresse complète\r\n"
)


def test_what_people_allow_and_prefer_comes_in_with_them(imported):
    zoe_line = "C1;zoe@exemple.fr;06 12 34 56 78;opt-in;refusé;oui;par courriel;indian/reunion;"
    zoe_line += '"12  rue des Fleurs\n69001 Lyon"\r\n'
    import_ = imported(WISHES + zoe_line + "C2;leo@exemple.fr;;Refusé;oui;non;Téléphone;;\r\n")
    assert (import_.created, import_.refused, import_.incomplete) == (2, 0, 0)
    zoe, leo = (Person.objects.get(external_id=number) for number in ("C1", "C2"))
    assert (zoe.preferred_channel, zoe.time_zone) == ("email", "Indian/Reunion")
    assert zoe.postal_address == "12 rue des Fleurs\n69001 Lyon"
    assert zoe.unwanted_channels == ",letter,sms,"  # yes in a column of refusals is a refusal
    assert leo.unwanted_channels == "" and leo.preferred_channel == "call"
    consents = dict(ContactPoint.objects.filter(kind="email").values_list("person__external_id", "consent"))
    assert consents == {"C1": "given", "C2": "refused"}
    assert ContactPoint.objects.get(kind="phone").consent == "unknown"


def test_a_later_file_changes_a_wish_and_an_empty_cell_leaves_it(imported):
    imported(WISHES + "C1;zoe@exemple.fr;;;non;oui;;;\r\n")
    again = imported(WISHES + "C1;zoe@exemple.fr;;;oui;;;;\r\n")
    assert (again.updated, Person.objects.get().unwanted_channels) == (1, ",letter,")


def test_what_says_neither_yes_nor_no_is_left_out_with_its_reason(imported):
    import_ = imported(WISHES + "C1;zoe@exemple.fr;;peut-être;bof;;pigeon;Paris;\r\n")
    assert (import_.created, import_.incomplete) == (1, 1)
    assert "peut-être" in str(reasons(import_, "incomplete")) and "pigeon" in str(reasons(import_, "incomplete"))
    assert Person.objects.get().time_zone == ""
