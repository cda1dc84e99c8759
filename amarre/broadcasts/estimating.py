"""What a send will be, said before it is approved: how many people by each channel, how long, at what cost.

Lengths and costs differ from person to person: they are measured on some of the people and said to be an estimate.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from decimal import Decimal

from django.db.models import QuerySet

from amarre.broadcasts.audience import Reach, audience, reach_by, routes_of
from amarre.broadcasts.binding import Bound, bind
from amarre.broadcasts.followers import followers
from amarre.broadcasts.models import Message, MessageStep
from amarre.broadcasts.preview import compose, filled, known_of, measured
from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Measure, Words
from amarre.channels.models import Batch, Channel
from amarre.engine.pace import Pace
from amarre.people.models import Person

#: So many people are measured for each channel; fewer where measuring is setting a page.
MEASURED, SET = 40, 5


@dataclass(frozen=True)
class ByChannel:
    """One channel's part. `units` is the mean length for one person in `unit` (None: not measured), `most` the longest
    seen; `cost` in `currency` for all, None when no price is known; `takes` None when nothing tells."""

    channel: Channel
    people: int
    reach: Reach
    is_own: bool
    units: float | None = None
    most: int = 0
    unit: Words = ""
    cost: Decimal | None = None
    currency: str = ""
    takes: timedelta | None = None
    warnings: tuple[str, ...] = ()
    problems: tuple[str, ...] = ()

    @property
    def is_free(self) -> bool:
        """Whether one message more costs nothing: what leaves the house by its own mail server, or stays in it."""
        return self.channel.kind in ("email", "tray", "push")


@dataclass(frozen=True)
class Estimate:
    """The whole send, as far as it can be said."""

    rows: tuple[ByChannel, ...]
    costs: Mapping[str, Decimal] = field(default_factory=dict)  # by currency
    takes: timedelta | None = None

    @property
    def people(self) -> int:
        return sum(row.people for row in self.rows)

    @property
    def reach(self) -> Reach:
        """How many it is for, how many can be reached, how many refused, by the first channel of each."""
        names = ("people", "reachable", "refused")
        return Reach(*(sum(getattr(row.reach, name) for row in self.rows) for name in names))

    @property
    def problems(self) -> tuple[str, ...]:
        """Why the words cannot leave by one of the channels."""
        return tuple(dict.fromkeys(why for row in self.rows if row.people for why in row.problems))

    @property
    def is_costed(self) -> bool:
        """Whether every part that may cost something has its price."""
        return all(row.cost is not None or row.is_free for row in self.rows if row.people)


def estimate(message: Message, *, at: datetime, counted: Mapping[int, Reach] | None = None) -> Estimate:
    """The first round of a message: everybody by the channel that is tried first.

    `counted` is what was counted before of each channel, by its number; the others are counted now.
    """
    known = counted or {}
    routes = routes_of(message, at=at)
    rows = tuple(by_channel(message, route.channel, route.people, known.get(route.channel.pk)) for route in routes)
    costs: dict[str, Decimal] = {}
    for row in rows:
        if row.cost is not None:
            costs[row.currency] = costs.get(row.currency, Decimal(0)) + row.cost
    spans = [row.takes for row in rows if row.people]
    # Channels work side by side: the slowest says when it ends.
    takes = max((span for span in spans if span is not None), default=None) if None not in spans else None
    return Estimate(rows, costs, takes)


def fallbacks(message: Message, *, at: datetime) -> list[tuple[MessageStep, int]]:
    """What is tried next, and how many of those the message is for can be reached by it at all."""
    people = audience(message, at=at)
    steps = message.steps.select_related("channel")
    return [(step, reach_by(KINDS.get(step.channel.kind).addresses, people).reachable) for step in steps]


def by_channel(
    message: Message, channel: Channel, people: QuerySet[Person], counted: Reach | None = None
) -> ByChannel:  # fmt: skip
    """These people by this channel; `counted` is what is known of their number."""
    kind = KINDS.get(channel.kind)
    found = counted or reach_by(kind.addresses, people)
    count = found.reachable if kind.addresses else 1  # one post speaks to the public
    bound = {words.language: words for words in bind(message, channel.kind)}
    count += followers(message, channel, bound.values()).count()
    row = ByChannel(channel, count, found, any(one.is_own for one in bound.values()), takes=duration(channel, count))
    measures = _measures(message, channel, bound, people) if kind.measure and bound else []
    if not measures:
        return row
    prices = [measure.cost for measure in measures if measure.cost is not None]
    mean_price = Decimal(str(sum(prices) / len(prices))) if prices else None
    return replace(
        row,
        units=sum(measure.units for measure in measures) / len(measures),
        most=max(measure.units for measure in measures),
        unit=measures[0].unit,
        cost=round(mean_price * count, 2) if mean_price is not None else None,
        currency=measures[0].currency,
        warnings=_each_once(measure.warnings for measure in measures),
        problems=_each_once(measure.problems for measure in measures),
    )


def _measures(
    message: Message, channel: Channel, bound: Mapping[str, Bound], people: QuerySet[Person]
) -> list[Measure]:
    """What some of the people would be sent, measured; an example when there is nobody."""
    default = message.crisis.language if message.crisis.language in bound else next(iter(bound))
    composed = {code: compose(one.for_outbox(), channel, occasion=message.occasion) for code, one in bound.items()}
    found = []
    sample: list[Person | None] = [*people.order_by("pk")[: SET if KINDS.get(channel.kind).whole else MEASURED]]
    for person in sample or [None]:
        code = person.language if person and person.language in bound else default
        words = filled(composed[code], known_of(message, person, code))
        measure = measured(channel, words.subject, words.text)
        found += [measure] if measure else []
    return found


def duration(channel: Channel, people: int) -> timedelta | None:
    """How long so many messages take: at the pace set for the channel, else at that of its last send."""
    pace = Pace.from_data(channel.pace)
    per_second = pace.per_minute / 60 if pace.per_minute else None
    last = Batch.objects.filter(channel=channel, state=Batch.State.FINISHED).order_by("-finished_at").first()
    seen = outbox.progress(last).rate if last else None
    rates = [rate for rate in (per_second, seen) if rate]
    # A last send of a handful says little of how fast many go; the pace is never passed.
    return timedelta(seconds=people / min(rates)) if rates else None


def _each_once(groups: Iterable[Iterable[Words]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(words) for group in groups for words in group))
