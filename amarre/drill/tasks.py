"""A drill played in the background, to be watched."""

from __future__ import annotations

from django_tasks import task

from amarre.drill.actions import play
from amarre.drill.models import Drill
from amarre.lib.time import now

WATCHING_PAUSE = 3.0  # seconds between two scenes, so that people can follow


@task()
def play_drill(drill_id: int) -> bool:
    """Play a drill that is ready; one that is not any more (played, taken over) is left alone. True when it ended."""
    drill = Drill.objects.filter(pk=drill_id, state=Drill.State.READY).first()
    return drill is not None and play(drill, at=now(), pause=WATCHING_PAUSE) is not None
