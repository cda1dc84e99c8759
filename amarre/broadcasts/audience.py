"""Who a message is for, and who was told something that no longer holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from django.db.models import F, Q, QuerySet

from amarre.broadcasts.models import UNSENT, Citation, Message
from amarre.broadcasts.routing import Route, routes
from amarre.broadcasts.sendings import batches_of, deliveries_of, sent_messages
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Delivery
from amarre.people.models import ContactPoint, Person
from amarre.people.segments import people_in
from amarre.situation.models import Crisis, Fact, FactVersion

TOLD = (Delivery.State.SENT, Delivery.State.DELIVERED, Delivery.State.UNSURE)
"""States in which the person has, or may have, read the words."""

CAME_BACK = (Delivery.State.BOUNCED, Delivery.State.FAILED)
IN_FLIGHT = (Delivery.State.QUEUED, Delivery.State.SENDING)
NO_WAY_IN = ("no_address", "dead", "not_theirs")
"""Why a person was withheld when a channel has no way to them; the other reasons are a wish, and are respected."""


@dataclass(frozen=True)
class Reach:
    """How many people a message is for, how many of them have an address there, and how many refused."""

    people: int
    reachable: int
    refused: int

    @property
    def without_address(self) -> int:
        return self.people - self.reachable - self.refused


@dataclass(frozen=True)
class Told:
    """One message that told one old version, and how many of its readers have not been told better since."""

    message: Message
    version: FactVersion
    people_count: int


@dataclass(frozen=True)
class Outdated:
    """A fact that changed after people were told; `correction` is the message being prepared for them, if any."""

    fact: Fact
    people_count: int
    correction: Message | None


def address_kind(message: Message) -> str:
    """The kind of address that the message's channel writes to: email, phone..."""
    return KINDS.get(message.channel.kind).addresses if message.channel else "email"


def audience(message: Message, *, at: datetime) -> QuerySet[Person]:
    """Everybody the message is for: its segment, as a rule.

    For a correction, those who were told what no longer holds; for one that takes up a stopped sending, those whom it
    had not reached.
    """
    if message.corrects_version is not None:
        return Person.objects.filter(pk__in=told_old_refs(message.corrects_version.fact), erased_at=None)
    if message.repeats is not None:
        return Person.objects.filter(pk__in=not_reached(message.repeats), erased_at=None)
    return people_in(message.segment, message.audience_kind, today=at.date(), invented=message.crisis.is_drill)


def reach(message: Message, *, at: datetime) -> Reach:
    """How many it is for and how many it can reach, by the first channel that each would be written to."""
    parts = [reach_by(KINDS.get(route.channel.kind).addresses, route.people) for route in routes_of(message, at=at)]
    return Reach(*(sum(getattr(part, name) for part in parts) for name in ("people", "reachable", "refused")))


def routes_of(message: Message, *, at: datetime) -> list[Route]:
    """Everybody the message is for, each by the channel that is tried first."""
    return routes(message, audience(message, at=at))


def reach_by(addresses: str, people: QuerySet[Person]) -> Reach:
    if not addresses:
        return Reach(0, 0, 0)  # it speaks to the public
    if addresses == "post":
        return Reach(people.count(), people.exclude(postal_address="").count(), 0)
    points = ContactPoint.objects.filter(kind=addresses, person__in=people)
    refused = ContactPoint.Consent.REFUSED
    reachable = points.exclude(consent=refused).values("person").distinct().count()
    refusing = points.filter(consent=refused).exclude(person__in=points.exclude(consent=refused).values("person"))
    return Reach(people.count(), reachable, refusing.values("person").distinct().count())


def not_reached(message: Message) -> QuerySet[Delivery, int | None]:
    """The numbers of the people whom a stopped sending had not reached: those whose turn had not come, and, when other
    channels were to be tried, those whom the first had not reached. Whoever may have read it is not among them."""
    rows = deliveries_of(message).filter(person_ref__isnull=False)
    left = Q(state=Delivery.State.STOPPED)
    if message.steps.exists():
        left |= Q(state__in=CAME_BACK) | Q(state=Delivery.State.SUPPRESSED, reason__in=NO_WAY_IN)
    read = rows.filter(state__in=(*TOLD, *IN_FLIGHT))
    # Nor whoever another message that took this one up was for.
    taken_up = Delivery.objects.filter(batch__sending__message__repeats=message, person_ref__isnull=False)
    people = rows.filter(left).exclude(person_ref__in=read.values("person_ref"))
    people = people.exclude(person_ref__in=taken_up.values("person_ref"))
    return people.order_by().values_list("person_ref", flat=True).distinct()


def told_old(fact: Fact) -> list[Told]:
    """The messages that told words which no longer hold, the latest first, with the people not told better since."""
    old = _old_versions(fact)
    messages = sent_messages().filter(citations__version__in=old)
    told = []
    for message in messages.select_related("channel").order_by("-sent_at", "-id"):
        count = _uncorrected(fact, batches_of(message)).values("person_ref").distinct().count()
        version = message.citations.filter(version__in=old).latest("version__number").version
        told.append(Told(message, version, count))
    return [row for row in told if row.people_count]


def told_old_refs(fact: Fact) -> QuerySet[Delivery, int | None]:
    """The numbers of the people who were told words that no longer hold, and nothing better since."""
    return _uncorrected(fact, _batches_citing(_old_versions(fact))).values_list("person_ref", flat=True)


def outdated_facts(crisis: Crisis) -> list[Outdated]:
    """The facts of a crisis about which somebody still believes what we said before."""
    sent = Citation.objects.filter(message__crisis=crisis, message__sendings__isnull=False)
    changed = sent.exclude(version=F("version__fact__current")).values("version__fact")
    found = []
    for fact in Fact.objects.filter(pk__in=changed).select_related("current"):
        count = told_old_refs(fact).distinct().count()
        if count:
            found.append(Outdated(fact, count, pending_correction(fact)))
    return found


def pending_correction(fact: Fact) -> Message | None:
    """The correction of this fact that is written and not sent yet."""
    return Message.objects.filter(corrects_version__fact=fact, state__in=UNSENT).order_by("-id").first()


def _uncorrected(fact: Fact, batches: QuerySet[Batch]) -> QuerySet[Delivery]:
    """Deliveries in these batches to people who have not been told the words in force."""
    told = Delivery.objects.filter(state__in=TOLD, person_ref__isnull=False)
    better = told.filter(batch__in=_batches_citing(_versions_in_force(fact)))
    return told.filter(batch__in=batches).exclude(person_ref__in=better.values("person_ref"))


def _batches_citing(versions: list[FactVersion]) -> QuerySet[Batch]:
    return Batch.objects.filter(sending__message__citations__version__in=versions)


def _old_versions(fact: Fact) -> list[FactVersion]:
    """The versions whose words are not those in force; a version that says the same is not old."""
    if fact.current is None:
        return []
    return [version for version in fact.versions.all() if version.words != fact.current.words]


def _versions_in_force(fact: Fact) -> list[FactVersion]:
    """The current version, and those just before it that say the same (verified again, or expired)."""
    if fact.current is None:
        return []
    run: list[FactVersion] = []
    for version in fact.versions.order_by("-number"):
        if version.words != fact.current.words:
            break
        run.append(version)
    return run
