"""What goes wrong with any provider: the slugs that the ledger keeps, what happened, what can be done.

Where the provider's own words are worth keeping beside a slug, they follow it: `told(BUSY, "429 Too many requests")`.
"""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

# Of one message.
BUSY, FAULT, TOO_LONG, OWN_NUMBER = "provider_busy", "provider_fault", "words_too_long", "own_number"
# Of us: every message would fail, so the send is paused.
CREDIT, ACCOUNT, SENDER, TEMPLATE = "account_credit", "account_refused", "sender_refused", "template_refused"

_AGAIN = _("Try the failed ones again later.")

REASONS: dict[str, tuple[Words, Words]] = {
    BUSY: (
        _("The provider asked us to send more slowly."),
        _("It is tried again by itself for a day. If it happens often, lower the pace of the channel, under Settings, "
          "Channels."),
    ),
    FAULT: (_("The provider had a fault of its own."), _AGAIN),
    TOO_LONG: (
        _("The words are longer than this channel takes."),
        _("Write shorter ones for this channel, and send them as a new message."),
    ),
    OWN_NUMBER: (_("It is the number from which we send."), _("Correct it on the person’s page.")),
    CREDIT: (
        _("The account at the provider has no credit left, or its payment was refused."),
        _("Put the account right at the provider."),
    ),
    ACCOUNT: (
        _("The provider does not accept our account or its key."),
        _("Check the settings of the channel, under Settings, Channels, and the account at the provider."),
    ),
    SENDER: (
        _("The provider does not accept our sender."),
        _("Check the sender of the channel, under Settings, Channels, and whether the provider has approved it."),
    ),
    TEMPLATE: (
        _("The template is not approved, was paused, or has other places than those we fill."),
        _("Look at the template in the provider’s console, and at its name and places here."),
    ),
}  # fmt: skip


def told(slug: str, words: str) -> str:
    """A slug with what the provider said."""
    return f"{slug}: {words}" if words else slug
