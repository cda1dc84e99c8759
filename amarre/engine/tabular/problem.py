"""What is wrong with a line or a cell, as a code and its details."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

#: Every code, with what it means. Screens put them in words (`amarre.people.problems`), and a test there
#: holds the two lists equal.
CODES: dict[str, str] = {
    "too_few_cells": "fewer cells than the header: found, expected",
    "too_many_cells": "more cells than the header: found, expected",
    "unclosed_quote": "a quotation mark opens a cell and never closes it",
    "line_too_long": "a line of more than a million characters",
    "undecodable": "bytes that mean nothing in the encoding of the file",
    "email_no_at": "no @, or more than one: text",
    "email_malformed": "not of the form name@domain.tld: text",
    "email_domain_mistyped": "a domain that is a known one with a slip: text, suggestion",
    "email_several": "several addresses in one cell: text",
    "phone_unreadable": "not a telephone number: text",
    "phone_invalid": "digits that no operator gives out: text",
    "digits_rounded": "a spreadsheet has rounded the number (6.12E+08): text",
    "not_a_number": "text",
    "not_a_date": "text",
    "not_a_boolean": "text",
    "not_a_language": "text",
    "not_a_consent": "neither agreement nor refusal: text",
    "not_a_channel": "not the name of a way to reach people: text",
    "not_a_time_zone": "not an IANA time zone: text",
    "too_long": "a text longer than the place that keeps it: limit",
    "no_identity": "nothing in the line tells who it is",
    "same_as_line": "the same person as on an earlier line of the file: line, identity",
    "several_people": "several people already known have this address: identity",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong. `code` is a key of `CODES`; `details` fill its sentence."""

    code: str
    details: Mapping[str, object] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if self.code not in CODES:
            raise KeyError(self.code)
