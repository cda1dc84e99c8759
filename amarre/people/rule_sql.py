"""The second evaluator of the rule language: a rule as one SQL expression, three-valued as SQL itself is.

NULL is unknown, and SQL's AND, OR and NOT are Kleene's; so each condition only has to be NULL exactly where
`amarre.engine.rules.evaluate` says unknown. A property test holds both equal, on SQLite and on PostgreSQL. LIKE, case
folding and order between texts are left out: databases disagree on them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any as Anything

from django.db.models import BooleanField, Expression, F, Func, Q, TextField, Value
from django.db.models.expressions import Combinable

from amarre.engine.rules import All, Any, Condition, Not, Rule
from amarre.engine.rules.evaluate import comparable
from amarre.engine.rules.tree import BOOLEAN, DATE, NUMBER, TEXT, resolve

_KEY = re.compile(r"[a-z][a-z0-9_.]*")
_DAY_GLOB = "[0-9][0-9][0-9][0-9]-[0-9][0-9]-[0-9][0-9]"
_DAY_REGEX = "^[0-9]{4}-[0-9]{2}-[0-9]{2}$"


@dataclass(frozen=True)
class Source:
    """Where a field of the rule language lives: an expression over a column of `type`.

    A `date` must come as text of the shape `2026-03-01`. For a key of a JSON column, use `from_json`.
    """

    expression: Combinable
    type: str
    json_key: str = ""


def from_json(column: str, key: str) -> Source:
    """The key of a JSON column; its values may be of any type."""
    if not _KEY.fullmatch(key):
        raise ValueError(f"not a field name of the rule language: {key!r}")
    return Source(F(column), "json", key)


def to_q(rule: Rule, *, columns: Mapping[str, Source], today: date) -> tuple[Q, Q]:
    """Two conditions for `filter`: for those of whom the rule is true, and for those of whom it is unknown.

    `columns` says where each field lives; a field that nobody ever imported is missing for everyone.
    """
    expression = _build(rule, columns, today)
    return Q(expression), Q(_Template(expression, sql="({} IS NULL)"))


def _build(rule: Rule, columns: Mapping[str, Source], today: date) -> Expression:
    if isinstance(rule, Condition):
        return _condition(rule, columns.get(rule.field), today)
    if isinstance(rule, Not):
        return _Template(_build(rule.rule, columns, today), sql="(NOT {})")
    parts = [_build(each, columns, today) for each in rule.rules]
    if not parts:
        return _Template(sql="(1 = 1)" if isinstance(rule, All) else "(1 = 0)")
    joiner = " OR " if isinstance(rule, Any) else " AND "
    return _Template(*parts, sql="(" + joiner.join(["{}"] * len(parts)) + ")")


def _condition(rule: Condition, source: Source | None, today: date) -> Expression:
    if rule.op == "missing":
        is_missing = _missing(source)
        return is_missing if rule.operands[0] else _Template(is_missing, sql="(NOT {})")
    value = _value(source, rule.type)
    literals = [_literal(comparable(resolve(each, today), rule.type)) for each in rule.operands]
    if rule.op == "in":
        return _Template(value, *literals, sql="({} IN (" + ", ".join(["{}"] * len(literals)) + "))")
    return _COMPARISONS[rule.op](value, *literals)


def _literal(value: object) -> Value:
    return Value(value, output_field=TextField()) if isinstance(value, str) else Value(value)


def _missing(source: Source | None) -> Expression:
    if source is None:
        return _Template(sql="(1 = 1)")
    if source.type == "json":
        return _Json(source.expression, key=source.json_key, as_type="missing")
    if source.type == TEXT:
        return _Template(source.expression, sql="(COALESCE({}, '') = '')")
    return _Template(source.expression, sql="({} IS NULL)")


def _value(source: Source | None, type_: str) -> Expression:
    """The field as a value of `type_`; NULL where it is missing or of another type."""
    if source is None:
        return _Typed(type_)
    if source.type == "json":
        return _Json(source.expression, key=source.json_key, as_type=type_)
    if source.type == TEXT and type_ == DATE:
        return _DayShaped(source.expression)
    if source.type != type_:
        return _Typed(type_)
    if type_ == TEXT:
        return _Template(source.expression, sql="NULLIF({}, '')")
    if type_ == NUMBER:
        return _Template(source.expression, sql="CAST({} AS double precision)")
    return _Template(source.expression, sql="{}", postgresql='{} COLLATE "C"' if type_ == DATE else "{}")


class _Template(Func):
    """SQL with a `{}` for each expression; `postgresql` where PostgreSQL says it otherwise."""

    def __init__(self, *expressions: Anything, sql: str, postgresql: str = "") -> None:
        self.sql, self.postgresql = sql, postgresql
        super().__init__(*expressions, output_field=BooleanField())

    def as_sql(
        self, compiler: Anything, connection: Anything, *_: Anything, **__: Anything
    ) -> tuple[str, tuple[Anything, ...]]:
        compiled = [compiler.compile(each) for each in self.source_expressions]
        postgresql = connection.vendor == "postgresql"
        template = self.postgresql if postgresql and self.postgresql else self.sql
        params: list[Anything] = []
        for _sql, some in compiled:
            params.extend(some)
        return template.format(*(sql for sql, _params in compiled)), tuple(params)


class _Typed(_Template):
    """An unknown of the type asked for: PostgreSQL wants to know which NULL it compares."""

    def __init__(self, type_: str) -> None:
        kinds = {TEXT: "text", DATE: "text", NUMBER: "double precision", BOOLEAN: "boolean"}
        super().__init__(sql="NULL", postgresql=f"CAST(NULL AS {kinds[type_]})")


class _DayShaped(_Template):
    """A text column as a date, where it has the shape of one."""

    def __init__(self, expression: Anything) -> None:
        super().__init__(
            expression,
            expression,
            sql=f"CASE WHEN {{}} GLOB '{_DAY_GLOB}' THEN {{}} END",
            postgresql=f"CASE WHEN {{}} ~ '{_DAY_REGEX.replace('{', '{{').replace('}', '}}')}' "
            'THEN {} COLLATE "C" END',
        )


class _Json(Func):
    """A key of a JSON column as one type; NULL where the value is of another. The key is written into the SQL."""

    def __init__(self, column: Anything, *, key: str, as_type: str) -> None:
        self.key, self.as_type = key, as_type
        super().__init__(column, output_field=BooleanField())

    def as_sql(
        self, compiler: Anything, connection: Anything, *_: Anything, **__: Anything
    ) -> tuple[str, tuple[Anything, ...]]:
        column, params = compiler.compile(self.source_expressions[0])
        if connection.vendor == "postgresql":
            kind, value, templates = (
                f"jsonb_typeof({column} -> '{self.key}')",
                f"({column} ->> '{self.key}')",
                _POSTGRES,
            )
        else:
            path = f"'$.\"{self.key}\"'"
            kind, value, templates = f"JSON_TYPE({column}, {path})", f"JSON_EXTRACT({column}, {path})", _SQLITE
        sql = templates[self.as_type].replace("KIND", kind).replace("VALUE", value)
        return sql, tuple(params) * sql.count(column)


_SQLITE = {
    TEXT: "CASE WHEN KIND = 'text' THEN NULLIF(VALUE, '') END",
    NUMBER: "CASE WHEN KIND IN ('integer', 'real') THEN CAST(VALUE AS REAL) END",
    BOOLEAN: "CASE KIND WHEN 'true' THEN 1 WHEN 'false' THEN 0 END",
    DATE: f"CASE WHEN KIND = 'text' AND VALUE GLOB '{_DAY_GLOB}' THEN VALUE END",
    "missing": "(KIND IS NULL OR KIND = 'null' OR (KIND = 'text' AND VALUE = ''))",
}
_POSTGRES = {
    TEXT: "CASE WHEN KIND = 'string' THEN NULLIF(VALUE, '') END",
    NUMBER: "CASE WHEN KIND = 'number' THEN CAST(VALUE AS double precision) END",
    BOOLEAN: "CASE WHEN KIND = 'boolean' THEN CAST(VALUE AS boolean) END",
    DATE: f"CASE WHEN KIND = 'string' AND VALUE ~ '{_DAY_REGEX}' THEN VALUE COLLATE \"C\" END",
    "missing": "(KIND IS NULL OR KIND = 'null' OR (KIND = 'string' AND VALUE = ''))",
}


def _infix(operator: str) -> Anything:
    return lambda value, literal: _Template(value, literal, sql=f"({{}} {operator} {{}})")


_COMPARISONS = {
    "eq": _infix("="),
    "ne": _infix("<>"),
    "lt": _infix("<"),
    "le": _infix("<="),
    "gt": _infix(">"),
    "ge": _infix(">="),
    "between": lambda value, low, high: _Template(value, low, high, sql="({} BETWEEN {} AND {})"),
    "contains": lambda value, part: _Template(
        value, part, sql="(INSTR({}, {}) > 0)", postgresql="(STRPOS({}, {}) > 0)"
    ),
    "starts": lambda value, part: _Template(
        value, part, part, sql="(SUBSTR({}, 1, LENGTH({})) = {})", postgresql="(LEFT({}, LENGTH({})) = {})"
    ),
}
