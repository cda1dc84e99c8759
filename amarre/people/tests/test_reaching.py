"""Segments, greetings, and finding a person by their address."""

from datetime import date

import pytest

from amarre.accounts.journal import sentence
from amarre.accounts.models import JournalEntry
from amarre.engine.rules import evaluate, parse
from amarre.lib.errors import Conflict, Invalid
from amarre.people import actions
from amarre.people.addresses import find_by_address, greeting, values_of
from amarre.people.fields import record_of, sources
from amarre.people.models import Column, ContactPoint, Organisation, Person
from amarre.people.segments import count, matching, parse_rule, people_in

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


@pytest.fixture
def person(at):
    def make(last_name="Lefèvre", *, kind="customer", addresses=(), **fields):
        made = Person.objects.create(kind=kind, last_name=last_name, created_at=at, updated_at=at, **fields)
        for address_kind, address, *consent in addresses:
            ContactPoint.objects.create(
                person=made, kind=address_kind, address=address, consent=consent[0] if consent else "unknown"
            )
        return made

    return make


@pytest.fixture
def columns(db):
    Column.objects.create(name="pending", label="Commandes en attente", type="number")
    Column.objects.create(name="city", label="Ville", type="text")


RULE = {"all": [{"field": "pending", "gt": 0}, {"field": "city", "eq": "Lyon"}]}


def test_a_segment_counts_those_it_takes_and_those_it_cannot_tell(person, columns):
    person("A", attributes={"pending": 2, "city": "Lyon"})
    person("B", attributes={"pending": 0, "city": "Lyon"})
    person("C", attributes={"pending": 1})
    person("D", attributes={"city": "Metz"})
    person("E", attributes={"pending": 2, "city": "Lyon"}, kind="employee")
    counted = count(parse_rule(RULE), "customer", today=TODAY)
    assert (counted.yes, counted.unknown, counted.everyone) == (1, 1, 4)


def test_a_message_to_a_segment_reaches_only_those_of_whom_the_rule_is_true(person, columns, alix, at):
    person("A", attributes={"pending": 2, "city": "Lyon"})
    person("C", attributes={"pending": 1})
    segment = actions.save_segment(None, name="Lyon en attente", rule=RULE, by=alix, at=at)
    assert [each.last_name for each in people_in(segment, "customer", today=TODAY)] == ["A"]
    assert people_in(None, "customer", today=TODAY).count() == 2


def test_our_own_columns_are_judged_alike_by_the_database_and_by_python(person, columns):
    atelier = Organisation.objects.create(name="Atelier")
    people = [
        person("Durand", addresses=[("email", "a@exemple.fr", "refused")], language="fr", external_id="C1"),
        person("Martin", addresses=[("phone", "+33612345678")], organisation=atelier),
        person(""),
    ]
    rules = [
        {"field": "last_name", "starts": "Du"},
        {"field": "has_email", "eq": True},
        {"not": {"field": "has_phone", "eq": True}},
        {"field": "refused_email", "eq": True},
        {"field": "organisation", "eq": "Atelier"},
        {"field": "organisation", "missing": True},
        {"field": "language", "ne": "en"},
        {"field": "known_since", "eq": {"days_before": 0}},
        {"field": "known_since", "lt": {"days_before": 1}},
        {"field": "external_id", "missing": False},
    ]
    for data in rules:
        rule = parse(data)
        in_database = {each.pk for each in matching(rule, "customer", today=TODAY)}
        in_python = {each.pk for each in people if evaluate(rule, record_of(each), today=TODAY).value}
        assert in_database == in_python, data
    assert set(record_of(people[0])) <= set(sources())


def test_a_segment_needs_a_name_of_its_own_and_a_rule_that_can_be_read(alix, at, columns):
    actions.save_segment(None, name="Lyon", rule=RULE, by=alix, at=at)
    with pytest.raises(Conflict):
        actions.save_segment(None, name="Lyon", rule=RULE, by=alix, at=at)
    with pytest.raises(Invalid):
        actions.save_segment(None, name=" ", rule=RULE, by=alix, at=at)
    with pytest.raises(Invalid) as refusal:
        actions.save_segment(None, name="Autre", rule={"field": "city"}, by=alix, at=at)
    assert "city" in str(refusal.value.hint)


def test_the_journal_says_the_rule_in_words(alix, at, columns):
    actions.save_segment(None, name="Lyon", rule=RULE, by=alix, at=at)
    assert "Commandes en attente > 0" in sentence(JournalEntry.objects.latest("pk"))


@pytest.mark.parametrize(
    ("fields", "language", "expected"),
    [
        ({"civility": "mme", "first_name": "Zoé"}, "fr", "Bonjour Madame Lefèvre,"),
        ({"civility": "m"}, "en", "Dear Mr Lefèvre,"),
        ({"first_name": "Zoé"}, "fr", "Bonjour Zoé Lefèvre,"),
        ({"civility": "Dr", "first_name": "Zoé"}, "en", "Dear Zoé Lefèvre,"),
        ({"last_name": ""}, "fr", "Bonjour,"),
        ({"last_name": "", "civility": "mme"}, "en", "Hello,"),
    ],
)
def test_people_are_greeted_by_what_we_know_of_them(fields, language, expected):
    assert greeting(Person(**{"last_name": "Lefèvre"} | fields), language) == expected


def test_personal_values_are_written_as_people_read_them(person):
    made = person(attributes={"due": 12.5, "count": 3.0, "since": "2026-03-01", "vip": True, "city": "", "none": None})
    values = values_of(made, language="fr")
    assert values["person.due"] == "12,50" and values["person.count"] == "3"
    assert values["person.since"] == "01/03/2026" and values["person.vip"] == "oui"
    assert "person.city" not in values and "person.none" not in values
    assert values_of(made, language="en")["person.due"] == "12.50"


def test_a_person_is_found_by_their_address_capitals_aside(person):
    zoe = person(addresses=[("email", "Zoe.Lefevre@exemple.fr")])
    assert find_by_address("email", "zoe.lefevre@exemple.fr") == zoe
    assert find_by_address("email", "other@exemple.fr") is None


def test_an_address_added_by_hand_is_checked_and_preferred(person, alix, at):
    zoe = person(addresses=[("email", "old@exemple.fr")])
    actions.add_contact(zoe, kind="email", address="mailto:new@exemple.fr", by=alix, at=at)
    assert zoe.contact_points.get(is_preferred=True).address == "new@exemple.fr"
    with pytest.raises(Invalid):
        actions.add_contact(zoe, kind="email", address="new@gmail.con", by=alix, at=at)
    with pytest.raises(Conflict):
        actions.add_contact(zoe, kind="email", address="NEW@exemple.fr", by=alix, at=at)


def test_consent_needs_its_source(person, alix, at):
    point = person(addresses=[("email", "a@exemple.fr")]).contact_points.get()
    with pytest.raises(Invalid):
        actions.set_consent(point, consent="given", source=" ", by=alix, at=at)
    assert actions.set_consent(point, consent="given", source="formulaire", by=alix, at=at).consent_at == at
