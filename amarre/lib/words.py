"""Data that customers or colleagues read in several languages: `{"fr": "...", "en": "..."}`."""

from __future__ import annotations

from collections.abc import Mapping

from django.conf import settings
from django.utils.translation import get_language


def pick(value: Mapping[str, str] | str | None, language: str | None = None) -> str:
    """The words in `language` (default: the active one), else in any language that has some, else ""."""
    if not value:
        return ""
    if isinstance(value, str):
        return value
    wanted = (language or get_language() or "fr").split("-")[0]
    if value.get(wanted):
        return value[wanted]
    return next((words for words in value.values() if words), "")


def language_in_sentence(code: str) -> str:
    """The name of a language as it stands within a sentence: *anglais* in French, *English* in English.

    Raises KeyError for a language that is not in `settings.LANGUAGES`.
    """
    name = str(dict(settings.LANGUAGES)[code])
    return name if (get_language() or "").startswith("en") else name.lower()
