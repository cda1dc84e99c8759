"""Who has an open complaint, for the rooms beside this one, which ask by name (`settings.OPEN_COMPLAINTS`)."""

from __future__ import annotations

from django.db.models import Q, QuerySet

from amarre.inbox.models import Conversation

ANGRY = 2
"""From this anger on (0 to 3), a request that waits for us is a complaint; so is any that threatens."""


def people_complaining() -> QuerySet[Conversation, int | None]:
    """The numbers of the people of whom an angry or threatening request waits for us."""
    open_ones = Conversation.objects.filter(state=Conversation.State.OPEN, merged_into=None, person__isnull=False)
    return open_ones.filter(Q(anger__gte=ANGRY) | Q(threat=True)).values_list("person_id", flat=True)
