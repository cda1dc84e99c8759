"""The reasons why a line or a cell was refused, in words that say what to do."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.engine.tabular import Problem

#: One sentence for each code of `engine.tabular.problem.CODES`; a test holds both lists equal.
SENTENCES: dict[str, Any] = {
    "too_few_cells": gettext_lazy("%(found)s cells instead of %(expected)s: the line seems cut."),
    "too_many_cells": gettext_lazy(
        "%(found)s cells instead of %(expected)s: a separator stands inside a text. Put that text between quotation "
        "marks."
    ),
    "unclosed_quote": gettext_lazy("A quotation mark opens a cell and never closes it. Remove it or close it."),
    "line_too_long": gettext_lazy("The line has more than a million characters: it is not a person."),
    "undecodable": gettext_lazy("Some characters cannot be read. Save the file again as “CSV UTF-8”."),
    "email_no_at": gettext_lazy("“%(text)s” is not an e-mail address: it needs one @."),
    "email_malformed": gettext_lazy("“%(text)s” is not an e-mail address."),
    "email_domain_mistyped": gettext_lazy("“%(text)s” looks mistyped. Is it %(suggestion)s?"),
    "email_several": gettext_lazy("“%(text)s” holds several addresses. Keep one, or use several columns."),
    "phone_unreadable": gettext_lazy("“%(text)s” is not a telephone number."),
    "phone_invalid": gettext_lazy("“%(text)s” is not a number that exists. Is a digit or the country prefix missing?"),
    "digits_rounded": gettext_lazy(
        "“%(text)s”: the spreadsheet has rounded this number, and its last digits are lost. Format the column as text "
        "and fill it again."
    ),
    "not_a_number": gettext_lazy("“%(text)s” is not a number."),
    "not_a_date": gettext_lazy("“%(text)s” is not a date that exists. Write for example 31/12/2026."),
    "not_a_boolean": gettext_lazy("“%(text)s” is neither yes nor no."),
    "not_a_language": gettext_lazy("“%(text)s” is not a language that we know. Write for example fr or en."),
    "not_a_consent": gettext_lazy("“%(text)s” says neither yes nor no. Write for example yes or refused."),
    "not_a_channel": gettext_lazy("“%(text)s” is not a channel that we know. Write for example e-mail, SMS or letter."),
    "not_a_time_zone": gettext_lazy("“%(text)s” is not a time zone. Write for example Europe/Paris or Indian/Reunion."),
    "too_long": gettext_lazy("The text is longer than %(limit)s characters."),
    "no_identity": gettext_lazy(
        "No customer number, no e-mail address, no telephone: nothing tells this person apart."
    ),
    "same_as_line": gettext_lazy("Same person as on line %(line)s (%(identity)s)."),
    "several_people": gettext_lazy(
        "Several people already have %(identity)s. Add the customer number to tell them apart."
    ),
}


def say(problem: Problem, *, column: str = "") -> str:
    """The reason in the active language, with the name of the column when it is about one cell."""
    sentence = str(SENTENCES[problem.code]) % problem.details
    return _("%(column)s: %(reason)s") % {"column": column, "reason": sentence} if column else sentence
