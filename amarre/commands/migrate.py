"""`amarre migrate`: check the settings, bring the database up to date and load the shipped playbooks."""

from __future__ import annotations

import argparse
import sys


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--quiet", action="store_true", help="say nothing when all goes well")


def run(args: argparse.Namespace) -> int:
    """0 when ready; 1 when a setting must be put right first (said on stderr), and then nothing is changed."""
    import django
    from django.core.management import call_command

    django.setup()
    from amarre.lib.checks import report

    if not report(sys.stderr):
        return 1
    call_command("migrate", interactive=False, verbosity=0 if args.quiet else 1)

    from amarre.lib.time import now
    from amarre.plan.actions import load_shipped

    loaded = load_shipped(at=now())
    if not args.quiet:
        print(f"Playbooks ready: {loaded}.")
    return 0 if report(sys.stderr, rows=True) else 1
