"""When what is being sent has become untrue: nothing more of it leaves before somebody has approved it again.

Two ways out, both by a second person. The words are brought up to date for those not yet reached (`approve_rest`):
a new message takes them over, and the old batches are stopped, so that nobody gets both. Or the old words are said to
hold all the same (`confirm_words`), with the reason, and the same batches go on, as do the channels still to be tried
for whoever was not reached.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.broadcasts.actions.approving import approve, ask_approval, must_be_second
from amarre.broadcasts.actions.locking import locked
from amarre.broadcasts.actions.sending import freeze_and_send, refresh
from amarre.broadcasts.actions.writing import write_again
from amarre.broadcasts.citing import Confirmed, digest, doubts
from amarre.broadcasts.models import UNSENT, Approval, Message
from amarre.broadcasts.sendings import batches_of
from amarre.channels import outbox
from amarre.channels.models import Batch
from amarre.knowledge.facts import Sheet
from amarre.lib.errors import Conflict, Invalid

ON_THE_WAY = (Batch.State.SENDING, Batch.State.PAUSED)


def hold_batches(message: Message, *, why: str, at: datetime) -> int:
    """Hold all that is leaving of a message, also what was paused by hand; returns how many batches."""
    held = 0
    for batch in batches_of(message).filter(state__in=ON_THE_WAY, hold=""):
        outbox.hold(batch, why=why, at=at)
        held += 1
    return held


def held_batches(message: Message) -> list[Batch]:
    """The batches of a message that wait for a fresh approval."""
    return list(batches_of(message).exclude(hold="").filter(state__in=ON_THE_WAY))


@transaction.atomic
def approve_rest(message: Message, *, by: User, at: datetime, comment: str = "") -> Message:
    """Approve the words with the facts as they are now, for those not yet reached, and send them: the new message.

    The held batches are stopped first. Raises Conflict when nothing is held, NotAllowed for whoever wrote the words,
    Invalid when they cannot be approved as they stand (then they are written again: `write_again`).
    """
    fresh = locked(message)
    must_be_second(fresh, by)
    held = _held(fresh)
    if fresh.repetitions.filter(state__in=UNSENT).exists():
        raise Conflict(_("Other words are being written for the rest already."), hint=_("Open them and approve them."))
    for batch in held:
        outbox.stop(batch, by=by, at=at, why=batch.hold)
    # What was paused by hand elsewhere goes with it: one message, one fate.
    for batch in batches_of(fresh).filter(state__in=ON_THE_WAY):
        outbox.stop(batch, by=by, at=at, why=held[0].hold)
    stopped = refresh(fresh, at=at)
    # Their author stays their author: whoever approves them here is the second person.
    writer = stopped.last_editor or stopped.author
    again = ask_approval(write_again(stopped, by=writer, at=at), by=writer, at=at)
    again = approve(again, by=by, at=at, comment=comment)
    freeze_and_send(again, by=by, at=at)
    again.refresh_from_db()
    return again


@transaction.atomic
def confirm_words(message: Message, *, by: User, at: datetime, why: str) -> Message:
    """A second person says that the old words still hold, and why; the held batches go on where they were, and whoever
    was not reached is tried by the next channel. Until a fact changes once more.

    Raises Conflict when nothing waits, Invalid without a reason, NotAllowed for whoever wrote the words.
    """
    fresh = locked(message)
    must_be_second(fresh, by)
    held = held_batches(fresh) if waits_to_fall_back(fresh) else _held(fresh)
    if not why.strip():
        raise Invalid(_("Say why these words still hold."), fields={"why": _("Say why these words still hold.")})
    Approval.objects.create(
        message=fresh, by=by, at=at, digest=digest(fresh), is_approved=True, comment=why.strip(),
        findings=[*({"code": "hold", "excerpt": "", "message": batch.hold} for batch in held), *_known(fresh, at)],
    )  # fmt: skip
    fresh.send_trouble, fresh.fell_back_at = "", None
    fresh.save(update_fields=["send_trouble", "fell_back_at"])
    for batch in held:
        outbox.release(batch, by=by, at=at)
        outbox.resume(batch, by=by, at=at)
    record(
        "message.confirm", by=by, at=at, subject=fresh, crisis_id=fresh.crisis_id, title=fresh.title, why=why.strip()
    )
    return fresh


def waits_to_fall_back(message: Message) -> bool:
    """Whether people wait for its next channel, because what it says has changed meanwhile."""
    sent = message.state in (Message.State.SENDING, Message.State.SENT)
    return sent and bool(message.send_trouble) and message.steps.exists()


def _known(message: Message, at: datetime) -> Iterator[dict[str, Any]]:
    """What has become of the facts, as whoever confirms the words sees it: only this is confirmed."""
    found = {doubt.fact.pk: doubt for doubt in doubts(message, Sheet.of(message.crisis), at=at) if doubt.fact}
    for doubt in found.values():
        assert doubt.fact is not None
        about = asdict(Confirmed.now(doubt.fact, at))
        yield {"code": "confirmed", "excerpt": doubt.fact.key, "message": doubt.words, "confirmed": about}


def _held(message: Message) -> list[Batch]:
    held = held_batches(message)
    if not held:
        raise Conflict(_("Nothing of this message waits for a fresh approval."))
    return held
