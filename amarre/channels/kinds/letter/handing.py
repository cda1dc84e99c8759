"""One hand-over: letters put in postal order, set, listed, weighed and priced, all in one new folder."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import formats, timezone
from django.utils.translation import gettext as _
from django.utils.translation import override, pgettext

from amarre.channels.kinds.letter import folder, press
from amarre.channels.kinds.letter.addresses import Block
from amarre.channels.kinds.letter.codes import code_of
from amarre.channels.kinds.letter.config import Config, cost, grams, sheets
from amarre.channels.kinds.letter.words import tree
from amarre.lib.sheets import csv_lines


@dataclass(frozen=True, slots=True)
class Ready:
    """A letter that can be printed. Its words are kept as they came: the trees of thousands would fill the memory."""

    token: str
    block: Block
    name: str
    language: str
    subject: str
    html: str
    text: str


@dataclass(frozen=True, slots=True)
class Listed:
    """One line of the cover list."""

    number: int
    letter: Ready
    placed: press.Placed

    @property
    def cells(self) -> tuple[str, ...]:
        """Number, name, address, pages of the letter, code."""
        first, *rest = self.letter.block.lines
        return (str(self.number), first, ", ".join(rest), str(self.placed.pages), code_of(self.letter.token))


def hand_over(letters: Sequence[Ready], config: Config, *, at: datetime) -> dict[str, str]:
    """Print the letters to one new file, in postal order; by token, where each is.

    One that cannot be set is left out of the file and of the answer. Raises OSError when the file cannot be written.
    """
    ordered = sorted(letters, key=lambda letter: letter.block.order)
    with folder.making(at) as (name, place):
        with (place / folder.LETTERS).open("wb") as file:
            placed = list(press.print_to(file, (set_up(letter, config, at) for letter in ordered), config.paper))
        pairs = [(letter, where) for letter, where in zip(ordered, placed, strict=True) if where is not None]
        listed = [Listed(number, *pair) for number, pair in enumerate(pairs, 1)]
        pages = {one.letter.token: one.placed.page for one in listed}
        with override(settings.LANGUAGE_CODE):
            _write_lists(place, listed, config, at=at)
        (place / folder.TOKENS).write_text(json.dumps(pages), encoding="utf-8")
    return {token: folder.reference(name, page) for token, page in pages.items()}


def set_up(letter: Ready, config: Config, at: datetime) -> press.Letter:
    """A letter as the press takes it, its date written as its reader writes dates."""
    return press.Letter(
        code=code_of(letter.token),
        address=letter.block.lines,
        language=letter.language,
        date=_dated(letter.language, config.town, at),
        subject=letter.subject,
        body=tree(letter.html, text=letter.text),
    )


def _dated(language: str, town: str, at: datetime) -> str:
    day = timezone.localtime(at).date()
    with override(language or settings.LANGUAGE_CODE):
        # Django writes English dates the American way by default; this order is understood everywhere.
        written = formats.date_format(day, "j F Y" if language.startswith("en") else "DATE_FORMAT")
    if language.startswith("fr"):
        written = f"le {written.replace('1 ', '1er ', 1) if day.day == 1 else written}"
        return f"{town}, {written}" if town else written.capitalize()
    return f"{town}, {written}" if town else written


def _write_lists(place: Path, listed: Sequence[Listed], config: Config, *, at: datetime) -> None:
    about = _about(listed, config, at=at)
    (place / folder.ABOUT).write_text(json.dumps(about), encoding="utf-8")
    heads = [_("Number"), _("Name"), _("Address"), _("Pages"), _("Code")]
    table = (
        (*one.cells, one.placed.page, one.letter.block.postcode, one.letter.block.country, one.letter.token)
        for one in listed
    )
    more = [_("First page in the file"), _("Postal code"), _("Country"), _("Delivery")]
    (place / folder.TABLE).write_text("".join(csv_lines([*heads, *more], table)), encoding="utf-8", newline="")
    with (place / folder.LIST).open("wb") as file:
        press.print_cover(
            file, title=_("Cover list"), facts=_facts(about, config, at=at), heads=[*heads, _("Done")],
            rows=((*one.cells, "☐") for one in listed), language=settings.LANGUAGE_CODE[:2],
        )  # fmt: skip


def _about(listed: Sequence[Listed], config: Config, *, at: datetime) -> dict[str, Any]:
    counts = [one.placed.pages for one in listed]
    prices = [cost(count, config) for count in counts]
    known = [price for price in prices if price is not None]
    return {
        "made_at": at.isoformat(),
        "letters": len(listed),
        "pages": sum(counts),
        "sheets": sum(sheets(count, config) for count in counts),
        "grams": round(sum(grams(count, config) for count in counts)),
        "abroad": sum(bool(one.letter.block.country) for one in listed),
        "cost": round(sum(known), 2) if known else None,
        "unpriced": len(prices) - len(known),
        "currency": config.currency,
        "duplex": config.duplex,
    }


def _facts(about: dict[str, Any], config: Config, *, at: datetime) -> Iterator[tuple[str, str]]:
    yield pgettext("print file", "Made"), formats.date_format(timezone.localtime(at), "DATETIME_FORMAT")
    yield _("Sender"), ", ".join(config.sender)
    yield _("Letters"), str(about["letters"])
    if about["abroad"]:
        yield _("Of which abroad"), str(about["abroad"])
    yield _("Pages"), str(about["pages"])
    yield _("Sheets of paper"), str(about["sheets"])
    yield _("Printed"), _("on both sides") if config.duplex else _("on one side")
    weight = about["grams"]
    yield _("Weight, estimated"), f"{weight} g" if weight < 1000 else f"{formats.number_format(weight / 1000, 1)} kg"
    if about["cost"] is not None:
        yield _("Cost, estimated"), f"{formats.number_format(about['cost'], 2)} {about['currency']}"
