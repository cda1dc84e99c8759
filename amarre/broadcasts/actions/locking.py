"""A message taken for writing: nobody else changes it until the transaction ends."""

from __future__ import annotations

from django.utils.translation import gettext as _

from amarre.broadcasts.models import Message
from amarre.lib.errors import Conflict, NotFound


def locked(message: Message) -> Message:
    """The message as it stands now, locked. Raises NotFound when it was thrown away meanwhile."""
    fresh = Message.objects.select_for_update().filter(pk=message.pk).first()
    if fresh is None:
        raise NotFound("message")
    return fresh


def must_be(message: Message, *states: str) -> None:
    """Raises Conflict unless the message is in one of these states."""
    if message.state not in states:
        raise Conflict(
            _("This message is “%(state)s” by now.") % {"state": message.get_state_display()},
            hint=_("Look at it again: somebody may have been quicker."),
        )


def void_approvals(message: Message) -> None:
    """What was approved is no longer what would leave."""
    message.approvals.filter(is_void=False).update(is_void=True)
