"""Words of entries in templates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from django import template

from amarre.knowledge.facts import Sheet
from amarre.lib.words import pick

register = template.Library()


@register.filter
def question(words: Mapping[str, Mapping[str, str]]) -> str:
    """The question of an entry's `words` in the reader's language, else in any."""
    return pick({language: each.get("question", "") for language, each in words.items()})


@register.simple_tag
def fact_names(keys: Iterable[str], sheet: Sheet) -> str:
    """What people call these facts, with commas between."""
    return ", ".join(sheet.names(keys))
