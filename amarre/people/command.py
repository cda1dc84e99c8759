"""`amarre import people FILE --mapping FILE`: import a table of people from the command line, at once."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

import yaml
from django.conf import settings

from amarre.lib.errors import DomainError, Invalid
from amarre.lib.time import now
from amarre.people.actions import import_file
from amarre.people.models import Import, Person

_FIGURES = ("lines", "created", "updated", "unchanged", "refused", "incomplete")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help="a CSV file, as a spreadsheet writes it")
    parser.add_argument(
        "--mapping", type=Path, metavar="FILE", help="JSON or YAML: where each column goes (default: guessed)"
    )
    parser.add_argument(
        "--kind", choices=Person.Kind.values, default="customer", help="who they are (default: customer)"
    )
    parser.add_argument("--json", metavar="FILE", help="write the sums there (- for standard output)")


def run(args: argparse.Namespace) -> int:
    """0 when every line went in, 1 when some were refused, 2 when the file or the mapping cannot be used."""
    try:
        mapping = _read_mapping(args.mapping) if args.mapping else None
        import_ = import_file(
            args.file,
            mapping,
            by=None,
            at=now(),
            kind=args.kind,
            clock=now,
            told=_tell if sys.stderr.isatty() else None,
        )
    except OSError as error:
        sys.stderr.write(f"{error.filename}: {error.strerror}\n")
        return 2
    except DomainError as problem:
        sys.stderr.write(" ".join(str(words) for words in (problem.message, problem.hint) if words) + "\n")
        return 2
    _report(import_, args.json)
    return 1 if import_.refused else 0


def _read_mapping(path: Path) -> Any:
    """What the file says; YAML reads JSON as well. Raises Invalid when it is neither."""
    try:
        return yaml.safe_load(path.read_text(encoding="utf-8-sig")) or {}
    except (yaml.YAMLError, UnicodeDecodeError) as error:
        raise Invalid(f"{path}: {error}") from error


def _tell(import_: Import) -> None:
    share = 100 * import_.read // max(import_.size, 1)
    sys.stderr.write(f"\r{import_.lines:,} lines, {share} % ")


def _report(import_: Import, to: str | None) -> None:
    figures: dict[str, Any] = {name: getattr(import_, name) for name in _FIGURES}
    seconds = (
        (import_.finished_at - import_.started_at).total_seconds() if import_.finished_at and import_.started_at else 0
    )
    figures |= {"encoding": import_.encoding, "separator": import_.separator, "seconds": round(seconds, 2)}
    figures |= {"refused_file": _full(import_.refused_path), "incomplete_file": _full(import_.incomplete_path)}
    written = json.dumps(figures, ensure_ascii=False, indent=2) + "\n"
    if to == "-":
        sys.stdout.write(written)
        return
    if to:
        Path(to).write_text(written, encoding="utf-8")
    sys.stdout.write(
        f"{import_.lines:,} lines: {import_.created:,} new, {import_.updated:,} updated, "
        f"{import_.unchanged:,} unchanged, {import_.refused:,} refused.\n"
    )
    if import_.refused:
        sys.stdout.write(f"Refused lines, with the reasons: {figures['refused_file']}\n")
    if import_.incomplete:
        sys.stdout.write(
            f"{import_.incomplete:,} without a value that could not be read: {figures['incomplete_file']}\n"
        )


def _full(path: str) -> str:
    return str(Path(settings.MEDIA_ROOT) / path) if path else ""
