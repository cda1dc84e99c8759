"""From MJML to the HTML of one message, whole, with the personal places left open."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat  # no entity is declared or resolved: only where it breaks is asked

import mrml
from django.utils.translation import gettext as _

from amarre.accounts.models import Company
from amarre.broadcasts.models import Layout, Message
from amarre.engine.render import Place, RenderError, Template, parse

_DEFAULT = Path(__file__).with_name("default.mjml")
_MARK = "xq5place{}qx5"
_MARKS = re.compile(r"xq5place(\d+)qx5")
_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_ELEMENT = re.compile(r"<(?P<closes>/?)(?P<name>mj(?:ml|-[\w-]+))\b(?:[^>\"']|\"[^\"]*\"|'[^']*')*?(?P<empty>/?)>")
_POSITION = re.compile(r" in root template(?: at position (\d+):(\d+))?")


class Broken(ValueError):
    """MJML that cannot be made into HTML: `why` in the maker's own words, `line` from 1 (0 when it is not known)."""

    def __init__(self, why: str, line: int) -> None:
        super().__init__(why)
        self.why = why
        self.line = line


@dataclass(frozen=True)
class Card:
    """What a layout says of the company and of the message, in one language."""

    language: str
    subject: Template
    company: str
    colour: str

    @classmethod
    def of(cls, company: Company, language: str, subject: Template) -> Card:
        """From the company's own card; a colour that is none is left out for a calm one."""
        colour = company.primary_colour if _COLOUR.fullmatch(company.primary_colour) else "#17324d"
        return cls(language, subject, company.name, colour)


@lru_cache(maxsize=1)
def default_mjml() -> str:
    """The layout that comes with amarre."""
    return _DEFAULT.read_text(encoding="utf-8")


def layout_of(message: Message) -> str:
    """The MJML of a message: its own layout, else the house's default, else ours."""
    chosen = message.layout or Layout.objects.filter(is_default=True).first()
    return chosen.mjml if chosen else default_mjml()


def document(mjml: str, card: Card) -> str:
    """The HTML of a mail with the place of its words, `{{ content.body }}`, and those of people left open. Raises
    Broken.

    The words come with their foot (how to choose, how to have it stop): the post office puts both in that place.
    """
    made, sources = _made(_read(mjml), card)
    return _MARKS.sub(lambda match: sources[int(match[1])].source, made)


def _read(mjml: str) -> Template:
    try:
        template = parse(mjml)
    except RenderError as error:
        raise Broken(error.message, error.line) from None
    if template.blocks():
        raise Broken(_("A layout is the same for everybody: blocks for some people only belong in the words."), 0)
    return template


def _made(layout: Template, card: Card) -> tuple[str, list[Place]]:
    """HTML with a mark in each place that stays open, and those places by number."""
    sources: list[Place] = []
    filled = {
        "message.language": card.language,
        "message.subject": _only_words(card.subject),
        "company.colour": card.colour,
        "company.name": card.company,
    }
    text = []
    for part in layout.parts:
        if isinstance(part, str):
            text.append(part)
        elif isinstance(part, Place) and part.name in filled:
            text.append(html.escape(filled[part.name] or part.fallback or "", quote=True))
        elif isinstance(part, Place):
            text.append(_MARK.format(len(sources)))
            sources.append(part)
    return _html("".join(text)), sources


def _only_words(subject: Template) -> str:
    """A subject without what differs from person to person: it names the document."""
    flat = subject.flat((-1,) * len(subject.blocks()))
    return "".join(part if isinstance(part, str) else "…" for part in flat.parts)


def _html(mjml: str) -> str:
    _must_be_balanced(mjml)
    try:
        made = mrml.to_html(mjml, mrml.ParserOptions(), mrml.RenderOptions(fonts={}, disable_comments=False))
    except OSError as error:
        raise Broken(*_why(mjml, str(error))) from None
    return str(made.content)


def _must_be_balanced(mjml: str) -> None:
    """Raises Broken at the first element of MJML that is closed by another, which the maker may let pass."""
    text = _COMMENT.sub(lambda match: re.sub(r"[^\n]", " ", match[0]), mjml)
    opened: list[tuple[str, int]] = []
    for match in _ELEMENT.finditer(text):
        line = text.count("\n", 0, match.start()) + 1
        if not match["closes"]:
            if not match["empty"]:
                opened.append((match["name"], line))
        elif not opened or opened[-1][0] != match["name"]:
            found, expected = f"</{match['name']}>", f"</{opened[-1][0]}>" if opened else ""
            raise Broken(
                _("“%(found)s” stands where “%(expected)s” is expected.") % {"found": found, "expected": expected}
                if expected
                else _("“%(found)s” closes nothing.") % {"found": found},
                line,
            )
        else:
            opened.pop()
    if opened:
        raise Broken(_("“%(tag)s” is never closed.") % {"tag": f"<{opened[-1][0]}>"}, opened[-1][1])


def _why(mjml: str, said: str) -> tuple[str, int]:
    """The maker's words, and the line: that of its position, else of the first tag that is not well formed."""
    found = _POSITION.search(said)
    why = _POSITION.sub("", said)
    if found and found[1]:
        return why, mjml.encode()[: int(found[1])].count(b"\n") + 1
    reader = expat.ParserCreate()
    reader.StartDoctypeDeclHandler = _no_doctype
    try:
        reader.Parse(mjml, True)
    except expat.ExpatError as error:
        return f"{why} ({expat.ErrorString(error.code)})", error.lineno
    except Broken as broken:
        return broken.why, broken.line
    return why, 0


def _no_doctype(*_declared: object) -> None:
    raise Broken("<!DOCTYPE>", 1)
