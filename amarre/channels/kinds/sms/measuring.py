"""How many parts a text makes, what one message costs, and which characters make it dearer."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from amarre.channels.kinds.contract import Measure, Words
from amarre.channels.kinds.sms import gsm
from amarre.channels.kinds.sms.config import OVH, Config, words_to_send

# Operators stop a message that is longer: it would arrive in pieces, in any order, on older telephones.
MOST_PARTS = 10
# What OVH adds by itself to a commercial message: "STOP 36xxx" and a line break, 11 characters.
_OVH_MENTION = "\nSTOP 36000"
_SHOWN = 8


def measure(subject: str, text: str, config: Config) -> Measure:
    """What one message of these words is on this channel, as it is sent to many. The subject does not leave."""
    words = words_to_send(text, config, is_bulk=True)
    if config.provider == OVH and config.commercial:
        words += _OVH_MENTION
    size = gsm.length(words) if text else gsm.Length(True, 0, 0, gsm.SEPTETS_ALONE)
    return Measure(
        units=size.parts,
        unit=pgettext_lazy("unit of length of a text message", "SMS"),
        cost=round(size.parts * config.price, 6) if config.price is not None else None,
        currency=config.currency if config.price is not None else "",
        warnings=tuple(_warnings(words, size)),
        problems=tuple(_problems(text, size)),
    )


def _warnings(words: str, size: gsm.Length) -> Sequence[Words]:
    found: list[Words] = []
    dear = gsm.outside(words)
    if dear:
        found.append(
            format_lazy(
                _("Not in the plain alphabet of SMS: {characters}. A message holds 70 characters instead of 160."),
                characters=_listed(dear),
            )
        )
        replaced = [(char, gsm.equivalent(char) or gsm.without_accent(char)) for char in dear]
        offers = [f"{_shown(char)} → {instead}" for char, instead in replaced if instead is not None]
        if offers:
            found.append(format_lazy(_("Could be written: {offers}."), offers=", ".join(offers[:_SHOWN])))
    if size.parts > 1:
        found.append(format_lazy(_("This makes {count} SMS for each person."), count=size.parts))
    return found


def _problems(text: str, size: gsm.Length) -> Sequence[Words]:
    if not text.strip():
        return [_("There are no words to send.")]
    if size.parts > MOST_PARTS:
        return [format_lazy(_("Too long for an SMS: {count} parts, 10 at most."), count=size.parts)]
    return []


def _listed(characters: Sequence[str]) -> str:
    more = " …" if len(characters) > _SHOWN else ""
    return " ".join(_shown(char) for char in characters[:_SHOWN]) + more


def _shown(char: str) -> str:
    """A character as it can be recognised on a page, spaces and invisible ones by their code point."""
    return char if char.isprintable() and not char.isspace() else f"U+{ord(char):04X}"
