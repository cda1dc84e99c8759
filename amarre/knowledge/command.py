"""`amarre import faq FILE [--crisis SLUG]`: import questions and answers, CSV or JSON of any column names."""

from __future__ import annotations

import argparse
import csv
import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from amarre.knowledge.actions import FaqImport, import_faq
from amarre.knowledge.faq_file import Refused
from amarre.lib.errors import DomainError, NotFound
from amarre.lib.time import now
from amarre.situation.models import Crisis


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, JSON or JSON lines")
    parser.add_argument("--crisis", metavar="SLUG", help="which crisis (default: the only one that is open)")
    parser.add_argument(
        "--lang", choices=["fr", "en"], default="fr", help="of columns that do not say theirs (default: fr)"
    )
    parser.add_argument("--publish", action="store_true", help="publish at once what the facts allow")
    parser.add_argument(
        "--refused", type=Path, metavar="FILE", help="write the refused lines there, with the reasons (CSV)"
    )
    parser.add_argument("--json", metavar="FILE", help="write the sums there (- for standard output)")


def run(args: argparse.Namespace) -> int:
    """0 when every line went in, 1 when some were refused, 2 when the file or the crisis cannot be used."""
    try:
        crisis = _crisis(args.crisis)
        with args.file.open("rb") as file:
            done = import_faq(crisis, file, language=args.lang, publish=args.publish, by=None, at=now())
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    except DomainError as problem:
        sys.stderr.write(" ".join(str(words) for words in (problem.message, problem.hint) if words) + "\n")
        return 2
    _report(crisis, done, args)
    return 1 if done.refused else 0


def _crisis(slug: str | None) -> Crisis:
    """The crisis named, or the only open one. Raises NotFound in words that say what to type."""
    crises = Crisis.objects.filter(slug=slug) if slug else Crisis.objects.filter(closed_at=None)
    found = list(crises[:2])
    if len(found) == 1:
        return found[0]
    known = ", ".join(Crisis.objects.filter(closed_at=None).values_list("slug", flat=True)) or "none is open"
    raise NotFound(f"Which crisis? Give --crisis SLUG. Open: {known}. (amarre declare opens one.)")


def _report(crisis: Crisis, done: FaqImport, args: argparse.Namespace) -> None:
    sums: dict[str, Any] = {
        "crisis": crisis.slug, "created": done.created, "updated": done.updated, "unchanged": done.unchanged,
        "published": done.published, "refused": len(done.refused), "columns": done.columns,
    }  # fmt: skip
    sys.stderr.write(
        f"{done.created} new, {done.updated} changed, {done.unchanged} already here, {done.published} published, "
        f"{len(done.refused)} refused.\n"
    )
    for bad in done.refused[:20]:
        sys.stderr.write(f"  line {bad.line}: {bad.reason}\n")
    if args.refused and done.refused:
        _write_refused(args.refused, done.refused)
    text = json.dumps(sums, ensure_ascii=False, indent=2) + "\n"
    if args.json == "-":
        sys.stdout.write(text)
    elif args.json:
        Path(args.json).write_text(text, encoding="utf-8")


def _write_refused(path: Path, refused: Sequence[Refused]) -> None:
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(["line", "reason", "text"])
        writer.writerows((bad.line, bad.reason, bad.raw) for bad in refused)
