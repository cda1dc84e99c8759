"""The rule builder: rows of a form on one side, the data of a rule on the other.

The builder makes one group (all or any) of conditions, which is what most segments are. A rule that is more than that
is shown as a sentence and edited as text.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.engine.rules import All as AllOf
from amarre.engine.rules import Any as AnyOf
from amarre.engine.rules import Condition, Relative, Rule
from amarre.engine.rules.tree import BOOLEAN, DATE, NUMBER, TEXT
from amarre.engine.tabular.values import guess_numbers
from amarre.people.fields import Field

ALL, ANY = "all", "any"
MAX_ROWS = 30

_KNOWN = {"known": gettext_lazy("is known"), "missing": gettext_lazy("is not known")}
#: The questions that can be asked of each type, in words.
QUESTIONS: dict[str, dict[str, str | Promise]] = {
    TEXT: {
        "eq": gettext_lazy("is"),
        "ne": gettext_lazy("is not"),
        "in": gettext_lazy("is one of (separated by ;)"),
        "contains": gettext_lazy("contains"),
        "starts": gettext_lazy("starts with"),
        **_KNOWN,
    },
    NUMBER: {
        "gt": gettext_lazy("is above"),
        "ge": gettext_lazy("is at least"),
        "lt": gettext_lazy("is below"),
        "le": gettext_lazy("is at most"),
        "eq": gettext_lazy("is equal to"),
        "ne": gettext_lazy("is not equal to"),
        "between": gettext_lazy("is between"),
        **_KNOWN,
    },
    DATE: {
        "last_days": gettext_lazy("lies in the last (days)"),
        "older_days": gettext_lazy("lies further back than (days)"),
        "next_days": gettext_lazy("lies in the next (days)"),
        "eq": gettext_lazy("is on"),
        "lt": gettext_lazy("is before"),
        "gt": gettext_lazy("is after"),
        "between": gettext_lazy("is between"),
        **_KNOWN,
    },
    BOOLEAN: {"yes": gettext_lazy("yes"), "no": gettext_lazy("no"), **_KNOWN},
}
#: Questions that need no value beside them.
BARE = frozenset({"known", "missing", "yes", "no"})
_IN_DAYS = frozenset({"last_days", "older_days", "next_days"})


@dataclass
class RowProblem(Exception):
    """What a row lacks, in words."""

    message: str


@dataclass
class Row:
    """One line of the form: a field, a question, and what was typed."""

    field: Field
    question: str
    value: str = ""
    second: str = ""
    problem: str = ""

    @property
    def questions(self) -> dict[str, str | Promise]:
        return QUESTIONS[self.field.type]

    @property
    def input_type(self) -> str:
        """The type of the HTML field for the value."""
        if self.field.type == DATE:
            return "number" if self.question in _IN_DAYS else "date"
        return "text"

    @property
    def needs_value(self) -> bool:
        return self.question not in BARE

    @property
    def needs_second(self) -> bool:
        return self.question == "between"

    def to_data(self) -> dict[str, Any]:
        """The condition. Raises RowProblem when what was typed cannot be one."""
        name = self.field.name
        if self.question in ("known", "missing"):
            return {"field": name, "missing": self.question == "missing"}
        if self.question in ("yes", "no"):
            return {"field": name, "eq": self.question == "yes"}
        if self.question in _IN_DAYS:
            return _in_days(name, self.question, _days(self.value))
        if self.question == "in":
            parts = [part.strip() for part in self.value.split(";") if part.strip()]
            if not parts:
                raise RowProblem(_("Write the values, separated by semicolons."))
            return {"field": name, "in": parts}
        if self.question == "between":
            return {"field": name, "between": [self._literal(self.value), self._literal(self.second)]}
        return {"field": name, self.question: self._literal(self.value)}

    def _literal(self, text: str) -> Any:
        text = text.strip()
        if not text:
            raise RowProblem(_("Write a value."))
        if self.field.type == NUMBER:
            number = guess_numbers([text]).read(text)
            if number is None:
                raise RowProblem(_("“%(text)s” is not a number.") % {"text": text})
            return number
        if self.field.type == DATE:
            try:
                return {"date": date.fromisoformat(text).isoformat()}
            except ValueError:
                raise RowProblem(_("“%(text)s” is not a date.") % {"text": text}) from None
        return text


@dataclass
class Builder:
    """The form as a whole. `rows` may be empty: everyone."""

    match: str
    rows: list[Row]

    def to_data(self) -> dict[str, Any]:
        """The rule; each row that cannot be one carries its problem, and RowProblem is raised."""
        conditions, first = [], None
        for row in self.rows:
            try:
                conditions.append(row.to_data())
            except RowProblem as problem:
                row.problem = problem.message
                first = first or problem
        if first:
            raise first
        if not conditions:
            return {"all": []}
        return {self.match: conditions}


def from_form(data: Mapping[str, str], fields: Mapping[str, Field]) -> Builder:
    """The builder as it was sent. Rows of a field that no longer exists are dropped."""
    rows = []
    for index in range(MAX_ROWS):
        field = fields.get(data.get(f"field-{index}", ""))
        if field is None:
            continue
        question = data.get(f"question-{index}", "")
        if question not in QUESTIONS[field.type]:
            question = next(iter(QUESTIONS[field.type]))
        rows.append(Row(field, question, data.get(f"value-{index}", ""), data.get(f"second-{index}", "")))
    return Builder(ANY if data.get("match") == ANY else ALL, rows)


def from_rule(rule: Rule, fields: Mapping[str, Field]) -> Builder | None:
    """The builder that makes this rule, or None when it is more than the builder can show."""
    if isinstance(rule, Condition):
        rule = AllOf((rule,))
    if not isinstance(rule, (AllOf, AnyOf)) or len(rule.rules) > MAX_ROWS:
        return None
    rows = [_row(each, fields) if isinstance(each, Condition) else None for each in rule.rules]
    known = [row for row in rows if row is not None]
    if len(known) < len(rows):
        return None
    return Builder(ANY if isinstance(rule, AnyOf) else ALL, known)


def _row(condition: Condition, fields: Mapping[str, Field]) -> Row | None:
    field = fields.get(condition.field)
    if field is None:
        return None
    first = condition.operands[0]
    if condition.op == "missing":
        return Row(field, "missing" if first else "known")
    if condition.type != field.type:
        return None
    if condition.type == BOOLEAN:
        return Row(field, "yes" if (first is True) is (condition.op == "eq") else "no")
    if any(isinstance(each, Relative) for each in condition.operands):
        return _row_in_days(field, condition)
    if condition.op not in QUESTIONS[field.type]:
        return None
    written = [_written(each) for each in condition.operands]
    if condition.op == "in":
        return Row(field, "in", "; ".join(written))
    return Row(field, condition.op, *written)


def _row_in_days(field: Field, condition: Condition) -> Row | None:
    for question in _IN_DAYS:
        for operand in condition.operands:
            if isinstance(operand, Relative) and operand.unit == "days":
                candidate = Row(field, question, str(operand.count))
                if candidate.to_data() == condition.to_data():
                    return candidate
    return None


def _in_days(name: str, question: str, days: int) -> dict[str, Any]:
    if question == "last_days":
        return {"field": name, "between": [{"days_before": days}, {"days_before": 0}]}
    if question == "next_days":
        return {"field": name, "between": [{"days_before": 0}, {"days_after": days}]}
    return {"field": name, "lt": {"days_before": days}}


def _days(text: str) -> int:
    if not text.strip().isdecimal() or int(text) > 36_525:
        raise RowProblem(_("Write a number of days."))
    return int(text)


def _written(operand: object) -> str:
    return operand.isoformat() if isinstance(operand, date) else str(operand)
