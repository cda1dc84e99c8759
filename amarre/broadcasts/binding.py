"""Words with the facts put in: what remains open is only what differs from person to person."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from django.conf import settings

from amarre.accounts.models import Company
from amarre.broadcasts.layouts import Card, document, layout_of
from amarre.broadcasts.models import Message, MessageText
from amarre.channels.kinds import KINDS
from amarre.channels.outbox import Words
from amarre.engine.render import Template, parse
from amarre.knowledge.facts import Sheet
from amarre.situation.models import Crisis

BY_THE_OUTBOX = ("unsubscribe.", "preferences.", "company.")
"""Values that the post office puts in by itself."""

# The tray is where mail is tried: it shows what an e-mail would be.
_MAIL = frozenset({"email", "tray"})


@dataclass(frozen=True)
class Bound:
    """One language of a message, facts and company in. `html` is the whole mail in its layout, "" for other kinds;
    `is_own`: these words were written for this kind of channel."""

    language: str
    subject: Template
    body: Template
    html: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)
    is_own: bool = False

    def for_outbox(self) -> Words:
        """The words as the post office takes them."""
        return Words(
            language=self.language, subject=self.subject.source, text=self.body.source, html=self.html,
            options=self.options,
        )  # fmt: skip

    def missing(self, values: Mapping[str, str]) -> list[str]:
        """The places for everybody that neither these values nor the post office will fill."""
        names = dict.fromkeys((*self.subject.needs(), *self.body.needs()))
        return [name for name in names if not values.get(name) and not name.startswith(BY_THE_OUTBOX)]


def bind(message: Message, channel_kind: str = "", sheet: Sheet | None = None) -> list[Bound]:
    """Every language that has words, with the facts of the sheet (those of now): those of this kind of channel, where
    they were written, else the common ones.

    Mail is given its layout too; without a kind, the words are only to be read.
    """
    sheet = sheet or Sheet.of(message.crisis)
    layout = layout_of(message) if channel_kind in _MAIL else ""
    return [_bound(text, channel_kind, sheet, layout) for text in _texts_for(message, channel_kind)]


def _bound(text: MessageText, channel_kind: str, sheet: Sheet, layout: str) -> Bound:
    page = {"page.url": page_url(text.message.crisis)}
    subject = sheet.bind(parse(text.subject), text.language).bind(page)
    body = sheet.bind(parse(text.body), text.language).bind(page)
    html = ""
    if layout:
        company = Company.card(is_drill=text.message.crisis.is_drill)
        html = document(layout, Card.of(company, text.language, subject))
    is_own = bool(text.channel_kind) and text.channel_kind == channel_kind
    bound = Bound(text.language, subject, body, html, text.options if is_own else {}, is_own)
    return fit_for(channel_kind, bound)


def fit_for(channel_kind: str, bound: Bound) -> Bound:
    """The words as this kind can say them: without a subject where there is none."""
    if channel_kind in KINDS and not KINDS.get(channel_kind).has_subject:
        return replace(bound, subject=parse(""))
    return bound


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
