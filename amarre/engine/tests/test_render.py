"""Templates that cite."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.render import RenderError, parse

WORDS = st.text(max_size=60)
KEYS = st.from_regex(r"[a-z_][a-z0-9_]{0,12}", fullmatch=True)


def test_a_message_knows_which_facts_it_cites_in_order_and_once() -> None:
    template = parse("{{ fact.what }} Puis {{fact.hours}}, {{ person.greeting }} et encore {{ fact.what }}.")
    assert template.facts() == ("what", "hours")
    assert template.names() == {"fact.what", "fact.hours", "person.greeting"}


def test_facts_are_bound_first_and_the_person_later() -> None:
    bound = parse("{{ person.first_name }}, {{ fact.hours }}").bind({"fact.hours": "ouvert de 9 h à 18 h."})
    assert bound.facts() == ()
    assert bound.render({"person.first_name": "Lina"}) == "Lina, ouvert de 9 h à 18 h."


@pytest.mark.parametrize("value", ["", None])
def test_a_fallback_stands_in_for_a_name_we_do_not_have(value: str | None) -> None:
    template = parse('Bonjour {{ person.name or "Madame, Monsieur" }},')
    assert template.render({"person.name": value} if value is not None else {}) == "Bonjour Madame, Monsieur,"
    assert template.missing({}) == ()


def test_what_is_missing_is_listed_all_at_once() -> None:
    with pytest.raises(RenderError) as error:
        parse("{{ fact.a }} {{ fact.b }} {{ fact.a }}").render({})
    assert error.value.missing == ("fact.a", "fact.b")


@pytest.mark.parametrize(
    ("source", "line", "column"),
    [
        ("Bonjour\n{{ fact.a", 2, 1),
        ("a {{ }} b", 1, 3),
        ("{{ 12 }}", 1, 1),
        ("ok {{ fact.a }}\n\n  {{ fact a }}", 3, 3),
    ],
)
def test_a_broken_place_is_pointed_at(source: str, line: int, column: int) -> None:
    with pytest.raises(RenderError) as error:
        parse(source)
    assert (error.value.line, error.value.column) == (line, column)


@given(
    before=WORDS.filter(lambda words: "{" not in words),
    key=KEYS,
    value=WORDS,
    after=WORDS.filter(lambda words: "{" not in words and "}" not in words),
)
def test_a_value_is_data_and_is_never_read_as_a_place(before: str, key: str, value: str, after: str) -> None:
    bound = parse(f"{before}{{{{ fact.{key} }}}}{after}").bind({f"fact.{key}": value})
    assert bound.names() == frozenset()
    assert bound.render({}).replace("\u2060", "") == before.replace("\u2060", "") + value.replace(
        "\u2060", ""
    ) + after.replace("\u2060", "")


@given(st.lists(KEYS, min_size=1, max_size=6), WORDS)
def test_filling_everything_leaves_no_place(keys: list[str], value: str) -> None:
    source = " ".join(f"{{{{ fact.{key} }}}}" for key in keys)
    assert "{{" not in parse(source).bind({f"fact.{key}": value for key in keys}).render({})
