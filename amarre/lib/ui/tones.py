"""The words and tones of every status shown by `{% status %}`, and the shapes of impact.

A tone is one of: neutral, plain, good, needs, danger, drill. Red ('danger') is kept for danger to people and for
what cannot be undone; amber ('needs') says that someone must act.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

TONES = ("neutral", "plain", "good", "needs", "danger", "drill")


@dataclass(frozen=True)
class Status:
    """A word, its tone and its icon."""

    word: str | Promise
    tone: str
    icon: str


STATUSES: dict[str, Status] = {
    # facts
    "rumour": Status(_("rumour"), "plain", "message-circle-question-mark"),
    "to_verify": Status(_("to be verified"), "needs", "search"),
    "verified": Status(_("verified"), "good", "badge-check"),
    "denied": Status(_("denied"), "plain", "ban"),
    "expired": Status(_("expired"), "needs", "clock-alert"),
    "public": Status(_("public"), "neutral", "globe"),
    "internal": Status(_("internal"), "plain", "lock"),
    # messages
    "draft": Status(_("draft"), "neutral", "pencil"),
    "in_review": Status(_("in review"), "needs", "eye"),
    "approved": Status(_("approved"), "good", "check"),
    "refused": Status(_("sent back"), "needs", "undo-2"),
    "flagged": Status(_("to read again"), "needs", "flag"),
    # deliveries and batches
    "queued": Status(_("waiting"), "neutral", "hourglass"),
    "sending": Status(_("being sent"), "neutral", "send"),
    "sent": Status(_("sent"), "good", "check"),
    "delivered": Status(_("delivered"), "good", "check-check"),
    "bounced": Status(_("returned"), "needs", "undo-2"),
    "failed": Status(_("failed"), "needs", "x"),
    "stopped": Status(_("stopped"), "plain", "octagon-pause"),
    "unsure": Status(_("unsure"), "needs", "circle-question-mark"),
    "suppressed": Status(_("not sent, opposed"), "plain", "ban"),
    # work
    "open": Status(pgettext_lazy("work", "open"), "neutral", "circle"),
    "waiting": Status(pgettext_lazy("work", "waiting for the person"), "neutral", "hourglass"),
    "doing": Status(_("under way"), "neutral", "circle-dot"),
    "done": Status(_("done"), "good", "check"),
    "late": Status(_("late"), "needs", "clock-alert"),
    "answered": Status(_("answered"), "good", "check"),
    "closed": Status(_("closed"), "plain", "archive"),
    "published": Status(_("published"), "good", "globe"),
    "unpublished": Status(_("not published"), "neutral", "eye-off"),
    "drill": Status(_("drill"), "drill", "life-buoy"),
}

IMPACTS = {
    "urgent": _("urgent"),
    "important": _("important"),
    "moderate": _("moderate"),
    "low": pgettext_lazy("impact", "low"),
}

ANGERS = {
    0: pgettext_lazy("anger", "calm"),
    1: pgettext_lazy("anger", "annoyed"),
    2: pgettext_lazy("anger", "angry"),
    3: pgettext_lazy("anger", "furious"),
}
