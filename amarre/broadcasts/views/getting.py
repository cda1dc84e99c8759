"""The only ways in which these screens get a message or a fact: what is not yours does not exist."""

from __future__ import annotations

from typing import Any

from amarre.broadcasts.models import Message
from amarre.lib.errors import NotFound
from amarre.situation.access import crisis_for
from amarre.situation.models import Crisis, Fact


def message_for(user: Any, crisis_id: int, message_id: int) -> tuple[Crisis, Message]:
    """The crisis and its message. Raises NotFound when either is not there for this colleague."""
    crisis = crisis_for(user, crisis_id)
    message = (
        crisis.messages.select_related("author", "last_editor", "segment", "channel", "corrects_version__fact")
        .filter(pk=message_id)
        .first()
    )
    if message is None:
        raise NotFound("message")
    return crisis, message


def fact_for(user: Any, crisis_id: int, fact_id: int) -> tuple[Crisis, Fact]:
    """The crisis and its fact. Raises NotFound when either is not there for this colleague."""
    crisis = crisis_for(user, crisis_id)
    fact = crisis.facts.select_related("current").filter(pk=fact_id).first()
    if fact is None:
        raise NotFound("fact")
    return crisis, fact
