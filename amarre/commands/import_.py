"""`amarre import people FILE` and `amarre import faq FILE`: each room knows how its own files are read."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    import django

    django.setup()
    from amarre.knowledge import command as faq
    from amarre.people import command as people

    kinds = parser.add_subparsers(dest="what", metavar="people|faq", required=True)
    for name, module in (("people", people), ("faq", faq)):
        words = (module.__doc__ or "").strip().splitlines()[0]
        subparser = kinds.add_parser(name, help=words, description=words)
        module.add_arguments(subparser)
        subparser.set_defaults(run_import=module.run)


def run(args: argparse.Namespace) -> int:
    return int(args.run_import(args))
