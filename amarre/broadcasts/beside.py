"""What stands beside words while they are typed: the review, their blocks in plain words, their length and cost."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from amarre.broadcasts.audience import audience
from amarre.broadcasts.binding import Bound, fit_for
from amarre.broadcasts.blocks import BlockRead, problems_in, read_blocks
from amarre.broadcasts.forms import name_of
from amarre.broadcasts.layouts import Broken
from amarre.broadcasts.models import Message
from amarre.broadcasts.preview import compose, filled, measured, reader_of, somebody
from amarre.broadcasts.reviewing import Reviewed, review_words, states_for
from amarre.channels.kinds.contract import Measure
from amarre.channels.models import Channel
from amarre.channels.outbox import default_channel
from amarre.engine.render import RenderError, parse
from amarre.knowledge.facts import Sheet
from amarre.lib.render_words import said_with_line
from amarre.people.models import Person, Segment
from amarre.situation.models import Crisis


@dataclass(frozen=True)
class Measured:
    """Length and cost on one channel, for the words of one person."""

    channel: Channel
    measure: Measure


@dataclass(frozen=True)
class Beside:
    """Everything about one language of one kind's words. `borrowed` are the common words as this kind would send them,
    "" when it has words of its own; `broken` says why the words cannot be read."""

    reviewed: Reviewed
    kind: str
    broken: str
    blocks: tuple[BlockRead, ...]
    problems: tuple[str, ...]
    measured: Measured | None
    borrowed: str


def beside(
    typed: Mapping[str, str], crisis: Crisis, message: Message | None, *, kind: str, language: str, at: datetime,
    ui_language: str,
) -> Beside:  # fmt: skip
    """The words of one kind ("" for all) in one language, as they stand in the form. Nothing is saved."""
    subject, body = (_lines(typed.get(name_of(name, kind, language), "")) for name in ("subject", "body"))
    draft = _draft(typed, crisis, message)
    own_channel = _channel(kind, draft)
    reviewed = review_words(
        language=language, subject=subject, body=body, occasion=draft.occasion, at=at,
        channel=own_channel.kind if own_channel else kind, ui_language=ui_language,
        facts=states_for(crisis, draft.audience_kind, at=at),
    )  # fmt: skip
    said = (subject, body) if body.strip() or not kind else _common(typed, language)
    broken = next((why for words in (subject, body) if (why := _unreadable(words))), "")
    people = audience(draft, at=at)
    measure, text = (None, "")
    if own_channel and not any(_unreadable(words) for words in said) and said[1].strip():
        measure, text = _measured(draft, own_channel, said, language, somebody(people, own_channel), at)
    return Beside(
        reviewed=replace(reviewed, kind=kind),
        kind=kind,
        broken=broken,
        blocks=tuple(read_blocks(body, people, language=ui_language, today=at.date())),
        problems=tuple(dict.fromkeys([*problems_in(subject), *problems_in(body)])),
        measured=measure,
        borrowed=text if kind and not body.strip() else "",
    )


def _measured(
    draft: Message, channel: Channel, said: tuple[str, str], language: str, person: Person | None, at: datetime
) -> tuple[Measured | None, str]:
    """The measure, and the words as this channel would send them to that person."""
    sheet = Sheet.of(draft.crisis)
    subject, body = (sheet.bind(parse(words), language) for words in said)
    bound = fit_for(channel.kind, Bound(language, subject, body))
    composed = compose(bound.for_outbox(), channel, occasion=draft.occasion)
    try:
        words = filled(composed, reader_of(draft, person, channel, composed, language, at=at))
    except Broken:
        return None, ""
    measure = measured(channel, words.subject, words.text)
    return (Measured(channel, measure) if measure else None), words.text


def _draft(typed: Mapping[str, str], crisis: Crisis, message: Message | None) -> Message:
    """The message as the form has it, never saved: for whom, by what, on what occasion."""
    wanted = typed.get("audience_kind", "")
    kind = wanted if wanted in Person.Kind.values else str(Person.Kind.CUSTOMER)
    segment = Segment.objects.filter(pk=_number(typed.get("segment")), kind=kind).first()
    channel = Channel.objects.filter(pk=_number(typed.get("channel")), is_drill=crisis.is_drill).first()
    draft = Message(
        crisis=crisis, occasion=typed.get("occasion", "") or (message.occasion if message else ""),
        audience_kind=kind, segment=segment, channel=channel or default_channel(is_drill=crisis.is_drill),
        is_vital=bool(typed.get("is_vital")),
    )  # fmt: skip
    if message is not None:
        draft.corrects_version, draft.repeats = message.corrects_version, message.repeats
        if "audience_kind" not in typed:
            draft.audience_kind, draft.segment = message.audience_kind, message.segment
    return draft


def _channel(kind: str, draft: Message) -> Channel | None:
    """The channel by which this kind of words would go: the message's own for the common words."""
    if not kind:
        return draft.channel
    if draft.channel is not None and draft.channel.kind == kind:
        return draft.channel
    return Channel.objects.filter(kind=kind, is_enabled=True, is_drill=draft.crisis.is_drill).order_by("pk").first()


def _common(typed: Mapping[str, str], language: str) -> tuple[str, str]:
    return _lines(typed.get(f"subject_{language}", "")), _lines(typed.get(f"body_{language}", ""))


def _unreadable(words: str) -> str:
    try:
        parse(words)
    except RenderError as error:
        return said_with_line(error)
    return ""


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n")


def _number(text: str | None) -> int:
    return int(text) if text and text.isdecimal() else 0
