"""Words with the facts put in: what remains open is only what differs from person to person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.conf import settings

from amarre.broadcasts.models import Message
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


def bind(message: Message) -> list[Bound]:
    """Every language that has words, with the facts as they are now."""
    sheet = Sheet.of(message.crisis)
    texts = [text for text in message.texts.all() if text.body.strip()]
    return [
        Bound(
            text.language,
            sheet.bind(parse(text.subject), text.language),
            sheet.bind(parse(text.body), text.language),
        )
        for text in texts
    ]


def page_url(crisis: Crisis) -> str:
    """Where the public page of a crisis is."""
    return f"{settings.BASE_URL}/p/{crisis.slug}/"
