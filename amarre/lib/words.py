"""Data that customers or colleagues read in several languages: `{"fr": "...", "en": "..."}`."""

from __future__ import annotations

from collections.abc import Mapping

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
