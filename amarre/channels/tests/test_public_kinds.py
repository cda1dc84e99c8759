"""From the outbox to the network: a post, a call to a receiver, a notice on a device, each one row of the ledger."""

from __future__ import annotations

from datetime import datetime
from typing import Any

import pytest

from amarre.accounts.models import User
from amarre.channels import outbox
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.tests.contract.fake import Fake, Trouble
from amarre.channels.tests.contract.fakes.providers import Brevo
from amarre.channels.tests.contract.fakes.push import Push
from amarre.channels.tests.contract.fakes.social import Bluesky, Mastodon
from amarre.channels.tests.contract.fakes.webhook import Webhook

pytestmark = pytest.mark.django_db
TEXT = "Le lot 12 est rappelé. Ne le mangez pas."


def send(fake: Fake, by: User, at: datetime, *, occasion: str = "news") -> Batch:
    """One message by a channel that leads to the fake, sent to the end."""
    channel = Channel.objects.create(kind=fake.slug, name="Compte", config=fake.values())
    to = fake.envelope(1).address or channel.name
    words = [outbox.Words("fr", "Rappel du lot 12", TEXT)]
    batch = outbox.prepare(channel=channel, label="Rappel", occasion=occasion, words=words, by=by, at=at)
    outbox.freeze(batch, [outbox.Recipient(None, to, "fr", {})], at=at)
    batch = outbox.start(batch, by=by, at=at)
    outbox.send_chunk(batch.pk, worker="test", clock=lambda: at)
    batch.refresh_from_db()
    return batch


@pytest.mark.parametrize("fake_of", [Mastodon, Bluesky, Webhook, Push])
def test_the_words_arrive_as_they_were_written_without_anybodys_link(fake_of: Any, alix: User, at: datetime) -> None:
    with fake_of() as fake:
        batch = send(fake, alix, at)
        (received,) = fake.received
    assert received.text == TEXT
    row = batch.deliveries.get()
    assert (row.state, batch.state) == (Delivery.State.SENT, Batch.State.FINISHED)
    if fake.slug in ("social", "push"):
        assert row.reference


def test_a_provider_carries_the_same_mail_with_its_way_out(alix: User, at: datetime) -> None:
    with Brevo() as fake:
        batch = send(fake, alix, at)
        asked = fake.requests[0].json()
    row = batch.deliveries.select_related("batch").get()
    assert (row.state, row.reference) == (Delivery.State.SENT, "<numero-1@smtp-relay.mailin.fr>")
    assert row.token in asked["headers"]["List-Unsubscribe"]
    assert "le lot 12 est rappelé" in asked["textContent"].lower()
    assert asked["htmlContent"].startswith("<!doctype html>")


def test_an_account_that_is_refused_pauses_the_send_and_loses_nothing(alix: User, at: datetime) -> None:
    with Mastodon() as fake:
        fake.misbehave(Trouble.EXPIRED)
        batch = send(fake, alix, at)
    assert (batch.state, batch.deliveries.get().state) == (Batch.State.PAUSED, Delivery.State.QUEUED)


def test_a_post_without_an_answer_is_unsure_and_a_webhook_is_asked_again(alix: User, at: datetime) -> None:
    with Bluesky() as fake:
        fake.misbehave(Trouble.BROKEN)
        assert send(fake, alix, at).deliveries.get().state == Delivery.State.UNSURE
    with Webhook() as fake:
        fake.misbehave(Trouble.BROKEN)
        assert send(fake, alix, at).deliveries.get().state == Delivery.State.QUEUED
