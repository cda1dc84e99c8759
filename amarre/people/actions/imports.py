"""Uploading a file, saying what its columns are, and letting it in."""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from collections.abc import Mapping as AnyMapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.files.base import File
from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import Company, User
from amarre.engine.tabular import is_text
from amarre.engine.tabular.shape import HEAD_BYTES
from amarre.lib.errors import Conflict, Invalid
from amarre.people import importing
from amarre.people.mapping import Mapping, from_file
from amarre.people.models import Import, Person
from amarre.people.tasks import run_import

MAX_BYTES = 2_000_000_000
_FOLDER = "imports"
_WORKBOOKS = (b"PK\x03\x04", b"\xd0\xcf\x11\xe0")


def start_import(file: File[bytes], *, kind: str, by: User | None, at: datetime) -> Import:
    """Keep the file and look at it; its columns are mapped next. Raises Invalid for what is not a table in text."""
    return _receive(file.chunks(), name=Path(file.name or "file.csv").name, kind=kind, by=by, at=at)


def map_columns(import_: Import, mapping: Mapping, *, by: User | None, at: datetime) -> Import:
    """Say where each column goes, and let the file in as soon as a worker is free. Raises Invalid or Conflict."""
    with transaction.atomic():
        _keep_mapping(import_, mapping, by=by, at=at)
        run_import.enqueue(import_.pk)
    return import_


def import_file(
    path: Path | str,
    mapping: AnyMapping[str, Any] | None,
    *,
    by: User | None,
    at: datetime,
    kind: str = Person.Kind.CUSTOMER,
    is_invented: bool = False,
    clock: importing.Clock | None = None,
    told: importing.Told | None = None,
) -> Import:
    """Import a file at once, without a worker: for the command and the drill.

    `mapping` is what `amarre import people --mapping` reads (see `mapping.from_file`); None takes our guesses.
    `is_invented`: its people are those of a drill, kept apart from real ones.
    """
    path = Path(path)
    with path.open("rb") as file:
        import_ = _receive(File(file).chunks(), name=path.name, kind=kind, is_invented=is_invented, by=by, at=at)
    try:
        seen = importing.preview(Path(settings.MEDIA_ROOT) / import_.path)
        region = Company.card().country
        if mapping is None:
            columns = Mapping.from_data(importing.proposed_mapping(seen, region=region).to_data())
        else:
            columns = from_file(mapping, seen.names, region=region, header=seen.shape.header)
        with transaction.atomic():
            _keep_mapping(import_, columns, by=by, at=at)
    except Invalid:
        remove_import(import_, by=by, at=at)
        raise
    return importing.run(import_, at=at, clock=clock, told=told)


@transaction.atomic
def resume_import(import_: Import, *, by: User | None, at: datetime) -> Import:
    """Go on with an import that a problem stopped."""
    moved = Import.objects.filter(pk=import_.pk, state=Import.State.FAILED).update(state=Import.State.QUEUED)
    if not moved:
        raise Conflict(_("This import has not stopped."))
    record("people.import_resume", by=by, at=at, subject=import_, name=import_.file_name)
    run_import.enqueue(import_.pk)
    return import_


@transaction.atomic
def remove_import(import_: Import, *, by: User | None, at: datetime) -> None:
    """Give up a file that was never let in, and delete it."""
    if import_.state != Import.State.UPLOADED:
        raise Conflict(
            _("This file is in already."),
            hint=_("People that came with it stay; import a corrected file to change them."),
        )
    record("people.import_remove", by=by, at=at, subject=import_, name=import_.file_name)
    (Path(settings.MEDIA_ROOT) / import_.path).unlink(missing_ok=True)
    import_.delete()


def _receive(
    chunks: Iterable[bytes], *, name: str, kind: str, by: User | None, at: datetime, is_invented: bool = False
) -> Import:
    if kind not in Person.Kind.values:
        raise Invalid(_("There are no people of the kind “%(kind)s”.") % {"kind": kind})
    relative = f"{_FOLDER}/{at:%Y%m%d}-{secrets.token_hex(8)}.csv"
    path = Path(settings.MEDIA_ROOT) / relative
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        size = _store(chunks, path)
        seen = importing.preview(path)
        if not seen.names or not (seen.rows or seen.broken):
            raise Invalid(_("The file holds no line of data."), hint=_("Check that it is the right one."))
    except Invalid:
        path.unlink(missing_ok=True)
        raise
    with transaction.atomic():
        import_ = Import.objects.create(
            file_name=name[-200:],
            path=relative,
            kind=kind,
            is_invented=is_invented,
            encoding=seen.shape.encoding,
            separator=seen.shape.separator,
            size=size,
            uploaded_at=at,
            uploaded_by=by,
        )
        record("people.import_start", by=by, at=at, subject=import_, name=import_.file_name)
    return import_


def _store(chunks: Iterable[bytes], path: Path) -> int:
    size = 0
    with path.open("wb") as kept:
        for chunk in chunks:
            if size == 0 and (chunk.startswith(_WORKBOOKS) or not is_text(chunk[:HEAD_BYTES])):
                raise Invalid(
                    _("This is not a CSV file but a workbook or something else."),
                    hint=_("In your spreadsheet, choose “Save as” and the format “CSV UTF-8”, then import that file."),
                )
            size += len(chunk)
            if size > MAX_BYTES:
                raise Invalid(_("The file is larger than 2 GB."), hint=_("Cut it into several files."))
            kept.write(chunk)
    return size


def _keep_mapping(import_: Import, mapping: Mapping, *, by: User | None, at: datetime) -> None:
    moved = Import.objects.filter(pk=import_.pk, state=Import.State.UPLOADED).update(
        mapping=Mapping.from_data(mapping.to_data()).to_data(), state=Import.State.QUEUED
    )
    if not moved:
        raise Conflict(_("This file is being imported already."))
    import_.refresh_from_db()
    record("people.import_run", by=by, at=at, subject=import_, name=import_.file_name)
