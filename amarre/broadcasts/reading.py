"""A message as it reads with its facts in it, each fact a link to what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amarre.broadcasts.blocks import known_fields, said_of
from amarre.broadcasts.models import UNSENT, Message, MessageText
from amarre.broadcasts.preview import sample_values
from amarre.engine.render import FACT, Block, Part, Place
from amarre.knowledge.facts import Sheet, read_template
from amarre.lib.markdown import to_html
from amarre.people.fields import Field

_MARK = "xq7place{}qx7"
_MARKS = re.compile(r"xq7place(\d+)qx7")
_IN_A_LINK = re.compile(r'href="[^"]*"')


@dataclass(frozen=True)
class Reading:
    """One language of a message, with the facts' words in it. `kind` is that of the channel whose own words they are,
    "" for the common ones."""

    language: str
    subject: str
    html: SafeString
    kind: str = ""


@dataclass(frozen=True)
class _Sign:
    """Where a part of a block begins or ends, in words for who reads over the message."""

    words: str
    stands_alone: bool


def readings(message: Message, *, at: datetime, link: Callable[[str], str]) -> list[Reading]:
    """Every language that has words. `link(key)` is the address of a fact, or "".

    Before it leaves, the facts are those of now; afterwards, those it was sent with.
    """
    found = []
    for text in message.texts.all():
        if text.body.strip():
            values = {**_facts(message, text), **sample_values(message, text.language, at=at)}
            subject, html = _plain(text.subject, values), _html(text.body, values, link)
            found.append(Reading(text.language, subject, html, text.channel_kind))
    return sorted(found, key=lambda reading: bool(reading.kind))


def _facts(message: Message, text: MessageText) -> dict[str, str]:
    sheet = Sheet.of(message.crisis)
    if message.state in UNSENT:
        return sheet.values(sheet.facts, text.language)
    cited = message.citations.select_related("version__fact")
    told = {f"{FACT}{row.version.fact.key}": row.version.words.get(text.language, "") for row in cited}
    return sheet.values((), text.language) | told


def _plain(source: str, values: Mapping[str, str]) -> str:
    return "".join(
        part if isinstance(part, str)
        else f" [{part.words}] " if isinstance(part, _Sign)
        else _value(part, values) or f"[{part.name}]"
        for part in _laid_out(source)
    )  # fmt: skip


def _laid_out(source: str) -> list[str | Place | _Sign]:
    """The words with every part of every block in it, one after the other, each announced."""
    template = read_template(source)
    known = known_fields() if template.blocks() else {}
    return list(_unrolled(template.parts, known))


def _unrolled(parts: Iterable[Part], known: Mapping[str, Field]) -> Iterator[str | Place | _Sign]:
    for part in parts:
        if not isinstance(part, Block):
            yield part
            continue
        alone = part.tags[0].stands_alone
        for branch in part.branches:
            condition = said_of(branch.condition, known, language=get_language() or "en")
            yield _Sign(_("only for: %(condition)s") % {"condition": condition}, alone)
            yield from _unrolled(branch.parts, known)
        if part.otherwise:
            yield _Sign(_("for all the others"), alone)
            yield from _unrolled(part.otherwise, known)
        yield _Sign(_("for everybody again"), alone)


def _html(source: str, values: Mapping[str, str], link: Callable[[str], str]) -> SafeString:
    """Markdown made with a mark in each place, then each mark replaced: what a place holds is never Markdown."""
    parts = _laid_out(source)
    marked = "".join(_marked(n, part) for n, part in enumerate(parts))
    places = {n: part for n, part in enumerate(parts) if not isinstance(part, str)}

    def target(match: re.Match[str]) -> str:
        return _MARKS.sub(lambda mark: escape(_said(places[int(mark[1])], values)), match[0])

    def words(match: re.Match[str]) -> str:
        return _shown(places[int(match[1])], values, link)

    return mark_safe(_MARKS.sub(words, _IN_A_LINK.sub(target, to_html(marked))))  # noqa: S308 (sanitised, then escaped)


def _marked(number: int, part: str | Place | _Sign) -> str:
    if isinstance(part, str):
        return part
    mark = _MARK.format(number)
    return f"\n\n{mark}\n\n" if isinstance(part, _Sign) and part.stands_alone else mark


def _said(part: Place | _Sign, values: Mapping[str, str]) -> str:
    return _value(part, values) if isinstance(part, Place) else ""


def _shown(place: Place | _Sign, values: Mapping[str, str], link: Callable[[str], str]) -> str:
    if isinstance(place, _Sign):
        return format_html('<span class="block-sign">{}</span>', place.words)
    value = _value(place, values)
    if not value:
        return format_html('<span class="unknown">[{}]</span>', place.name)
    address = link(place.name[len(FACT) :]) if place.name.startswith(FACT) else ""
    if address:
        return format_html('<a class="cites" href="{}">{}</a>', address, value)
    return escape(value)


def _value(place: Place, values: Mapping[str, str]) -> str:
    return values.get(place.name) or place.fallback or ""
