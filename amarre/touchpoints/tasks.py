"""Pages renew themselves after a change."""

from __future__ import annotations

from django_tasks import task

from amarre.lib.time import now
from amarre.situation.models import Crisis
from amarre.touchpoints.actions import republish_stale


@task()
def republish(crisis_id: int) -> int:
    """Render the crisis's published page again; the number of files that changed. Done twice, it changes nothing."""
    crisis = Crisis.objects.filter(pk=crisis_id).first()
    return republish_stale(crisis, at=now()) if crisis else 0
