"""A message as it reads with its facts in it, each fact a link to what it rests on."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe

from amarre.broadcasts.models import UNSENT, Message, MessageText
from amarre.broadcasts.preview import sample_values
from amarre.engine.render import FACT, Place
from amarre.knowledge.facts import Sheet, read_template
from amarre.lib.markdown import to_html

_MARK = "xq7place{}qx7"
_MARKS = re.compile(r"xq7place(\d+)qx7")
_IN_A_LINK = re.compile(r'href="[^"]*"')


@dataclass(frozen=True)
class Reading:
    """One language of a message, with the facts' words in it."""

    language: str
    subject: str
    html: SafeString


def readings(message: Message, *, at: datetime, link: Callable[[str], str]) -> list[Reading]:
    """Every language that has words. `link(key)` is the address of a fact, or "".

    Before it leaves, the facts are those of now; afterwards, those it was sent with.
    """
    found = []
    for text in message.texts.all():
        if text.body.strip():
            values = {**_facts(message, text), **sample_values(message, text.language, at=at)}
            found.append(Reading(text.language, _plain(text.subject, values), _html(text.body, values, link)))
    return found


def _facts(message: Message, text: MessageText) -> dict[str, str]:
    sheet = Sheet.of(message.crisis)
    if message.state in UNSENT:
        return sheet.values(sheet.facts, text.language)
    cited = message.citations.select_related("version__fact")
    told = {f"{FACT}{row.version.fact.key}": row.version.words.get(text.language, "") for row in cited}
    return sheet.values((), text.language) | told


def _plain(source: str, values: Mapping[str, str]) -> str:
    parts = read_template(source).parts
    return "".join(part if isinstance(part, str) else _value(part, values) or f"[{part.name}]" for part in parts)


def _html(source: str, values: Mapping[str, str], link: Callable[[str], str]) -> SafeString:
    """Markdown made with a mark in each place, then each mark replaced: what a place holds is never Markdown."""
    parts = read_template(source).parts
    marked = "".join(_MARK.format(n) if isinstance(part, Place) else part for n, part in enumerate(parts))
    places = {n: part for n, part in enumerate(parts) if isinstance(part, Place)}

    def target(match: re.Match[str]) -> str:
        return _MARKS.sub(lambda mark: escape(_value(places[int(mark[1])], values)), match[0])

    def words(match: re.Match[str]) -> str:
        return _shown(places[int(match[1])], values, link)

    return mark_safe(_MARKS.sub(words, _IN_A_LINK.sub(target, to_html(marked))))  # noqa: S308 (sanitised, then escaped)


def _shown(place: Place, values: Mapping[str, str], link: Callable[[str], str]) -> str:
    value = _value(place, values)
    if not value:
        return format_html('<span class="unknown">[{}]</span>', place.name)
    address = link(place.name[len(FACT) :]) if place.name.startswith(FACT) else ""
    if address:
        return format_html('<a class="cites" href="{}">{}</a>', address, value)
    return escape(value)


def _value(place: Place, values: Mapping[str, str]) -> str:
    return values.get(place.name) or place.fallback or ""
