"""Why a text message did not arrive: the slug that the ledger keeps, what happened, what can be done about it."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

UNKNOWN, DOUBTFUL, LANDLINE, ABSENT, FULL = "sms_unknown", "sms_doubtful", "sms_landline", "sms_absent", "sms_full"
STOPPED, BLOCKED, FILTERED, RULES, NETWORK, COUNTRY = (
    "sms_stopped", "sms_blocked", "sms_filtered", "sms_rules", "sms_network", "sms_country",
)  # fmt: skip

_LATER = _("Try again in a few days, or reach them by another channel.")
_OTHERWISE = _("Reach this person by another channel if it matters.")

REASONS: dict[str, tuple[Words, Words]] = {
    UNKNOWN: (
        _("This number does not exist, or receives no SMS."),
        _("Ask the person for another number. This one is on the suppression list."),
    ),
    DOUBTFUL: (
        _("The operator does not know this number at the moment."),
        _("Nothing is concluded from it: the number stays. If it happens again, ask the person."),
    ),
    LANDLINE: (
        _("This number is a landline, or its operator takes no SMS."),
        _("Telephone, or ask for the number of a mobile."),
    ),
    ABSENT: (_("The telephone was off or out of reach for too long."), _LATER),
    FULL: (_("The telephone has no room for more SMS."), _LATER),
    STOPPED: (
        _("This person answered STOP to the provider, which sends them nothing more."),
        _("Respect it. They can take it back by writing START to the number."),
    ),
    BLOCKED: (_("The telephone or its operator refuses our SMS."), _OTHERWISE),
    FILTERED: (
        _("The operator took the SMS for an unwanted one and kept it back."),
        _("Write it with fewer links and capitals, and ask the provider whether your sender is registered."),
    ),
    RULES: (
        _("The operator’s rules refuse this SMS: its sender, its words or its hour."),
        _("The provider’s own words, on the page of each message, say more."),
    ),
    NETWORK: (_("The operator’s network did not carry the SMS."), _("Try the failed ones again later.")),
    COUNTRY: (
        _("The account may not send SMS to this country."),
        _("Allow the country in the provider’s console, then send to these people again."),
    ),
}  # fmt: skip
