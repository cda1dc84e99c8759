"""The sums of a drill, and whether they add up, on both sides of the wire."""

from __future__ import annotations

from dataclasses import asdict, dataclass

from django.db.models import Count

from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.channels.models import Delivery, Inbound
from amarre.drill.outside import Outside
from amarre.inbox.models import Conversation
from amarre.situation.models import Crisis

State = Delivery.State


@dataclass(frozen=True)
class Sums:
    """People of the statement by what became of it; words that came in by what they were."""

    people: int
    delivered: int  # accepted by the receiving server and not returned since
    bounced: int
    suppressed: int
    unsure: int
    doubles: int
    inbound: int
    to_conversations: int
    bounces_in: int
    reports_in: int
    auto_replies_in: int
    spam_in: int
    answered: int
    corrected: int
    seconds: float

    def as_dict(self) -> dict[str, float]:
        return asdict(self)


def add_up(crisis: Crisis, statement: Message, outside: Outside, *, since_inbound: int, seconds: float) -> Sums:
    """Count from the rows. `since_inbound`: the last Inbound row before the drill began."""
    states = dict(deliveries_of(statement).order_by().values_list("state").annotate(n=Count("pk")))
    ours = Inbound.objects.filter(pk__gt=since_inbound)
    ours = ours.filter(message_id__in=outside.mail_ids) | ours.filter(channel_kind="form", crisis_id=crisis.pk)
    kinds = dict(ours.order_by().values_list("kind").annotate(n=Count("pk")))
    corrections = Message.objects.filter(crisis=crisis).exclude(corrects_version=None)
    told_better = deliveries_of(*corrections).filter(state__in=[State.SENT, State.DELIVERED])
    answered = Conversation.objects.filter(crisis=crisis, merged_into=None).exclude(first_answered_at=None)
    return Sums(
        people=sum(states.values()),
        delivered=states.get(State.SENT, 0) + states.get(State.DELIVERED, 0),
        bounced=states.get(State.BOUNCED, 0) + states.get(State.FAILED, 0),
        suppressed=states.get(State.SUPPRESSED, 0) + states.get(State.STOPPED, 0),
        unsure=states.get(State.UNSURE, 0),
        doubles=outside.doubles(),
        inbound=sum(kinds.values()),
        to_conversations=ours.filter(kind=Inbound.Kind.MESSAGE, turn__isnull=False).count(),
        bounces_in=kinds.get(Inbound.Kind.BOUNCE, 0),
        reports_in=kinds.get(Inbound.Kind.REPORT, 0),
        auto_replies_in=kinds.get(Inbound.Kind.AUTO_REPLY, 0),
        spam_in=kinds.get(Inbound.Kind.SPAM, 0),
        answered=answered.count(),
        corrected=told_better.values("person_ref").distinct().count(),
        seconds=round(seconds, 1),
    )


def disagreements(sums: Sums, crisis: Crisis, statement: Message, outside: Outside) -> list[str]:
    """What does not add up, in words; empty when everything does.

    Our ledger is held against the other side's record: whom the server took a letter for, and what was handed in.
    """
    found = []
    told = sums.delivered + sums.bounced + sums.suppressed + sums.unsure
    if sums.people != told:
        found.append(f"{sums.people} people, but {told} accounted for")
    parts = sums.to_conversations + sums.bounces_in + sums.reports_in + sums.auto_replies_in + sums.spam_in
    if sums.inbound != parts:
        found.append(f"{sums.inbound} words came in, but {parts} accounted for")
    if sums.doubles:
        found.append(f"{sums.doubles} letters reached somebody twice")
    found += _against_record(statement, outside)
    found += _against_handed_in(sums, outside)
    return found


def _against_record(statement: Message, outside: Outside) -> list[str]:
    rows = deliveries_of(statement)
    tokens = {delivery.token: delivery.state for delivery in rows.select_related("batch")}
    taken = {one.message_id.split("@")[0] for one in outside.taken} & set(tokens)
    said = {token for token, state in tokens.items() if state in (State.SENT, State.DELIVERED)}
    returned = {token for token, state in tokens.items() if state == State.BOUNCED}
    found = []
    if said - taken:
        found.append(f"{len(said - taken)} letters are said sent that the server never took")
    if taken - said - returned:
        found.append(f"{len(taken - said - returned)} letters were taken by the server and are not said sent")
    return found


def _against_handed_in(sums: Sums, outside: Outside) -> list[str]:
    pairs = {
        "message": sums.to_conversations,
        "bounce": sums.bounces_in,
        "report": sums.reports_in,
        "auto_reply": sums.auto_replies_in,
        "spam": sums.spam_in,
    }
    return [
        f"{outside.handed_in[kind]} of kind {kind} were handed in, {counted} were counted"
        for kind, counted in pairs.items()
        if outside.handed_in[kind] != counted
    ]
