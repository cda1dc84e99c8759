"""`amarre django …`: Django's own management commands, for developers (makemigrations, shell, test…)."""

from __future__ import annotations

import argparse


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("words", nargs=argparse.REMAINDER, help="the management command and its options")


def run(args: argparse.Namespace) -> int:
    from django.core.management import execute_from_command_line

    execute_from_command_line(["amarre django", *args.words])
    return 0
