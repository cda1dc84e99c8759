"""The tree itself: four kinds of node, four types of value.

A node knows how to write itself back as data (`to_data`) and nothing else: evaluation, sentences and queries
are
functions elsewhere, so that a new evaluator is a new file and not a change here.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta

#: What a literal is. The type of a comparison is the type of what it compares with.
TEXT, NUMBER, DATE, BOOLEAN = "text", "number", "date", "boolean"

#: Operators and the types each accepts. Order between texts is left out on purpose: every database sorts
#: accents and capitals in its own way, and the same rule must choose the same people everywhere.
OPERATORS: dict[str, frozenset[str]] = {
    "eq": frozenset({TEXT, NUMBER, DATE, BOOLEAN}),
    "ne": frozenset({TEXT, NUMBER, DATE, BOOLEAN}),
    "lt": frozenset({NUMBER, DATE}),
    "le": frozenset({NUMBER, DATE}),
    "gt": frozenset({NUMBER, DATE}),
    "ge": frozenset({NUMBER, DATE}),
    "between": frozenset({NUMBER, DATE}),
    "in": frozenset({TEXT, NUMBER, DATE}),
    "contains": frozenset({TEXT}),
    "starts": frozenset({TEXT}),
    "missing": frozenset({BOOLEAN}),
}

#: The farthest a relative date may reach, per unit: one hundred years.
UNITS: dict[str, int] = {"days": 36_525, "weeks": 5_218, "months": 1_200, "years": 100}


@dataclass(frozen=True, slots=True)
class Relative:
    """A date counted from today: `Relative(30, "days", before=True)` is thirty days ago."""

    count: int
    unit: str
    before: bool

    def resolve(self, today: date) -> date:
        """The calendar day meant; a month's end stays in its month (31 January + 1 month = 28 February)."""
        steps = -self.count if self.before else self.count
        if self.unit in ("days", "weeks"):
            days = steps * (7 if self.unit == "weeks" else 1)
            return _within_calendar(today.toordinal() + days)
        return _add_months(today, steps * (12 if self.unit == "years" else 1))

    def to_data(self) -> dict[str, int]:
        return {f"{self.unit}_{'before' if self.before else 'after'}": self.count}


#: A literal of a rule: text, number, boolean, a fixed day, or a day counted from today.
Operand = str | int | float | bool | date | Relative


@dataclass(frozen=True, slots=True)
class Condition:
    """One question asked of one field, such as *orders pending > 0*.

    `operands` holds one literal, two for `between`, one or more for `in`; all of the same type.
    """

    field: str
    op: str
    operands: tuple[Operand, ...]

    @property
    def type(self) -> str:
        """The type that the field's value must have to be compared: text, number, date or boolean."""
        return operand_type(self.operands[0])

    def to_data(self) -> dict[str, object]:
        literals = [_literal(each) for each in self.operands]
        return {"field": self.field, self.op: literals if self.op in ("in", "between") else literals[0]}


@dataclass(frozen=True, slots=True)
class All:
    """True when every rule below is true. With nothing below, it is true of everyone."""

    rules: tuple[Rule, ...]

    def to_data(self) -> dict[str, object]:
        return {"all": [rule.to_data() for rule in self.rules]}


@dataclass(frozen=True, slots=True)
class Any:
    """True when at least one rule below is true."""

    rules: tuple[Rule, ...]

    def to_data(self) -> dict[str, object]:
        return {"any": [rule.to_data() for rule in self.rules]}


@dataclass(frozen=True, slots=True)
class Not:
    """True when the rule below is false; unknown when it is unknown."""

    rule: Rule

    def to_data(self) -> dict[str, object]:
        return {"not": self.rule.to_data()}


Rule = All | Any | Not | Condition

EVERYONE: Rule = All(())


def fields(rule: Rule) -> frozenset[str]:
    """The fields on which a rule asks something."""
    if isinstance(rule, Condition):
        return frozenset({rule.field})
    below = (rule.rule,) if isinstance(rule, Not) else rule.rules
    return frozenset().union(*(fields(each) for each in below))


def operand_type(operand: Operand) -> str:
    if isinstance(operand, bool):
        return BOOLEAN
    if isinstance(operand, str):
        return TEXT
    if isinstance(operand, (int, float)):
        return NUMBER
    return DATE


def resolve(operand: Operand, today: date) -> str | int | float | bool | date:
    """The literal to compare with, once today is known."""
    return operand.resolve(today) if isinstance(operand, Relative) else operand


def _literal(operand: Operand) -> object:
    if isinstance(operand, Relative):
        return operand.to_data()
    if isinstance(operand, date):
        return {"date": operand.isoformat()}
    return operand


def _add_months(day: date, months: int) -> date:
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def _within_calendar(ordinal: int) -> date:
    return date.min + timedelta(days=min(max(ordinal, 1), date.max.toordinal()) - 1)
