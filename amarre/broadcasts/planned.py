"""What of this room would leave by itself later: 'stop everything' holds it too (amarre.channels.planned)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django.utils.translation import ngettext

from amarre.broadcasts import actions
from amarre.broadcasts.models import Sequence
from amarre.broadcasts.sequences.actions import pause_all
from amarre.channels.planned import PLANNED, Planned


def _say(count: int) -> str:
    words = ngettext(
        "%(count)s message planned for later will wait for somebody to send it.",
        "%(count)s messages planned for later will wait for somebody to send them.",
        count,
    )
    return words % {"count": count}


def _say_sequences(count: int) -> str:
    words = ngettext(
        "%(count)s follow-up sequence will be paused.", "%(count)s follow-up sequences will be paused.", count
    )
    return words % {"count": count}


def _hold(by: Any, at: datetime) -> int:
    return actions.unschedule_everything(by=by, at=at)


def _pause(by: Any, at: datetime) -> int:
    return pause_all(by=by, at=at)


def _running() -> int:
    return Sequence.objects.filter(state=Sequence.State.RUNNING).count()


PLANNED.add("sequences", Planned(_say_sequences, _running, _pause))
PLANNED.add("messages", Planned(_say, lambda: actions.planned().count(), _hold))
