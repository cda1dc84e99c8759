"""Not too often: who has had as many messages as the house allows itself to send to one person.

Counted from the deliveries, never kept beside them. Only sends of the last days count, and a person must be in more
than `most` of them: as long as there are no more sends than that, nobody has to be looked at.
"""

from __future__ import annotations

import json
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection
from django.db.models import Q, QuerySet

from amarre.channels.models import Batch, Delivery
from amarre.lib import bulk
from amarre.people.models import Frequency
from amarre.people.topics import UNCOUNTED

#: What reached the person, or may have: a message that came back did not disturb anybody.
COUNTED = (Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.UNSURE)
_COUNTED_SQL = ", ".join(f"'{state.value}'" for state in COUNTED)


@dataclass(frozen=True)
class Limit:
    """At most `most` messages of these batches since `since`."""

    most: int
    since: datetime
    batches: tuple[int, ...]

    def sql(self) -> tuple[str, list[Any]]:
        """A SELECT of all who have reached it, with its parameters: for a send to many."""
        batches = ", ".join(str(number) for number in self.batches) or "NULL"
        return (
            f"SELECT person_ref FROM channels_delivery WHERE batch_id IN ({batches}) "  # noqa: S608
            f"AND state IN ({_COUNTED_SQL}) AND sent_at >= %s AND person_ref IS NOT NULL "
            "GROUP BY person_ref HAVING COUNT(*) >= %s",
            [bulk.prepared(Delivery, "sent_at", self.since), self.most],
        )


def limits(*, occasion: str, is_vital: bool, channel_kind: str, at: datetime) -> list[Limit]:
    """The limits that a message of this occasion must keep to; none when there are too few sends for any to be met."""
    if is_vital or occasion in UNCOUNTED:
        return []
    frequency = Frequency.of_the_house()
    if not frequency.is_on:
        return []
    since = at - timedelta(days=frequency.days)
    recent = list(_counting(since).values_list("pk", "channel__kind"))
    found = [Limit(frequency.most, since, tuple(pk for pk, _kind in recent))]
    if channel_kind in frequency.per_channel:
        own = tuple(pk for pk, kind in recent if kind == channel_kind)
        found.append(Limit(int(frequency.per_channel[channel_kind]), since, own))
    return found


def _counting(since: datetime) -> QuerySet[Batch]:
    """The sends that count and may have left since then."""
    still = Q(finished_at=None) | Q(finished_at__gte=since)
    return Batch.objects.filter(still, is_vital=False, started_at__isnull=False).exclude(occasion__in=UNCOUNTED)


def reached(limit: Limit, people: Collection[int]) -> set[int]:
    """Those of the people (some thousands) who have had `limit.most` messages or more."""
    if limit.most > len(limit.batches):
        return set()
    batches, refs = list(limit.batches), list(people)
    postgresql = connection.vendor == "postgresql"
    among = "= ANY(%s)" if postgresql else "IN (SELECT value FROM json_each(%s))"
    params: list[Any] = [refs, batches] if postgresql else [json.dumps(refs), json.dumps(batches)]
    # The sign keeps both databases from walking through whole batches: they start from the people.
    sql = (
        f"SELECT person_ref FROM channels_delivery WHERE person_ref {among} AND +batch_id {among} "  # noqa: S608
        f"AND state IN ({_COUNTED_SQL}) AND sent_at >= %s GROUP BY person_ref HAVING COUNT(*) >= %s"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [*params, bulk.prepared(Delivery, "sent_at", limit.since), limit.most])
        return {ref for (ref,) in cursor.fetchall()}
