"""What is wrong with a template, in the reader's language."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.engine.render import RenderError

#: By the code of the error; the details it brings are named in `engine.render.errors`.
WORDS: Mapping[str, str | Promise] = {
    "missing": gettext_lazy("No value for %(names)s."),
    "unreadable": gettext_lazy("“%(found)s” cannot be read. Write {{ fact.key }}."),
    "not_closed": gettext_lazy("“{{” is opened and never closed by “}}”."),
    "if_not_closed": gettext_lazy("This block is never closed. Write {{ end }} where it ends."),
    "else_alone": gettext_lazy("“else” stands outside of any block. Begin one with {{ if … }}."),
    "else_twice": gettext_lazy("This block already has its “else”. Close it with {{ end }} first."),
    "else_words": gettext_lazy("After “else” comes nothing, or “if” and a condition: “%(found)s” cannot be read."),
    "end_alone": gettext_lazy("“end” closes no block. Begin one with {{ if … }}, or remove this “end”."),
    "end_words": gettext_lazy("Nothing comes after “end”: “%(found)s” cannot be read."),
    "too_deep": gettext_lazy("Blocks can be nested %(limit)s deep, not more. Split the text."),
    "too_many": gettext_lazy("A text holds at most %(limit)s blocks. Split it."),
    "no_condition": gettext_lazy("Say when the block is shown: {{ if orders_pending > 0 }}."),
    "name_expected": gettext_lazy("The name of a column is expected here, not “%(found)s”."),
    "name_not_person": gettext_lazy("A condition is about the person: “%(found)s” is not a column of people."),
    "name_bad": gettext_lazy("“%(found)s” is not the name of a column: small letters without accents, digits and “_”."),
    "value_expected": gettext_lazy(
        "A value is expected here: a number, a day such as 2026-03-01, or words between quotes."
    ),
    "value_unquoted": gettext_lazy('Put words between quotes: "%(found)s".'),
    "quote_open": gettext_lazy("This quote is never closed."),
    "text_empty": gettext_lazy(
        "Nothing stands between these quotes. To ask whether a column is filled, write “is known”."
    ),
    "text_bad": gettext_lazy("These words are too long, or hold a character that cannot be kept."),
    "number_bad": gettext_lazy("The number “%(found)s” is too large."),
    "date_bad": gettext_lazy("“%(found)s” is not a day. Write year-month-day: 2026-03-01."),
    "order_on_text": gettext_lazy("“%(op)s” compares numbers and days, not words. Use “is” or “in”."),
    "list_open": gettext_lazy('The list is written between brackets: in ("Lyon", "Paris").'),
    "list_mixed": gettext_lazy("All the values of one list must be of the same kind."),
    "bounds_reversed": gettext_lazy("The first bound is above the second: nobody would match. Swap them."),
    "with_expected": gettext_lazy("Write “starts with” and the first letters between quotes."),
    "bracket_open": gettext_lazy("This bracket is never closed."),
    "condition_rest": gettext_lazy(
        "The condition should end before “%(found)s”. Join two conditions with “and” or “or”."
    ),
    "not_here": gettext_lazy("These words are the same for everybody: blocks for some people only belong in messages."),
    "condition_long": gettext_lazy("This condition is too long or too nested. Simplify it."),
}


def said(error: RenderError) -> str:
    """What is wrong and what to write instead."""
    return str(WORDS[error.code]) % error.details


def said_with_line(error: RenderError) -> str:
    """The same, with the line where it stands."""
    if not error.line:
        return said(error)
    return _("Line %(line)s cannot be read: %(why)s") % {"line": error.line, "why": said(error)}
