"""The etiquette review of a message, language by language, and what of it stands in the way of approval."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from amarre.broadcasts.models import Message, MessageText
from amarre.engine.etiquette import CHANNELS, LANGS, OCCASIONS, FactState, Finding, review
from amarre.people.models import Person
from amarre.situation.facts import fact_states
from amarre.situation.models import Crisis

# What a subject line can do wrong by itself; the rest (who is considered, how to reach us) belongs to the letter.
IN_A_SUBJECT = frozenset({"promo", "guilt", "usual", "promise", "blame", "panic", "cheer", "typography"})
BLOCKER = "blocker"

# Occasions of messages that the review has no own rules for, and the nearest that it has.
_NEAREST_OCCASION = {"correction": "news", "staff": "news"}


@dataclass(frozen=True)
class Reviewed:
    """Findings in one language; offsets are those of the subject and of the words as written."""

    language: str
    subject: str
    body: str
    in_subject: tuple[Finding, ...]
    in_body: tuple[Finding, ...]

    @property
    def all(self) -> tuple[Finding, ...]:
        return self.in_subject + self.in_body

    @property
    def blockers(self) -> tuple[Finding, ...]:
        return tuple(finding for finding in self.all if finding.severity == BLOCKER)


def states_for(crisis: Crisis, audience_kind: str, *, at: datetime) -> dict[str, FactState]:
    """What is known of each fact, for these readers: to colleagues an internal fact may be told."""
    states = fact_states(crisis, at)
    if audience_kind != Person.Kind.EMPLOYEE:
        return states
    return {key: replace(state, public=True) for key, state in states.items()}


def review_words(
    *,
    language: str,
    subject: str,
    body: str,
    occasion: str,
    channel: str,
    facts: Mapping[str, FactState],
    at: datetime,
    ui_language: str,
) -> Reviewed:
    """Review words that may not be saved yet. A language that the review does not speak gives no findings."""
    if language not in LANGS:
        return Reviewed(language, subject, body, (), ())

    def found(text: str) -> list[Finding]:
        return review(
            text, lang=language, occasion=_occasion(occasion), channel=_channel(channel), facts=facts,
            ui_lang=ui_language if ui_language in LANGS else None, today=at.date(),
        )  # fmt: skip

    about_subject = tuple(finding for finding in found(subject) if finding.family in IN_A_SUBJECT)
    return Reviewed(language, subject, body, about_subject, tuple(found(body)))


def review_text(text: MessageText, *, at: datetime, ui_language: str = "") -> Reviewed:
    """Review one language of a saved message, knowing what the facts it cites are worth now."""
    message = text.message
    states = states_for(message.crisis, message.audience_kind, at=at)
    return _review_saved(text, states, at, ui_language)


def review_message(message: Message, *, at: datetime, ui_language: str = "") -> list[Reviewed]:
    """Review every language that has words."""
    states = states_for(message.crisis, message.audience_kind, at=at)
    return [_review_saved(text, states, at, ui_language) for text in message.texts.all() if text.body.strip()]


def _review_saved(text: MessageText, states: Mapping[str, FactState], at: datetime, ui_language: str) -> Reviewed:
    message = text.message
    return review_words(
        language=text.language, subject=text.subject, body=text.body, occasion=message.occasion,
        channel=message.channel.kind if message.channel else "", facts=states, at=at, ui_language=ui_language,
    )  # fmt: skip


def _occasion(occasion: str) -> str:
    nearest = _NEAREST_OCCASION.get(occasion, occasion)
    return nearest if nearest in OCCASIONS else "news"


def _channel(kind: str) -> str:
    return kind if kind in CHANNELS else "email"
