"""Who is written to by which channel, and the batch that comes of it: words bound, recipients frozen."""

from __future__ import annotations

from datetime import datetime

from amarre.accounts.models import User
from amarre.broadcasts.audience import routes_of
from amarre.broadcasts.binding import Bound, bind
from amarre.broadcasts.citing import as_cited
from amarre.broadcasts.followers import followers, with_followers
from amarre.broadcasts.models import Message, Sending, SequenceStep
from amarre.broadcasts.routing import Route
from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel
from amarre.channels.outbox.freezing import freeze_select
from amarre.engine.render import PERSON
from amarre.people.reach_sql import select_recipients, sharing


def freeze_all(message: Message, *, by: User | None, at: datetime) -> tuple[list[Batch], outbox.Frozen]:
    """One batch for each channel of the message's first round; everybody it is for has a row in one of them."""
    frozen = [freeze_route(message, route, step=0, by=by, at=at) for route in routes_of(message, at=at)]
    total = outbox.Frozen(sum(one.queued for _batch, one in frozen), sum(one.suppressed for _batch, one in frozen))
    return [batch for batch, _frozen in frozen], total


def freeze_route(
    message: Message,
    route: Route,
    *,
    step: int,
    by: User | None,
    at: datetime,
    sequence_step: SequenceStep | None = None,
) -> tuple[Batch, outbox.Frozen]:
    """The batch of one route, ready to start, and how many rows it has. Raises Invalid when there are no words.

    Whoever is tried again, by another channel, is told the same facts as the others.
    """
    bound = bind(message, route.channel.kind, as_cited(message) if step > 0 else None)
    batch = outbox.prepare(
        channel=route.channel,
        label=f"{sequence_step.sequence.name}: {message.title}" if sequence_step else message.title,
        occasion=message.occasion,
        words=[words.for_outbox() for words in bound],
        origin=f"broadcasts.message:{message.pk}",
        crisis_id=message.crisis_id,
        is_vital=message.is_vital,
        by=by,
        at=at,
    )
    frozen = _freeze(batch, message, route, bound, at, is_first=step == 0 and sequence_step is None, is_again=step > 0)
    Sending.objects.create(message=message, batch=batch, step=step, sequence_step=sequence_step)
    return batch, frozen


def speaks_to_people(channel: Channel) -> bool:
    """Whether a channel writes to persons, and not to the public as a whole."""
    return bool(KINDS.get(channel.kind).addresses)


def _freeze(
    batch: Batch,
    message: Message,
    route: Route,
    bound: list[Bound],
    at: datetime,
    *,
    is_first: bool,
    is_again: bool,
) -> outbox.Frozen:
    languages = [words.language for words in bound]
    default = message.crisis.language if message.crisis.language in languages else languages[0]
    if not speaks_to_people(route.channel):
        # To the public: one delivery, to the channel itself, in the crisis's own language.
        return outbox.freeze(batch, [outbox.Recipient(None, route.channel.name, default, {})], at=at)
    sql, params = select_recipients(
        route.people, address_kind=KINDS.get(route.channel.kind).addresses, languages=languages,
        default_language=default, occasion=message.occasion, is_vital=message.is_vital, at=at,
        needs=_needed(bound), channel_kind=route.channel.kind, origin=batch.origin if is_again else "",
    )  # fmt: skip
    if is_first:
        sql, more = with_followers(sql, params, followers(message, route.channel, bound))
        params = list(more)
    return freeze_select(batch, sql, params, at=at, sharing=sharing(KINDS.get(route.channel.kind).addresses))


def _needed(bound: list[Bound]) -> set[str]:
    """The personal values without which nobody can be written to, whatever their language: what only one language
    needs is looked at when the message leaves."""
    lacking = [set(words.missing({})) for words in bound]
    return {name for name in set.intersection(*lacking) if name.startswith(PERSON)}
