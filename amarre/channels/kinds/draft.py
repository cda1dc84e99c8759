"""The words of a batch in one language, taken apart once: what is the same for all, and the places that differ.

A kind that sends very many messages makes a mould of a draft and pours each person's values into it (`Kind.mould`);
the others are given whole words, filled here.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from amarre.engine.render import Place

SAFE_LINK = re.compile(r"(?:https?://|mailto:|tel:)", re.I)
UNSUBSCRIBE, PREFERENCES = "unsubscribe.url", "preferences.url"

Values = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Hole:
    """A place in the HTML: `in_link` when it is (part of) the target of a link, `shows_link` when it becomes one."""

    place: Place
    in_link: bool
    shows_link: bool


TextParts = tuple[str | Place, ...]
HtmlParts = tuple[str | Hole, ...]


@dataclass(frozen=True, slots=True)
class Draft:
    """One language's words, without blocks. `bases` are the addresses of the two link pages, up to the link itself."""

    language: str
    subject: TextParts
    text: TextParts
    html: HtmlParts
    sender_name: str = ""
    reply_to: str = ""
    is_bulk: bool = True
    bases: tuple[str, str] = ("", "")
    options: Mapping[str, Any] = field(default_factory=dict)


@dataclass(slots=True)
class Person:
    """What one message needs besides the draft. `link` ends the person's own links; "" on an answer."""

    token: str
    address: str
    values: Values
    link: str = ""
    in_reply_to: str = ""


# (person) -> the whole message, ready for the wire
Pour = Callable[[Person], bytes]


def fill_text(parts: TextParts, values: Values) -> str:
    """Plain words with every place filled; a value nobody knows is left empty rather than stopping the send of all."""
    return "".join(part if isinstance(part, str) else (values.get(part.name) or part.fallback or "") for part in parts)


def fill_html(parts: HtmlParts, values: Values) -> str:
    """HTML with every place filled and escaped."""
    return "".join(part if isinstance(part, str) else in_html(part, value_of(part.place, values)) for part in parts)


def value_of(place: Place, values: Values) -> str:
    """What stands in a place."""
    return values.get(place.name) or place.fallback or ""


def in_html(hole: Hole, value: str) -> str:
    """A value as HTML: escaped; in a link only when it is one; a line break stays one."""
    escaped = html.escape(value)
    if hole.in_link:
        return escaped if SAFE_LINK.match(value) else ""
    if hole.shows_link and SAFE_LINK.match(value):
        return f'<a href="{escaped}">{escaped}</a>'
    return escaped.replace("\n", "<br>")
