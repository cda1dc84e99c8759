"""`amarre migrate`: bring the database up to date and load the shipped playbooks."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(args: argparse.Namespace) -> int:
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)

    from amarre.lib.time import now
    from amarre.plan.actions import load_shipped

    loaded = load_shipped(at=now())
    if not args.quiet:
        print(f"Playbooks ready: {loaded}.")
    return 0
