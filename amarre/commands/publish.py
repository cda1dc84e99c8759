"""`amarre publish`: render the public pages again, or show one for the first time."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--crisis", metavar="SLUG", help="publish this crisis, even if its page was not public yet")


def run(args: argparse.Namespace) -> int:
    import django

    django.setup()

    from amarre.lib.errors import DomainError
    from amarre.lib.time import now
    from amarre.situation.models import Crisis
    from amarre.touchpoints.actions import publish, republish_stale

    if not args.crisis:
        public = Crisis.objects.filter(page__is_public=True)
        for crisis in public:
            print(f"{crisis.slug}: {republish_stale(crisis, at=now())} files changed.")
        if not public:
            print("No page is public yet. Publish one with: amarre publish --crisis SLUG")
        return 0

    chosen = Crisis.objects.filter(slug=args.crisis).first()
    if chosen is None:
        print(f"No crisis is called {args.crisis!r}.", file=sys.stderr)
        return 2
    try:
        artefacts = publish(chosen, by=None, at=now())
    except DomainError as problem:
        print(f"{problem.message} {problem.hint}".strip(), file=sys.stderr)
        return 1
    print(f"{chosen.slug}: {len(artefacts)} files are public.")
    return 0
