"""The settings of a channel of letters, and what a letter weighs and costs."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.contract import Setting
from amarre.channels.kinds.letter.press import Paper

# Grams: A4 of 80 g/m2 (0.210 x 0.297 x 80), and a DL window envelope of the same paper.
SHEET, ENVELOPE = 4.99, 4.5
# The weights up to which the two postage rates hold, in grams.
LIGHT, HEAVY = 20, 100

SETTINGS = (
    Setting(
        "sender", _("Sender"),
        help=_(
            "Name and address, parted by commas, where returned letters come back. For example: Laiterie Morel, "
            "3 chemin du Pré, 69400 Villefranche-sur-Saône"
        ),
    ),
    Setting("town", _("Town before the date"), required=False, help=_("For example Lyon: “Lyon, le 2 mars 2026”.")),
    Setting(
        "signatory", _("Who signs"), required=False,
        help=_("Name and function, parted by commas, below the words. Leave it empty when the words end with it."),
    ),
    Setting(
        "duplex", _("Printed on both sides"), type="yesno", required=False, default=False,
        help=_("Each letter then begins on the front of a new sheet."),
    ),
    Setting(
        "postage", _("Postage of one letter up to 20 g"), type="number", required=False,
        help=_("Used to tell what a send will cost."),
    ),
    Setting("postage_heavy", _("Postage of one letter up to 100 g"), type="number", required=False),
    Setting(
        "print_price", _("Price of one printed page, envelope included"), type="number", required=False,
    ),
    Setting("currency", _("Currency"), required=False, default="EUR"),
)  # fmt: skip


@dataclass(frozen=True)
class Config:
    """How letters are printed, in whose name, and at what price (None: nobody gave one)."""

    sender: tuple[str, ...] = ()
    town: str = ""
    signatory: tuple[str, ...] = ()
    duplex: bool = False
    postage: float | None = None
    postage_heavy: float | None = None
    print_price: float | None = None
    currency: str = "EUR"

    @property
    def paper(self) -> Paper:
        """What is the same on all letters."""
        return Paper(self.sender, ", ".join(self.sender), self.signatory, self.duplex)


def configure(values: Mapping[str, Any]) -> Config:
    """The settings of a channel row."""
    return Config(
        sender=_lines(values.get("sender")),
        town=str(values.get("town") or "").strip(),
        signatory=_lines(values.get("signatory")),
        duplex=bool(values.get("duplex")),
        postage=_number(values.get("postage")),
        postage_heavy=_number(values.get("postage_heavy")),
        print_price=_number(values.get("print_price")),
        currency=str(values.get("currency") or "EUR"),
    )


def sheets(pages: int, config: Config) -> int:
    """Sheets of paper for so many pages."""
    return math.ceil(pages / 2) if config.duplex else pages


def grams(pages: int, config: Config) -> float:
    """What a letter weighs in its envelope: an estimate."""
    return sheets(pages, config) * SHEET + ENVELOPE


def cost(pages: int, config: Config) -> float | None:
    """Postage and printing of one letter; None when a price that it needs was not given."""
    weight = grams(pages, config)
    postage = config.postage if weight <= LIGHT else config.postage_heavy if weight <= HEAVY else None
    return None if postage is None else round(postage + pages * (config.print_price or 0.0), 4)


def _lines(value: Any) -> tuple[str, ...]:
    return tuple(part for each in re.split(r"[,\n]", str(value or "")) if (part := " ".join(each.split())))


def _number(value: Any) -> float | None:
    return float(str(value).replace(",", ".")) if value not in (None, "") else None
