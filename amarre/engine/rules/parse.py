"""From JSON or YAML data to a rule, refusing what cannot be meant."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from datetime import date, datetime
from itertools import pairwise

from amarre.engine.rules.errors import RuleError
from amarre.engine.rules.tree import (
    OPERATORS,
    UNITS,
    All,
    Any,
    Condition,
    Not,
    Operand,
    Relative,
    Rule,
    operand_type,
)

GROUPS = ("all", "any", "not")
MAX_DEPTH = 12
MAX_CONDITIONS = 1_000
MAX_TEXT = 1_000
#: Whole numbers up to here are exact in every evaluator (IEEE 754 double precision).
MAX_NUMBER = 2**53

_FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")
_RELATIVES = {f"{unit}_{side}": (unit, side == "before") for unit in UNITS for side in ("before", "after")}
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


def parse(data: object) -> Rule:
    """The rule written in `data` (what `json.loads` or a YAML loader gives). Raises `RuleError`."""
    return _Parser().rule(data, "", depth=1)


class _Parser:
    def __init__(self) -> None:
        self.size = 0

    def rule(self, data: object, path: str, *, depth: int) -> Rule:
        if depth > MAX_DEPTH:
            raise RuleError(path, "too_deep", limit=MAX_DEPTH)
        if not isinstance(data, Mapping):
            raise RuleError(path, "not_an_object", found=_describe(data))
        groups = [key for key in GROUPS if key in data]
        if not groups:
            return self.condition(data, path)
        key = groups[0]
        if len(data) > 1:
            raise RuleError(path, "group_with_more", key=key)
        return self.group(key, data[key], _join(path, key), depth=depth)

    def group(self, key: str, content: object, path: str, *, depth: int) -> Rule:
        self.grow(path)
        if key == "not":
            return Not(self.rule(content, path, depth=depth + 1))
        if not isinstance(content, (list, tuple)):
            raise RuleError(path, "not_a_list", key=key)
        if key == "any" and not content:
            raise RuleError(path, "empty_list", key=key)
        rules = tuple(self.rule(each, f"{path}[{i}]", depth=depth + 1) for i, each in enumerate(content))
        return All(rules) if key == "all" else Any(rules)

    def condition(self, data: Mapping[object, object], path: str) -> Condition:
        self.grow(path)
        field = data.get("field")
        if field is None:
            raise RuleError(path, "no_field")
        if not isinstance(field, str) or not _FIELD.fullmatch(field) or len(field) > 200:
            raise RuleError(_join(path, "field"), "bad_field", field=str(field)[:60])
        op = _operator(data, field, path)
        operands = self.operands(op, data[op], _join(path, op))
        return Condition(field, op, operands)

    def operands(self, op: str, content: object, path: str) -> tuple[Operand, ...]:
        if op in ("in", "between"):
            if not isinstance(content, (list, tuple)):
                raise RuleError(path, "two_bounds" if op == "between" else "not_a_list", key=op)
            if not content:
                raise RuleError(path, "empty_list", key=op)
            for _ in content:
                self.grow(path)
            operands = tuple(_operand(op, each, f"{path}[{i}]") for i, each in enumerate(content))
        else:
            operands = (_operand(op, content, path),)
        _check_types(op, operands, path)
        if op == "between":
            _check_bounds(operands, path)
        return operands

    def grow(self, path: str) -> None:
        self.size += 1
        if self.size > MAX_CONDITIONS:
            raise RuleError(path, "too_long", limit=MAX_CONDITIONS)


def _operator(data: Mapping[object, object], field: str, path: str) -> str:
    found = [key for key in data if key != "field"]
    for key in found:
        if key not in OPERATORS:
            raise RuleError(path, "unknown_key", key=str(key)[:60], allowed=", ".join(OPERATORS))
    if not found:
        raise RuleError(path, "no_operator", field=field, allowed=", ".join(OPERATORS))
    if len(found) > 1:
        raise RuleError(path, "several_operators", field=field, found=", ".join(map(str, found)))
    return str(found[0])


def _operand(op: str, content: object, path: str) -> Operand:
    if isinstance(content, bool):
        return content
    if isinstance(content, str):
        return _text(content, path)
    if isinstance(content, (int, float)):
        if not math.isfinite(content) or abs(content) > MAX_NUMBER:
            raise RuleError(path, "bad_number")
        return content
    if isinstance(content, date) and not isinstance(content, datetime):
        return content
    if isinstance(content, Mapping) and len(content) == 1:
        ((key, value),) = content.items()
        if key == "date":
            return _day(value, path)
        if key in _RELATIVES:
            return _relative(str(key), value, path)
    raise RuleError(path, "bad_literal", op=op, found=_describe(content))


def _text(content: str, path: str) -> str:
    if not content:
        raise RuleError(path, "empty_text")
    if len(content) > MAX_TEXT or _CONTROL.search(content):
        raise RuleError(path, "bad_text")
    return content


def _day(value: object, path: str) -> date:
    if isinstance(value, date) and not isinstance(value, datetime):
        return value
    try:
        if not isinstance(value, str) or len(value) != 10:
            raise ValueError
        return date.fromisoformat(value)
    except ValueError:
        raise RuleError(path, "bad_date", found=str(value)[:60]) from None


def _relative(key: str, count: object, path: str) -> Relative:
    unit, before = _RELATIVES[key]
    if not isinstance(count, int) or isinstance(count, bool) or not 0 <= count <= UNITS[unit]:
        raise RuleError(path, "bad_relative", key=key, limit=UNITS[unit])
    return Relative(count, unit, before)


def _check_types(op: str, operands: tuple[Operand, ...], path: str) -> None:
    types = {operand_type(each) for each in operands}
    for found in sorted(types - OPERATORS[op]):
        raise RuleError(path, "wrong_type", op=op, found=found, allowed=", ".join(sorted(OPERATORS[op])))
    if len(types) > 1:
        raise RuleError(path, "mixed_types", op=op)


def _check_bounds(operands: tuple[Operand, ...], path: str) -> None:
    """Reversed bounds are a slip of the pen. Days counted from today are compared on one same day."""
    if len(operands) != 2:
        raise RuleError(path, "two_bounds")
    comparable = [each.resolve(date(2000, 6, 15)) if isinstance(each, Relative) else each for each in operands]
    if any(isinstance(each, Relative) for each in operands) and not all(
        isinstance(each, Relative) for each in operands
    ):
        return  # one bound moves with today and the other does not: they may cross one day, and that is meant
    if any(low > high for low, high in pairwise(comparable)):  # type: ignore[operator]
        raise RuleError(path, "bounds_reversed")


def _join(path: str, key: str) -> str:
    return f"{path}.{key}" if path else key


def _describe(data: object) -> str:
    if data is None:
        return "null"
    if isinstance(data, (list, tuple)):
        return "[…]"
    if isinstance(data, Mapping):
        return "{" + ", ".join(str(key) for key in list(data)[:3]) + "}"
    return f"“{str(data)[:40]}”"
