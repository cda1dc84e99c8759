"""'Stop everything': one button for the cell. What leaves is stopped here; what would leave later, by those above.

`settings.STOP_EVERYTHING` names objects of the rooms above (scheduled messages, follow-up sequences): each says what it
would stop, and stops it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.utils.functional import Promise
from django.utils.module_loading import import_string

from amarre.accounts.models import User
from amarre.channels import outbox


@dataclass(frozen=True)
class Stoppable:
    """One thing that would leave later. `label` is empty for a colleague who may not know its name (restricted)."""

    label: str
    url: str = ""
    detail: str = ""  # "on Monday 2 March, 9:00, to 4,210 people"


class Stopper(Protocol):
    """What a room above offers."""

    heading: str | Promise  # "Scheduled messages"

    def would_stop(self, user: User) -> Sequence[Stoppable]:
        """Everything it would stop, also what this colleague may not know of (without its name)."""

    def stop(self, *, by: User, at: datetime) -> str:
        """Stop all of it; says in one sentence what was stopped, "" when there was nothing."""


@dataclass(frozen=True)
class Other:
    """What would be stopped besides the sends."""

    heading: str
    what: tuple[Stoppable, ...]


@dataclass(frozen=True)
class Stopped:
    """How many sends were stopped, and what else, in sentences."""

    sends: int
    others: tuple[str, ...]


def stoppers() -> list[Stopper]:
    """Those of the rooms above."""
    return [import_string(path) for path in settings.STOP_EVERYTHING]


def others(user: User) -> list[Other]:
    """What they would stop, those that have something."""
    found = [Other(str(one.heading), tuple(one.would_stop(user))) for one in stoppers()]
    return [other for other in found if other.what]


def stop_everything(*, by: User, at: datetime) -> Stopped:
    """Stop what leaves first, then what would leave later; each on its own, so that what could be stopped stays so."""
    sends = outbox.stop_everything(by=by, at=at)
    told = [one.stop(by=by, at=at) for one in stoppers()]
    return Stopped(sends, tuple(words for words in told if words))
