"""Work on people that is done in the background."""

from __future__ import annotations

from django_tasks import task

from amarre.lib.time import now
from amarre.people import importing
from amarre.people.models import Import


@task()
def run_import(import_id: int) -> None:
    """Let a file in. Safe to run again: it goes on where it stopped, and does nothing once done."""
    import_ = Import.objects.select_related("uploaded_by").filter(pk=import_id).first()
    if import_ is not None:
        importing.run(import_, at=now(), clock=now)
