"""One record against one rule: true, false or unknown, and because.

What counts as a value, here and in every other evaluator:

- an absent field, `None` and an empty text are *missing*;
- a value of another type than the one compared with (a text where a number is asked) cannot be compared: the
  answer
  is unknown, and the field is named among what to ask or correct;
- numbers are compared in double precision; `nan` and infinities cannot be compared;
- a text of the shape `2026-03-01` is a date where a date is asked; a moment counts as its day;
- texts are compared character for character: capitals and accents count.
"""

from __future__ import annotations

import math
import operator
import re
import typing
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from amarre.engine.rules.tree import BOOLEAN, NUMBER, TEXT, All, Any, Condition, Not, Rule, resolve

#: A date in a text column or in JSON: compared as it is written, which for this shape is the order of the
#: days.
DAY_SHAPE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")

Comparable = str | float | bool


@dataclass(frozen=True, slots=True)
class Reason:
    """One condition that decided, with the value found (None when missing) and what it gave."""

    condition: Condition
    found: object
    value: bool | None


@dataclass(frozen=True, slots=True)
class Verdict:
    """`value` is True, False or None (unknown); `because` the conditions that decided it.

    `missing` names the fields to ask for, in the order of the rule; it is empty unless the verdict is
    unknown.
    """

    value: bool | None
    because: tuple[Reason, ...]
    missing: tuple[str, ...]


def evaluate(rule: Rule, record: Mapping[str, object], *, today: date) -> Verdict:
    """Whether `record` satisfies `rule` on the day `today`, in Kleene's three values, with the reasons."""
    value, because = _judge(rule, record, today)
    unknown = () if value is not None else dict.fromkeys(reason.condition.field for reason in because)
    return Verdict(value, because, tuple(unknown))


def _judge(rule: Rule, record: Mapping[str, object], today: date) -> tuple[bool | None, tuple[Reason, ...]]:
    if isinstance(rule, Condition):
        found = record.get(rule.field)
        value = ask(rule, found, today=today)
        return value, (Reason(rule, found, value),)
    if isinstance(rule, Not):
        value, because = _judge(rule.rule, record, today)
        return None if value is None else not value, because
    return _combine(rule, [_judge(each, record, today) for each in rule.rules])


def _combine(
    rule: All | Any, judged: list[tuple[bool | None, tuple[Reason, ...]]]
) -> tuple[bool | None, tuple[Reason, ...]]:
    """One false settles `all`, one true settles `any`; failing that, one unknown leaves the whole unknown."""
    settles = isinstance(rule, Any)
    values = [value for value, _ in judged]
    outcome = settles if settles in values else None if None in values else not settles
    return outcome, tuple(reason for value, because in judged if value is outcome for reason in because)


def ask(condition: Condition, found: object, *, today: date) -> bool | None:
    """The answer of one condition to the value found."""
    if condition.op == "missing":
        return (found is None or found == "") is condition.operands[0]
    value = comparable(found, condition.type)
    if value is None:
        return None
    literals = [comparable(resolve(each, today), condition.type) for each in condition.operands]
    return _compare(condition.op, value, literals)


def comparable(value: object, type_: str) -> Comparable | None:
    """`value` as something to compare as `type_`, or None when it is missing or of another type."""
    if type_ == TEXT:
        return value if isinstance(value, str) and value else None
    if type_ == BOOLEAN:
        return value if isinstance(value, bool) else None
    if type_ == NUMBER:
        return _number(value)
    return _day(value)


def _number(value: object) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, Decimal)):
        return None
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _day(value: object) -> str | None:
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    return value if isinstance(value, str) and DAY_SHAPE.fullmatch(value) else None


def _compare(op: str, value: typing.Any, literals: list[typing.Any]) -> bool:
    if op == "in":
        return value in literals
    if op == "between":
        return bool(literals[0] <= value <= literals[1])
    return bool(_COMPARE[op](value, literals[0]))


_COMPARE: dict[str, Callable[[typing.Any, typing.Any], object]] = {
    "eq": operator.eq,
    "ne": operator.ne,
    "lt": operator.lt,
    "le": operator.le,
    "gt": operator.gt,
    "ge": operator.ge,
    "contains": operator.contains,
    "starts": str.startswith,
}
