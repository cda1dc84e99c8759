"""Why nobody was reached by telephone: the slug that the ledger keeps, what happened, what can be done."""

from __future__ import annotations

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

SPOKEN, VOICEMAIL, NO_ANSWER, WRONG_NUMBER, NOT_AGAIN = "spoken", "voicemail", "no_answer", "wrong_number", "not_again"
NO_NUMBER = "no_number"

REASONS: dict[str, tuple[Words, Words]] = {
    NO_NUMBER: (_("This is no telephone number."), _("Correct it on the person’s page, then send to them again.")),
    SPOKEN: (_("A colleague spoke to this person."), ""),
    VOICEMAIL: (_("A colleague left a message on the answering machine."), ""),
    NO_ANSWER: (
        _("Nobody answered the telephone, three times."),
        _("Reach this person by another channel if it matters."),
    ),
    WRONG_NUMBER: (_("The number is somebody else’s."), _("Ask the person for their number by another channel.")),
    NOT_AGAIN: (_("This person asked not to be called."), _("Respect it. They can still be written to.")),
}
