"""The words and tones of every status shown by `{% status %}`, and the shapes of impact.

A tone is one of: neutral, plain, good, needs, danger, drill. Red ('danger') is kept for danger to people and for
what cannot be undone; amber ('needs') says that someone must act.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise
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
    "rumour": Status(pgettext_lazy("status", "rumour"), "plain", "message-circle-question-mark"),
    "to_verify": Status(pgettext_lazy("status", "to be verified"), "needs", "search"),
    "verified": Status(pgettext_lazy("status", "verified"), "good", "badge-check"),
    "denied": Status(pgettext_lazy("status", "denied"), "plain", "ban"),
    "expired": Status(pgettext_lazy("status", "expired"), "needs", "clock-alert"),
    "public": Status(pgettext_lazy("status", "public"), "neutral", "globe"),
    "internal": Status(pgettext_lazy("status", "internal"), "plain", "lock"),
    # messages
    "draft": Status(pgettext_lazy("status", "draft"), "neutral", "pencil"),
    "in_review": Status(pgettext_lazy("status", "in review"), "needs", "eye"),
    "approved": Status(pgettext_lazy("status", "approved"), "good", "check"),
    "refused": Status(pgettext_lazy("status", "sent back"), "needs", "undo-2"),
    "flagged": Status(pgettext_lazy("status", "to read again"), "needs", "flag"),
    # deliveries and batches
    "queued": Status(pgettext_lazy("status", "waiting"), "neutral", "hourglass"),
    "sending": Status(pgettext_lazy("status", "being sent"), "neutral", "send"),
    "sent": Status(pgettext_lazy("status", "sent"), "good", "check"),
    "delivered": Status(pgettext_lazy("status", "delivered"), "good", "check-check"),
    "bounced": Status(pgettext_lazy("status", "returned"), "needs", "undo-2"),
    "failed": Status(pgettext_lazy("status", "failed"), "needs", "x"),
    "stopped": Status(pgettext_lazy("status", "stopped"), "plain", "octagon-pause"),
    "unsure": Status(pgettext_lazy("status", "unsure"), "needs", "circle-question-mark"),
    "suppressed": Status(pgettext_lazy("status", "not sent, on purpose"), "plain", "ban"),
    # work
    "open": Status(pgettext_lazy("status", "open"), "neutral", "circle"),
    "waiting": Status(pgettext_lazy("status", "waiting for the person"), "neutral", "hourglass"),
    "doing": Status(pgettext_lazy("status", "under way"), "neutral", "circle-dot"),
    "done": Status(pgettext_lazy("status", "done"), "good", "check"),
    "late": Status(pgettext_lazy("status", "late"), "needs", "clock-alert"),
    "answered": Status(pgettext_lazy("status", "answered"), "good", "check"),
    "closed": Status(pgettext_lazy("status", "closed"), "plain", "archive"),
    "published": Status(pgettext_lazy("status", "published"), "good", "globe"),
    "unpublished": Status(pgettext_lazy("status", "not published"), "neutral", "eye-off"),
    "drill": Status(pgettext_lazy("status", "drill"), "drill", "life-buoy"),
}

IMPACTS = {
    "urgent": pgettext_lazy("impact", "urgent"),
    "important": pgettext_lazy("impact", "important"),
    "moderate": pgettext_lazy("impact", "moderate"),
    "low": pgettext_lazy("impact", "low"),
}

ANGERS = {
    0: pgettext_lazy("anger", "calm"),
    1: pgettext_lazy("anger", "annoyed"),
    2: pgettext_lazy("anger", "angry"),
    3: pgettext_lazy("anger", "furious"),
}
