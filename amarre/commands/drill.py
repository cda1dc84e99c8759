"""`amarre drill`: a whole crisis on invented customers, through the real code, checked against the receiving server."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

SCENARIOS = ("epidemic", "recall", "outage", "supply", "breach")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--scenario", choices=SCENARIOS, default="recall")
    parser.add_argument("--people", type=int, default=1000, help="how many customers to invent (default: 1000)")
    parser.add_argument("--days", type=int, default=3, help="how many days it lasts (default: 3)")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same world")
    parser.add_argument("--language", choices=("fr", "en"), default="fr")
    parser.add_argument("--json", metavar="FILE", help="write the sums there, - for standard output")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()
    from amarre.drill.actions import check_choices, play, prepare
    from amarre.drill.models import Drill
    from amarre.lib.errors import Invalid
    from amarre.lib.time import now
    from amarre.plan.actions import load_shipped

    wanted = {"scenario": args.scenario, "people": args.people, "days": args.days, "language": args.language}
    try:
        check_choices(**wanted)
    except Invalid as problem:  # said before anything is made
        print(problem.message, *problem.fields.values(), sep="\n", file=sys.stderr)
        return 2
    _make_ready()
    at = now()
    load_shipped(at=at)
    drill = prepare(**wanted, seed=args.seed, by=None, at=at)
    sums = play(drill, at=at, told=lambda name, day, words: print(f"day {day}  {name:<10} {words}", file=sys.stderr))
    if sums is None:
        print("Somebody took the drill over by hand.", file=sys.stderr)
        return 1
    _write(json.dumps(sums.as_dict()), args.json)
    wrong = Drill.objects.get(pk=drill.pk).problem
    if wrong:
        print(f"The sums do not add up:\n{wrong}", file=sys.stderr)
        return 1
    return 0


def _make_ready() -> None:
    """The database up to date, and the style of our own pages, which the drill's customers visit, in its place."""
    from django.conf import settings
    from django.core.management import call_command

    call_command("migrate", interactive=False, verbosity=0)
    if not (Path(settings.STATIC_ROOT) / "staticfiles.json").exists():
        call_command("collectstatic", interactive=False, verbosity=0)


def _write(words: str, target: str | None) -> None:
    if target and target != "-":
        Path(target).write_text(f"{words}\n", encoding="utf-8")
    else:
        print(words)
