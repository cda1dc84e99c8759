"""Letters: printed by the thousand to one file with its cover list, for a window envelope.

Each bears a code, so that those which come back can be scanned. What is handed over is the file; that it was posted, a
person says (amarre.channels.printing).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from amarre.channels.kinds.contract import Answer, Envelope, Kind, Measure, Misconfigured, Result, Unreachable, Words
from amarre.channels.kinds.letter import press
from amarre.channels.kinds.letter.addresses import Undeliverable, block, tidy
from amarre.channels.kinds.letter.config import HEAVY, SETTINGS, Config, configure, cost, grams
from amarre.channels.kinds.letter.folder import references
from amarre.channels.kinds.letter.handing import Ready, hand_over
from amarre.channels.kinds.letter.reasons import NOT_SET
from amarre.channels.kinds.letter.words import tree
from amarre.lib.time import now

__all__ = ["KIND", "Config", "configure"]

# A hand-over of so many letters is one file: some minutes of work, some kilograms of paper.
LETTERS_IN_FILE = 5000
# Words without a reader, for measuring them.
_SAMPLE = ("Camille Martin", "12 RUE DES LILAS", "69003 LYON")


def send(envelopes: Iterable[Envelope], config: Config) -> Iterator[Result]:
    """Print all envelopes to one file, then answer each. The file is there whole, or not at all: then nothing is.

    An address that no postman could use is refused with the reason, and the others are printed. A letter that an
    earlier hand-over has printed without the ledger's knowledge is answered from there.
    """
    if not config.sender:
        raise Misconfigured("missing: sender")
    printed = references()
    ready: list[Ready] = []
    for envelope in envelopes:
        if envelope.token in printed:
            yield Result(envelope.token, Answer.ACCEPTED, reference=printed[envelope.token])
            continue
        try:
            ready.append(_ready(envelope))
        except Undeliverable as problem:
            yield Result(envelope.token, Answer.REFUSED, words=str(problem), permanent=False)
    if not ready:
        return
    try:
        places = hand_over(ready, config, at=now())
    except OSError as error:
        raise Unreachable(f"the print file could not be written: {error}") from error
    for letter in ready:
        if letter.token in places:
            yield Result(letter.token, Answer.ACCEPTED, reference=places[letter.token])
        else:
            yield Result(letter.token, Answer.REFUSED, words=NOT_SET, permanent=False)


def _ready(envelope: Envelope) -> Ready:
    return Ready(
        token=envelope.token,
        block=block(envelope.address, envelope.name),
        name=envelope.name,
        language=envelope.language,
        subject=envelope.subject,
        html=envelope.html,
        text="" if envelope.html else envelope.text,
    )


@lru_cache(maxsize=32)
def measure(subject: str, text: str, config: Config) -> Measure:
    """Pages, by setting the letter as it will be, and what one of them costs."""
    letter = press.Letter("0000-0000", _SAMPLE, "fr", "", subject, tree(text=text))
    pages = press.pages_of(letter, config.paper)
    heavy = grams(pages, config) > HEAVY
    warning = _("A letter of this length is heavier than 100 g: ask the post for the price, and use larger envelopes.")
    return Measure(
        units=pages,
        unit=ngettext_lazy("page", "pages", pages),
        cost=cost(pages, config),
        currency=config.currency,
        warnings=(warning,) if heavy else (),
    )


def summary(config: Config) -> Words:
    if not config.sender:
        return _("Nobody has said yet who sends: letters cannot be printed")
    sides = _("printed on both sides") if config.duplex else _("printed on one side")
    return format_lazy(_("Print files, {sides}, from {sender}"), sides=sides, sender=config.sender[0])


KIND = Kind(
    "letter", _("Letter"), configure, summary, send=send, measure=measure, settings=SETTINGS, tells_doubles=True,
    address_of=tidy, addresses="post", whole=LETTERS_IN_FILE, uses_names=True,
)  # fmt: skip
