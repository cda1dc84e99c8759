"""Words that came in become conversations. Every one of them: a word that cannot be read is opened all the same."""

from __future__ import annotations

import logging
import re
from datetime import datetime

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.channels.models import Delivery, Inbound
from amarre.inbox.actions.state import receive_word
from amarre.inbox.languages import language_of
from amarre.inbox.levels import Read, read_words
from amarre.inbox.models import Conversation, Turn
from amarre.knowledge.models import Entry
from amarre.knowledge.reading import suggest
from amarre.people.addresses import find_by_address
from amarre.people.models import Person
from amarre.situation.models import Crisis

logger = logging.getLogger("amarre.inbox")

# "Re: ...", "TR : ...", "Réf : ...": a subject that repeats ours says nothing new.
_ANSWERING = re.compile(r"\s*(re|aw|tr|fw|fwd|réf|ref|rép|rep)\s*(\[\d+\])?\s*:", re.IGNORECASE)


class ClaimProblems(Exception):
    """Some words could not be opened and wait for the next round; the others were."""


def claim_new(*, at: datetime, limit: int = 500) -> int:
    """Open a conversation for each message not claimed yet, oldest first; returns how many were opened.

    Each in its own transaction, claimed by a conditional update: two workers never open the same word twice, and one
    that cannot be opened holds up no other. Raises ClaimProblems at the end when some could not.
    """
    waiting = Inbound.objects.filter(claimed_at=None, kind=Inbound.Kind.MESSAGE).order_by("id")
    opened, problems = 0, []
    for number in list(waiting.values_list("pk", flat=True)[:limit]):
        try:
            opened += _claim(number, at)
        except Exception as problem:
            logger.exception("the word %s could not be opened", number)
            problems.append(f"{number}: {problem}")
    if problems:
        raise ClaimProblems(f"{len(problems)} words could not be opened: " + "; ".join(problems[:5]))
    return opened


@transaction.atomic
def _claim(number: int, at: datetime) -> bool:
    if not Inbound.objects.filter(pk=number, claimed_at=None).update(claimed_at=at):
        return False
    inbound = Inbound.objects.select_related("delivery").get(pk=number)
    text = words_of(inbound)
    read = read_words(text, inbound.language)
    conversation = _conversation_of(inbound, read)
    turn = Turn.objects.create(
        conversation=conversation, direction=Turn.Direction.IN, at=inbound.received_at, text=text, inbound=inbound,
        impact=read.levels.impact, anger=read.levels.anger, threat=read.levels.threat, because=read.because,
    )  # fmt: skip
    receive_word(conversation, turn, read, asks=_asked(conversation, text), at=at)
    return True


def words_of(inbound: Inbound) -> str:
    """What the person wrote: the subject when it says something of its own, then the words. Never empty."""
    text = inbound.text.strip() or inbound.full_text.strip()
    subject = "" if _ANSWERING.match(inbound.subject) else inbound.subject.strip()
    if subject and subject.casefold() not in text.casefold():
        text = f"{subject}\n\n{text}".strip()
    return text or _("(no words)")


def _conversation_of(inbound: Inbound, read: Read) -> Conversation:
    person = _person_of(inbound)
    if person is not None and inbound.person_ref is None:
        Inbound.objects.filter(pk=inbound.pk).update(person_ref=person.pk)
    crisis = _crisis_of(inbound, person)
    known = _by_thread(inbound) or _by_sender(inbound, person, crisis)
    if known is not None:
        return _surviving(known)
    conversation = Conversation.objects.create(
        crisis=crisis, person=person, channel_kind=inbound.channel_kind, address=inbound.from_address,
        name=inbound.from_name, subject=inbound.subject, language=inbound.language or read.language,
        impact=read.levels.impact, anger=read.levels.anger, threat=read.levels.threat, rank=read.levels.rank,
        first_received_at=inbound.received_at, last_received_at=inbound.received_at,
    )  # fmt: skip
    record(
        "inbox.claim", by=None, at=inbound.received_at, subject=conversation, crisis_id=conversation.crisis_id,
        channel=inbound.channel_kind,
    )  # fmt: skip
    return conversation


def _asked(conversation: Conversation, text: str) -> Entry | None:
    """The entry that surely answers these words, so that those who ask the same can be answered together."""
    if conversation.crisis is None:
        return None
    found = suggest(conversation.crisis, text, language_of(conversation), limit=1, only_published=False)
    return found[0].entry if found and found[0].confident else None


def _person_of(inbound: Inbound) -> Person | None:
    if inbound.person_ref:
        return Person.objects.filter(pk=inbound.person_ref).first()
    if not inbound.from_address:
        return None
    return find_by_address("email" if "@" in inbound.from_address else "phone", inbound.from_address)


def _crisis_of(inbound: Inbound, person: Person | None) -> Crisis | None:
    """The crisis the word is about: as the channel knows it, else the open one about which we last wrote to them."""
    if inbound.crisis_id:
        return Crisis.objects.filter(pk=inbound.crisis_id).first()
    if person is None:
        return None
    told = (
        Delivery.objects.filter(person_ref=person.pk, batch__crisis_id__isnull=False)
        .order_by("-id")
        .values_list("batch__crisis_id", flat=True)[:20]
    )
    still_open = set(Crisis.objects.filter(pk__in=set(told), closed_at=None).values_list("pk", flat=True))
    latest = next((number for number in told if number in still_open), None)
    return Crisis.objects.get(pk=latest) if latest else None


def _by_thread(inbound: Inbound) -> Conversation | None:
    """The conversation whose own answer, or whose own earlier mail, this word replies to."""
    if inbound.delivery_id:
        turn = Turn.objects.filter(delivery_id=inbound.delivery_id).select_related("conversation").first()
        if turn is not None:
            return turn.conversation
    before = [each for each in (inbound.in_reply_to, *inbound.references) if each]
    if not before:
        return None
    turn = Turn.objects.filter(inbound__message_id__in=before).select_related("conversation").order_by("-id").first()
    return turn.conversation if turn else None


def _by_sender(inbound: Inbound, person: Person | None, crisis: Crisis | None) -> Conversation | None:
    """The conversation not closed yet of the same person or address, on any channel, about the same crisis."""
    same = Q(address__iexact=inbound.from_address) if inbound.from_address else Q(pk__in=[])
    if person is not None:
        same |= Q(person=person)
    open_ones = Conversation.objects.filter(same, crisis=crisis, merged_into=None)
    return open_ones.exclude(state=Conversation.State.CLOSED).order_by("-last_received_at").first()


def _surviving(conversation: Conversation) -> Conversation:
    while conversation.merged_into is not None:
        conversation = conversation.merged_into
    return conversation
