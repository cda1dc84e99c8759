"""Files under PUBLIC_ROOT: each is replaced at once or not at all, and the server is told by a stamp."""

from __future__ import annotations

import os
import time
from pathlib import Path

STAMP = ".stamp"  # rewritten after every change: a server that sees another stamp reads the files again


def write(root: Path, path: str, body: bytes) -> bool:
    """Write the file unless it already holds these bytes; True when it changed."""
    target = root / path
    if target.exists() and target.read_bytes() == body:
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f".{target.name}.{os.getpid()}.part")
    partial.write_bytes(body)
    partial.replace(target)
    return True


def remove(root: Path, path: str) -> None:
    """Remove the file and the folders it leaves empty."""
    target = root / path
    target.unlink(missing_ok=True)
    for folder in target.parents:
        if folder == root or not folder.exists() or any(folder.iterdir()):
            return
        folder.rmdir()


def stamp(root: Path) -> None:
    """Say that something changed."""
    root.mkdir(parents=True, exist_ok=True)
    write(root, STAMP, str(time.time_ns()).encode())
