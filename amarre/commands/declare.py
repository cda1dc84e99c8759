"""`amarre declare PLAYBOOK --title WORDS`: declare a crisis from the command line, as the screen does."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("playbook", help="epidemic, recall, outage, supply, breach, or one of your own")
    parser.add_argument("--title", required=True, help="what everybody will call it")
    parser.add_argument("--language", choices=("fr", "en"), default="fr", help="its main language (default: fr)")
    parser.add_argument("--restricted", action="store_true", help="only its members may know of it")


def run(args: argparse.Namespace) -> int:
    """Prints the crisis's short name, which the other commands take; 2 when it cannot be declared."""
    import django

    django.setup()
    from amarre.lib.errors import DomainError
    from amarre.lib.time import now
    from amarre.plan.models import Playbook
    from amarre.situation.actions import declare

    playbook = Playbook.objects.filter(slug=args.playbook).first()
    if playbook is None:
        known = ", ".join(Playbook.objects.values_list("slug", flat=True)) or "none; run amarre migrate first"
        print(f"No playbook is called {args.playbook!r}. Known: {known}.", file=sys.stderr)
        return 2
    other = "en" if args.language == "fr" else "fr"
    try:
        crisis = declare(
            playbook, title=args.title, language=args.language, languages=[args.language, other],
            is_restricted=args.restricted, by=None, at=now(),
        )  # fmt: skip
    except DomainError as problem:
        print(problem, file=sys.stderr)
        return 2
    print(crisis.slug)
    return 0
