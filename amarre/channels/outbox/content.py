"""From the words of a batch to what one person is sent: compiled once a language, filled once a person."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import override

from amarre.accounts.models import Company
from amarre.channels.kinds.contract import Envelope
from amarre.channels.links import unsubscribe_url
from amarre.channels.models import Batch, Content, Delivery
from amarre.engine.render import Place, Template, parse
from amarre.lib.markdown import to_html

# Occasions that answer one person: no unsubscribing from an answer, and people may answer it.
PERSONAL = frozenset({"answer"})
_UNSUBSCRIBE = "unsubscribe.url"
_SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.I)
_MARK = "xq9zplace{}zq9x"
_MARKS = re.compile(r"xq9zplace(\d+)zq9x")


@dataclass(frozen=True, slots=True)
class Rendered:
    """The words exactly as one person was sent them. `html` is a whole document."""

    subject: str
    text: str
    html: str


@dataclass(frozen=True, slots=True)
class _Hole:
    """A place in the HTML: `in_link` when it is (part of) the target of a link, `shows_link` when it becomes one."""

    place: Place
    in_link: bool
    shows_link: bool


class Composed:
    """The content of a batch in one language, ready to be filled."""

    def __init__(self, content: Content, *, company: Company, is_bulk: bool) -> None:
        self.language = content.language
        self.is_bulk = is_bulk
        self.sender_name = company.name
        self.reply_to = company.reply_address
        markdown = parse(content.text)
        self.subject = parse(content.subject)
        self.text = parse(_plain(content.text))
        self.html = _compile(content.html) if content.html else _compile(_to_html(markdown), document=content.language)

    def fill(self, values: Mapping[str, str], *, token: str) -> Rendered:
        """The words for one person; a value that is missing is left empty rather than stopping the send of all."""
        return self._filled(values, unsubscribe_url(token))

    def _filled(self, values: Mapping[str, str], way_out: str) -> Rendered:
        known = {**values, _UNSUBSCRIBE: way_out}
        return Rendered(_fill(self.subject, known), _fill(self.text, known), _fill_html(self.html, known))

    def envelope(self, delivery: Delivery) -> Envelope:
        """The envelope of one delivery."""
        way_out = unsubscribe_url(delivery.token)
        words = self._filled(delivery.values, way_out)
        return Envelope(
            token=delivery.token,
            address=delivery.address,
            language=self.language,
            subject=words.subject,
            text=words.text,
            html=words.html,
            sender_name=self.sender_name,
            reply_to=self.reply_to,
            is_bulk=self.is_bulk,
            in_reply_to=delivery.in_reply_to,
            unsubscribe_url=way_out if self.is_bulk else "",
        )


def compose(batch: Batch) -> dict[str, Composed]:
    """The batch's content by language."""
    company = Company.card(is_drill=batch.channel.is_drill)
    is_bulk = batch.occasion not in PERSONAL
    return {one.language: Composed(one, company=company, is_bulk=is_bulk) for one in batch.contents.order_by("id")}


def rendered(delivery: Delivery) -> Rendered:
    """What the person was sent, made again from the frozen words and values."""
    contents = compose(delivery.batch)
    one = contents.get(delivery.language) or next(iter(contents.values()))
    return one.fill(delivery.values, token=delivery.token)


def subjects_of(deliveries: list[Delivery]) -> list[tuple[Delivery, str]]:
    """Each delivery with its subject; the words of a batch are compiled once."""
    composed: dict[int, dict[str, Composed]] = {}
    pairs = []
    for row in deliveries:
        contents = composed.setdefault(row.batch_id, composed.get(row.batch_id) or compose(row.batch))
        one = contents.get(row.language) or next(iter(contents.values()))
        pairs.append((row, _fill(one.subject, row.values)))
    return pairs


def frozen_content(batch: Batch, language: str, subject: str, text: str, html_source: str) -> Content:
    """The words of a batch as they will stay: the company's card put in, the way out added to mail for many.

    What changes later (the card, these sentences) does not change what people were sent.
    """
    card = Company.card()
    company = {
        "company.name": card.name,
        "company.signature": card.signature or card.name,
        "company.contact": card.contact,
    }
    subject, text, html_source = (parse(one.strip()).bind(company).source for one in (subject, text, html_source))
    if batch.occasion not in PERSONAL and _UNSUBSCRIBE not in parse(text).names():
        with override(language):
            text = f"{text}\n\n---\n\n[{_('Receive no more messages of this kind')}]({{{{ {_UNSUBSCRIBE} }}}})"
    return Content(batch=batch, language=language, subject=" ".join(subject.split()), text=text, html=html_source)


def _plain(markdown: str) -> str:
    """Markdown as a person reads it in a plain mail: links with their address, no stars."""
    text = re.sub(r"\[([^\]\n]+)\]\(((?:\{\{.*?\}\}|[^)\s])+)\)", r"\1 (\2)", markdown)
    text = re.sub(r"\*\*(\S(?:.*?\S)?)\*\*", r"\1", text)
    return re.sub(r"^#{1,4} +", "", text, flags=re.M)


def _to_html(template: Template) -> str:
    """Markdown to HTML with each place kept aside under a mark that Markdown cannot touch."""
    marked = "".join(
        _MARK.format(number) if isinstance(part, Place) else part for number, part in enumerate(template.parts)
    )
    rendered_html = to_html(marked)
    return _MARKS.sub(lambda match: template.parts[int(match[1])].source, rendered_html)  # type: ignore[union-attr]


def _compile(source: str, *, document: str = "") -> tuple[str | _Hole, ...]:
    if document:
        source = (
            f'<!doctype html><html lang="{html.escape(document)}"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width"></head>'
            '<body style="font:16px/1.5 sans-serif;color:#1c2733;background:#fff;margin:0">'
            '<div style="max-width:38em;margin:0 auto;padding:24px 16px">'
            f"{source}</div></body></html>"
        )
    parts: list[str | _Hole] = []
    before = ""
    for part in parse(source).parts:
        if isinstance(part, Place):
            in_link = re.search(r"href=\"[^\"]*$", before) is not None
            parts.append(_Hole(part, in_link, part.name.endswith("url") and not in_link))
            before = before if in_link else ""
        else:
            parts.append(part)
            before = part
    return tuple(parts)


def _fill(template: Template, values: Mapping[str, str]) -> str:
    return "".join(
        part if isinstance(part, str) else (values.get(part.name) or part.fallback or "") for part in template.parts
    )


def _fill_html(parts: tuple[str | _Hole, ...], values: Mapping[str, str]) -> str:
    return "".join(part if isinstance(part, str) else _fill_hole(part, values) for part in parts)


def _fill_hole(hole: _Hole, values: Mapping[str, str]) -> str:
    value = values.get(hole.place.name) or hole.place.fallback or ""
    escaped = html.escape(value)
    if hole.in_link:
        return escaped if _SAFE_LINK.match(value) else ""
    if hole.shows_link and _SAFE_LINK.match(value):
        return f'<a href="{escaped}">{escaped}</a>'
    return escaped.replace("\n", "<br>")
