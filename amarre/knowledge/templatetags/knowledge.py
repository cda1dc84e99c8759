"""Words of entries in templates."""

from __future__ import annotations

from collections.abc import Mapping

from django import template

from amarre.lib.words import pick

register = template.Library()


@register.filter
def question(words: Mapping[str, Mapping[str, str]]) -> str:
    """The question of an entry's `words` in the reader's language, else in any."""
    return pick({language: each.get("question", "") for language, each in words.items()})
