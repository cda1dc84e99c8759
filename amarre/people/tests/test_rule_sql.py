"""The database and Python judge every person alike."""

import pytest
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amarre.engine.rules import evaluate, parse
from amarre.engine.tests.rule_strategies import FIELDS, TODAY, records, rules
from amarre.people.models import Person
from amarre.people.rule_sql import Source, from_json, to_q

pytestmark = pytest.mark.django_db

PEOPLE = 120


@pytest.fixture
def crowd(at):
    """People whose attributes are drawn at random, one draw per test run, and whose city is a column as well."""
    drawn = []
    settings_ = settings(database=None, max_examples=PEOPLE, suppress_health_check=list(HealthCheck))

    @settings_
    @given(st.lists(records(), min_size=20, max_size=20))
    def draw(several):
        drawn.extend(several)

    draw()
    people = [
        Person(
            external_id=str(number),
            created_at=at,
            updated_at=at,
            attributes=record,
            last_name=record["city"] if isinstance(record.get("city"), str) else "",
        )
        for number, record in enumerate([*drawn[-PEOPLE:], {}, dict.fromkeys(FIELDS)])
    ]
    Person.objects.bulk_create(people)
    return people


def compare(crowd, data, columns, record_of):
    rule = parse(data)
    true, unknown = to_q(rule, columns=columns, today=TODAY)
    in_database = {
        True: set(Person.objects.filter(true).values_list("external_id", flat=True)),
        None: set(Person.objects.filter(unknown).values_list("external_id", flat=True)),
    }
    in_python = {True: set(), False: set(), None: set()}
    for person in crowd:
        in_python[evaluate(rule, record_of(person), today=TODAY).value].add(person.external_id)
    assert in_database[True] == in_python[True]
    assert in_database[None] == in_python[None]


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=rules())
def test_a_rule_on_imported_columns_takes_the_same_people_in_the_database_and_in_python(crowd, data):
    compare(crowd, data, {name: from_json("attributes", name) for name in FIELDS}, lambda person: person.attributes)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=rules())
def test_and_so_does_a_rule_on_a_real_column_or_on_one_that_nobody_imported(crowd, data):
    columns = {"city": Source(F("last_name"), "text"), "spent": from_json("attributes", "spent")}
    compare(crowd, data, columns, lambda person: {"city": person.last_name, "spent": person.attributes.get("spent")})


def test_a_key_that_could_break_out_of_the_sql_is_refused():
    with pytest.raises(ValueError, match="field name"):
        from_json("attributes", "x') OR 1=1 --")
