"""`amarre work`: run the background worker of this installation."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--once", action="store_true", help="run what is ready, then end")
    parser.add_argument(
        "--queue", action="append", default=[], metavar="NAME", help="take tasks of this queue only (may be repeated)"
    )
    parser.add_argument("--lanes", type=int, default=2, metavar="N", help="tasks run at a time (default: 2)")


def run(args: argparse.Namespace) -> int:
    """0 when told to stop or (`--once`) when nothing is left; 1 when the worker broke; 2 for misuse."""
    import django

    django.setup()
    from django.conf import settings
    from django.urls import get_resolver

    from amarre.lib.memory import settle_in
    from amarre.tasks import engine
    from amarre.tasks.config import QUEUES

    unknown = sorted(set(args.queue) - set(QUEUES))
    if unknown or args.lanes < 1:
        problem = f"Unknown queue: {', '.join(unknown)}." if unknown else "At least one lane is needed."
        print(f"{problem} Queues: {', '.join(QUEUES)}.")
        return 2
    # Links in messages need the routes: they are loaded now, not when somebody waits for the first message. An
    # installation of tasks alone, as their own tests have it, has none.
    if hasattr(settings, "ROOT_URLCONF"):
        len(get_resolver().url_patterns)
    settle_in()
    return engine.work(engine.Options(queues=tuple(args.queue), lanes=args.lanes, once=args.once))
