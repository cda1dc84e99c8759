"""Small helps for the screens of requests."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template

register = template.Library()


@register.filter
def of(mapping: Mapping[str, Any], key: str) -> Any:
    """`mapping[key]`, or "" when it has none."""
    return mapping.get(key, "")
