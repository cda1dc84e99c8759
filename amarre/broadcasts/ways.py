"""By which ways a message goes: the words of one kind of channel, what is tried next, how its mail looks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from amarre.broadcasts.models import Layout, Message, MessageStep, MessageText
from amarre.channels.kinds import KINDS
from amarre.channels.models import Channel
from amarre.lib.errors import Words

MOST_STEPS = 4
LONGEST_WAIT = 30 * 24  # hours


@dataclass(frozen=True)
class Variant:
    """What one kind of channel says instead of the common words, in one language."""

    subject: str = ""
    body: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


Variants = Mapping[tuple[str, str], Variant]
"""By (kind of channel, language)."""


@dataclass(frozen=True)
class Step:
    """What is tried next: which channel, after how many hours, and after what (`MessageStep.After`)."""

    channel: Channel
    wait_hours: int = 0
    after: str = MessageStep.After.BOUNCED


@dataclass(frozen=True)
class Ways:
    """Everything about the ways of a message besides its channel."""

    variants: Variants = field(default_factory=dict)
    steps: tuple[Step, ...] = ()
    layout: Layout | None = None
    preferred_first: bool = False


def ways_of(message: Message) -> Ways:
    """The ways of a message as they are saved."""
    return Ways(
        variants={
            (text.channel_kind, text.language): Variant(text.subject, text.body, text.options)
            for text in message.texts.exclude(channel_kind="")
        },
        steps=tuple(
            Step(step.channel, step.wait_hours, step.after) for step in message.steps.select_related("channel")
        ),
        layout=message.layout,
        preferred_first=message.preferred_first,
    )


def channels_of(message: Message) -> list[Channel]:
    """The message's channels in the order in which they are tried."""
    first = [message.channel] if message.channel else []
    return first + [step.channel for step in message.steps.select_related("channel")]


def has_words_for(message: Message, channel_kind: str) -> bool:
    """Whether something can be said by this kind of channel: its own words, or the common ones."""
    texts = [text for text in message.texts.all() if text.channel_kind in ("", channel_kind)]
    return any(text.body.strip() or (text.channel_kind and text.options) for text in texts)


def save_ways(message: Message, ways: Ways) -> None:
    """Write the ways of a message; its own columns are saved by whoever calls."""
    message.layout, message.preferred_first = ways.layout, ways.preferred_first
    message.steps.all().delete()
    MessageStep.objects.bulk_create(
        MessageStep(message=message, position=n, channel=step.channel, wait_hours=step.wait_hours, after=step.after)
        for n, step in enumerate(ways.steps, 1)
    )
    kept = {key: one for key, one in ways.variants.items() if one.body.strip() or one.subject.strip() or one.options}
    for text in message.texts.exclude(channel_kind=""):
        if (text.channel_kind, text.language) not in kept:
            text.delete()
    for (kind, language), one in kept.items():
        words = {"subject": one.subject.strip(), "body": _lines(one.body), "options": dict(one.options)}
        MessageText.objects.update_or_create(message=message, channel_kind=kind, language=language, defaults=words)


def problems_of(ways: Ways, channel: Channel | None, *, is_drill: bool) -> dict[str, Words]:
    """What forbids these ways, by the field to blame: `step_1`..., `variant`."""
    found: dict[str, Words] = {}
    before = [channel] if channel else []
    if len(ways.steps) > MOST_STEPS:
        found["steps"] = _("At most %(count)s other channels can be tried.") % {"count": MOST_STEPS}
    for n, step in enumerate(ways.steps, 1):
        if why := _problem(step, before, is_drill=is_drill):
            found[f"step_{n}"] = why
        before.append(step.channel)
    if any(kind not in KINDS for kind, _language in ways.variants):
        found["variant"] = _("There is no such kind of channel.")
    return found


def _problem(step: Step, before: list[Channel], *, is_drill: bool) -> str:
    kind = KINDS.get(step.channel.kind)
    if kind.send is None or not kind.addresses:
        return _("This channel does not write to one person: nobody can be tried by it.")
    if step.channel.is_drill != is_drill:
        return _("A drill sends by its own channels, and only a drill does.")
    if step.channel in before:
        return _("This channel has been tried before.")
    if not 0 <= step.wait_hours <= LONGEST_WAIT:
        return _("Wait between 0 and %(hours)s hours.") % {"hours": LONGEST_WAIT}
    if step.after == MessageStep.After.NO_RECEIPT and not any(KINDS.get(one.kind).confirms for one in before):
        return _("No channel before this one says whether a message arrived: there would be nothing to wait for.")
    return ""


def _lines(body: str) -> str:
    return body.replace("\r\n", "\n").strip()
