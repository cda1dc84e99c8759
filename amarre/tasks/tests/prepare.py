"""Run as a program: create the tables of DATABASE_URL and queue one task that hangs among others that do not."""

from __future__ import annotations

import sys
from pathlib import Path

import django
from django.core.management import call_command


def main(folder: Path, quick: int) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    # The tasks' module needs a configured Django.
    from amarre.tasks.tests.sample import hang_once, note

    hang_once.enqueue(str(folder / "hang"))
    for number in range(quick):
        note.enqueue(str(folder / "quick"), str(number))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
