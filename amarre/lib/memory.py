"""How a process that works through very many small things keeps the garbage collector out of its way."""

from __future__ import annotations

import gc

# Containers made before the collector looks for circles among them. Python's own 700 is reached every twenty messages
# of a send, which makes no circles; 30,000 is some megabytes, and every circle is still found.
_BETWEEN_LOOKS = 30_000


def settle_in() -> None:
    """Everything is loaded and stays: from now on the collector looks at what is new alone, and less often."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BETWEEN_LOOKS, 20, 20)
