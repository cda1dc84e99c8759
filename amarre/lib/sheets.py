"""Tables as files for a spreadsheet: CSV that the office suites of the house open without asking, line by line."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.utils import timezone

# Office suites take the wide forms of East Asian keyboards for the same signs.
_BEGINS_A_FORMULA = frozenset("=+-@\t\r\n＝＋－＠")


class _Echo:
    """A file that hands each line back, so that a file of millions is never held in memory."""

    def write(self, line: str) -> str:
        return line


def csv_lines(head: Iterable[Any], rows: Iterable[Iterable[Any]]) -> Iterator[str]:
    """UTF-8 with a byte order mark and semicolons; moments in local time, to the second."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow([cell(value) for value in head])
    for row in rows:
        yield writer.writerow([cell(value) for value in row])


def cell(value: Any) -> str:
    """What a spreadsheet shows of a value; nothing for None."""
    if isinstance(value, datetime):
        value = (timezone.localtime(value) if timezone.is_aware(value) else value).isoformat(timespec="seconds")
    return harmless("" if value is None else str(value))


def harmless(words: str) -> str:
    """A cell that a spreadsheet would run as a formula is kept as text (CSV injection)."""
    return (
        f"'{words}"
        if words.lstrip(" ")[:1] in ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
        else words
    )
