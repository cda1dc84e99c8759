"""What the post office asks of those who know people: it lies below them, so they are named in the settings.

`settings.PEOPLE_DESK` is the dotted path of an object with these three methods (`amarre.people.desk.DESK`). The outbox
asks once for each slice that it is about to send: consent, preferences and caps are looked at again at that moment.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string


@dataclass(frozen=True, slots=True)
class Standing:
    """One person at the moment of sending.

    `values` are typed, by name ("person.orders_pending": 2), only those asked for; `written` the same as people read
    them, in the language of the delivery; `withheld` is why nothing must be sent ("" when it may); `time_zone` is an
    IANA name, "" when not known.
    """

    values: Mapping[str, Any] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    withheld: str = ""
    time_zone: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a slice of deliveries needs to know. `people` are (person_ref, address, language) in order."""

    people: Sequence[tuple[int, str, str]]
    address_kind: str  # email, phone, post, push...
    occasion: str
    is_vital: bool  # passes caps and pauses, never a refusal
    names: Collection[str]  # of the personal values that the words use
    wants_time_zone: bool
    at: datetime
    channel_kind: str = ""  # sms, whatsapp and call share telephone numbers; people may want one and not the other


class PeopleDesk(Protocol):
    def standing(self, asked: Asked) -> Mapping[int, Standing]:
        """What is known of each person; one who is missing from the answer may be written to and has no values."""

    def refs_at(self, address_kind: str, address: str) -> Sequence[int]:
        """The numbers of the people who have this address."""

    def name_of(self, refs: Sequence[int]) -> Mapping[int, str]:
        """The names of people, for a letter's cover list or an agent's call."""


@cache
def _imported(path: str) -> PeopleDesk:
    return import_string(path)


def desk() -> PeopleDesk:
    """Those who know people."""
    return _imported(settings.PEOPLE_DESK)
