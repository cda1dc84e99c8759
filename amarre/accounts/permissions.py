"""Who may do what. A role is a set of permissions; each route names one permission."""

from __future__ import annotations

from typing import Final

from django.utils.translation import gettext_lazy as _

PERMISSIONS: Final[dict[str, object]] = {
    "crisis.read": _("See a crisis, its facts and its board"),
    "crisis.lead": _("Declare, change phase and close a crisis; choose its cell"),
    "facts.write": _("Enter facts, sources and their words"),
    "facts.verify": _("Declare a fact verified or denied"),
    "decisions.write": _("Log a decision"),
    "actions.write": _("Add actions and report their progress"),
    "playbooks.write": _("Change playbooks and keep lessons"),
    "people.read": _("See customers"),
    "people.write": _("Import and change customers, build segments"),
    "people.wishes": _("Write down what a customer wants to receive"),
    "messages.read": _("Read messages and who received them"),
    "messages.write": _("Write messages and ask for approval"),
    "messages.approve": _("Approve a message written by somebody else"),
    "messages.send": _("Send what has been approved, pause and stop"),
    "stop.everything": _("Stop everything that is leaving"),
    "pages.read": _("See what is published"),
    "pages.publish": _("Publish pages, FAQ and banner"),
    "inbox.read": _("Read customers' requests"),
    "inbox.answer": _("Answer customers, change impact and anger"),
    "review.read": _("Read reports, the journal and the proof"),
    "drill.play": _("Play a drill"),
    "settings.manage": _("Change settings, users and channels"),
}

_AGENT = frozenset(
    {
        "crisis.read",
        "people.read",
        "people.wishes",
        "messages.read",
        "pages.read",
        "inbox.read",
        "inbox.answer",
        "actions.write",
        "review.read",
    }
)
_WRITER = _AGENT | {
    "facts.write",
    "people.write",
    "messages.write",
    "messages.send",
    "pages.publish",
    "playbooks.write",
    "decisions.write",
    "drill.play",
}
_LEAD = _WRITER | {"crisis.lead", "facts.verify", "messages.approve", "stop.everything", "settings.manage"}

# From the least to the most; a role holds everything of the roles before it.
ROLES: Final[dict[str, frozenset[str]]] = {
    "none": frozenset(),
    "agent": _AGENT,
    "writer": _WRITER,
    "lead": _LEAD,
}


def role_has(role: str, permission: str) -> bool:
    """Whether the role holds the permission; raises KeyError for a role or permission that does not exist."""
    if permission not in PERMISSIONS:
        raise KeyError(f"unknown permission {permission!r}")
    return permission in ROLES[role]
