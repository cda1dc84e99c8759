"""Why a Telegram message did not arrive: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

BLOCKED, GONE, STRANGER = "telegram_blocked", "telegram_gone", "telegram_stranger"

REASONS: dict[str, tuple[Words, Words]] = {
    BLOCKED: (_("This person has blocked our bot."), _("Respect it. If they write to it again, they are answered.")),
    GONE: (_("This Telegram account no longer exists."), _("Reach the person by another channel.")),
    STRANGER: (
        _("There is no conversation between this person and our bot."),
        _("They must write to the bot first: give them its address by another channel."),
    ),
}
