"""Importing: choose a file, say what its columns are, watch it go in, mend what was refused."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from amarre.accounts.models import Company
from amarre.engine.tabular.columns import guess_columns
from amarre.lib.errors import Conflict, Invalid, NotFound
from amarre.lib.time import now
from amarre.people import actions, importing
from amarre.people.fields import OWN_NAMES
from amarre.people.forms import UploadForm
from amarre.people.mapping import ATTRIBUTE, PLACES, TARGETS, TYPES, Mapping, column_of
from amarre.people.models import Column, Import, Person
from amarre.people.problems import say

_LISTED = 20
_SHOWN_ROWS = 5
_SHOWN_BROKEN = 3


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: HttpRequest) -> HttpResponse:
    """Choose a file; below, the files that came before."""
    form = UploadForm(
        request.POST or None, request.FILES or None, initial={"kind": request.GET.get("kind") or "customer"}
    )
    if request.method == "POST" and form.is_valid():
        try:
            import_ = actions.start_import(
                form.cleaned_data["file"], kind=form.cleaned_data["kind"], by=_me(request), at=now()
            )
        except Invalid as problem:
            form.add_error("file", " ".join(str(words) for words in (problem.message, problem.hint) if words))
        else:
            return redirect("people:import_detail", import_.pk)
    listed = Import.objects.select_related("uploaded_by")[:_LISTED]
    status = 422 if form.errors else 200
    return render(request, "people/import.html", {"form": form, "imports": listed}, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def detail(request: HttpRequest, import_id: int) -> HttpResponse:
    """The columns to map while the file waits; its progress while it goes in; what became of it at the end."""
    import_ = _import(import_id)
    if import_.state == Import.State.UPLOADED:
        return _map(request, import_)
    if request.method == "POST":
        raise Conflict(_("This file is being imported already."))
    template = "people/import_state.html" if request.htmx else "people/import_detail.html"  # type: ignore[attr-defined]
    return render(request, template, {"import": import_, **_pace(import_)})


@require_POST
def resume(request: HttpRequest, import_id: int) -> HttpResponse:
    actions.resume_import(_import(import_id), by=_me(request), at=now())
    return redirect("people:import_detail", import_id)


@require_POST
def remove(request: HttpRequest, import_id: int) -> HttpResponse:
    import_ = _import(import_id)
    actions.remove_import(import_, by=_me(request), at=now())
    messages.success(
        request, _("The file “%(name)s” is deleted. Nobody was imported from it.") % {"name": import_.file_name}
    )
    return redirect("people:import")


@require_safe
def lines(request: HttpRequest, import_id: int, which: str) -> FileResponse:
    """The refused lines, or those of which a value was left out, with the reasons, as a file to mend."""
    import_ = _import(import_id)
    paths = {"refused": import_.refused_path, "incomplete": import_.incomplete_path}
    path = Path(settings.MEDIA_ROOT) / paths.get(which, "")
    if not paths.get(which) or not path.is_file():
        raise NotFound(_("There is no such file."))
    stem = Path(import_.file_name).stem
    name = _("%(name)s - refused lines") if which == "refused" else _("%(name)s - incomplete lines")
    return FileResponse(
        path.open("rb"),
        as_attachment=True,
        filename=name % {"name": stem} + ".csv",
        content_type="text/csv; charset=utf-8",
    )


def _map(request: HttpRequest, import_: Import) -> HttpResponse:
    header = {"1": True, "0": False}.get(request.POST.get("header") or request.GET.get("header") or "")
    seen = importing.preview(Path(settings.MEDIA_ROOT) / import_.path, header=header)
    header = seen.shape.header if header is None else header
    problem = None
    if request.method == "POST":
        mapping = _from_form(request.POST, seen.names, header=header)
        try:
            actions.map_columns(import_, mapping, by=_me(request), at=now())
        except Invalid as refusal:
            problem = refusal
        else:
            return redirect("people:import_detail", import_.pk)
    else:
        mapping = importing.proposed_mapping(seen, region=Company.card().country, header=header)
    context = {
        "import": import_,
        "shape": seen.shape,
        "mapping": mapping,
        "columns": _columns(mapping, seen),
        "targets": TARGETS.items(),
        "types": [(value, label) for value, label in Column.Type.choices if value in TYPES],
        "rows": [row[: seen.shape.width] for row in seen.rows[:_SHOWN_ROWS]],
        "broken": [(row, say(row.problem)) for row in seen.broken[:_SHOWN_BROKEN] if row.problem],
        "problem": problem,
        "header": header,
        "kind": Person.Kind(import_.kind).label,
    }
    return render(request, "people/import_columns.html", context, status=422 if problem else 200)


def _columns(mapping: Mapping, seen: importing.Preview) -> list[dict[str, Any]]:
    """What the screen shows of each column: its name, examples, where it would go."""
    guesses = guess_columns(seen.names, seen.rows, region=mapping.region, last_year=now().year + 10)
    return [
        asdict(column) | {"samples": guess.samples[:3], "guessed_by_cells": bool(guess.target) and not guess.by_name}
        for column, guess in zip(mapping.columns, guesses, strict=True)
    ]


def _from_form(data: QueryDict, names: list[str], *, header: bool) -> Mapping:
    taken = set(OWN_NAMES) | set(PLACES)
    columns = tuple(
        column_of(
            index,
            name,
            data.get(f"to-{index}", ATTRIBUTE),
            type_=data.get(f"type-{index}", "text"),
            taken=taken,
        )
        for index, name in enumerate(names)
    )
    return Mapping(columns, region=data.get("region", "FR").strip().upper()[:2], header=header)


def _pace(import_: Import) -> dict[str, Any]:
    """How far the file is (kB), and the time left (seconds) once there is enough to tell."""
    running = import_.state == Import.State.RUNNING
    elapsed = (now() - import_.started_at).total_seconds() if import_.started_at and running else 0
    left = elapsed * (import_.size - import_.read) / import_.read if elapsed > 1 and import_.read else None
    took = (import_.finished_at - import_.started_at) if import_.finished_at and import_.started_at else None
    is_live = import_.state in (Import.State.QUEUED, Import.State.RUNNING)
    done, total = import_.read // 1000, max(import_.size // 1000, 1)
    return {"done": done, "total": total, "left": left, "took": took, "is_live": is_live}


def _import(import_id: int) -> Import:
    import_ = Import.objects.select_related("uploaded_by").filter(pk=import_id).first()
    if import_ is None:
        raise NotFound(_("There is no such import."))
    return import_


def _me(request: HttpRequest) -> Any:
    return request.user
