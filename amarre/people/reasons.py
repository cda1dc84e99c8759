"""Why a person must not be written to, as SQL that both the freeze and the moment of sending ask.

The columns are those of `p` (people_person) and `c` (people_contactpoint, the address in question, absent for letters).
Reasons are slugs, kept with the delivery: `refused`, `paused`, `topic`, `cap`, `erased`, `not_theirs`, `no_address`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection
from django.utils import timezone

from amarre.people.models import ContactPoint, Person
from amarre.people.topics import ANSWERS, mark, topic_of

REFUSED, PAUSED, TOPIC, CAP = "refused", "paused", "topic", "cap"
ERASED, NOT_THEIRS, NO_ADDRESS = "erased", "not_theirs", "no_address"
#: A tray stands in for e-mail; what may be sent by telephone number is an SMS unless it says otherwise.
_CHANNEL_OF = {"tray": "email", "form": "email"}
_CHANNEL_AT = {"phone": "sms", "post": "letter"}


@dataclass(frozen=True)
class Judged:
    """Conditions in the order in which they count, each with its parameters and the reason that it gives."""

    cases: tuple[tuple[str, tuple[Any, ...], str], ...]

    def sql(self) -> str:
        """One expression: the first reason that holds, "" when none does."""
        whens = " ".join(f"WHEN {condition} THEN '{reason}'" for condition, _params, reason in self.cases)
        return f"CASE {whens} ELSE '' END" if whens else "''"

    def params(self) -> list[Any]:
        return [param for _condition, params, _reason in self.cases for param in params]


def channel_of(channel_kind: str, address_kind: str) -> str:
    """The channel as people choose it: e-mail, SMS, call, letter..."""
    return _CHANNEL_OF.get(channel_kind, channel_kind) or _CHANNEL_AT.get(address_kind, address_kind)


def holds(column: str) -> str:
    """SQL: whether the text of slugs holds one (a parameter, `topics.mark`)."""
    find = "STRPOS" if connection.vendor == "postgresql" else "INSTR"
    return f"({column} <> '' AND {find}({column}, %s) > 0)"


def wishes(*, channel: str, occasion: str, is_vital: bool, at: datetime) -> Judged:
    """What the person themselves asked for, whatever the address. Answers pass all of it."""
    if occasion in ANSWERS:
        return Judged(())
    cases: list[tuple[str, tuple[Any, ...], str]] = [(holds("p.unwanted_channels"), (mark(channel),), REFUSED)]
    if not is_vital:
        paused = Person._meta.get_field("paused_until").get_db_prep_value(timezone.localdate(at), connection)
        cases.append(("p.paused_until > %s", (paused,), PAUSED))
        topic = topic_of(occasion)
        if topic:
            cases.append((holds("p.unwanted_topics"), (mark(topic),), TOPIC))
    return Judged(tuple(cases))


def judged(*, address_kind: str, channel_kind: str, occasion: str, is_vital: bool, at: datetime) -> Judged:
    """All that holds a message to one address of a person back. `c` is NULL when the address is no longer theirs."""
    channel = channel_of(channel_kind, address_kind)
    cases: list[tuple[str, tuple[Any, ...], str]] = [("p.erased_at IS NOT NULL", (), ERASED)]
    if occasion not in ANSWERS and address_kind != "post":
        cases.append(("c.consent IS NULL", (), NOT_THEIRS))
        cases.append((f"c.consent = '{ContactPoint.Consent.REFUSED.value}'", (), REFUSED))
    return Judged((*cases, *wishes(channel=channel, occasion=occasion, is_vital=is_vital, at=at).cases))
