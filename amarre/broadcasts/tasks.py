"""What messages need done in the background."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import transaction
from django_tasks import task

from amarre.accounts.models import User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.sequences.stepping import move_on_all
from amarre.lib.errors import DomainError
from amarre.lib.time import now
from amarre.tasks.periodic import every

#: An order to send that nobody followed for so long is given again.
_ORDER_LOST = timedelta(minutes=2)


@task(queue_name="send")
def send_message(message_id: int, user_id: int | None) -> None:
    """Freeze the recipients of a message whose sending was ordered. Done twice, it does nothing the second time."""
    message = Message.objects.filter(pk=message_id, state=Message.State.SENDING, sendings=None).first()
    if message is None:
        return
    try:
        actions.freeze_and_send(message, by=User.objects.filter(pk=user_id or 0).first(), at=now())
    except DomainError as problem:
        actions.take_back(message, why=f"{problem.message} {problem.hint}".strip(), at=now())


@every(5)
@task()
def follow_messages() -> None:
    """Bring the messages that are being sent up to their batches."""
    actions.follow(at=now())


@every(15)
@task(queue_name="send")
def send_planned() -> int:
    """Begin the messages whose time has come, and those whose order was lost with the worker that had taken it;
    returns how many. An order followed twice freezes once."""
    at = now()
    lost = Message.objects.filter(state=Message.State.SENDING, sendings=None, updated_at__lt=at - _ORDER_LOST)
    orders = [*lost, *actions.begin_due(at=at)]
    for message in orders:
        send_message.enqueue(message.pk, message.send_by_id)
    return len(orders)


@every(60)
@task(queue_name="send")
def fall_back() -> int:
    """Try the next channel for those whom a message has not reached; returns how many people are written to."""
    return actions.fall_back(at=now())


@every(60)
@task(queue_name="send")
def move_sequences() -> int:
    """One look at every sequence that runs; returns how many people moved."""
    return move_on_all(at=now())


def send_soon(message: Message, *, by: User, at: datetime) -> Message:
    """Order the sending and leave the freezing, which may take a while, to a worker."""
    with transaction.atomic():
        begun = actions.begin_send(message, by=by, at=at)
        send_message.enqueue(begun.pk, by.pk)
    return begun
