"""What tests keep from one run to the next: in the virtual environment, so that `make clean` removes it too."""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path


def folder() -> Path:
    """Where it is kept; nowhere for long when there is no virtual environment."""
    if sys.prefix == sys.base_prefix:
        return Path(tempfile.mkdtemp(prefix="amarre-tests-"))
    kept = Path(sys.prefix) / "amarre-tests"
    kept.mkdir(exist_ok=True)
    return kept
