"""Translations: compile the `.po` catalogues of every room to the `.mo` files that Django reads."""

from __future__ import annotations

from pathlib import Path

import polib


def compile_catalogues(package: Path) -> int:
    """Compile each catalogue below `package` that is newer than its compiled file; returns how many were.

    A package installed where nobody may write brings its compiled files along; there is nothing to do then.
    """
    stale = [po for po in package.rglob("*.po") if _is_stale(po)]
    for po in stale:
        polib.pofile(str(po)).save_as_mofile(str(po.with_suffix(".mo")))
    return len(stale)


def _is_stale(po: Path) -> bool:
    mo = po.with_suffix(".mo")
    return not mo.exists() or mo.stat().st_mtime < po.stat().st_mtime
