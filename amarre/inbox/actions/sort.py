"""What colleagues do with a request besides answering it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.inbox.actions.state import levels_of, set_levels
from amarre.inbox.levels import GRAVEST_FIRST, Levels, worst
from amarre.inbox.models import Conversation, Draft, Turn
from amarre.inbox.ways import network_addresses
from amarre.knowledge.actions import note_gap
from amarre.knowledge.models import Gap
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.people.actions import learn_address
from amarre.people.models import Person
from amarre.situation.access import crises_visible_to
from amarre.situation.models import Crisis


@transaction.atomic
def override(
    conversation: Conversation, *, impact: str, anger: int, threat: bool, why: str, by: User | None, at: datetime
) -> Conversation:
    """Set the levels by hand, with the reason; they hold until graver words come in."""
    if impact not in GRAVEST_FIRST or not 0 <= anger <= 3:
        raise Invalid(_("Choose an impact, and an anger from 0 to 3."))
    if not why.strip():
        raise Invalid(_("A reason is missing."), fields={"why": _("Say in a few words what the machine did not see.")})
    conversation = _locked(conversation)
    set_levels(conversation, Levels(impact, anger, threat))
    conversation.is_overridden, conversation.overridden_by = True, by
    conversation.override_why = why.strip()[:300]
    conversation.save()
    record(
        "inbox.override", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id,
        impact=impact, anger=anger, threat=threat, why=conversation.override_why,
    )  # fmt: skip
    return conversation


@transaction.atomic
def assign(conversation: Conversation, *, to: User | None, by: User | None, at: datetime) -> Conversation:
    """Give a request to a colleague who may see and answer it, or (`to=None`) back to everybody."""
    conversation = _locked(conversation)
    if to is not None and not may_answer(to, conversation.crisis):
        raise NotAllowed(
            _("%(name)s may not answer requests of this crisis.") % {"name": to},
            hint=_("Choose a colleague who may, or ask for access."),
        )
    conversation.assigned_to = to
    conversation.save(update_fields=["assigned_to"])
    verb, data = ("inbox.assign", {"name": str(to)}) if to else ("inbox.unassign", {})
    record(verb, by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id, **data)
    return conversation


def may_answer(user: User, crisis: Crisis | None) -> bool:
    """Whether a colleague may answer requests of this crisis (None: of no crisis)."""
    if not user.may("inbox.answer"):
        return False
    return crisis is None or crises_visible_to(user).filter(pk=crisis.pk).exists()


@transaction.atomic
def take_next(candidates: object, *, by: User, at: datetime) -> Conversation | None:
    """Give `by` the first request of the queryset `candidates` that nobody has; None when there is none.

    Two colleagues who ask at the same moment get two requests: the row is taken by a conditional update.
    """
    for conversation in candidates.filter(assigned_to=None)[:20]:  # type: ignore[attr-defined]
        if Conversation.objects.filter(pk=conversation.pk, assigned_to=None).update(assigned_to=by):
            conversation.assigned_to = by
            record("inbox.assign", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id, name=str(by))
            return conversation
    return None


@transaction.atomic
def note(conversation: Conversation, *, text: str, by: User | None, at: datetime) -> Turn:
    """Leave a note among colleagues; it never leaves the house."""
    if not text.strip():
        raise Invalid(_("The note has no words."), fields={"note": _("Write the note.")})
    turn = Turn.objects.create(
        conversation=conversation, direction=Turn.Direction.NOTE, at=at, text=text.strip(), author=by
    )
    record("inbox.note", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id)
    return turn


@transaction.atomic
def merge(into: Conversation, other: Conversation, *, by: User | None, at: datetime) -> Conversation:
    """Put the words of `other` into `into`, which waits as long and as gravely as the worse of both."""
    if into.pk == other.pk:
        raise Invalid(_("A request cannot be put together with itself."))
    if into.crisis_id != other.crisis_id:
        raise Conflict(_("These requests belong to two crises."), hint=_("Move one of them first."))
    into, other = _locked(into), _locked(other)
    other.turns.update(conversation=into)
    Draft.objects.filter(conversation=other).delete()
    _gather(into, other)
    other.state, other.merged_into, other.waiting_since, other.closed_at = Conversation.State.CLOSED, into, None, at
    other.save()
    record("inbox.merge", by=by, at=at, subject=into, crisis_id=into.crisis_id, other=other.pk)
    return into


def _gather(into: Conversation, other: Conversation) -> None:
    waiting = [each for each in (into, other) if each.waiting_since is not None]
    if waiting:
        set_levels(into, worst(levels_of(each) for each in waiting))
        into.waiting_since = min(each.waiting_since for each in waiting if each.waiting_since)
        into.state, into.closed_at = Conversation.State.OPEN, None
    if other.last_received_at > into.last_received_at:
        into.last_received_at, into.excerpt = other.last_received_at, other.excerpt
    into.first_received_at = min(into.first_received_at, other.first_received_at)
    into.person = into.person or other.person
    into.address, into.name = into.address or other.address, into.name or other.name
    into.assigned_to = into.assigned_to or other.assigned_to
    into.save()


@transaction.atomic
def close(conversation: Conversation, *, why: str, by: User | None, at: datetime) -> Conversation:
    """Nothing more is due. A request that still waits for an answer needs a reason."""
    conversation = _locked(conversation)
    if conversation.waiting_since is not None and not why.strip():
        raise Invalid(_("This person still waits for an answer."), fields={"why": _("Say why no answer is due.")})
    conversation.state, conversation.waiting_since, conversation.closed_at = Conversation.State.CLOSED, None, at
    conversation.save()
    words = why.strip()[:300] or _("answered")
    record("inbox.close", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id, why=words)
    return conversation


@transaction.atomic
def reopen(conversation: Conversation, *, by: User | None, at: datetime) -> Conversation:
    """Open again: somebody waits for us after all."""
    conversation = _locked(conversation)
    if conversation.merged_into_id is not None:
        raise Conflict(_("This request was put together with another one."), hint=_("Open that one."))
    if conversation.state != Conversation.State.OPEN:
        conversation.state, conversation.closed_at = Conversation.State.OPEN, None
        conversation.waiting_since = conversation.last_received_at
        conversation.save()
        record("inbox.reopen", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id)
    return conversation


@transaction.atomic
def link_person(conversation: Conversation, person: Person, *, by: User | None, at: datetime) -> Conversation:
    """Say who wrote it. Their address on a network, which nobody could type, is theirs from now on."""
    conversation = _locked(conversation)
    conversation.person = person
    conversation.save(update_fields=["person"])
    for kind, address in network_addresses(conversation):
        learn_address(person, kind=kind, address=address, by=by, at=at)
    record("inbox.link", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id, person=person.pk)
    return conversation


@transaction.atomic
def move(conversation: Conversation, crisis: Crisis, *, by: User | None, at: datetime) -> Conversation:
    """The request is about this crisis. The person moving it must see both; the view makes sure."""
    conversation = _locked(conversation)
    conversation.crisis, conversation.gap = crisis, None
    conversation.save(update_fields=["crisis", "gap"])
    record("inbox.move", by=by, at=at, subject=conversation, crisis_id=crisis.pk)
    return conversation


@transaction.atomic
def cannot_answer(conversation: Conversation, *, question: str, by: User | None, at: datetime) -> Gap:
    """Nobody can answer this yet: note the question as a gap. The person goes on waiting."""
    conversation = _locked(conversation)
    if conversation.crisis is None:
        raise Invalid(_("This request belongs to no crisis yet."), hint=_("Say first which crisis it is about."))
    language = (conversation.language or conversation.crisis.language)[:5]
    gap = note_gap(conversation.crisis, question, language, by=by, at=at)
    conversation.gap = gap
    conversation.save(update_fields=["gap"])
    record("inbox.gap", by=by, at=at, subject=conversation, crisis_id=conversation.crisis_id)
    return gap


def save_draft(conversation: Conversation, *, text: str, by: User, at: datetime) -> Draft | None:
    """Keep the answer being written; an emptied one is forgotten."""
    if not text.strip():
        Draft.objects.filter(conversation=conversation, author=by).delete()
        return None
    draft, _created = Draft.objects.update_or_create(
        conversation=conversation, author=by, defaults={"text": text, "saved_at": at}
    )
    return draft


def _locked(conversation: Conversation) -> Conversation:
    rows = Conversation.objects.select_for_update(of=("self",)).select_related("crisis", "person", "assigned_to")
    return rows.get(pk=conversation.pk)
