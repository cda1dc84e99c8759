"""The journal: every action of the domain adds one row, in the same transaction.

A verb is registered with its sentence (what a person reads) and its eraser (which keys of `data` hold personal
words, blanked when that person is erased). An unknown verb raises, so nothing can be journalled that cannot be read.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import models
from django.utils.functional import Promise

from amarre.accounts.models import JournalEntry, User
from amarre.lib.registry import Registry


@dataclass(frozen=True)
class Verb:
    """`sentence` is a gettext_lazy string with %(actor)s and keys of `data`; `personal` lists keys to blank."""

    sentence: str | Promise
    personal: tuple[str, ...] = ()


VERBS: Registry[Verb] = Registry("journal verb")


def register(name: str, sentence: str | Promise, *, personal: tuple[str, ...] = ()) -> None:
    """Register the dotted verb `name` (`facts.change`), at import time of the app's `journal.py`."""
    VERBS.add(name, Verb(sentence, personal))


def record(
    verb: str,
    *,
    by: User | None,
    at: datetime,
    subject: models.Model | None = None,
    crisis_id: int | None = None,
    **data: Any,
) -> JournalEntry:
    """Add a row. `by=None` is the machine itself. `data` must be JSON; raises UnknownKey for an unknown verb."""
    VERBS.get(verb)
    return JournalEntry.objects.create(
        at=at,
        actor=by,
        actor_name=str(by) if by else "amarre",
        verb=verb,
        subject_type=subject._meta.label_lower if subject is not None else "",
        subject_id=str(subject.pk) if subject is not None else "",
        crisis_id=crisis_id,
        data=data,
    )


def sentence(entry: JournalEntry) -> str:
    """What a person reads: « Alix a validé le message « Rappel du lot 12 » »."""
    values = {key: value for key, value in entry.data.items()} | {"actor": entry.actor_name}
    return str(VERBS.get(entry.verb).sentence) % _Forgiving(values)


class _Forgiving(dict[str, Any]):
    """An erased or missing value reads as an ellipsis rather than breaking the whole journal."""

    def __missing__(self, key: str) -> str:
        return "…"
