"""What is wrong with a layout before it is kept: what cannot be made, what would harm, what tells on its reader."""

from __future__ import annotations

import re
from dataclasses import dataclass

from django.utils.translation import gettext as _

from amarre.broadcasts.layouts.make import Broken, Card, document
from amarre.channels.outbox.content import BODY
from amarre.engine.render import parse

LONGEST = 200_000

_FORBIDDEN = re.compile(r"<\s*(script|iframe|object|embed|form|link|base|mj-include|mj-font|mj-html)\b", re.I)
_HANDLER = re.compile(r"<[^>]*\s(on[a-z]+)\s*=", re.I)
_FROM_OUTSIDE = re.compile(r"@import|url\(\s*['\"]?\s*(?:https?:)?//", re.I)
_IMAGE = re.compile(r"<(?:mj-image|img)\b[^>]*?\bsrc\s*=\s*[\"']([^\"']*)[\"']", re.I)
_IMAGE_WITHOUT_ALT = re.compile(r"<(?:mj-image|img)\b(?![^>]*\balt\s*=)[^>]*>", re.I)
_HTTPS = re.compile(r"https://[^\s/]+/?\S*")


@dataclass(frozen=True)
class Checked:
    """`problems` keep it from being saved, `warnings` are to be read."""

    problems: tuple[str, ...]
    warnings: tuple[str, ...]


def check(mjml: str, card: Card) -> Checked:
    """Read a layout as it would be used."""
    if len(mjml) > LONGEST:
        return Checked((_("This layout is too long."),), ())
    try:
        document(mjml, card)
        names = parse(mjml).names()
    except Broken as broken:
        return Checked((_at_line(broken.line, broken.why),), ())
    problems = list(_harmful(mjml))
    if BODY not in names:
        problems.append(
            _("It has no place for the words. Write “%(place)s” where they go.") % {"place": "{{ content.body }}"}
        )
    return Checked(tuple(problems), tuple(_to_know(mjml)))


def _harmful(mjml: str) -> list[str]:
    found = []
    for match in _FORBIDDEN.finditer(mjml):
        words = _("“%(tag)s” has no place in a mail.") % {"tag": match[1].lower()}
        found.append(_at_line(_line(mjml, match), words))
    for match in _HANDLER.finditer(mjml):
        found.append(_at_line(_line(mjml, match), _("“%(tag)s” has no place in a mail.") % {"tag": match[1].lower()}))
    for match in _FROM_OUTSIDE.finditer(mjml):
        found.append(_at_line(_line(mjml, match), _("Styles and fonts cannot come from elsewhere.")))
    for match in _IMAGE.finditer(mjml):
        if not _HTTPS.fullmatch(match[1]):
            found.append(_at_line(_line(mjml, match), _("An image is named by its whole address, in https.")))
    return found


def _to_know(mjml: str) -> list[str]:
    found = []
    if _IMAGE.search(mjml):
        found.append(_("Its images are fetched when the mail is read: whoever keeps them can see who reads, and when."))
    for match in _IMAGE_WITHOUT_ALT.finditer(mjml):
        found.append(_at_line(_line(mjml, match), _("This image says nothing to those who do not see it: add alt.")))
    if "prefers-color-scheme" not in mjml:
        found.append(_("It says nothing of dark screens: check that the words stay readable there."))
    return found


def _line(mjml: str, match: re.Match[str]) -> int:
    return mjml.count("\n", 0, match.start()) + 1


def _at_line(line: int, words: str) -> str:
    return _("Line %(line)s: %(words)s") % {"line": line, "words": words} if line else words
