"""The board's questions, each answered from the rows it opens: what is late, unsaid, waiting, leaving, new.

Reads only. Every function takes the moment `at`; none reads the clock.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from amarre.accounts.models import JournalEntry
from amarre.broadcasts.audience import outdated_facts
from amarre.broadcasts.models import Message
from amarre.broadcasts.sequences.reading import troubled
from amarre.channels.models import Batch, Inbound
from amarre.channels.outbox import Progress, progress
from amarre.channels.watching import Wait, no_worker
from amarre.inbox.models import Conversation
from amarre.knowledge.models import Gap
from amarre.lib.words import pick
from amarre.review.wording import channel_word, said
from amarre.situation.clocks import FirstWord, first_word
from amarre.situation.measures import Measure, MeasureValue, measures_of
from amarre.situation.models import Action, Crisis, Fact, FactVersion
from amarre.tasks.workers import somebody_works
from amarre.touchpoints.models import Page

IMPACTS = ("urgent", "important", "moderate", "low")
SHOWN_IN_FULL = frozenset({"backlog_by_level", "volume_by_channel", "first_word"})
SHOWN = 5  # rows shown of each kind; the rest is one press away


@dataclass(frozen=True)
class Item:
    """One line that asks for somebody: what, since or until when, where it is mended."""

    what: str
    url: str
    due: datetime | None = None
    since: datetime | None = None


@dataclass(frozen=True)
class Step:
    """A step of the first word. `state`: done, current or todo, as the steps component reads it."""

    label: str
    url: str
    state: str


@dataclass(frozen=True)
class Leaving:
    """A send under way."""

    batch: Batch
    progress: Progress
    url: str


def late(crisis: Crisis, at: datetime) -> list[Item]:
    """Actions past their date, facts past theirs, messages that wait for approval for more than an hour, sends and
    sequences that could not leave and ask for somebody."""
    actions = open_actions(crisis).filter(due_at__lt=at).order_by("due_at")
    expired = crisis.facts.filter(current__status=FactVersion.Status.EXPIRED).select_related("current")
    waiting = crisis.messages.filter(state=Message.State.IN_REVIEW, updated_at__lt=at - timedelta(hours=1))
    workstreams = reverse("situation:workstreams", args=[crisis.pk])
    return [
        *(Item(pick(action.title), workstreams, due=action.due_at) for action in actions),
        *(
            Item(_("Expired: %(fact)s") % {"fact": _name(fact)}, _fact_url(fact), since=fact.current.created_at)
            for fact in expired
            if fact.current
        ),
        *(
            Item(_("Waits for approval: %(title)s") % {"title": one.title}, _message_url(one), since=one.updated_at)
            for one in waiting
        ),
        *_could_not_leave(crisis),
    ]


def _could_not_leave(crisis: Crisis) -> list[Item]:
    held = crisis.messages.filter(sendings__batch__hold__gt="", state=Message.State.SENDING).distinct()
    return [
        *(
            Item(_("Did not leave: %(title)s") % {"title": one.title}, _message_url(one), since=one.updated_at)
            for one in crisis.messages.exclude(send_trouble="")
        ),
        *(Item(_("Held until approved again: %(title)s") % {"title": one.title}, _message_url(one)) for one in held),
        *(
            Item(
                _("Sequence that waits: %(name)s") % {"name": one.name},
                reverse("broadcasts:sequence", args=[crisis.pk, one.pk]),
                since=one.updated_at,
            )
            for one in troubled(crisis)
        ),
    ]


def unsaid(crisis: Crisis) -> list[Item]:
    """Facts still open though the first word needs them, people told what has changed, open gaps."""
    gaps = Gap.objects.filter(crisis=crisis, entry=None, dismissed_at=None)
    items = [
        Item(_("Not verified yet: %(fact)s") % {"fact": _name(fact)}, _fact_url(fact))
        for fact in crisis.facts.filter(is_needed_first=True).exclude(current__status=FactVersion.Status.VERIFIED)
    ]
    for outdated in outdated_facts(crisis):
        words = ngettext(
            "%(n)s person was told the old version: %(fact)s",
            "%(n)s people were told the old version: %(fact)s",
            outdated.people_count,
        )
        told = words % {"n": outdated.people_count, "fact": _name(outdated.fact)}
        items.append(Item(told, _fact_url(outdated.fact)))
    waiting = gaps.count()
    if waiting:
        words = ngettext("%(n)s question without an answer", "%(n)s questions without an answer", waiting)
        items.append(Item(words % {"n": waiting}, reverse("knowledge:gaps", args=[crisis.pk])))
    return items


def waiting(crisis: Crisis) -> QuerySet[Conversation]:
    """Requests that wait for us, the worst first, then the longest: those of this crisis and those of none yet."""
    theirs = Q(crisis=crisis) | Q(crisis=None)
    return Conversation.objects.filter(theirs, state=Conversation.State.OPEN, merged_into=None).order_by(
        "rank", "waiting_since", "pk"
    )


def backlog(crisis: Crisis) -> list[tuple[str, int, str]]:
    """(level, how many wait, where they are), the worst first."""
    counted = dict(waiting(crisis).order_by().values_list("impact").annotate(n=Count("pk")))
    queue = reverse("inbox:queue", args=[crisis.pk])
    labels = dict(Conversation.Impact.choices)
    return [(str(labels[level]), counted.get(level, 0), f"{queue}?level={level}") for level in IMPACTS]


def volumes(crisis: Crisis) -> list[tuple[str, int, str]]:
    """(channel, how many requests came by it, where they are)."""
    queue = reverse("inbox:queue", args=[crisis.pk])
    counted = crisis.conversations.filter(merged_into=None).values_list("channel_kind").annotate(n=Count("pk"))
    return [(channel_word(kind), n, f"{queue}?channel={kind}&state=all") for kind, n in counted.order_by("-n")]


def leaving(crisis: Crisis) -> list[Leaving]:
    """Sends to many that are under way, paused or about to start."""
    states = [Batch.State.READY, Batch.State.SENDING, Batch.State.PAUSED]
    batches = Batch.objects.filter(crisis_id=crisis.pk, state__in=states).exclude(occasion="answer")
    return [
        Leaving(batch, progress(batch), reverse("channels:batch", args=[batch.pk]))
        for batch in batches.order_by("-pk")[:SHOWN]
    ]


def nobody_works(crisis: Crisis, at: datetime) -> Wait | None:
    """What to say when something of this crisis is to leave and no worker runs; None when all is well."""
    waits = Batch.objects.filter(crisis_id=crisis.pk, state=Batch.State.SENDING).exists()
    return no_worker() if waits and not somebody_works(at=at) else None


def changed_since(crisis: Crisis, seen: datetime | None) -> list[dict[str, Any]]:
    """What was done since the person last looked, the latest first, as the timeline component reads it."""
    entries = JournalEntry.objects.filter(crisis_id=crisis.pk)
    if seen is not None:
        entries = entries.filter(at__gt=seen)
    return timeline(entries[: SHOWN * 2])


def timeline(entries: Iterable[JournalEntry]) -> list[dict[str, Any]]:
    """Journal rows as the timeline component reads them."""
    return [{"at": entry.at, "what": said(entry), "by": "", "icon": "dot"} for entry in entries]


def open_actions(crisis: Crisis) -> QuerySet[Action]:
    return Action.objects.filter(
        workstream__crisis=crisis, state__in=[Action.State.TODO, Action.State.DOING]
    ).select_related("workstream", "owner")


def actions_progress(crisis: Crisis) -> tuple[int, int]:
    """(done, all but the dropped)."""
    counted = Action.objects.filter(workstream__crisis=crisis).aggregate(
        done=Count("pk", filter=Q(state=Action.State.DONE)), all=Count("pk", filter=~Q(state=Action.State.DROPPED))
    )
    return counted["done"], counted["all"]


def first_word_steps(crisis: Crisis, at: datetime) -> tuple[FirstWord | None, list[Step]]:
    """The 48-hour clock and the steps to the first word, the first that is not done being the current one (M6)."""
    clock = first_word(crisis, at)
    statement = crisis.messages.filter(occasion="statement").order_by("-updated_at").first()
    state = statement.state if statement else ""
    said = state in {Message.State.SENDING, Message.State.SENT}
    new = reverse("broadcasts:message_new", args=[crisis.pk])
    there = _message_url(statement) if statement else new
    page = Page.objects.filter(crisis=crisis, is_public=True).exists()
    missing = bool(clock and clock.missing_facts)
    done = [
        (_("Establish the facts"), reverse("situation:facts", args=[crisis.pk]), not missing or said),
        (_("Write the position statement"), there, bool(statement)),
        (_("Have it approved by a second person"), there, state == Message.State.APPROVED or said),
        (_("Send it"), there, said),
        (_("Publish the page"), reverse("touchpoints:pages", args=[crisis.pk]), page),
    ]
    current = next((index for index, (_label, _url, is_done) in enumerate(done) if not is_done), None)
    return clock, [
        Step(label, url, "done" if is_done else "current" if index == current else "todo")
        for index, (label, url, is_done) in enumerate(done)
    ]


def came_in(crisis: Crisis) -> dict[str, int]:
    """How many of each kind came in for this crisis: message, bounce, report, auto_reply, spam."""
    counted = Inbound.objects.filter(crisis_id=crisis.pk).values_list("kind").annotate(n=Count("pk"))
    return {kind: 0 for kind in Inbound.Kind.values} | dict(counted)


def measures(crisis: Crisis, at: datetime) -> list[tuple[Measure, MeasureValue]]:
    """The figures that the playbook wants on the board (M7), less those that the board shows in full beside them."""
    wanted = [measure for measure in measures_of(crisis) if measure.slug not in SHOWN_IN_FULL]
    return [(measure, measure.compute(crisis, at)) for measure in wanted]


def _name(fact: Fact) -> str:
    return pick(fact.question) or fact.key


def _fact_url(fact: Fact) -> str:
    return reverse("situation:fact", args=[fact.crisis_id, fact.pk])


def _message_url(message: Message) -> str:
    return reverse("broadcasts:message", args=[message.crisis_id, message.pk])
