"""Run as a program on a fresh DATABASE_URL: a few tasks that end in every way; prints what became of them as JSON.

The same scenario is played on both engines, which must tell the same story.
"""

from __future__ import annotations

import json
import sys
from datetime import timedelta
from pathlib import Path

import django
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import autodiscover_modules


class Undone(Exception):
    """Ends a transaction without keeping anything."""


def main(folder: Path) -> None:
    django.setup()
    call_command("migrate", verbosity=0)
    autodiscover_modules("tasks")
    # These modules need a configured Django.
    from amarre.tasks import actions, periodic
    from amarre.tasks.engine import engine, run_pending
    from amarre.tasks.models import Failure
    from amarre.tasks.tests import sample

    periodic.every(60)(sample.tick)
    told = folder / "told"
    now = timezone.now()
    results = [
        sample.note.enqueue(str(told), "hello"),
        sample.second_time.enqueue(str(told)),
        sample.fail.enqueue(),
        sample.stay_away.enqueue(),
    ]
    sample.note.using(run_after=now + timedelta(hours=1)).enqueue(str(told), "an hour later")
    try:
        with transaction.atomic():
            sample.note.enqueue(str(told), "never")
            raise Undone
    except Undone:
        waiting = engine().load(at=now).waiting
    due = [actions.tick(at=now + timedelta(seconds=seconds)) for seconds in (0, 30, 61)]
    first_runs = run_pending()
    early = told.read_text(encoding="utf-8").split("\n")
    run_pending(also_delayed=True)
    for result in results:
        result.refresh()
    story = {
        "waiting": waiting,
        "due": due,
        "first_runs": first_runs,
        "early": early,
        "told": told.read_text(encoding="utf-8").splitlines(),
        "statuses": [result.status for result in results],
        "attempts": [result.attempts for result in results],
        "failures": sorted(Failure.objects.values_list("task", "reason", "detail", "attempts")),
        "left": engine().load(at=now).waiting,
    }
    json.dump(story, sys.stdout)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
