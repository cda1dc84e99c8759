"""What Chloé, Bilal and Dora see and may do with people, imports and segments."""

import io
import json

import pytest
from django.core.management import call_command
from django.urls import reverse

from amarre.engine.rules import parse
from amarre.people import tasks
from amarre.people.builder import Builder, Row, RowProblem, from_form, from_rule
from amarre.people.command import run
from amarre.people.fields import Field
from amarre.people.models import Column, ContactPoint, Import, Person, Segment
from amarre.people.panels import PANELS, panels_for

pytestmark = pytest.mark.django_db

CSV = (
    "N° client;Nom;Courriel;Ville;En attente\r\n"
    "C1;Lefèvre;zoe@exemple.fr;Nîmes;2\r\n"
    "C2;Garçon;leo@gmail.con;Sète;0\r\n"
    "C3;coupée\r\n"
)


@pytest.fixture
def chloe_s(chloe, client_of):
    return client_of(chloe)


@pytest.fixture
def uploaded(chloe_s):
    def go(text=CSV, name="clients.csv"):
        file = io.BytesIO(text.encode("cp1252"))
        file.name = name
        return chloe_s.post(reverse("people:import"), {"file": file, "kind": "customer"})

    return go


@pytest.fixture
def zoe(at):
    person = Person.objects.create(
        last_name="Lefèvre", first_name="Zoé", external_id="C1", created_at=at, updated_at=at
    )
    ContactPoint.objects.create(person=person, kind="email", address="zoe@exemple.fr")
    return person


def words(response):
    return " ".join(response.content.decode().replace("\u00a0", " ").replace("\u202f", " ").split())


def form_of(response):
    """What the mapping screen proposes, as a browser would send it back untouched."""
    data = {"header": "1", "region": "FR"}
    for column in response.context["columns"]:
        data[f"to-{column['index']}"], data[f"type-{column['index']}"] = column["to"], column["type"]
    return data


def test_chloe_imports_a_file_from_the_choice_to_the_refused_lines(chloe_s, uploaded):
    detail = uploaded()["Location"]
    screen = chloe_s.get(detail)
    assert "Que contiennent ces colonnes ?" in words(screen)
    assert [column["to"] for column in screen.context["columns"]] == ["key", "last_name", "email", "city", "attribute"]
    assert "2 cellules au lieu de 5" in words(screen)
    assert chloe_s.post(detail, form_of(screen))["Location"] == detail
    waiting = chloe_s.get(detail)
    assert "L’import va commencer" in words(waiting) and "hx-get" in words(waiting)
    tasks.run_import.func(Import.objects.get().pk)
    done = chloe_s.get(detail)
    assert "1 ligne refusée sur 3. Les autres sont importées." in words(done) and "every 1s" not in words(done)
    refused = b"".join(chloe_s.get(reverse("people:import_lines", args=[Import.objects.get().pk, "refused"])))
    assert "C3;coupée;;;;4;" in refused.decode("utf-8-sig")
    left_out = b"".join(chloe_s.get(reverse("people:import_lines", args=[Import.objects.get().pk, "incomplete"])))
    assert "leo@gmail.com" in left_out.decode("utf-8-sig")
    assert Person.objects.count() == 2


def test_a_mapping_without_anything_to_tell_people_apart_comes_back_with_its_choices(chloe_s, uploaded):
    detail = uploaded()["Location"]
    data = form_of(chloe_s.get(detail)) | {"to-0": "ignore", "to-2": "ignore", "type-4": "text"}
    answer = chloe_s.post(detail, data)
    assert answer.status_code == 422 and "Rien dans ces colonnes" in words(answer)
    assert [column["to"] for column in answer.context["columns"]][:3] == ["ignore", "last_name", "ignore"]
    assert answer.context["columns"][4]["type"] == "text"


def test_a_file_that_is_not_a_table_is_refused_at_its_field(uploaded):
    answer = uploaded("PK\x03\x04", "clients.xlsx")
    assert answer.status_code == 422 and "mais un classeur" in words(answer)


def test_a_file_is_given_up_before_it_goes_in_and_not_after(chloe_s, uploaded):
    uploaded()
    chloe_s.post(reverse("people:import_remove", args=[Import.objects.get().pk]))
    assert not Import.objects.exists()


def test_the_first_line_may_be_a_person(chloe_s, uploaded):
    screen = chloe_s.get(uploaded()["Location"] + "?header=0")
    assert screen.context["columns"][0]["name"] == "Colonne 1"


def test_nobody_yet_is_an_empty_page_that_teaches(chloe_s):
    assert "Il n’y a encore personne ici" in words(chloe_s.get(reverse("people:people")))


@pytest.mark.parametrize("search", ["lef", "LEFÈVRE z", "C1", "zoe@exemple.fr", "Zoe@Exemple.fr"])
def test_a_person_is_found_by_name_number_or_address(chloe_s, zoe, at, search):
    Person.objects.create(last_name="Autre", created_at=at, updated_at=at)
    page = chloe_s.get(reverse("people:people"), {"q": search})
    assert [each.pk for each in page.context["people"]] == [zoe.pk]


def test_a_long_list_goes_on_page_after_page_and_shows_everybody_once(chloe_s, at):
    people = [Person(last_name=f"N{i % 7}", sort_name=f"n{i % 7}", created_at=at, updated_at=at) for i in range(120)]
    Person.objects.bulk_create(people)
    seen, after = [], ""
    while True:
        page = chloe_s.get(reverse("people:people"), {"after": after})
        seen += [each.pk for each in page.context["people"]]
        after = page.context["following"]
        if not after:
            break
    assert len(seen) == len(set(seen)) == 120


def test_a_person_s_page_shows_what_is_known_and_the_panels_of_other_rooms(chloe_s, chloe, zoe, monkeypatch):
    monkeypatch.setattr(PANELS, "_items", {})
    PANELS.add("secret", _panel("people/import_state.html", may="settings.manage"))
    assert panels_for(zoe, chloe) == []
    page = words(chloe_s.get(reverse("people:person", args=[zoe.pk])))
    assert "Zoé Lefèvre" in page and "zoe@exemple.fr" in page and "pas encore demandé" in page


def test_a_person_s_page_says_in_which_segments_they_are_and_what_to_ask(chloe_s, zoe, at):
    Column.objects.create(name="pending", label="En attente", type="number")
    Segment.objects.create(name="Joignables", rule={"field": "has_email", "eq": True}, created_at=at)
    Segment.objects.create(name="En retard", rule={"field": "pending", "gt": 0}, created_at=at)
    Segment.objects.create(name="Les Smith", rule={"field": "last_name", "eq": "Smith"}, created_at=at)
    page = words(chloe_s.get(reverse("people:person", args=[zoe.pk])))
    assert "Joignables" in page and "a une adresse e-mail = oui (valeur : oui)" in page
    assert "À demander : En attente" in page and "Les Smith" not in page


def _panel(template, may):
    from amarre.people.panels import Panel

    return Panel("Secret", template, lambda person, user: {}, may)


def test_chloe_writes_down_a_refusal_with_its_source(chloe_s, zoe):
    point = zoe.contact_points.get()
    data = {f"{point.pk}-consent": "refused", f"{point.pk}-source": "dit au téléphone"}
    chloe_s.post(reverse("people:consent", args=[point.pk]), data)
    point.refresh_from_db()
    assert (point.consent, point.consent_source) == ("refused", "dit au téléphone")


def test_chloe_changes_language_and_adds_an_address(chloe_s, zoe):
    wanted = {"language": "en", "channels": ["email"], "topics": ["news"], "note": "dit au téléphone"}
    chloe_s.post(reverse("people:person_preferences", args=[zoe.pk]), wanted | {"preferred_channel": "email"})
    chloe_s.post(reverse("people:add_address", args=[zoe.pk]), {"kind": "phone", "address": "06 12 34 56 78"})
    zoe.refresh_from_db()
    assert (zoe.language, zoe.preferred_channel) == ("en", "email")
    assert zoe.contact_points.filter(address="+33612345678").exists()
    wrong = chloe_s.post(reverse("people:add_address", args=[zoe.pk]), {"kind": "email", "address": "zoe@gmail.con"})
    assert wrong.status_code == 422 and "zoe@gmail.com" in words(wrong)


def test_bilal_sees_people_and_changes_neither_files_nor_addresses(client_of, bilal, zoe):
    his = client_of(bilal)
    assert his.get(reverse("people:person", args=[zoe.pk])).status_code == 200
    assert his.get(reverse("people:import")).status_code == 403
    assert his.post(reverse("people:add_address", args=[zoe.pk]), {}).status_code == 403
    assert his.get(reverse("people:segment_new")).status_code == 403


def test_dora_sees_nobody(client_of, dora, zoe):
    hers = client_of(dora)
    for name, args in (("people", []), ("person", [zoe.pk]), ("segments", [])):
        assert hers.get(reverse(f"people:{name}", args=args)).status_code == 403


def test_someone_erased_is_no_longer_here(chloe_s, zoe, at):
    Person.objects.update(erased_at=at)
    assert chloe_s.get(reverse("people:person", args=[zoe.pk])).status_code == 404


ROW = {"field-0": "city", "question-0": "eq", "value-0": "Lyon"}


@pytest.fixture
def crowd(at):
    Column.objects.create(name="city", label="Ville", type="text")
    Column.objects.create(name="pending", label="En attente", type="number")
    cities = ["Lyon", "Lyon", "Metz", None]
    for city in cities:
        attributes = {"city": city} if city else {}
        Person.objects.create(last_name=city or "?", attributes=attributes, created_at=at, updated_at=at)


def test_chloe_builds_a_segment_without_javascript(chloe_s, crowd):
    new = reverse("people:segment_new")
    added = chloe_s.post(new, {"name": "Lyon", "kind": "customer", "add": "1", "new_field": "city"})
    assert [row.field.name for row in added.context["builder"].rows] == ["city"]
    assert added.context["form"]["name"].value() == "Lyon"
    assert "Lyon" in added.context["suggestions"]["city"]
    incomplete = chloe_s.post(new, {"name": "Lyon", "kind": "customer", "save": "1"} | ROW | {"value-0": ""})
    assert incomplete.status_code == 422 and "Écrivez une valeur." in words(incomplete)
    saved = chloe_s.post(new, {"name": "Lyon", "kind": "customer", "save": "1"} | ROW)
    page = chloe_s.get(saved["Location"])
    assert (page.context["counted"].yes, page.context["counted"].unknown) == (2, 1)
    assert "Ville = Lyon" in words(page) and "inconnu ne veut pas dire non" in words(page)
    listed = chloe_s.get(reverse("people:people"), {"segment": Segment.objects.get().pk})
    assert len(listed.context["people"]) == 2


def test_the_count_is_live(chloe_s, crowd):
    fragment = chloe_s.post(reverse("people:segment_count"), {"kind": "customer"} | ROW)
    assert "<html" not in words(fragment) and fragment.context["counted"].yes == 2
    waiting = chloe_s.post(reverse("people:segment_count"), {"kind": "customer"} | ROW | {"value-0": " "})
    assert "Écrivez une valeur." in words(waiting)


def test_a_condition_can_be_removed_again(chloe_s, crowd):
    page = chloe_s.post(
        reverse("people:segment_new"),
        {"name": "x", "drop": "0", "field-1": "pending", "question-1": "gt", "value-1": "1"} | ROW,
    )
    assert [row.field.name for row in page.context["builder"].rows] == ["pending"]


def test_a_rule_that_is_more_than_the_builder_is_edited_as_text(chloe_s, crowd, at):
    rule = {"not": {"any": [{"field": "city", "eq": "Lyon"}, {"field": "city", "missing": True}]}}
    segment = Segment.objects.create(name="Ailleurs", rule=rule, created_at=at)
    edit = reverse("people:segment_edit", args=[segment.pk])
    assert json.loads(chloe_s.get(edit).context["text"]) == rule
    broken = chloe_s.post(edit, {"name": "Ailleurs", "kind": "customer", "save": "1", "rule": "{"})
    assert broken.status_code == 422
    wrong = chloe_s.post(edit, {"name": "Ailleurs", "kind": "customer", "save": "1", "rule": '{"field": "city"}'})
    assert wrong.status_code == 422 and "Dites ce qui est demandé" in words(wrong)
    chloe_s.post(edit, {"name": "Ailleurs", "kind": "customer", "save": "1", "rule": '{"field": "city", "eq": "Metz"}'})
    segment.refresh_from_db()
    assert segment.rule == {"field": "city", "eq": "Metz"}


def test_a_segment_is_removed(chloe_s, at):
    segment = Segment.objects.create(name="x", created_at=at)
    chloe_s.post(reverse("people:segment_remove", args=[segment.pk]))
    assert not Segment.objects.exists()


FIELDS = {type_: Field(type_, type_, type_) for type_ in ("text", "number", "date", "boolean")}


@pytest.mark.parametrize(
    ("type_", "question", "value", "second"),
    [
        ("text", "eq", "Lyon", ""),
        ("text", "in", "Lyon; Metz", ""),
        ("text", "missing", "", ""),
        ("number", "ge", "2.5", ""),
        ("number", "between", "1", "5"),
        ("date", "last_days", "30", ""),
        ("date", "older_days", "365", ""),
        ("date", "next_days", "7", ""),
        ("date", "gt", "2026-03-01", ""),
        ("date", "between", "2026-03-01", "2026-04-01"),
        ("boolean", "yes", "", ""),
        ("boolean", "no", "", ""),
        ("boolean", "known", "", ""),
    ],
)
def test_each_question_becomes_a_condition_and_comes_back_as_the_same_question(type_, question, value, second):
    row = Row(FIELDS[type_], question, value, second)
    rule = parse(Builder("any", [row]).to_data())
    back = from_rule(rule, FIELDS)
    assert back == Builder("any", [row])


def test_a_row_of_the_form_says_what_it_lacks():
    for row in (
        Row(FIELDS["number"], "gt", "beaucoup"),
        Row(FIELDS["date"], "gt", "demain"),
        Row(FIELDS["date"], "last_days", "-1"),
        Row(FIELDS["text"], "in", " ; "),
        Row(FIELDS["number"], "between", "1", ""),
    ):
        with pytest.raises(RowProblem):
            Builder("all", [row]).to_data()
        assert row.problem


def test_fields_and_questions_that_do_not_exist_are_not_believed():
    sent = {"field-0": "nothing", "field-1": "text", "question-1": "gt", "value-1": "x", "match": "none"}
    builder = from_form(sent, FIELDS)
    assert (builder.match, [row.question for row in builder.rows]) == ("all", ["eq"])


def test_the_command_imports_and_says_so(tmp_path, capsys):
    from argparse import Namespace

    path, sums = tmp_path / "clients.csv", tmp_path / "sums.json"
    path.write_bytes(CSV.encode("cp1252"))
    args = Namespace(file=path, mapping=None, kind="customer", json=str(sums))
    assert run(args) == 1
    figures = json.loads(sums.read_text())
    assert (figures["created"], figures["refused"], figures["incomplete"]) == (2, 1, 1)
    assert "2 new" in capsys.readouterr().out
    mapping = tmp_path / "mapping.yaml"
    mapping.write_text("columns:\n  Courriel: email\n  No such: city\n")
    assert run(Namespace(file=path, mapping=mapping, kind="customer", json=None)) == 2
    assert "No such" in capsys.readouterr().err
    assert run(Namespace(file=tmp_path / "none.csv", mapping=None, kind="customer", json=None)) == 2


def test_the_migrations_follow_the_models():
    call_command("makemigrations", "people", check=True, dry_run=True, verbosity=0)
