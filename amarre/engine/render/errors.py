"""What is wrong with a template, where, and what to write instead: a code with its details, and English words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

#: English words by code. The layer above translates by the code, with the same details.
MESSAGES: dict[str, str] = {
    "missing": "No value for {names}.",
    "unreadable": "“{found}” cannot be read. Write {{{{ fact.key }}}}.",
    "not_closed": "“{{{{” is opened and never closed by “}}}}”.",
    "if_not_closed": "This block is never closed. Write {{{{ end }}}} where it ends.",
    "else_alone": "“else” stands outside of any block. Begin one with {{{{ if … }}}}.",
    "else_twice": "This block already has its “else”. Close it with {{{{ end }}}} first.",
    "else_words": "After “else” comes nothing, or “if” and a condition: “{found}” cannot be read.",
    "end_alone": "“end” closes no block. Begin one with {{{{ if … }}}}, or remove this “end”.",
    "end_words": "Nothing comes after “end”: “{found}” cannot be read.",
    "too_deep": "Blocks can be nested {limit} deep, not more. Split the text.",
    "too_many": "A text holds at most {limit} blocks. Split it.",
    "no_condition": "Say when the block is shown: {{{{ if orders_pending > 0 }}}}.",
    "name_expected": "The name of a column is expected here, not “{found}”.",
    "name_not_person": "A condition is about the person: “{found}” is not a column of people.",
    "name_bad": "“{found}” is not the name of a column: small letters without accents, digits and “_”.",
    "value_expected": "A value is expected here: a number, a day such as 2026-03-01, or words between quotes.",
    "value_unquoted": 'Put words between quotes: "{found}".',
    "quote_open": "This quote is never closed.",
    "text_empty": "Nothing stands between these quotes. To ask whether a column is filled, write “is known”.",
    "text_bad": "These words are too long, or hold a character that cannot be kept.",
    "number_bad": "The number “{found}” is too large.",
    "date_bad": "“{found}” is not a day. Write year-month-day: 2026-03-01.",
    "order_on_text": "“{op}” compares numbers and days, not words. Use “is” or “in”.",
    "list_open": 'The list is written between brackets: in ("Lyon", "Paris").',
    "list_mixed": "All the values of one list must be of the same kind.",
    "bounds_reversed": "The first bound is above the second: nobody would match. Swap them.",
    "with_expected": "Write “starts with” and the first letters between quotes.",
    "bracket_open": "This bracket is never closed.",
    "condition_rest": "The condition should end before “{found}”. Join two conditions with “and” or “or”.",
    "not_here": "These words are the same for everybody: blocks for some people only belong in messages.",
    "condition_long": "This condition is too long or too nested. Simplify it.",
}


class RenderError(ValueError):
    """A template cannot be read or filled.

    `code` names the mistake and `details` what the words about it need (see `MESSAGES`); `line` and `column` (from 1,
    0 when there is none) say where; `missing`: names without a value.
    """

    def __init__(
        self,
        code: str,
        *,
        details: Mapping[str, object] | None = None,
        line: int = 0,
        column: int = 0,
        missing: Iterable[str] = (),
    ) -> None:
        self.code = code
        self.details = dict(details or {})
        self.line = line
        self.column = column
        self.missing = tuple(missing)
        self.message = MESSAGES[code].format(**self.details)
        super().__init__(self.message)


class Misread(Exception):
    """A mistake at an offset of what is being read, before its line and column are known."""

    def __init__(self, code: str, offset: int, **details: object) -> None:
        super().__init__(code)
        self.code = code
        self.offset = offset
        self.details = details

    def within(self, source: str, start: int = 0) -> RenderError:
        """The same mistake with its line and column, when what was read begins at `start` of `source`."""
        offset = start + self.offset
        line = source.count("\n", 0, offset) + 1
        column = offset - (source.rfind("\n", 0, offset) + 1) + 1
        return RenderError(self.code, details=self.details, line=line, column=column)
