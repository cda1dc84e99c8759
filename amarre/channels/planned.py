"""What would leave by itself later: sends planned by the rooms above, sequences that run. 'Stop everything' asks it.

The rooms above register here; this room knows only how many there are of each, and how to hold them.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from amarre.lib.registry import Registry


@dataclass(frozen=True)
class Planned:
    """One sort of thing that leaves by itself. `say(n)` is its sentence for `n` of them; `count` how many there are;
    `hold(by, at)` holds them all and returns how many."""

    say: Callable[[int], str]
    count: Callable[[], int]
    hold: Callable[[Any, datetime], int]


PLANNED: Registry[Planned] = Registry("planned sends")


def waiting() -> list[str]:
    """One sentence for each sort of which there is something."""
    counted = [(one, one.count()) for _slug, one in PLANNED.items()]
    return [one.say(count) for one, count in counted if count]


def hold_all(*, by: Any, at: datetime) -> int:
    """Hold everything that would leave by itself; returns how many."""
    return sum(one.hold(by, at) for _slug, one in PLANNED.items())
