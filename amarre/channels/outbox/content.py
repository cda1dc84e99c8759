"""From the words of a batch to what one person is sent: compiled once a language and choice of parts."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.utils.translation import gettext as _
from django.utils.translation import override

from amarre.accounts.models import Company
from amarre.channels.doors import config_of
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.contract import Envelope, Kind, Sealed
from amarre.channels.kinds.draft import (
    PREFERENCES,
    UNSUBSCRIBE,
    Draft,
    Hole,
    HtmlParts,
    Person,
    Pour,
    fill_html,
    fill_text,
)
from amarre.channels.links import link_bases, link_of
from amarre.channels.models import Batch, Content, Delivery
from amarre.channels.outbox.leasing import Row
from amarre.engine.render import PERSON, Place, Template, parse
from amarre.lib.markdown import to_html

# Occasions that answer one person: no unsubscribing from an answer, and people may answer it.
PERSONAL = frozenset({"answer"})
#: Where the words go in a layout's HTML.
BODY = "content.body"
#: Under this name a delivery's values keep which parts of its words were shown: one list for each of `_SOURCES`.
SHOWN = "if"
_MARK = "xq9zplace{}zq9x"
_MARKS = re.compile(r"xq9zplace(\d+)zq9x")

Decisions = tuple[tuple[int, ...], ...]


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words exactly as one person was sent them. `html` is a whole document."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class Extra:
    """What some kinds need of one person besides the words: their name; whether they wrote to us a while ago."""

    name: str = ""
    options: Mapping[str, Any] = field(default_factory=dict)


NO_EXTRA = Extra()


@dataclass(frozen=True, slots=True)
class _Flat:
    """The words of all those for whom the same parts are shown; `pour` when the kind has a mould."""

    draft: Draft
    pour: Pour | None


_NO_BLOCKS: Decisions = ((), (), ())


class Composed:
    """The content of a batch in one language, ready to be filled."""

    def __init__(self, content: Content, batch: Batch, *, company: Company, kind: Kind, config: object) -> None:
        self.language = content.language
        self.is_bulk = batch.occasion not in PERSONAL
        self._key = batch.key
        self._company = company
        self._options = content.options
        self._kind, self._config = kind, config
        self._bases = link_bases()
        # In this order: subject, words, and the layout or HTML of its own.
        self._templates = tuple(parse(source) for source in (content.subject, content.text, content.html))
        asked = {name for each in self._templates for name in each.names()}
        asked.update(kind.names(content.options, config) if kind.names else ())
        self.names = frozenset(name for name in asked if name.startswith(PERSON))
        self.needs = tuple(
            dict.fromkeys(name for each in self._templates for name in each.needs() if name.startswith(PERSON))
        )
        self._has_blocks = any(each.blocks() for each in self._templates)
        self._flats: dict[Decisions, _Flat] = {}

    def missing(self, typed: Mapping[str, Any]) -> str:
        """The first name that everybody must have and this person has not; "" when there is none."""
        return next((name for name in self.needs if not typed.get(name) and typed.get(name) != 0), "")

    def decide(self, typed: Mapping[str, Any]) -> Decisions:
        """Which parts of the words this person reads."""
        return tuple(each.decide(typed) for each in self._templates) if self._has_blocks else _NO_BLOCKS

    def envelope(
        self, row: Row, written: Mapping[str, Any], decisions: Decisions, extra: Extra = NO_EXTRA
    ) -> Envelope | Sealed:
        """The envelope of one delivery."""
        flat = self._flat(decisions)
        link = link_of(self._key, row.token) if self.is_bulk else ""
        if flat.pour is not None:
            person = Person(row.token, row.address, written, link, row.in_reply_to)
            return Sealed(row.token, row.address, flat.pour(person))
        draft = flat.draft
        words = _filled(draft, written, link)
        return Envelope(
            token=row.token,
            address=row.address,
            language=self.language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            sender_name=draft.sender_name,
            reply_to=draft.reply_to,
            is_bulk=self.is_bulk,
            in_reply_to=row.in_reply_to,
            unsubscribe_url=f"{self._bases[0]}{link}/" if link else "",
            name=extra.name,
            person_ref=row.person_ref,
            values=written,
            options={**self._options, **extra.options} if extra.options else self._options,
        )

    def rendered(self, values: Mapping[str, Any], *, token: str) -> Rendered:
        """The words for the person with these values, which also keep what parts were shown to them."""
        kept = values.get(SHOWN)
        decisions = tuple(tuple(each) for each in kept) if kept else self.decide(values)
        return _filled(self._flat(decisions).draft, values, link_of(self._key, token))

    def subject(self, values: Mapping[str, Any]) -> str:
        """The subject for the person with these values."""
        return self.rendered(values, token="").subject

    def _flat(self, decisions: Decisions) -> _Flat:
        flat = self._flats.get(decisions)
        if flat is None:
            flat = self._flats[decisions] = self._flattened(decisions)
        return flat

    def _flattened(self, decisions: Decisions) -> _Flat:
        subject, text, layout = (each.flat(chosen) for each, chosen in zip(self._templates, decisions, strict=True))
        draft = Draft(
            language=self.language,
            subject=_places(subject),
            text=_places(parse(_plain(text.source))),
            html=_html(text, layout, self.language),
            sender_name=self._company.name,
            reply_to=self._company.reply_address,
            is_bulk=self.is_bulk,
            bases=self._bases if self.is_bulk else ("", ""),
            options=self._options,
        )
        return _Flat(draft, self._kind.mould(draft, self._config) if self._kind.mould else None)


def compose(batch: Batch, *, for_reading: bool = False) -> dict[str, Composed]:
    """The batch's content by language. Raises SecretLost, but for reading, when the channel's secrets are lost."""
    company = Company.card(is_drill=batch.channel.is_drill)
    kind = KINDS.get(batch.channel.kind)
    config = config_of(batch.channel, for_reading=for_reading)
    return {
        one.language: Composed(one, batch, company=company, kind=kind, config=config)
        for one in batch.contents.order_by("id")
    }


def rendered(delivery: Delivery) -> Rendered:
    """What the person was sent, made again from the frozen words and the values that were put in."""
    return _of(delivery, compose(delivery.batch, for_reading=True)).rendered(delivery.values, token=delivery.token)


def subjects_of(deliveries: list[Delivery]) -> list[tuple[Delivery, str]]:
    """Each delivery with its subject; the words of a batch are compiled once."""
    composed: dict[int, dict[str, Composed]] = {}
    pairs = []
    for row in deliveries:
        contents = composed.setdefault(row.batch_id, composed.get(row.batch_id) or compose(row.batch, for_reading=True))
        pairs.append((row, _of(row, contents).subject(row.values)))
    return pairs


def _of(delivery: Delivery, contents: Mapping[str, Composed]) -> Composed:
    return contents.get(delivery.language) or next(iter(contents.values()))


class Said(Protocol):
    """What is said in one language (`prepare.Words`)."""

    @property
    def language(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def options(self) -> Mapping[str, Any]: ...


def frozen_content(batch: Batch, words: Said) -> Content:
    """The words of a batch as they will stay: the company's card put in, the ways out added to mail for many.

    What changes later (the card, these sentences) does not change what people were sent.
    """
    card = Company.card()
    company = {
        "company.name": card.name,
        "company.signature": card.signature or card.name,
        "company.contact": card.contact,
    }
    subject, text, html_source = (
        parse(one.strip()).bind(company).source for one in (words.subject, words.text, words.html)
    )
    if batch.occasion not in PERSONAL and KINDS.get(batch.channel.kind).has_html:
        with override(words.language):
            text += _foot(parse(text).names())
    return Content(
        batch=batch,
        language=words.language,
        subject=" ".join(subject.split()),
        text=text,
        html=html_source,
        options=dict(words.options),
    )


def _foot(names: frozenset[str]) -> str:
    """The ways out that the words do not offer themselves."""
    ways = []
    if PREFERENCES not in names:
        ways.append(f"[{_('Choose what you receive')}]({{{{ {PREFERENCES} }}}})")
    if UNSUBSCRIBE not in names:
        ways.append(f"[{_('Receive no more messages of this kind')}]({{{{ {UNSUBSCRIBE} }}}})")
    return "\n\n---\n\n" + "  \n".join(ways) if ways else ""


def _filled(draft: Draft, values: Mapping[str, Any], link: str) -> Rendered:
    bases = link_bases()
    known = {**values, UNSUBSCRIBE: f"{bases[0]}{link}/", PREFERENCES: f"{bases[1]}{link}/"}
    return Rendered(fill_text(draft.subject, known), fill_text(draft.text, known), fill_html(draft.html, known))


def _places(template: Template) -> tuple[str | Place, ...]:
    """The parts of a template that has no blocks (any more)."""
    return tuple(part for part in template.parts if isinstance(part, str | Place))


def _plain(markdown: str) -> str:
    """Markdown as a person reads it in a plain mail: links with their address, no stars."""
    text = re.sub(r"\[([^\]\n]+)\]\(((?:\{\{.*?\}\}|[^)\s])+)\)", r"\1 (\2)", markdown)
    text = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"\1", text)
    return re.sub(r"^#{1,4} +", "", text, flags=re.M)


def _html(text: Template, layout: Template, language: str) -> HtmlParts:
    """The words in their layout; HTML of its own that has no place for them stands alone."""
    if not layout.source:
        return _compile(_document(_to_html(text), language))
    if BODY not in layout.names():
        return _compile(layout.source)
    parts = (part if isinstance(part, str) else _in_layout(part, text) for part in _places(layout))
    return _compile("".join(parts))


def _in_layout(place: Place, text: Template) -> str:
    return _to_html(text) if place.name == BODY else place.source


def _to_html(template: Template) -> str:
    """Markdown to HTML with each place kept aside under a mark that Markdown cannot touch."""
    parts = _places(template)
    marked = "".join(_MARK.format(number) if isinstance(part, Place) else part for number, part in enumerate(parts))
    rendered_html = to_html(marked)
    return _MARKS.sub(lambda match: parts[int(match[1])].source, rendered_html)  # type: ignore[union-attr]


def _document(body: str, language: str) -> str:
    return (
        f'<!doctype html><html lang="{html.escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width"></head>'
        '<body style="font:16px/1.5 sans-serif;color:#1c2733;background:#fff;margin:0">'
        '<div style="max-width:38em;margin:0 auto;padding:24px 16px">'
        f"{body}</div></body></html>"
    )


def _compile(source: str) -> HtmlParts:
    parts: list[str | Hole] = []
    before = ""
    for part in _places(parse(source)):
        if isinstance(part, Place):
            in_link = re.search(r"href=\"[^\"]*$", before) is not None
            parts.append(Hole(part, in_link, part.name.endswith("url") and not in_link))
            before = before if in_link else ""
        else:
            parts.append(part)
            before = part
    return tuple(parts)
