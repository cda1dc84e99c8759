"""Numbers as people read them: grouped by thousands, unknown said as unknown."""

from __future__ import annotations

from decimal import Decimal

from django.utils import formats

Number = int | float | Decimal


def grouped(value: Number, decimals: int | None = None) -> str:
    """The number with its thousands apart; French uses a narrow space (U+202F) that never breaks the line."""
    text = formats.number_format(value, decimal_pos=decimals, use_l10n=True, force_grouping=True)
    return text.replace("\N{NO-BREAK SPACE}", "\N{NARROW NO-BREAK SPACE}")


def share(part: Number, whole: Number) -> int:
    """The percentage, rounded down so that 100 means done; 0 when there is nothing to count."""
    return int(100 * float(part) / float(whole)) if whole else 0
