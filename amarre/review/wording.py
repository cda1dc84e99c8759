"""Lines of the journal as people read them: what was written down as a key (urgent, email, fr) is said in words."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from amarre.accounts.journal import sentence
from amarre.accounts.models import JournalEntry
from amarre.channels.kinds import KINDS
from amarre.inbox.models import Conversation
from amarre.lib.ui.tones import ANGERS
from amarre.lib.words import language_in_sentence


def said(entry: JournalEntry) -> str:
    """The sentence of a line. A key that is not known any more stays as it was written."""
    values = {name: _in_words(entry.verb, name, value) for name, value in entry.data.items()}
    return sentence(JournalEntry(verb=entry.verb, actor_name=entry.actor_name, data=values))


def _in_words(verb: str, name: str, value: Any) -> Any:
    worded = _WORDS.get((verb, name))
    return worded(value) if worded and value not in (None, "") else value


def channel_word(kind: str) -> str:
    """A kind of channel as people say it."""
    own = {"phone": _("Telephone")}
    return own.get(kind) or (str(KINDS.get(kind).name) if kind in KINDS else kind)


def _impact(value: str) -> str:
    return str(dict(Conversation.Impact.choices).get(value, value)).lower()


def _anger(value: Any) -> str:
    return str(ANGERS.get(value, value)) if isinstance(value, int) else str(value)


def _language(value: str) -> str:
    return language_in_sentence(value) if value in dict(settings.LANGUAGES) else value


_WORDS: dict[tuple[str, str], Callable[[Any], str]] = {
    ("inbox.override", "impact"): _impact,
    ("inbox.override", "anger"): _anger,
    ("inbox.claim", "channel"): channel_word,
    ("people.language", "language"): _language,
}
