"""Why a Messenger message did not arrive: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

WINDOW, LEFT, STRANGER = "messenger_window", "messenger_left", "messenger_stranger"

REASONS: dict[str, tuple[Words, Words]] = {
    WINDOW: (
        _("This person has not written in the last 24 hours: Messenger then takes only what bears one of its tags."),
        _("Wait until the person writes, or set a tag that Meta grants to your page."),
    ),
    LEFT: (
        _("This person has blocked our page, or cannot be written to on Messenger."),
        _("Respect it. Reach them by another channel if it is vital."),
    ),
    STRANGER: (
        _("Messenger knows nobody of this number on our page."),
        _("Ask the person to write to the page once more."),
    ),
}
