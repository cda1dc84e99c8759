"""Small helps for the screens of requests."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Any

from django import template
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from amarre.lib.ui import times

register = template.Library()


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """`mapping[key]`, or "" when it has none."""
    return mapping.get(key, "")


@register.simple_tag(takes_context=True)
def waited(context: template.Context, since: dt.datetime | None) -> SafeString:
    """How long somebody has waited: "9 h", with the exact moment it began in the title."""
    if since is None:
        return format_html("—")
    at = context.get("now") or timezone.now()
    words, began = times.duration((at - since).total_seconds()), times.exact(since)
    return format_html('<time datetime="{}" title="{}">{}</time>', since.isoformat(timespec="seconds"), began, words)
