"""Words with the facts put in: what remains open is only what differs from person to person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from amarre.broadcasts.models import Message, MessageText
from amarre.channels.outbox import Words
from amarre.engine.render import Template, parse
from amarre.knowledge.facts import Sheet
from amarre.situation.models import Crisis

BY_THE_OUTBOX = ("unsubscribe.", "company.")
"""Values that the post office puts in by itself."""


@dataclass(frozen=True)
class Bound:
    """One language of a message, facts and company in."""

    language: str
    subject: Template
    body: Template

    def for_outbox(self) -> Words:
        """The words as the post office takes them."""
        return Words(language=self.language, subject=self.subject.source, text=self.body.source)

    def missing(self, values: Mapping[str, str]) -> list[str]:
        """The places that neither these values nor the post office will fill."""
        names = (*self.subject.missing(values), *self.body.missing(values))
        return [name for name in dict.fromkeys(names) if not name.startswith(BY_THE_OUTBOX)]


def bind(message: Message, channel_kind: str = "") -> list[Bound]:
    """Every language that has words, with the facts as they are now: those of this kind of channel, where they were
    written, else the common ones."""
    sheet = Sheet.of(message.crisis)
    texts = _texts_for(message, channel_kind)
    return [
        Bound(
            text.language,
            sheet.bind(parse(text.subject), text.language),
            sheet.bind(parse(text.body), text.language),
        )
        for text in texts
    ]


def _texts_for(message: Message, channel_kind: str) -> list[MessageText]:
    by_language: dict[str, MessageText] = {}
    for text in sorted(message.texts.all(), key=lambda text: bool(text.channel_kind)):
        own = text.channel_kind == channel_kind and (text.body.strip() or text.options)
        if own or (not text.channel_kind and text.body.strip()):
            by_language[text.language] = text
    return list(by_language.values())


def page_url(crisis: Crisis) -> str:
    """Where the public page of a crisis is."""
    return f"{settings.BASE_URL}/p/{crisis.slug}/"
