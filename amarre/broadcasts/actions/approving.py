"""The second person: asks, approves exactly these words, or sends them back with a reason."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.locking import locked, must_be
from amarre.broadcasts.citing import cite, digest, doubts
from amarre.broadcasts.models import Approval, Message
from amarre.broadcasts.reviewing import review_message
from amarre.engine.etiquette import Finding
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Invalid, NotAllowed


@transaction.atomic
def ask_approval(message: Message, *, by: User | None, at: datetime) -> Message:
    """Hand the draft to a second person. Raises Invalid while something would block its approval anyway."""
    fresh = locked(message)
    must_be(fresh, Message.State.DRAFT)
    must_hold(fresh, at=at)
    fresh.state, fresh.updated_at = Message.State.IN_REVIEW, at
    fresh.save(update_fields=["state", "updated_at"])
    record("message.ask", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    return fresh


@transaction.atomic
def approve(message: Message, *, by: User, at: datetime, comment: str = "") -> Message:
    """Approve exactly these words, for exactly these people.

    Raises NotAllowed for whoever wrote them (except in a drill) or may not approve; Invalid when the review finds what
    may never leave, or when a fact they cite is not verified; Conflict when the message is not waiting for approval.
    """
    fresh = locked(message)
    must_be(fresh, Message.State.IN_REVIEW)
    must_be_second(fresh, by)
    findings = must_hold(fresh, at=at)
    cite(fresh, Sheet.of(fresh.crisis))
    kept = [_kept(finding) for finding in findings]
    Approval.objects.create(
        message=fresh, by=by, at=at, digest=digest(fresh), is_approved=True, comment=comment.strip(), findings=kept
    )
    fresh.state, fresh.send_trouble, fresh.updated_at = Message.State.APPROVED, "", at
    fresh.save(update_fields=["state", "send_trouble", "updated_at"])
    record("message.approve", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title)
    return fresh


@transaction.atomic
def refuse(message: Message, *, by: User, at: datetime, comment: str) -> Message:
    """Send the words back to their author, saying why. Raises Invalid without a reason, NotAllowed as `approve`."""
    fresh = locked(message)
    must_be(fresh, Message.State.IN_REVIEW, Message.State.APPROVED)
    if not by.may("messages.approve"):
        raise NotAllowed(_("You may not approve or send back messages."))
    if not comment.strip():
        raise Invalid(_("Say what should change."), fields={"comment": _("Say what should change.")})
    fresh.approvals.filter(is_void=False).update(is_void=True)
    Approval.objects.create(
        message=fresh, by=by, at=at, digest=digest(fresh), is_approved=False, comment=comment.strip()
    )
    fresh.state, fresh.updated_at = Message.State.DRAFT, at
    fresh.save(update_fields=["state", "updated_at"])
    record(
        "message.refuse", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title,
        comment=comment.strip(),
    )  # fmt: skip
    return fresh


def may_approve(message: Message, user: User) -> bool:
    """Whether this colleague can be the second person for these words."""
    if not user.may("messages.approve"):
        return False
    return message.crisis.is_drill or user.pk not in (message.author_id, message.last_editor_id)


def must_hold(message: Message, *, at: datetime) -> list[Finding]:
    """Raises Invalid while anything forbids these words to leave; returns the findings that may be kept."""
    reasons = [doubt.words for doubt in doubts(message, Sheet.of(message.crisis), at=at)]
    findings: list[Finding] = []
    for reviewed in review_message(message, at=at, ui_language=get_language() or ""):
        reasons += [f"“{finding.excerpt}”: {finding.message}" for finding in reviewed.blockers]
        findings += reviewed.all
    if reasons:
        raise Invalid(_("These words cannot be approved yet."), hint=" ".join(dict.fromkeys(reasons)))
    return findings


def must_be_second(message: Message, by: User) -> None:
    """Raises NotAllowed unless this colleague can be the second person for these words."""
    if not by.may("messages.approve"):
        raise NotAllowed(_("You may not approve messages."))
    if not may_approve(message, by):
        raise NotAllowed(
            _("You wrote these words: somebody else approves them."), hint=_("Ask another lead of the cell.")
        )


def _kept(finding: Finding) -> dict[str, str]:
    return {"code": finding.code, "excerpt": finding.excerpt, "message": finding.message}
