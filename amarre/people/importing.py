"""Running an import: rows in, people out, refused lines kept with their reasons; and going on after a stop.

Batches are written one transaction each, with the place reached, so that a worker killed in the middle goes on where
it stopped. The file is read again from its start then, which rebuilds what had been refused: reading is deterministic.
"""

from __future__ import annotations

import csv
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any

from django.conf import settings
from django.db import transaction
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from amarre.engine.tabular import Problem, Row, Shape, look, read
from amarre.engine.tabular.columns import guess_columns
from amarre.engine.tabular.shape import HEAD_BYTES
from amarre.people.entries import Entry, Reader
from amarre.people.mapping import Mapping, propose
from amarre.people.models import Column, Import
from amarre.people.problems import say
from amarre.people.writing import write

BATCH = 2_000
SAMPLE_ROWS = 200
_BLOCK = 262_144

Told = Callable[[Import], None]
Clock = Callable[[], datetime]


@dataclass(frozen=True)
class Preview:
    """The beginning of a file: its shape, the names of its columns, its first rows (broken ones apart)."""

    shape: Shape
    names: list[str]
    rows: list[list[str]]
    broken: list[Row]


def preview(path: Path, *, header: bool | None = None) -> Preview:
    """Look at the first rows of a file. `header` overrides what we think of the first row."""
    head = _head(path)
    shape = look(head)
    rows = list(islice(read([head], shape), SAMPLE_ROWS + 1))
    if len(head) >= HEAD_BYTES:
        rows = rows[:-1]  # the last one may be cut
    whole = [row for row in rows if not row.problem]
    has_header = shape.header if header is None else header
    names = [cell.strip() for cell in whole[0].cells] if whole and has_header else []
    if not names:
        names = [_("Column %(number)s") % {"number": index + 1} for index in range(shape.width)]
    cells = [row.cells for row in (whole[1:] if has_header else whole)]
    return Preview(shape, names, cells, [row for row in rows if row.problem])


def proposed_mapping(seen: Preview, *, region: str, header: bool | None = None) -> Mapping:
    """Our guess for each column of a file."""
    guesses = guess_columns(seen.names, seen.rows, region=region, last_year=timezone.localdate().year + 10)
    return propose(guesses, region=region, header=seen.shape.header if header is None else header)


def run(import_: Import, *, at: datetime, clock: Clock | None = None, told: Told | None = None) -> Import:
    """Read the whole file into the database, from where it stopped if it did; the import ends DONE.

    `told` is called after each batch; `clock` gives the moment of the end (default: `at`). A problem that stops it
    leaves the import FAILED with the place reached, and is raised.
    """
    if import_.state == Import.State.DONE:
        return import_
    import_.state = Import.State.RUNNING
    import_.started_at = import_.started_at or at
    import_.save(update_fields=["state", "started_at"])
    language = import_.uploaded_by.language if import_.uploaded_by else settings.LANGUAGE_CODE
    try:
        with translation.override(language), ExitStack() as files:
            _Run(import_, at=at, files=files, told=told).run()
    except Exception as problem:
        Import.objects.filter(pk=import_.pk).update(state=Import.State.FAILED, problem=str(problem)[:300])
        raise
    import_.state, import_.finished_at, import_.read = Import.State.DONE, clock() if clock else at, import_.size
    import_.problem = ""
    import_.save(update_fields=["state", "finished_at", "read", "problem"])
    return import_


class _Run:
    """One pass over one file."""

    def __init__(self, import_: Import, *, at: datetime, files: ExitStack, told: Told | None) -> None:
        self.import_, self.at, self.told = import_, at, told
        self.path = Path(settings.MEDIA_ROOT) / import_.path
        self.mapping = Mapping.from_data(import_.mapping)
        seen = preview(self.path, header=self.mapping.header)
        self.shape, self.names = seen.shape, seen.names
        self.reader = Reader(self.mapping, seen.rows, today=timezone.localdate(at))
        self.lines_of: dict[tuple[str, str], int] = {}
        self.resume_after = import_.last_line
        self.bytes_read = 0
        self.files = files
        self.refused = _Reasons(self, "refused")
        self.incomplete = _Reasons(self, "incomplete")
        _declare_columns(self.mapping)

    def run(self) -> None:
        batch: list[tuple[Entry, Row]] = []
        line = 0
        for row in self._rows():
            line = row.line
            entry = self._entry(row)
            if entry is not None:
                batch.append((entry, row))
            if len(batch) >= BATCH:
                self._write(batch, line)
                batch = []
        self._write(batch, line)

    def _rows(self) -> Iterator[Row]:
        rows = read(self._blocks(), self.shape)
        if self.mapping.header:
            next(rows, None)
        return rows

    def _blocks(self) -> Iterator[bytes]:
        with self.path.open("rb") as file:
            while block := file.read(_BLOCK):
                self.bytes_read += len(block)
                yield block

    def _entry(self, row: Row) -> Entry | None:
        """The entry of a row, or None when the row is refused."""
        problem = row.problem
        if problem is None:
            entry = self.reader.read(row.line, row.cells)
            problem = self._double(entry)
            if problem is None:
                if entry.left_out:
                    self.incomplete.add(row, *[say(each, column=name) for name, each in entry.left_out])
                return entry
            self.refused.add(row, *[say(each, column=name) for name, each in entry.left_out], say(problem))
        else:
            self.refused.add(row, say(problem))
        return None

    def _double(self, entry: Entry) -> Problem | None:
        identity = entry.identity
        if identity is None:
            return Problem("no_identity")
        kind, value = identity
        earlier = self.lines_of.setdefault((kind, value.lower() if kind == "email" else value), entry.line)
        return None if earlier == entry.line else Problem("same_as_line", {"line": earlier, "identity": value})

    def _write(self, batch: Sequence[tuple[Entry, Row]], line: int) -> None:
        """Write what was not written before a stop, and where we are, in one transaction."""
        fresh = [entry for entry, _row in batch if entry.line > self.resume_after]
        import_ = self.import_
        with transaction.atomic():
            written = write(fresh, source=import_, at=self.at)
            import_.ambiguous |= {str(entry.line): problem.details["identity"] for entry, problem in written.refused}
            for entry, row in batch:
                if identity := import_.ambiguous.get(str(entry.line)):
                    self.refused.add(row, say(Problem("several_people", {"identity": identity})))
            import_.created += written.created
            import_.updated += written.updated
            import_.unchanged += written.unchanged
            import_.refused, import_.incomplete = self.refused.count, self.incomplete.count
            import_.lines = import_.created + import_.updated + import_.unchanged + import_.refused
            import_.read, import_.last_line = self.bytes_read, max(line, self.resume_after)
            import_.save()
        if self.told:
            self.told(import_)


class _Reasons:
    """A file of lines with the reasons, made when the first line comes; it can be mended and imported again."""

    def __init__(self, run: _Run, which: str) -> None:
        self.run, self.which = run, which
        self.count = 0
        self._writer: Any = None

    def add(self, row: Row, *reasons: str) -> None:
        if self._writer is None:
            self._open()
        cells = row.cells or row.raw.split(self.run.shape.separator)
        width = len(self.run.names)
        cells = [*cells[:width], *[""] * (width - len(cells))]
        self._writer.writerow([*cells, row.line, " ".join(reasons)])
        self.count += 1

    def _open(self) -> None:
        import_ = self.run.import_
        relative = f"{import_.path}.{self.which}.csv"
        path = Path(settings.MEDIA_ROOT) / relative
        # A byte order mark, without which Excel would not see that it is UTF-8.
        file = self.run.files.enter_context(path.open("w", encoding="utf-8-sig", newline=""))
        self._writer = csv.writer(file, delimiter=self.run.shape.separator)
        self._writer.writerow([*self.run.names, _("Line"), _("Reason")])
        setattr(import_, f"{self.which}_path", relative)


def _declare_columns(mapping: Mapping) -> None:
    """The rule builder learns the company's own columns; their latest name and type win."""
    for column in mapping.attributes():
        Column.objects.update_or_create(name=column.key, defaults={"label": column.label[:120], "type": column.type})


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(HEAD_BYTES)
