"""The proof as a file: one line per person and message, for a spreadsheet (CSV) or another program (JSON lines)."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from datetime import datetime
from typing import Any

from amarre.broadcasts.proof import proof_rows
from amarre.situation.models import Crisis

COLUMNS = (
    "customer_number", "name", "address", "language", "title", "occasion", "subject", "channel", "state", "reason",
    "queued_at", "sent_at", "closed_at", "written_by", "approved_by", "approved_at", "facts", "person", "message",
    "corrects",
)  # fmt: skip


class _Echo:
    """A file that hands each line back, so that a file of millions is never held in memory."""

    def write(self, line: str) -> str:
        return line


def csv_lines(crisis: Crisis) -> Iterator[str]:
    """UTF-8 with a byte order mark and semicolons: what the office suites of the house open without asking."""
    writer = csv.writer(_Echo(), delimiter=";")
    yield "\ufeff"
    yield writer.writerow(COLUMNS)
    for row in proof_rows(crisis):
        yield writer.writerow([_cell(column, row[column]) for column in COLUMNS])


def json_lines(crisis: Crisis) -> Iterator[str]:
    """One JSON object a line; moments in ISO 8601, facts as a list of {key, version, status, words, source}."""
    for row in proof_rows(crisis):
        yield json.dumps(row, ensure_ascii=False, default=str) + "\n"


def _cell(column: str, value: Any) -> str:
    if column == "facts":
        value = " | ".join(f"{fact['key']} v{fact['version']}: {fact['words']} ({fact['source']})" for fact in value)
    if isinstance(value, datetime):
        value = value.isoformat(timespec="seconds")
    return harmless("" if value is None else str(value))


def harmless(words: str) -> str:
    """A cell that a spreadsheet would run as a formula is kept as text (CSV injection)."""
    return f"'{words}" if words[:1] in ("=", "+", "-", "@", "\t", "\r") else words
