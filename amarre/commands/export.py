"""`amarre export proof --crisis SLUG`: who was told what, when, on which facts, approved by whom."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("what", choices=["proof"])
    parser.add_argument("--crisis", required=True, metavar="SLUG", help="the crisis: its short name or its number")
    parser.add_argument("--format", choices=["csv", "jsonl"], default="csv")
    parser.add_argument("-o", "--output", default="-", metavar="FILE", help="default: standard output")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from amarre.review.proof_file import csv_lines, json_lines
    from amarre.situation.models import Crisis

    crises = Crisis.objects.all()
    crisis = crises.filter(slug=args.crisis).first()
    if crisis is None and args.crisis.isdigit():
        crisis = crises.filter(pk=int(args.crisis)).first()
    if crisis is None:
        known = ", ".join(crises.values_list("slug", flat=True)[:20]) or "none yet"
        print(f"No crisis is called {args.crisis!r}. Known: {known}.", file=sys.stderr)
        return 2
    lines = csv_lines(crisis) if args.format == "csv" else json_lines(crisis)
    if args.output == "-":
        sys.stdout.writelines(lines)
        return 0
    try:
        with Path(args.output).open("w", encoding="utf-8", newline="") as file:
            file.writelines(lines)
    except OSError as error:
        print(f"{args.output} cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 0
