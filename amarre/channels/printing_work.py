"""The background work of print files."""

from __future__ import annotations

from django_tasks import task

from amarre.channels import printing
from amarre.lib.time import now
from amarre.tasks.periodic import every


@every(600)
@task()
def keep_print_files() -> int:
    """Give new print files their row, and delete those that were posted long ago; returns how many were new."""
    printing.forget_posted(at=now())
    return printing.register()
