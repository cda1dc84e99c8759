"""Preparing a send: what it says, and to whom, frozen. Nothing leaves yet."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import islice
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.models import User
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel, Content, Delivery
from amarre.channels.outbox.content import frozen_content
from amarre.channels.suppression import refused_among
from amarre.engine.render import RenderError, parse
from amarre.lib import bulk
from amarre.lib.errors import Conflict, Invalid

_ROWS_AT_ONCE = 2000
# What a row is written with; the other columns begin empty.
_COLUMNS = (
    "batch_id", "person_ref", "address", "language", "values", "state", "reason",
    "queued_at", "closed_at", "in_reply_to",
)  # fmt: skip
_STATE = _COLUMNS.index("state")
_QUEUED, _SUPPRESSED = str(Delivery.State.QUEUED.value), str(Delivery.State.SUPPRESSED.value)


@dataclass(frozen=True)
class Words:
    """What is said in one language. `text` is Markdown with the facts in and the personal `{{ }}` left."""

    language: str
    subject: str
    text: str
    html: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)  # what it asks of the kind of channel


@dataclass(frozen=True)
class Recipient:
    """One person to write to. `withheld` is the reason why nothing must be sent: recorded, as suppressed."""

    person_ref: int | None
    address: str
    language: str
    values: Mapping[str, str]
    withheld: str = ""


@dataclass(frozen=True)
class Frozen:
    """How many rows were written: to be sent, and not to be sent."""

    queued: int
    suppressed: int


@transaction.atomic
def prepare(
    *,
    channel: Channel,
    label: str,
    occasion: str,
    words: Sequence[Words],
    origin: str = "",
    crisis_id: int | None = None,
    is_vital: bool = False,
    by: User | None,
    at: datetime,
    in_reply_to: str = "",
) -> Batch:
    """A batch with its words. Raises Invalid when there are none, or a place in them cannot be read."""
    if not words:
        raise Invalid(_("There is nothing to send: the message has no words."))
    for one in words:
        _check(one)
    batch = Batch.objects.create(
        channel=channel,
        label=label[:200],
        occasion=occasion,
        origin=origin,
        crisis_id=crisis_id,
        is_vital=is_vital,
        created_at=at,
        created_by=by,
        in_reply_to=in_reply_to[:300],
    )
    Content.objects.bulk_create(frozen_content(batch, one) for one in words)
    return batch


def _check(words: Words) -> None:
    for text in (words.subject, words.text, words.html):
        try:
            parse(text)
        except RenderError as error:
            raise Invalid(error.message, fields={"text": error.message}) from error


@transaction.atomic
def freeze(batch: Batch, recipients: Iterable[Recipient], *, at: datetime) -> Frozen:
    """Write one row for each recipient and make the batch ready.

    Withheld ones, those on the suppression list and the second of two rows with the same address are recorded as
    suppressed, with the reason. Raises Conflict when the batch was frozen before.
    """
    if batch.state != Batch.State.PREPARING:
        raise Conflict(_("The recipients of this send are already frozen."))
    languages = list(batch.contents.order_by("id").values_list("language", flat=True))
    seen: set[int] = set()
    queued = suppressed = 0
    for chunk in _chunks(recipients):
        rows = list(_rows(batch, chunk, languages, seen, at=at))
        bulk.insert(Delivery, _COLUMNS, rows)
        withheld = sum(row[_STATE] == Delivery.State.SUPPRESSED for row in rows)
        suppressed += withheld
        queued += len(rows) - withheld
    batch.state = Batch.State.READY
    batch.save(update_fields=["state"])
    return Frozen(queued, suppressed)


def _chunks(recipients: Iterable[Recipient]) -> Iterator[list[Recipient]]:
    rest = iter(recipients)
    while chunk := list(islice(rest, _ROWS_AT_ONCE)):
        yield chunk


def _rows(
    batch: Batch, chunk: list[Recipient], languages: list[str], seen: set[int], *, at: datetime
) -> Iterator[tuple[object, ...]]:
    """The rows of some recipients, in the order of `_COLUMNS`."""
    kind = KINDS.get(batch.channel.kind)
    normal = kind.address_of
    addresses = [normal(recipient.address) for recipient in chunk]
    refused = refused_among(batch, [address for address in addresses if address])
    moment = bulk.prepared(Delivery, "queued_at", at)
    for recipient, address in zip(chunk, addresses, strict=True):
        reason = recipient.withheld or ("no_address" if not address else refused.get(address, ""))
        # The hash of an address instead of the address: 1,000,000 of them fit in 60 MB.
        # Two people of one house get a letter each, to their names.
        mark = hash((address, recipient.person_ref) if kind.addresses == "post" else address)
        if not reason and mark in seen:
            reason = "double"
        if not reason:
            seen.add(mark)
        yield (
            batch.pk,
            recipient.person_ref,
            address,
            recipient.language if recipient.language in languages else languages[0],
            json.dumps(dict(recipient.values)),
            _SUPPRESSED if reason else _QUEUED,
            reason,
            moment,
            moment if reason else None,
            batch.in_reply_to,
        )
