"""Conditions of blocks: from `orders_pending > 0 and city is "Lyon"` to a rule of the one rule language, and back.

    or  :=  and ("or" and)*          and  :=  not ("and" not)*          not  :=  "not" not | "(" or ")" | question
    question  :=  name | name op value | name ["is"] ["not"] "in" (value, …) | name "between" value "and" value
    op  :=  = != < <= > >= | is | is not | contains | starts with        also: name is known, name is unknown

A name alone asks whether it is known and neither "no" nor zero. What that means depends on the type of the value, which
the words do not say: `bare` writes it once, and `fit` asks the right question once the type is known.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from amarre.engine.render.errors import Misread
from amarre.engine.rules import All, Any, Condition, Not, Operand, Rule, RuleError, fields
from amarre.engine.rules import parse as parse_rule
from amarre.engine.rules.tree import BOOLEAN, NUMBER, TEXT, operand_type

PERSON = "person."
MAX_NESTED = 8

_OPERATORS = {
    "=": "eq", "==": "eq", "!=": "ne", "≠": "ne", "<>": "ne",
    "<": "lt", "<=": "le", "≤": "le", ">": "gt", ">=": "ge", "≥": "ge",
}  # fmt: skip
_SIGNS = {"eq": "=", "ne": "!=", "lt": "<", "le": "<=", "gt": ">", "ge": ">=", "contains": "contains"}
_QUOTES = {'"': '"', "“": "”", "«": "»", "'": "'", "‘": "’"}
_KEYWORDS = frozenset({"and", "or", "not", "is", "in", "if", "else", "end", "contains", "starts", "between"})
_BOOLEANS = {"true": True, "yes": True, "false": False, "no": False}

_SPACE = re.compile(r"\s*")
_SIGN = re.compile(r"<=|>=|<>|!=|==|[=<>≠≤≥]")
_WORD = re.compile(r"[^\W\d][\w-]*(?:\.[\w-]+)*")
_DAYLIKE = re.compile(r"\d{4}-\d{1,2}-\d{1,2}(?!\d)|\d{1,2}/\d{1,2}/\d{2,4}(?!\d)")
_NUMBER = re.compile(r"[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:[.,]\d+)?(?![\w])")
_LISTED = re.compile(r"[-−]?(?:\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+)(?:\.\d+)?(?![\w])")
_FIELD = re.compile(r"[a-z][a-z0-9_]*(\.[a-z0-9_]+)*")


@dataclass(frozen=True, slots=True)
class Test:
    """One condition as it was written, and the rule it means. Fields of the rule are bare: `orders_pending`."""

    source: str
    rule: Rule

    @property
    def names(self) -> frozenset[str]:
        """What it asks about, as places name it: "person.orders_pending"."""
        return frozenset(f"{PERSON}{field}" for field in fields(self.rule))


def compile_condition(source: str) -> Test:
    """The condition written in `source`. Raises Misread, with an offset in `source`."""
    reader = _Reader(source)
    if reader.at_end():
        raise Misread("no_condition", 0)
    rule = reader.either(0)
    if not reader.at_end():
        raise Misread("condition_rest", reader.at, found=reader.next_words())
    try:
        return Test(source.strip(), parse_rule(rule.to_data()))
    except RuleError:
        raise Misread("condition_long", 0) from None


def bare(field: str) -> Rule:
    """A name alone, before the type of its value is known: "is known, and is not no"."""
    return All((Condition(field, "missing", (False,)), Condition(field, "ne", (False,))))


def fit(rule: Rule, type_of: Callable[[str], str], *, brief: bool = False) -> Rule:
    """The rule with each name alone asked according to its type (text, number, date, boolean; "" when not known).

    True or false, never unknown: someone whose value is not known is someone of whom it is not true. `brief` leaves
    out what is only there for that, for a rule that is to be read.
    """
    if isinstance(rule, Condition):
        return rule
    if isinstance(rule, Not):
        return Not(fit(rule.rule, type_of, brief=brief))
    if isinstance(rule, All) and (field := _bare_field(rule)):
        return _asked(field, type_of(field), brief)
    return type(rule)(tuple(fit(each, type_of, brief=brief) for each in rule.rules))


def type_of_value(value: object) -> str:
    """The type of a value as it was imported; a text and a date are both asked whether they are known."""
    return BOOLEAN if isinstance(value, bool) else NUMBER if isinstance(value, (int, float, Decimal)) else TEXT


def write(rule: Rule) -> str:
    """The condition that means `rule`. Raises ValueError for what the words of a block cannot say (relative days)."""
    if isinstance(rule, Condition):
        return _question(rule)
    if isinstance(rule, Not):
        return f"not ({write(rule.rule)})"
    if isinstance(rule, All) and (field := _bare_field(rule)):
        return _name(field)
    if len(rule.rules) < 2:
        raise ValueError("a group of fewer than two conditions")
    joined = " and " if isinstance(rule, All) else " or "
    return joined.join(f"({write(each)})" if _is_group(each) else write(each) for each in rule.rules)


def _bare_field(rule: All) -> str:
    """The field when this is a name alone, or ""."""
    first = rule.rules[0] if rule.rules else None
    return first.field if isinstance(first, Condition) and rule == bare(first.field) else ""


def _is_group(rule: Rule) -> bool:
    return isinstance(rule, Any) or (isinstance(rule, All) and not _bare_field(rule))


def _asked(field: str, type_: str, brief: bool) -> Rule:
    known = Condition(field, "missing", (False,))
    if type_ not in (BOOLEAN, NUMBER):
        return known
    asked = Condition(field, "eq", (True,)) if type_ == BOOLEAN else Condition(field, "ne", (0,))
    return asked if brief else All((known, asked))


class _Reader:
    """Reads one condition from left to right; `at` is where it stands."""

    def __init__(self, source: str) -> None:
        self.source = source
        self.at = 0

    def either(self, depth: int) -> Rule:
        return self._joined("or", Any, lambda: self._joined("and", All, lambda: self._negated(depth)))

    def at_end(self) -> bool:
        self._skip()
        return self.at >= len(self.source)

    def next_words(self) -> str:
        """What stands here, for an error to quote."""
        self._skip()
        rest = self.source[self.at :].split(None, 1)
        return rest[0][:40] if rest else ""

    def _joined(self, word: str, group: type[All] | type[Any], part: Callable[[], Rule]) -> Rule:
        rules = [part()]
        while self._take(word):
            rules.append(part())
        return rules[0] if len(rules) == 1 else group(tuple(rules))

    def _negated(self, depth: int) -> Rule:
        if depth > MAX_NESTED:
            raise Misread("condition_long", self.at)
        if self._take("not"):
            return Not(self._negated(depth + 1))
        opened = self.at
        if not self._sign("("):
            return self._ask()
        rule = self.either(depth + 1)
        if self.at_end():
            raise Misread("bracket_open", opened)
        if not self._sign(")"):
            raise Misread("condition_rest", self.at, found=self.next_words())
        return rule

    def _ask(self) -> Rule:
        field = self._field()
        self._skip()
        if sign := _SIGN.match(self.source, self.at):
            self.at = sign.end()
            return self._compared(field, _OPERATORS[sign[0]], sign[0])
        if self._take("contains"):
            return Condition(field, "contains", (self._text(),))
        if self._take("starts"):
            if not self._take("with"):
                raise Misread("with_expected", self.at)
            return Condition(field, "starts", (self._text(),))
        if self._take("between"):
            return self._between(field)
        return self._worded(field)

    def _worded(self, field: str) -> Rule:
        """What comes after `is`, `is not`, `in` and `not in`; a name alone otherwise."""
        is_ = self._take("is")
        before = self.at
        not_ = self._take("not")
        if self._take("in"):
            listed = Condition(field, "in", self._list())
            return Not(listed) if not_ else listed
        if not is_:
            self.at = before
            return bare(field)
        for word, missing in (("known", False), ("unknown", True)):
            if self._take(word):
                return Condition(field, "missing", (missing is not not_,))
        return self._compared(field, "ne" if not_ else "eq", "is")

    def _compared(self, field: str, op: str, sign: str) -> Rule:
        self._skip()
        start = self.at
        value = self._value(_NUMBER)
        if op not in ("eq", "ne") and operand_type(value) in (TEXT, BOOLEAN):
            raise Misread("order_on_text", start, op=sign)
        return Condition(field, op, (value,))

    def _between(self, field: str) -> Rule:
        self._skip()
        start = self.at
        low = self._value(_NUMBER)
        if not self._take("and"):
            raise Misread("value_expected", self.at)
        high = self._value(_NUMBER)
        if operand_type(low) != operand_type(high):
            raise Misread("list_mixed", start)
        if operand_type(low) in (TEXT, BOOLEAN):
            raise Misread("order_on_text", start, op="between")
        if low > high:  # type: ignore[operator]
            raise Misread("bounds_reversed", start)
        return Condition(field, "between", (low, high))

    def _list(self) -> tuple[Operand, ...]:
        """In a list a comma parts the values, so that decimals are written with a point there."""
        self._skip()
        opened = self.at
        if not self._sign("("):
            raise Misread("list_open", opened)
        values = [self._value(_LISTED)]
        while self._sign(",") or self._sign(";"):
            values.append(self._value(_LISTED))
        if not self._sign(")"):
            raise Misread("bracket_open", opened)
        types = {operand_type(each) for each in values}
        if len(types) > 1 or BOOLEAN in types:
            raise Misread("list_mixed", opened)
        return tuple(values)

    def _field(self) -> str:
        self._skip()
        start = self.at
        word = _WORD.match(self.source, start)
        if word is None or word[0] in _KEYWORDS:
            raise Misread("name_expected" if not self.at_end() else "no_condition", start, found=self.next_words())
        self.at = word.end()
        field = word[0].removeprefix(PERSON)
        if field == word[0] and "." in field:
            raise Misread("name_not_person", start, found=word[0][:60])
        if not _FIELD.fullmatch(field) or len(field) > 200:
            raise Misread("name_bad", start, found=word[0][:60])
        return field

    def _text(self) -> str:
        self._skip()
        start = self.at
        value = self._value(_NUMBER)
        if not isinstance(value, str):
            raise Misread("value_unquoted", start, found=self.source[start : self.at].strip())
        return value

    def _value(self, number: re.Pattern[str]) -> Operand:
        self._skip()
        start = self.at
        if self.source[start : start + 1] in _QUOTES and start < len(self.source):
            return self._quoted(start)
        if day := _DAYLIKE.match(self.source, start):
            self.at = day.end()
            return _day(day[0], start)
        if found := number.match(self.source, start):
            self.at = found.end()
            return _number(found[0], start)
        word = _WORD.match(self.source, start)
        if word is None:
            raise Misread("value_expected", start)
        if word[0] not in _BOOLEANS:
            raise Misread("value_unquoted", start, found=word[0][:60])
        self.at = word.end()
        return _BOOLEANS[word[0]]

    def _quoted(self, start: int) -> str:
        opening = self.source[start]
        end = self.source.find(_QUOTES[opening], start + 1)
        if end < 0:
            raise Misread("quote_open", start)
        self.at = end + 1
        text = self.source[start + 1 : end]
        text = text.strip() if opening == "«" else text
        if not text:
            raise Misread("text_empty", start)
        try:
            parse_rule({"field": "x", "eq": text})
        except RuleError:
            raise Misread("text_bad", start) from None
        return text

    def _take(self, word: str) -> bool:
        """Whether `word` stands here, and is passed."""
        self._skip()
        found = _WORD.match(self.source, self.at)
        if found is None or found[0] != word:
            return False
        self.at = found.end()
        return True

    def _sign(self, sign: str) -> bool:
        self._skip()
        if not self.source.startswith(sign, self.at):
            return False
        self.at += len(sign)
        return True

    def _skip(self) -> None:
        self.at = _SPACE.match(self.source, self.at).end()  # type: ignore[union-attr]


def _day(written: str, offset: int) -> date:
    try:
        return date.fromisoformat(written if len(written) == 10 else "")
    except ValueError:
        raise Misread("date_bad", offset, found=written) from None


def _number(written: str, offset: int) -> int | float:
    plain = re.sub(r"\s", "", written).replace("−", "-").replace(",", ".")
    number = float(plain) if "." in plain else int(plain[:400])
    try:
        parse_rule({"field": "x", "eq": number})
    except RuleError:
        raise Misread("number_bad", offset, found=written[:40]) from None
    return number


def _question(condition: Condition) -> str:
    name, values = _name(condition.field), [_literal(each) for each in condition.operands]
    if condition.op == "missing":
        return f"{name} is {'unknown' if condition.operands[0] else 'known'}"
    if condition.op == "in":
        return f"{name} in ({', '.join(values)})"
    if condition.op == "between":
        return f"{name} between {values[0]} and {values[1]}"
    if condition.op == "starts":
        return f"{name} starts with {values[0]}"
    sign = {"eq": "is", "ne": "is not"}.get(condition.op) if condition.type == TEXT else None
    return f"{name} {sign or _SIGNS[condition.op]} {values[0]}"


def _name(field: str) -> str:
    return f"{PERSON}{field}" if "." in field or field in _KEYWORDS else field


def _literal(operand: Operand) -> str:
    if isinstance(operand, bool):
        return "yes" if operand else "no"
    if isinstance(operand, (int, float)):
        return format(Decimal(repr(operand)), "f")
    if isinstance(operand, date):
        return operand.isoformat()
    if not isinstance(operand, str):
        raise ValueError("a day counted from today")
    for opening, closing in _QUOTES.items():
        if closing not in operand and "}}" not in operand and (opening != "«" or operand == operand.strip()):
            return f"{opening}{operand}{closing}"
    raise ValueError("a text with every kind of quote, or with double braces")
