"""The fourteen families, in the order in which a person would mind. Each module holds all that its family knows."""

from __future__ import annotations

from ..model import Family
from . import blame, cheer, cold, fact, guilt, jargon, nocontact, noregret, panic, promise, promo, typography, usual, we

FAMILIES_BY_NAME: dict[str, Family] = {
    module.FAMILY.name: module.FAMILY
    for module in (
        cold,
        promo,
        guilt,
        usual,
        promise,
        we,
        blame,
        panic,
        cheer,
        nocontact,
        noregret,
        jargon,
        fact,
        typography,
    )
}
