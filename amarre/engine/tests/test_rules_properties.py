"""What holds for every rule and every person."""

import json

from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.rules import evaluate, fields, parse, sentence
from amarre.engine.tests.rule_strategies import FIELDS, LITERALS, TODAY, conditions, records, rules


def judge(data, record):
    return evaluate(parse(data), record, today=TODAY)


@given(rules())
def test_a_rule_survives_being_written_and_read_again(data):
    rule = parse(data)
    assert parse(json.loads(json.dumps(rule.to_data()))) == rule


@given(rules(), records())
def test_not_turns_the_answer_and_leaves_unknown_unknown(data, record):
    value = judge(data, record).value
    opposite = judge({"not": data}, record).value
    assert opposite is (None if value is None else not value)


@given(st.lists(rules(), max_size=3), records())
def test_all_and_any_mirror_each_other(several, record):
    if several:
        all_of = judge({"not": {"all": several}}, record).value
        any_not = judge({"any": [{"not": each} for each in several]}, record).value
        assert all_of is any_not


@given(rules(), records())
def test_something_is_asked_exactly_when_the_answer_is_unknown(data, record):
    verdict = judge(data, record)
    assert bool(verdict.missing) is (verdict.value is None)
    assert set(verdict.missing) <= fields(parse(data))


@given(rules(), records(), st.data())
def test_a_new_answer_never_turns_a_known_verdict(data, record, drawn):
    """Filling in what is missing may settle an unknown; it cannot reverse what was settled without it.

    `missing` itself is set aside: asking whether a value is there is the one question that an answer
    reverses.
    """
    if '"missing"' in json.dumps(data):
        return
    before = judge(data, record).value
    filled = {**record}
    for field, type_ in FIELDS.items():
        if filled.get(field) in (None, ""):
            filled[field] = drawn.draw(LITERALS[type_])
    if before is not None:
        assert judge(data, filled).value is before


@given(conditions(), records())
def test_the_reasons_alone_give_the_same_verdict(data, record):
    verdict = judge(data, record)
    assert all(reason.value is verdict.value for reason in verdict.because)


@given(rules())
def test_every_rule_can_be_said_in_both_languages_and_names_all_its_fields(data):
    rule = parse(data)
    for lang in ("fr", "en"):
        said = sentence(rule, lang=lang, labels={"city": "the town"})
        assert all(("the town" if field == "city" else field) in said for field in fields(rule))
