"""Devices that follow the page of a crisis, and whose owners are nobody we know: they are told what customers are told.

They asked for it on the page itself. So a message by notices to all customers of a crisis, or the correction of one,
goes to them too; one to a segment, to staff or to suppliers does not, nor one that cannot be read without a name.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import BigIntegerField, CharField, F, QuerySet, Value
from django.db.models.functions import Cast

from amarre.broadcasts.binding import Bound
from amarre.broadcasts.models import Message
from amarre.channels.models import Channel, PushSubscription
from amarre.engine.render import PERSON
from amarre.people.models import ContactPoint, Person

KIND = "push"


def followers(message: Message, channel: Channel, bound: Iterable[Bound]) -> QuerySet[PushSubscription]:
    """The devices that the message goes to besides those of people."""
    devices = PushSubscription.objects.filter(crisis_id=message.crisis_id, ended_at=None)
    is_for_all = message.segment_id is None and message.audience_kind == Person.Kind.CUSTOMER
    if channel.kind != KIND or channel.is_drill or not is_for_all or message.repeats_id is not None:
        return devices.none()
    if any(name.startswith(PERSON) for words in bound for name in words.missing({})):
        return devices.none()
    known = ContactPoint.objects.filter(kind=KIND).values("normal")
    return devices.exclude(handle__in=known)


def select_followers(devices: QuerySet[PushSubscription]) -> tuple[str, tuple[Any, ...]]:
    """A SELECT of devices as recipients: nobody's number, their address, their language, nothing against it."""
    rows = devices.order_by().annotate(
        person_ref=Cast(Value(None), BigIntegerField()),  # PostgreSQL wants to know what kind of nothing
        address=F("handle"),
        reason=Cast(Value(""), CharField()),
    )
    sql, params = rows.values_list("person_ref", "address", "language", "reason").query.sql_with_params()
    return sql, tuple(params)


def with_followers(sql: str, params: Sequence[Any], devices: QuerySet[PushSubscription]) -> tuple[str, tuple[Any, ...]]:
    """The people of a SELECT, and the devices."""
    if devices.query.is_empty():
        return sql, tuple(params)
    more, more_params = select_followers(devices)
    columns = "person_ref, address, language, reason"
    whole = f"SELECT {columns} FROM ({sql}) p UNION ALL SELECT {columns} FROM ({more}) d"  # noqa: S608
    return whole, (*params, *more_params)
