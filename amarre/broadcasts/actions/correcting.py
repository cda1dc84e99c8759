"""When a fact changes: the unsent is read again, and those who were told the old version can be told the new one."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts import corrections
from amarre.broadcasts.actions.holding import hold_batches
from amarre.broadcasts.actions.locking import locked, void_approvals
from amarre.broadcasts.actions.writing import write
from amarre.broadcasts.audience import pending_correction, told_old
from amarre.broadcasts.citing import digest
from amarre.broadcasts.models import UNSENT, Message
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Conflict
from amarre.situation.models import Fact, FactVersion

__all__ = ["facts_changed", "told_old", "write_correction"]


@transaction.atomic
def facts_changed(fact: Fact, *, by: User | None, at: datetime) -> int:
    """A fact has a new version: unsent messages that cite an older one become drafts to be read again.

    Messages on their way are held, unless they are vital, also those that were paused by hand: nothing more of them
    leaves before somebody has approved it again (`holding`). A version that says the same and is verified changes
    nothing but the citation. Returns how many messages are concerned.
    """
    current = fact.current
    if current is None:
        return 0
    cited = Message.objects.filter(citations__version__fact=fact).exclude(citations__version=current).distinct()
    concerned = 0
    for message in cited.filter(state__in=UNSENT):
        concerned += _unsent(locked(message), fact, current, at)
    for message in cited.filter(state=Message.State.SENDING):
        concerned += _on_its_way(locked(message), fact, current, at)
    return concerned


@transaction.atomic
def write_correction(version_old: FactVersion, *, by: User | None, at: datetime) -> Message:
    """Draft the correction for those who were told `version_old` of a fact, or any older words, and nothing better.

    The draft that is already being prepared is returned when there is one. Raises Conflict when the version is still
    in force, or when nobody is left to tell.
    """
    fact = version_old.fact
    pending = pending_correction(fact)
    if pending is not None:
        return pending
    if fact.current is None or fact.current.words == version_old.words:
        raise Conflict(_("“%(fact)s” has not changed since.") % {"fact": fact.key})
    told = told_old(fact)
    if not told:
        raise Conflict(_("Everybody who was told the old “%(fact)s” has been told better.") % {"fact": fact.key})
    sheet = Sheet.of(fact.crisis)
    template, texts = corrections.words(fact, sheet)
    message = write(
        fact.crisis, occasion="correction", title=corrections.title(fact), texts=texts, template=template,
        channel=told[0].message.channel, audience_kind=told[0].message.audience_kind,
        is_vital=any(row.message.is_vital for row in told), corrects=told[0].message, corrects_version=version_old,
        by=by, at=at,
    )  # fmt: skip
    record("message.correct", by=by, at=at, subject=message, crisis_id=fact.crisis_id, fact=fact.key)
    return message


def _unsent(message: Message, fact: Fact, current: FactVersion, at: datetime) -> bool:
    if _says_the_same(message, fact, current):
        _recite(message, fact, current)
        return False
    void_approvals(message)
    message.state, message.updated_at = Message.State.DRAFT, at
    message.save(update_fields=["state", "updated_at"])
    _journal("message.flag", message, fact, at)
    return True


def _on_its_way(message: Message, fact: Fact, current: FactVersion, at: datetime) -> bool:
    if _says_the_same(message, fact, current):
        return False
    if not message.sendings.exists():
        return _unsent(message, fact, current, at)
    if message.is_vital or not hold_batches(message, why=_("“%(fact)s” has changed") % {"fact": fact.key}, at=at):
        return False
    _journal("message.hold", message, fact, at)
    return True


def _says_the_same(message: Message, fact: Fact, current: FactVersion) -> bool:
    cited = message.citations.filter(version__fact=fact).select_related("version")
    verified = current.status == FactVersion.Status.VERIFIED
    return verified and all(citation.version.words == current.words for citation in cited)


def _recite(message: Message, fact: Fact, current: FactVersion) -> None:
    """The approval covers words, and the words are the same: it is carried over to the new version."""
    approval = message.approvals.filter(is_approved=True, is_void=False).first()
    message.citations.filter(version__fact=fact).update(version=current)
    if approval is not None:
        approval.digest = digest(message)
        approval.save(update_fields=["digest"])


def _journal(verb: str, message: Message, fact: Fact, at: datetime) -> None:
    record(verb, by=None, at=at, subject=message, crisis_id=message.crisis_id, title=message.title, fact=fact.key)
