"""Why a notice did not reach a device: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

GONE, STOPPED, OTHER_KEY, UNFIT = "push_gone", "push_stopped", "push_other_key", "push_unfit"

_ASK = _("Nothing to do: the person can allow notices again on the page.")

REASONS: dict[str, tuple[Words, Words]] = {
    GONE: (_("This device takes no more notices: they were switched off, or the browser was removed."), _ASK),
    STOPPED: (_("The person stopped the notices on this device."), _("Respect it.")),
    OTHER_KEY: (
        _("This device allowed notices under another key of ours."),
        _("It will be reached again once the person allows notices anew on the page."),
    ),
    UNFIT: (_("What this device gave as its address cannot be used."), _ASK),
}
