"""A drill keeps its own time: nobody else sends its letters to its server."""

from __future__ import annotations

import pytest

from amarre.channels import outbox
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.outbox import Recipient, Words
from amarre.channels.outbox.work import keep_sending, send_batch

pytestmark = pytest.mark.django_db


def started(channel: Channel, at) -> Batch:
    batch = outbox.prepare(
        channel=channel, label="Rappel", occasion="statement", words=[Words("fr", "Rappel", "Bonjour.")], by=None, at=at
    )
    outbox.freeze(batch, [Recipient(1, "lea@drill.example", "fr", {})], at=at)
    batch.refresh_from_db()
    return outbox.start(batch, by=None, at=at)


def test_the_worker_leaves_the_letters_of_a_drill_to_the_drill(at) -> None:
    server = Channel.objects.create(
        kind="email", name="Exercice", is_drill=True, config={"host": "127.0.0.1", "port": 1, "tls": "none"}
    )
    batch = started(server, at)
    assert send_batch.call(batch.pk) == 0
    assert keep_sending.call() == 0
    assert batch.deliveries.get().state == Delivery.State.QUEUED


def test_once_people_have_taken_it_over_its_tray_is_worked_as_any_other(at) -> None:
    batch = started(Channel.objects.create(kind="tray", name="Bannette d’exercice", is_drill=True), at)
    assert send_batch.call(batch.pk) == 1
    assert batch.deliveries.get().state == Delivery.State.SENT
