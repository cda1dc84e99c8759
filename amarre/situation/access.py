"""The only ways to get a crisis: what a colleague may not see does not exist for them."""

from __future__ import annotations

from typing import Any

from django.db.models import Q, QuerySet

from amarre.lib.errors import NotFound
from amarre.situation.models import Crisis


def crises_visible_to(user: Any) -> QuerySet[Crisis]:
    """Every crisis this colleague may know of: the open ones of all, the restricted ones of their members."""
    if not user.may("crisis.read"):
        return Crisis.objects.none()
    return Crisis.objects.filter(Q(is_restricted=False) | Q(pk__in=user.crises.values("pk")))


def crisis_for(user: Any, crisis_id: int) -> Crisis:
    """The crisis, or NotFound (which the edge shows as 404) when it does not exist or is not theirs to see."""
    crisis = crises_visible_to(user).select_related("phase", "playbook").filter(pk=crisis_id).first()
    if crisis is None:
        raise NotFound("crisis")
    return crisis
