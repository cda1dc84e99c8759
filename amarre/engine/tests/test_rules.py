"""The rule language: reading it, judging a person with it, saying it in words."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from amarre.engine.rules import EVERYONE, RuleError, evaluate, fields, parse, say, sentence

TODAY = date(2026, 3, 31)
MARIE = {
    "city": "Lyon",
    "pending": 2,
    "spent": Decimal("12.50"),
    "subscribed": True,
    "last_order": date(2026, 3, 1),
    "renewal": "2026-04-15",
    "note": "",
}


def ask(data, record=MARIE):
    return evaluate(parse(data), record, today=TODAY)


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ({"field": "city", "eq": "Lyon"}, True),
        ({"field": "city", "eq": "lyon"}, False),
        ({"field": "city", "ne": "Paris"}, True),
        ({"field": "city", "in": ["Paris", "Lyon"]}, True),
        ({"field": "city", "contains": "yo"}, True),
        ({"field": "city", "starts": "yo"}, False),
        ({"field": "pending", "gt": 0}, True),
        ({"field": "pending", "lt": 2}, False),
        ({"field": "pending", "le": 2.0}, True),
        ({"field": "pending", "between": [2, 5]}, True),
        ({"field": "spent", "eq": 12.5}, True),
        ({"field": "subscribed", "eq": False}, False),
        ({"field": "last_order", "ge": {"days_before": 30}}, True),
        ({"field": "last_order", "ge": {"days_before": 29}}, False),
        ({"field": "last_order", "eq": {"date": "2026-03-01"}}, True),
        ({"field": "renewal", "between": [{"days_before": 0}, {"months_after": 1}]}, True),
        ({"field": "note", "missing": True}, True),
        ({"field": "city", "missing": True}, False),
        ({"field": "city", "missing": False}, True),
        ({"field": "unheard_of", "missing": True}, True),
    ],
)
def test_a_condition_says_yes_or_no(data, expected):
    assert ask(data).value is expected


@pytest.mark.parametrize(
    "data",
    [
        {"field": "unheard_of", "eq": "x"},
        {"field": "note", "eq": "x"},
        {"field": "note", "ne": "x"},
        {"field": "city", "gt": 3},
        {"field": "subscribed", "eq": 1},
        {"field": "pending", "eq": "2"},
        {"not": {"field": "note", "eq": "x"}},
    ],
)
def test_what_is_missing_or_cannot_be_compared_is_unknown_and_never_a_refusal(data):
    assert ask(data).value is None


def test_unknown_is_named_so_that_somebody_can_ask():
    verdict = ask({"all": [{"field": "city", "eq": "Lyon"}, {"field": "age", "ge": 18}, {"field": "rent", "le": 500}]})
    assert verdict.value is None
    assert verdict.missing == ("age", "rent")


def test_nothing_is_asked_when_the_answer_is_known_without_it():
    refused = ask({"all": [{"field": "city", "eq": "Paris"}, {"field": "age", "ge": 18}]})
    accepted = ask({"any": [{"field": "city", "eq": "Lyon"}, {"field": "age", "ge": 18}]})
    assert (refused.value, refused.missing) == (False, ())
    assert (accepted.value, accepted.missing) == (True, ())


def test_the_verdict_says_which_conditions_decided():
    verdict = ask({"any": [{"field": "city", "eq": "Paris"}, {"field": "pending", "gt": 0}]})
    assert [(each.condition.field, each.found) for each in verdict.because] == [("pending", 2)]


def test_everyone_is_an_empty_all():
    assert parse({"all": []}) == EVERYONE
    assert ask({"all": []}).value is True


def test_the_end_of_a_month_stays_in_its_month():
    assert ask({"field": "day", "eq": {"months_before": 1}}, {"day": date(2026, 2, 28)}).value is True


def test_a_moment_counts_as_its_day():
    late = {"seen": datetime(2026, 3, 31, 23, 59, tzinfo=UTC)}
    assert ask({"field": "seen", "eq": {"days_before": 0}}, late).value is True


def test_the_first_and_last_days_of_the_calendar_do_not_break_the_arithmetic():
    rule = parse({"field": "day", "le": {"years_after": 100}})
    assert evaluate(rule, {"day": date.max}, today=date.max).value is True
    rule = parse({"field": "day", "ge": {"weeks_before": 5000}})
    assert evaluate(rule, {"day": date.min}, today=date.min).value is True


def test_the_fields_of_a_rule_are_those_it_asks_about():
    rule = parse({"all": [{"field": "city", "eq": "Lyon"}, {"not": {"any": [{"field": "a.b", "gt": 1}]}}]})
    assert fields(rule) == {"city", "a.b"}


@pytest.mark.parametrize(
    ("data", "path", "code"),
    [
        ("city", "", "not_an_object"),
        ({"all": {"field": "x", "eq": 1}}, "all", "not_a_list"),
        ({"any": []}, "any", "empty_list"),
        ({"all": [], "any": []}, "", "group_with_more"),
        ({"all": [{"field": "x", "eq": 1}, {"eq": 1}]}, "all[1]", "no_field"),
        ({"field": "Ville é", "eq": 1}, "field", "bad_field"),
        ({"field": "x"}, "", "no_operator"),
        ({"field": "x", "gt": 1, "lt": 3}, "", "several_operators"),
        ({"field": "x", "like": "y"}, "", "unknown_key"),
        ({"field": "x", "eq": None}, "eq", "bad_literal"),
        ({"field": "x", "eq": {"date": "31/12/2026"}}, "eq", "bad_date"),
        ({"field": "x", "ge": {"days_before": -1}}, "ge", "bad_relative"),
        ({"field": "x", "ge": {"days_before": True}}, "ge", "bad_relative"),
        ({"field": "x", "lt": "a"}, "lt", "wrong_type"),
        ({"field": "x", "starts": 6}, "starts", "wrong_type"),
        ({"field": "x", "in": [1, "a"]}, "in", "mixed_types"),
        ({"field": "x", "in": []}, "in", "empty_list"),
        ({"field": "x", "between": [1]}, "between", "two_bounds"),
        ({"field": "x", "between": [5, 1]}, "between", "bounds_reversed"),
        ({"field": "x", "eq": ""}, "eq", "empty_text"),
        ({"field": "x", "eq": "a\x00"}, "eq", "bad_text"),
        ({"field": "x", "eq": float("nan")}, "eq", "bad_number"),
        ({"field": "x", "missing": "yes"}, "missing", "wrong_type"),
    ],
)
def test_a_rule_that_cannot_be_meant_is_refused_with_the_place_and_what_to_write(data, path, code):
    with pytest.raises(RuleError) as refusal:
        parse(data)
    assert (refusal.value.path, refusal.value.code) == (path, code)
    assert refusal.value.message and refusal.value.say("fr") != refusal.value.message


def test_a_hostile_rule_is_stopped_by_depth_and_by_length():
    deep: object = {"field": "x", "eq": 1}
    for _ in range(50):
        deep = {"not": deep}
    with pytest.raises(RuleError, match="levels"):
        parse(deep)
    with pytest.raises(RuleError, match="more than"):
        parse({"field": "x", "in": list(range(5000))})


LABELS = {"pending": "commandes en attente", "city": "ville", "last": "dernière commande"}


@pytest.mark.parametrize(
    ("data", "french", "english"),
    [
        (
            {"all": [{"field": "pending", "gt": 0}, {"field": "city", "eq": "Lyon"}]},
            "commandes en attente > 0 et ville = Lyon",
            "commandes en attente > 0 and ville = Lyon",
        ),
        (
            {
                "any": [
                    {"field": "city", "in": ["Lyon", "Metz"]},
                    {"all": [{"field": "pending", "between": [1, 1500]}]},
                ]
            },
            "ville parmi Lyon, Metz ou commandes en attente entre 1 et 1\u202f500",
            "ville among Lyon, Metz or commandes en attente between 1 and 1,500",
        ),
        (
            {"field": "last", "ge": {"days_before": 30}},
            "dernière commande il y a 30\u00a0jours ou après",
            "dernière commande 30\u00a0days ago or after",
        ),
        (
            {"field": "last", "lt": {"years_before": 1}},
            "dernière commande il y a plus de 1\u00a0an",
            "dernière commande more than 1\u00a0year ago",
        ),
        (
            {"field": "last", "gt": {"date": "2026-03-01"}},
            "dernière commande après le 1er\u00a0mars 2026",
            "dernière commande after 1\u00a0March 2026",
        ),
        ({"not": {"field": "city", "missing": True}}, "pas (ville non renseigné)", "not (ville is missing)"),
        ({"all": []}, "tout le monde", "everyone"),
    ],
)
def test_a_rule_is_said_in_words(data, french, english):
    assert sentence(parse(data), lang="fr", labels=LABELS) == french
    assert sentence(parse(data), lang="en", labels=LABELS) == english


def test_a_reason_is_said_with_the_value_that_was_found():
    reasons = ask({"all": [{"field": "city", "eq": "Paris"}]}).because
    assert say(reasons[0], lang="fr", labels=LABELS) == "ville = Paris (valeur\u00a0: Lyon)"
    unknown = ask({"field": "pending", "gt": 0}, {}).because
    assert say(unknown[0], lang="en", labels=LABELS) == "commandes en attente > 0 (not known)"
