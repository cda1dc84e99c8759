"""What every verb does to a conversation's place in the queue."""

from __future__ import annotations

import re
from datetime import datetime

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.inbox.levels import Levels, Read, worst
from amarre.inbox.models import Conversation, Turn
from amarre.knowledge.models import Entry

EXCERPT = 200
_GREETING = re.compile(
    r"^(bonjour|bonsoir|hello|hi|dear|madame|monsieur|good (morning|evening|afternoon))\b[^.!?,:]{0,40}[.!,:]\s*",
    re.IGNORECASE,
)


def receive_word(conversation: Conversation, turn: Turn, read: Read, *, asks: Entry | None, at: datetime) -> None:
    """A word has come in: the conversation waits for us again, at the place of the worst of what is unanswered.

    Levels set by hand hold against the words they were set on; a later word that is worse raises them.
    """
    was_closed = conversation.state == Conversation.State.CLOSED
    waits = conversation.state == Conversation.State.OPEN and conversation.waiting_since is not None
    set_levels(conversation, worst([levels_of(conversation), read.levels]) if waits else read.levels)
    if not waits:
        conversation.is_overridden = False
        conversation.waiting_since = turn.at
    conversation.state = Conversation.State.OPEN
    conversation.closed_at = None
    conversation.last_received_at = max(conversation.last_received_at, turn.at)
    conversation.excerpt = excerpt_of(turn.inbound.text if turn.inbound and turn.inbound.text.strip() else turn.text)
    conversation.language = conversation.language or read.language
    conversation.asks = asks
    conversation.save()
    if was_closed:
        record("inbox.reopen", by=None, at=at, subject=conversation, crisis_id=conversation.crisis_id)


def excerpt_of(text: str) -> str:
    """The beginning of some words for a list, without the greeting that says nothing of the affair."""
    flat = " ".join(text.split())
    return (_GREETING.sub("", flat, count=1) or flat)[:EXCERPT]


def levels_of(conversation: Conversation) -> Levels:
    return Levels(conversation.impact, conversation.anger, conversation.threat)


def set_levels(conversation: Conversation, levels: Levels) -> None:
    """Give the conversation its levels and its rank (not saved)."""
    conversation.impact, conversation.anger, conversation.threat = levels.impact, levels.anger, levels.threat
    conversation.rank = levels.rank


def answered(conversation: Conversation, *, by: User | None, at: datetime) -> None:
    """Nobody waits for us any more (saved)."""
    conversation.state = Conversation.State.ANSWERED
    conversation.waiting_since = None
    conversation.closed_at = None
    conversation.first_answered_at = conversation.first_answered_at or at
    if by is not None and conversation.assigned_to_id is None:
        conversation.assigned_to = by
    conversation.save()
