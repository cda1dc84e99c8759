"""Why a letter could not be printed, or came back: the slug that the ledger keeps, what happened, what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from amarre.channels.kinds.letter import addresses

Words = str | Promise

# The four reasons that the French post writes on what it brings back.
UNKNOWN, REFUSED, INCOMPLETE, UNCLAIMED = (
    "returned_unknown", "returned_refused", "returned_incomplete", "returned_unclaimed",
)  # fmt: skip
NOT_SET = "post_not_set"

_CORRECT = _("Correct the address on the person’s page, then send the message to them again.")

REASONS: dict[str, tuple[Words, Words]] = {
    addresses.NO_TOWN: (_("The postal address has no postal code with a town."), _CORRECT),
    addresses.NO_STREET: (_("The postal address has a town, but no street or place."), _CORRECT),
    addresses.SHORT_CODE: (_("The postal code has four digits: a zero in front is missing, or the country."), _CORRECT),
    addresses.TOO_LONG: (_("A line of the postal address is too long for the window of the envelope."), _CORRECT),
    addresses.TOO_MANY: (_("The postal address has more lines than the window of the envelope shows."), _CORRECT),
    NOT_SET: (
        _("The letter could not be set in type."),
        _("Look in its words for unusual signs, and tell whoever looks after amarre."),
    ),
    UNKNOWN: (
        _("The letter came back: nobody of this name at this address."),
        _("Ask the person for their new address."),
    ),
    REFUSED: (_("The letter came back: it was refused."), _("Reach this person by another channel if it matters.")),
    INCOMPLETE: (
        _("The letter came back: the address is incomplete, or the box could not be reached."),
        _("Complete the address: floor, building, name on the box."),
    ),
    UNCLAIMED: (
        _("The letter came back: nobody collected it."),
        _("The address may be good. Reach this person by another channel if it matters."),
    ),
}
RETURNS = (UNKNOWN, INCOMPLETE, UNCLAIMED, REFUSED)
