"""How often one address may use the public form: enough for a family behind one router, too little for a flood."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable

MOST = 30  # words sent
WITHIN = 3600.0  # seconds
ADDRESSES_KEPT = 20_000  # memory is bounded whatever comes


class RateLimit:
    """Counts in this process's memory, by a window that starts with the first use."""

    def __init__(self, clock: Callable[[], float], *, most: int = MOST, within: float = WITHIN) -> None:
        self._clock = clock
        self._most = most
        self._within = within
        self._uses: OrderedDict[str, tuple[float, int]] = OrderedDict()

    def allows(self, address: str) -> bool:
        """Count one use by `address`; False once there are too many."""
        now = self._clock()
        began, count = self._uses.pop(address, (now, 0))
        if now - began >= self._within:
            began, count = now, 0
        self._uses[address] = (began, count + 1)
        while len(self._uses) > ADDRESSES_KEPT:
            self._uses.popitem(last=False)
        return count < self._most
