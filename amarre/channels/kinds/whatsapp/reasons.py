"""Why a WhatsApp message did not arrive: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

UNREACHABLE, WINDOW, STOPPED, ENOUGH, FORM = (
    "whatsapp_unreachable", "whatsapp_window", "whatsapp_stopped", "whatsapp_enough", "whatsapp_form",
)  # fmt: skip

REASONS: dict[str, tuple[Words, Words]] = {
    UNREACHABLE: (
        _("This person has no WhatsApp at this number, or one too old for our messages."),
        _("Reach them by SMS or by telephone. The number stays."),
    ),
    WINDOW: (
        _("This person has not written in the last 24 hours: WhatsApp then takes an approved template only."),
        _("Choose an approved template for the message or the channel, or wait until the person writes."),
    ),
    STOPPED: (
        _("This person refuses our messages in WhatsApp."),
        _("Respect it. Reach them by another channel if it is vital."),
    ),
    ENOUGH: (
        _("WhatsApp keeps it back: this person has had enough of such messages for now, from us or from others."),
        _("Try again in a few days, or reach them by another channel."),
    ),
    FORM: (_("WhatsApp does not take a message or a file of this form."), _("Write it without the file.")),
}
