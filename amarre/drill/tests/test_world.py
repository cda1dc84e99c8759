"""The invented world of a drill."""

import csv
import io
from itertools import product

import pytest

from amarre.drill.world import FATES, LANGUAGES, SCENARIOS, build, csv_file


@pytest.mark.parametrize(("scenario", "language"), list(product(SCENARIOS, LANGUAGES)))
def test_the_same_seed_gives_the_same_world_to_the_letter(scenario: str, language: str) -> None:
    one = build(scenario=scenario, people=300, days=3, seed=7, language=language)
    two = build(scenario=scenario, people=300, days=3, seed=7, language=language)
    other = build(scenario=scenario, people=300, days=3, seed=8, language=language)
    assert one == two and csv_file(one) == csv_file(two)
    assert one.customers != other.customers


def test_every_fate_is_met_and_nobody_can_own_their_addresses() -> None:
    world = build(scenario="recall", people=3000, days=3, seed=1, language="fr", tag="d4")
    assert {person.fate for person in world.customers} == {*FATES, "silent"}
    assert all(person.email.endswith("@d4.example") for person in world.customers if person.email)
    assert len({person.email for person in world.customers if person.email}) == sum(
        bool(p.email) for p in world.customers
    )
    assert not any("{" in person.words for person in world.customers)


def test_the_french_file_is_what_an_office_suite_writes() -> None:
    world = build(scenario="supply", people=2000, days=3, seed=3, language="fr")
    raw, refused = csv_file(world)
    text = raw.decode("cp1252")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0][1] == "Civilité"
    assert refused == 4 + 3  # exported twice; broken
    assert len(rows) == 1 + 2000 + refused


def test_a_world_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="no such world"):
        build(scenario="volcano", people=1, days=1, seed=1, language="fr")
