"""What messages need done in the background."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction
from django_tasks import task

from amarre.accounts.models import User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.tasks.periodic import every


@task(queue_name="send")
def send_message(message_id: int, user_id: int) -> None:
    """Freeze the recipients of a message whose sending was ordered. Done twice, it does nothing the second time."""
    message = Message.objects.filter(pk=message_id, state=Message.State.SENDING, sendings=None).first()
    if message is None:
        return
    try:
        actions.freeze_and_send(message, by=User.objects.filter(pk=user_id).first(), at=now())
    except DomainError as problem:
        actions.take_back(message, why=f"{problem.message} {problem.hint}".strip(), at=now())


@every(5)
@task()
def follow_messages() -> None:
    """Bring the messages that are being sent up to their batches."""
    actions.follow(at=now())


def send_soon(message: Message, *, by: User, at: datetime) -> Message:
    """Order the sending and leave the freezing, which may take a while, to a worker."""
    with transaction.atomic():
        begun = actions.begin_send(message, by=by, at=at)
        send_message.enqueue(begun.pk, by.pk)
    return begun
