"""Words for some people only: `{{ if orders_pending > 0 }} … {{ else }} … {{ end }}`."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.render import Block, RenderError, compile_condition, fit, parse, parse_for_all, unparse, write
from amarre.engine.rules import All, Any, Condition, Not, sentence
from amarre.engine.rules import parse as parse_rule
from amarre.engine.tests.rule_strategies import rules

LETTER = """{{ person.greeting }}

{{ if orders_pending > 0 }}
Your {{ person.orders_pending }} orders wait.
{{ else if city in ("Lyon", «\u00a0Saint-Étienne\u00a0») }}
The shop of {{ person.city }} is open.
{{ else }}
{{ fact.hours }}
{{ end }}

Yours{{ if vip }}, and thank you{{ end }}
"""
GREETED = {"person.greeting": "Dear Lina,"}


@pytest.mark.parametrize(
    ("known", "words"),
    [
        ({"person.orders_pending": 2, "person.city": "Lyon"}, "Your 2 orders wait."),
        ({"person.orders_pending": 0, "person.city": "Lyon"}, "The shop of Lyon is open."),
        ({"person.city": "Saint-Étienne"}, "The shop of Saint-Étienne is open."),
        ({"person.city": "Brest"}, "Open from 9 to 6."),
        ({}, "Open from 9 to 6."),
        ({"person.orders_pending": "2"}, "Open from 9 to 6."),
    ],
)
def test_each_person_reads_the_first_part_that_is_true_of_them(known: dict[str, object], words: str) -> None:
    letter = parse(LETTER).bind({"fact.hours": "Open from 9 to 6."})
    assert letter.render(GREETED | known) == f"Dear Lina,\n\n{words}\n\nYours\n"


def test_a_message_cites_a_fact_that_few_will_read_and_names_what_its_conditions_ask() -> None:
    letter = parse(LETTER)
    assert letter.facts() == ("hours",)
    assert letter.names() >= {"person.orders_pending", "person.city", "person.vip", "fact.hours"}
    assert letter.needs() == ("person.greeting",)


def test_what_only_some_read_stops_only_them() -> None:
    letter = parse("{{ if vip }}{{ person.manager }} will call you.{{ end }}")
    assert letter.needs() == ()
    assert letter.missing({}) == ()
    assert letter.missing({"person.vip": True}) == ("person.manager",)
    assert [place.name for place in letter.unguarded()] == ["person.manager"]
    assert not parse("{{ if manager }}{{ person.manager }} will call you.{{ end }}").unguarded()


@pytest.mark.parametrize(
    ("source", "hidden", "shown"),
    [
        ("A\n\n{{ if x }}\nB\n{{ end }}\n\nC", "A\n\nC", "A\n\nB\n\nC"),
        ("A\n\n{{ if x }}\n\nB\n\n{{ end }}\n\nC", "A\n\nC", "A\n\nB\n\nC"),
        ("A\n  {{ if x }}  \r\nB\n{{ end }}\nC", "A\nC", "A\nB\nC"),
        ("{{ if x }}\nB\n{{ end }}\n\nC", "C", "B\n\nC"),
        ("A\n\n{{ if x }}\nB\n{{ end }}\n", "A\n", "A\n\nB\n"),
        ("A\n\n{{ if x }}{{ if x }}\nB\n{{ end }}{{ end }}\n\nC", "A\n\nC", "A\n\nB\n\nC"),
        ("A {{ if x }}B {{ end }}C", "A C", "A B C"),
    ],
)
def test_a_block_leaves_no_blank_line_behind(source: str, hidden: str, shown: str) -> None:
    assert parse(source).render({}) == hidden
    assert parse(source).render({"person.x": True}) == shown


@pytest.mark.parametrize(
    ("condition", "value", "holds"),
    [
        ("x", True, True),
        ("x", False, False),
        ("x", 0, False),
        ("x", Decimal("0.5"), True),
        ("x", "Lyon", True),
        ("x", "", False),
        ("x", None, False),
        ("not x", None, True),
        ("not x", False, True),
        ("not x", 3, False),
        ("not (x > 3)", None, False),
        ("x > 1,5", 2, True),
        ("x >= 1 204", 1204, True),
        ("x ≠ 3", 4, True),
        ("x < 2026-03-01", date(2026, 2, 28), True),
        ("x <= 2026-03-01", "2026-03-01", True),
        ('x is "Lyon"', "Lyon", True),
        ("x is not “Lyon”", "Paris", True),
        ("x is 'Lyon'", "Paris", False),
        ("x in (1, 5)", 5, True),
        ("x not in (1;5)", 5, False),
        ("x is not in (1,5)", 2, True),
        ("x = yes", True, True),
        ("x is known and x > 0 or x is unknown", None, True),
        ("x between 2 and 4", 3, True),
        ('x starts with "Ly"', "Lyon", True),
        ('x contains "yo"', "Lyon", True),
        ("person.x = 2", 2, True),
        ("x = 1", True, False),
    ],
)
def test_conditions_mean_what_they_say(condition: str, value: object, holds: bool) -> None:
    assert parse(f"{{{{ if {condition} }}}}shown{{{{ end }}}}").decide({"person.x": value}) == (0 if holds else -1,)


def test_a_condition_is_a_rule_that_reads_as_a_sentence() -> None:
    test = compile_condition('orders_pending > 0 and (city is "Lyon" or vip)')
    labels = {"orders_pending": "orders pending", "vip": "loyal"}
    fitted = fit(test.rule, {"vip": "boolean"}.get, brief=True)  # type: ignore[arg-type]
    assert sentence(fitted, lang="en", labels=labels) == "orders pending > 0 and (city = Lyon or loyal = yes)"
    assert test.names == {"person.orders_pending", "person.city", "person.vip"}


@pytest.mark.parametrize(
    ("source", "code", "line", "column"),
    [
        ("Hello\n{{ if x }}never closed", "if_not_closed", 2, 1),
        ("{{ end }}", "end_alone", 1, 1),
        ("a {{ else }}", "else_alone", 1, 3),
        ("{{ if x }}{{ else }}{{ else }}{{ end }}", "else_twice", 1, 21),
        ("{{ if x }}{{ else }}{{ else if y }}{{ end }}", "else_twice", 1, 21),
        ("{{ if x }}{{ else y }}{{ end }}", "else_words", 1, 11),
        ("{{ if x }}{{ end y }}", "end_words", 1, 11),
        ("{{ if }}{{ end }}", "no_condition", 1, 1),
        ("{{ if x > }}{{ end }}", "value_expected", 1, 11),
        ("{{ if x is Lyon }}{{ end }}", "value_unquoted", 1, 12),
        ('{{ if x\n  is "Lyon }}{{ end }}', "quote_open", 2, 6),
        ('{{ if x is "" }}{{ end }}', "text_empty", 1, 12),
        ('{{ if x > "Lyon" }}{{ end }}', "order_on_text", 1, 11),
        ("{{ if x > 2026-02-30 }}{{ end }}", "date_bad", 1, 11),
        ("{{ if x > 01/03/2026 }}{{ end }}", "date_bad", 1, 11),
        ('{{ if x in "Lyon" }}{{ end }}', "list_open", 1, 12),
        ('{{ if x in ("Lyon", 2) }}{{ end }}', "list_mixed", 1, 12),
        ("{{ if (x }}{{ end }}", "bracket_open", 1, 7),
        ("{{ if x y }}{{ end }}", "condition_rest", 1, 9),
        ("{{ if fact.hours }}{{ end }}", "name_not_person", 1, 7),
        ("{{ if Été }}{{ end }}", "name_bad", 1, 7),
        ("{{ if and }}{{ end }}", "name_expected", 1, 7),
        ("{{ if x between 3 and 1 }}{{ end }}", "bounds_reversed", 1, 17),
        ("{{ if x = 99999999999999999999 }}{{ end }}", "number_bad", 1, 11),
        ("{{ if x }}" * 4 + "{{ end }}" * 4, "too_deep", 1, 31),
        ("{{ if " + "(" * 500 + " }}", "condition_long", 1, 16),
        ("{{ if x }}{{ end }}" * 101, "too_many", 1, 1901),
    ],
)
def test_a_mistake_is_named_and_pointed_at(source: str, code: str, line: int, column: int) -> None:
    with pytest.raises(RenderError) as error:
        parse(source)
    assert (error.value.code, error.value.line, error.value.column) == (code, line, column)


_TAGS = ["{{ if a > 0 }}", '{{ if b is "Lyon" or c }}', "{{ else if c }}", "{{ else }}", "{{ end }}", "{{ if "]
_PLACES = ["{{ fact.f }}", "{{ person.b or 'you' }}", "{", "}", "{{", "}}"]
_PIECES = st.sampled_from([*_TAGS, *_PLACES, "\n", "\n\n", "  ", "A", "\r\n", "- ", "é", "and", "(", '"', "«"])
_ANSWERS = st.one_of(st.none(), st.integers(-2, 2), st.booleans(), st.just(""), st.text(max_size=3), st.just([1]))
_VALUES = st.fixed_dictionaries(
    {}, optional={"person.a": _ANSWERS, "person.b": st.sampled_from(["Lyon", "", None]), "person.c": _ANSWERS}
)


@st.composite
def sources(draw: st.DrawFn, depth: int = 0) -> str:
    """Templates that can be read."""
    words = st.sampled_from(["A", "\n", "\n\n", " ", "B\n", "{{ fact.f }}", "{{ person.b or 'you' }}", "}", "\r\n"])
    parts = []
    for _ in range(draw(st.integers(0, 4))):
        parts.append(draw(words))
        if depth < 3 and draw(st.booleans()):
            gap = draw(st.sampled_from(["", "\n", " \n", "\n\n"]))
            parts.append(f"{{{{ if a > 0 }}}}{gap}{draw(sources(depth + 1))}")
            if draw(st.booleans()):
                parts.append(f"{{{{ else if c }}}}{gap}{draw(sources(depth + 1))}")
            if draw(st.booleans()):
                parts.append(f"{{{{ else }}}}{gap}{draw(sources(depth + 1))}")
            parts.append(f"{{{{ end }}}}{gap}")
    return "".join(parts)


@given(
    st.one_of(st.lists(_PIECES, max_size=14).map("".join), st.text(alphabet="{} ifelsnd\n\"'«»()<>=a1,.", max_size=40))
)
def test_whatever_is_typed_is_read_or_refused_with_a_place(source: str) -> None:
    try:
        template = parse(source)
    except RenderError as error:
        assert error.line >= 1
        assert error.column >= 1
        return
    assert unparse(template.parts) == source


@given(sources(), _VALUES)
def test_deciding_then_flattening_is_rendering(source: str, values: dict[str, object]) -> None:
    template = parse(source)
    assert unparse(template.parts) == source
    decisions = template.decide(values)
    flat = template.flat(decisions)
    assert not flat.blocks()
    bound = {**values, "fact.f": "open"}
    assert flat.render(bound) == template.render(bound)
    assert all(-1 <= one < len(block.branches) for one, block in zip(decisions, template.blocks(), strict=True))
    assert [block.number for block in template.blocks()] == list(range(len(decisions)))


@given(sources(), _VALUES, st.sampled_from(["open", "", " ", "a\n\nb", "\n", "{{ if a }}", "{", "x\n"]))
def test_facts_bound_first_read_as_facts_filled_later(source: str, values: dict[str, object], fact: str) -> None:
    template = parse(source)
    bound = template.bind({"fact.f": fact})
    assert bound.facts() == ()
    assert len(bound.blocks()) == len(template.blocks())
    late = template.render({**values, "fact.f": fact}) if fact else None
    early = bound.render(values)
    if late is not None:
        assert "".join(early.replace("\u2060", "").split()) == "".join(late.replace("\u2060", "").split())


def _sayable(rule: object) -> bool:
    if isinstance(rule, Condition):
        return all(not hasattr(each, "unit") for each in rule.operands) and not (
            rule.op in ("in", "between") and isinstance(rule.operands[0], bool)
        )
    if isinstance(rule, Not):
        return _sayable(rule.rule)
    return isinstance(rule, (All, Any)) and len(rule.rules) > 1 and all(_sayable(each) for each in rule.rules)


@given(rules().map(parse_rule).filter(_sayable))
def test_a_rule_is_written_as_a_condition_and_read_back(rule: All | Any | Not | Condition) -> None:
    assert compile_condition(write(rule)).rule == rule


def test_blocks_within_blocks_count_from_the_outside_in() -> None:
    template = parse("{{ if a }}{{ if b }}1{{ end }}{{ else }}{{ if c }}2{{ end }}{{ end }}{{ if d }}3{{ end }}")
    assert [block.branches[0].condition.source for block in template.blocks()] == ["a", "b", "c", "d"]
    assert all(isinstance(block, Block) for block in template.blocks())
    assert template.decide({"person.b": True, "person.c": 1, "person.d": "x"}) == (-1, -1, 0, 0)
    assert template.render({"person.b": True, "person.c": 1, "person.d": "x"}) == "23"


def test_what_is_the_same_for_everybody_holds_no_block() -> None:
    assert parse_for_all("{{ fact.hours }}").facts() == ("hours",)
    with pytest.raises(RenderError) as error:
        parse_for_all("Hours:\n{{ if vip }}all day{{ end }}")
    assert (error.value.code, error.value.line) == ("not_here", 2)
