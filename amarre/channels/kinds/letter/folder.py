"""The print folder: each hand-over becomes one folder that appears whole, in one instant, or not at all.

    print/20260302-090000-1f3a/letters.pdf   what is printed
                               list.pdf      the cover list, to tick off
                               list.csv      the same for a machine
                               about.json    counts, weight, postage
                               tokens.json   which delivery is on which page, until the ledger has it

Everything is written in a folder of another name, forced to the disk, and renamed: nobody ever sees half a file. While
`tokens.json` is there, a letter that is handed over again (its sender died before the ledger knew) is recognised and
not printed twice.
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings

LETTERS, LIST, TABLE, ABOUT, TOKENS = "letters.pdf", "list.pdf", "list.csv", "about.json", "tokens.json"
_MAKING = ".making-"
# What a worker that died left half made is thrown away after so long.
_FORGOTTEN_SECONDS = 24 * 3600


def print_root() -> Path:
    """The folder of all print files."""
    return Path(settings.MEDIA_ROOT) / "print"


@contextmanager
def making(at: datetime) -> Iterator[tuple[str, Path]]:
    """The name of a new hand-over, and the folder to write it in, which appears under its name when all went well."""
    root = print_root()
    root.mkdir(parents=True, exist_ok=True)
    _throw_away_old(root, at)
    name = f"{at:%Y%m%d-%H%M%S}-{secrets.token_hex(4)}"
    folder = root / f"{_MAKING}{name}"
    folder.mkdir()
    try:
        yield name, folder
        for path in folder.iterdir():
            _to_disk(path)
        _to_disk(folder)
        os.rename(folder, root / name)
        _to_disk(root)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise


def about(name: str) -> dict[str, Any]:
    """What is known of a hand-over; empty when its files are gone."""
    try:
        known: dict[str, Any] = json.loads((print_root() / name / ABOUT).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return known


def waiting() -> list[str]:
    """The hand-overs that the ledger does not have whole yet, oldest first."""
    return sorted(path.parent.name for path in print_root().glob(f"*/{TOKENS}") if _is_whole(path.parent))


def tokens_of(name: str) -> dict[str, int]:
    """By token, the page on which its letter begins; empty when the ledger has them."""
    try:
        pages: dict[str, int] = json.loads((print_root() / name / TOKENS).read_text(encoding="utf-8"))
    except FileNotFoundError:
        return {}
    return pages


def in_ledger(name: str) -> None:
    """The ledger has all letters of this hand-over: they will be printed again if they are ever sent again."""
    (print_root() / name / TOKENS).unlink(missing_ok=True)


def references() -> dict[str, str]:
    """By token, where its letter is, for those that the ledger may not know."""
    return {token: reference(name, page) for name in waiting() for token, page in tokens_of(name).items()}


def reference(name: str, page: int) -> str:
    """How a delivery names its letter."""
    return f"{name}:{page}"


def _is_whole(folder: Path) -> bool:
    return not folder.name.startswith(_MAKING)


def _to_disk(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _throw_away_old(root: Path, at: datetime) -> None:
    for path in root.glob(f"{_MAKING}*"):
        if path.stat().st_mtime < at.timestamp() - _FORGOTTEN_SECONDS:
            shutil.rmtree(path, ignore_errors=True)
