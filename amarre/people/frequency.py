"""Not too often: who has had as many messages as the house allows itself to send to one person.

Counted from the deliveries, never kept beside them. Only sends of the last days count, and a person must be in more
than `most` of them: as long as there are no more sends than that, nobody has to be looked at.

A message that tries somebody by one channel after the other (a mail of which nothing was heard, then an SMS) is one
message: it counts once, and never stands in its own way.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
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
    """At most `most` messages of these batches since `since`.

    `parts` names the batches of messages that went by several channels: by batch, the first batch of its message and
    the number of its channel.
    """

    most: int
    since: datetime
    batches: tuple[int, ...]
    parts: Mapping[int, tuple[int, int]] = field(default_factory=dict)

    def sql(self) -> tuple[str, list[Any]]:
        """A SELECT of all who have reached it, with its parameters: for a send to many."""
        batches = ", ".join(str(number) for number in self.batches) or "NULL"
        # The sign keeps SQLite from walking through the whole ledger in the order of people: it starts from the sends.
        rows = (
            f"FROM channels_delivery WHERE batch_id IN ({batches}) "
            f"AND state IN ({_COUNTED_SQL}) AND sent_at >= %s AND +person_ref IS NOT NULL "
        )
        params = [bulk.prepared(Delivery, "sent_at", self.since), self.most]
        if not self.parts:
            return f"SELECT person_ref {rows} GROUP BY person_ref HAVING COUNT(*) >= %s", params
        # By channel, by message (the channel by which it went most often), by person.
        by_channel = (
            f"SELECT person_ref, {self._named(0)} AS message, {self._named(1)} AS channel, COUNT(*) AS n "
            f"{rows} GROUP BY 1, 2, 3"
        )
        by_message = f"SELECT person_ref, MAX(n) AS n FROM ({by_channel}) c GROUP BY person_ref, message"  # noqa: S608
        return f"SELECT person_ref FROM ({by_message}) m GROUP BY person_ref HAVING SUM(n) >= %s", params  # noqa: S608

    def _named(self, place: int) -> str:
        """SQL of what `parts` says of a batch; the batch's own number for the others."""
        cases = " ".join(f"WHEN {batch} THEN {about[place]}" for batch, about in self.parts.items())
        return f"CASE batch_id {cases} ELSE batch_id END"

    def messages_in(self, rows: Iterable[tuple[int, str]]) -> int:
        """How many messages one person's rows (batch, state) are. What is being sent to them at this moment is what
        asks, and its message is not counted."""
        counts: dict[int, dict[int, int]] = {}
        asking = set()
        for batch, state in rows:
            message, channel = self.parts.get(batch, (batch, 0))
            if state == Delivery.State.SENDING:
                asking.add(message)
            else:
                by_channel = counts.setdefault(message, {})
                by_channel[channel] = by_channel.get(channel, 0) + 1
        return sum(max(by_channel.values()) for message, by_channel in counts.items() if message not in asking)


def limits(*, occasion: str, is_vital: bool, channel_kind: str, at: datetime, origin: str = "") -> list[Limit]:
    """The limits that a message of this occasion must keep to; none when there are too few sends for any to be met.

    `origin` is that of a message (`Batch.origin`) that is tried by another channel: what went of it does not count.
    """
    if is_vital or occasion in UNCOUNTED:
        return []
    frequency = Frequency.of_the_house()
    if not frequency.is_on:
        return []
    since = at - timedelta(days=frequency.days)
    counting = _counting(since).exclude(origin=origin) if origin else _counting(since)
    recent = list(counting.order_by("pk").values_list("pk", "channel_id", "channel__kind", "origin"))
    parts = _parts((pk, channel, named) for pk, channel, _kind, named in recent)
    found = [Limit(frequency.most, since, tuple(pk for pk, *_rest in recent), parts)]
    if channel_kind in frequency.per_channel:
        own = tuple(pk for pk, _channel, kind, _named in recent if kind == channel_kind)
        found.append(Limit(int(frequency.per_channel[channel_kind]), since, own))
    return found


def _parts(batches: Iterable[tuple[int, int, str]]) -> dict[int, tuple[int, int]]:
    """From batches with their channel and origin, the oldest first: `Limit.parts`."""
    together: dict[str, list[tuple[int, int]]] = {}
    for pk, channel, origin in batches:
        if origin:
            together.setdefault(origin, []).append((pk, channel))
    several = [some for some in together.values() if len({channel for _pk, channel in some}) > 1]
    return {pk: (some[0][0], channel) for some in several for pk, channel in some}


def _counting(since: datetime) -> QuerySet[Batch]:
    """The sends that count and may have left since then."""
    still = Q(finished_at=None) | Q(finished_at__gte=since)
    return Batch.objects.filter(still, is_vital=False, started_at__isnull=False).exclude(occasion__in=UNCOUNTED)


def reached(limit: Limit, people: Collection[int]) -> set[int]:
    """Those of the people (some thousands) who have had `limit.most` messages or more."""
    if limit.most > len(limit.batches):
        return set()
    postgresql = connection.vendor == "postgresql"
    among = "= ANY(%s)" if postgresql else "IN (SELECT value FROM json_each(%s))"
    batches: Any = list(limit.batches) if postgresql else json.dumps(limit.batches)
    refs: Any = list(people) if postgresql else json.dumps(list(people))
    # The sign keeps both databases from walking through whole batches: they start from the people.
    theirs = f"FROM channels_delivery WHERE person_ref {among} AND +batch_id {among}"
    since = bulk.prepared(Delivery, "sent_at", limit.since)
    counted = f"state IN ({_COUNTED_SQL}) AND sent_at >= %s"
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT person_ref {theirs} AND {counted} GROUP BY person_ref HAVING COUNT(*) >= %s",
            [refs, batches, since, limit.most],
        )
        found = {ref for (ref,) in cursor.fetchall()}
        if not found or not limit.parts:
            return found
        some: Any = list(found) if postgresql else json.dumps(list(found))
        cursor.execute(
            f"SELECT person_ref, batch_id, state {theirs} AND ({counted} OR state = 'sending')",
            [some, batches, since],
        )
        rows: dict[int, list[tuple[int, str]]] = {}
        for ref, batch, state in cursor.fetchall():
            rows.setdefault(ref, []).append((batch, state))
    return {ref for ref, theirs_now in rows.items() if limit.messages_in(theirs_now) >= limit.most}
