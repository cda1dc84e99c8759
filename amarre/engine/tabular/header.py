"""Whether the first row of a table names its columns."""

from __future__ import annotations

import re

from amarre.engine.tabular.names import target_of

_DATA = re.compile(r"@|\d{3}|\d[/.]\d|^\d+([.,]\d+)?$")


def looks_like_header(first: list[str], following: list[list[str]]) -> bool:
    """True when the first row holds known names of columns, or only words where the rows below hold data."""
    filled = [cell.strip() for cell in first if cell.strip()]
    if not filled or any("@" in cell for cell in filled):
        return False
    if sum(target_of(cell) is not None for cell in filled) * 3 >= len(filled):
        return True
    if len(set(filled)) < len(filled):
        return False
    here = sum(bool(_DATA.search(cell)) for cell in filled) / len(filled)
    below = [cell.strip() for row in following for cell in row if cell.strip()]
    there = sum(bool(_DATA.search(cell)) for cell in below) / max(len(below), 1)
    return here < there / 2 or not below
