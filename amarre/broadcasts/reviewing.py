"""The etiquette review of a message, language by language, and what of it stands in the way of approval."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from amarre.broadcasts.models import Message, MessageText
from amarre.engine.etiquette import CHANNELS, LANGS, OCCASIONS, FactState, Finding, review
from amarre.engine.render import OTHERWISE
from amarre.knowledge.facts import read_template
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
    """Findings in one language, of the common words or of one kind's own; offsets are those of the subject and of the
    words as written."""

    language: str
    subject: str
    body: str
    in_subject: tuple[Finding, ...]
    in_body: tuple[Finding, ...]
    kind: str = ""

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
        return review_one(text) + _of_branches(text, review_one)

    def review_one(text: str) -> list[Finding]:
        blank, tags = _without_tags(text)
        seen = review(
            blank, lang=language, occasion=_occasion(occasion), channel=_channel(channel), facts=facts,
            ui_lang=ui_language if ui_language in LANGS else None, today=at.date(),
        )  # fmt: skip
        return [finding for finding in seen if not (finding.family == "typography" and _touches(finding, tags))]

    about_subject = tuple(finding for finding in found(subject) if finding.family in IN_A_SUBJECT)
    return Reviewed(language, subject, body, about_subject, tuple(found(body)))


def _without_tags(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The words with blanks where the tags of blocks stood, and where that was: nobody reads those, and every offset
    stays true."""
    spans = []
    for block in read_template(text).blocks():
        for tag in block.tags:
            end = text.index("}}", tag.start) + 2
            spans.append((tag.start, end))
            text = text[: tag.start] + " " * (end - tag.start) + text[end:]
    return text, spans


def _touches(finding: Finding, spans: list[tuple[int, int]]) -> bool:
    return any(finding.start <= end and start <= finding.end for start, end in spans)


def _of_branches(text: str, review_one: Callable[[str], list[Finding]]) -> list[Finding]:
    """What only the readers of one part of a block would miss or mind, shown at that block's beginning.

    What stands in a part is found in the words as a whole. What is missing is not: the others' part may hold it. So the
    words are read once more for each part of each block, the other blocks being as they first come.
    """
    template = read_template(text)
    blocks = template.blocks()
    seen = {finding.code for finding in review_one(text)} if blocks else set()
    found = []
    for block in blocks:
        for part in (*range(len(block.branches)), OTHERWISE):
            decisions = [0] * len(blocks)
            decisions[block.number] = part
            for finding in review_one(template.flat(tuple(decisions)).source):
                if finding.code not in seen:
                    seen.add(finding.code)
                    found.append(_at(finding, text, block.tags[0].start))
    return found


def _at(finding: Finding, text: str, start: int) -> Finding:
    end = text.index("}}", start) + 2
    line = text.count("\n", 0, start) + 1
    column = start - (text.rfind("\n", 0, start) + 1) + 1
    return replace(finding, start=start, end=end, line=line, column=column, excerpt=text[start:end])


def review_text(text: MessageText, *, at: datetime, ui_language: str = "") -> Reviewed:
    """Review one language of a saved message, knowing what the facts it cites are worth now."""
    message = text.message
    states = states_for(message.crisis, message.audience_kind, at=at)
    return _review_saved(text, states, at, ui_language)


def review_message(message: Message, *, at: datetime, ui_language: str = "") -> list[Reviewed]:
    """Review every language that has words, the common ones and those of single kinds of channel."""
    states = states_for(message.crisis, message.audience_kind, at=at)
    return [_review_saved(text, states, at, ui_language) for text in message.texts.all() if text.body.strip()]


def _review_saved(text: MessageText, states: Mapping[str, FactState], at: datetime, ui_language: str) -> Reviewed:
    message = text.message
    main = message.channel.kind if message.channel else ""
    reviewed = review_words(
        language=text.language, subject=text.subject, body=text.body, occasion=message.occasion,
        channel=text.channel_kind or main, facts=states, at=at, ui_language=ui_language,
    )  # fmt: skip
    return replace(reviewed, kind=text.channel_kind)


def _occasion(occasion: str) -> str:
    nearest = _NEAREST_OCCASION.get(occasion, occasion)
    return nearest if nearest in OCCASIONS else "news"


def _channel(kind: str) -> str:
    return kind if kind in CHANNELS else "email"
