"""The pages of the post office: who sees them, what they say, what a press does."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from amarre.channels import outbox
from amarre.channels.inbound import receive
from amarre.channels.links import unsubscribe_url
from amarre.channels.models import Batch, Channel, Delivery, Inbound, Suppression
from amarre.channels.outbox import Recipient, Words

pytestmark = pytest.mark.django_db


@pytest.fixture
def sent(tray: Channel, at: datetime, crisis) -> Delivery:
    words = [Words("fr", "Rappel du lot 12", "Bonjour {{ person.greeting }}, le **lot 12** est rappelé.")]
    batch = outbox.prepare(
        channel=tray, label="Rappel", occasion="statement", words=words, crisis_id=crisis.pk, by=None, at=at
    )
    outbox.freeze(batch, [Recipient(41, "ana@example.org", "fr", {"person.greeting": "Madame"})], at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    return batch.deliveries.get()


def pages(sent: Delivery) -> list[str]:
    return [
        reverse("channels:tray"),
        reverse("channels:tray_message", args=[sent.pk]),
        reverse("channels:tray_html", args=[sent.pk]),
        reverse("channels:batch", args=[sent.batch_id]),
        reverse("channels:delivery", args=[sent.pk]),
        reverse("channels:suppressions"),
        reverse("channels:inbound_list"),
    ]


def test_bilal_reads_every_page_and_dora_none(sent, client_of, bilal, dora):
    for page in pages(sent):
        assert client_of(bilal).get(page).status_code == 200, page
        assert client_of(dora).get(page).status_code == 403, page


def test_what_belongs_to_a_restricted_crisis_does_not_exist_for_bilal(sent, crisis, client_of, bilal):
    crisis.is_restricted = True
    crisis.save()
    client = client_of(bilal)
    assert "Rappel" not in client.get(reverse("channels:tray")).content.decode()
    for name, key in [
        ("tray_message", sent.pk),
        ("tray_html", sent.pk),
        ("batch", sent.batch_id),
        ("delivery", sent.pk),
    ]:
        assert client.get(reverse(f"channels:{name}", args=[key])).status_code == 404, name


def test_the_tray_shows_the_message_as_its_reader_sees_it_and_runs_nothing(sent, client_of, bilal):
    client = client_of(bilal)
    assert "Rappel du lot 12" in client.get(reverse("channels:tray")).content.decode()
    framed = client.get(reverse("channels:tray_html", args=[sent.pk]))
    assert "<strong>lot 12</strong>" in framed.content.decode()
    assert "sandbox" in framed.headers["Content-Security-Policy"]
    assert "script-src 'none'" in framed.headers["Content-Security-Policy"]


def test_only_those_who_may_send_pause_a_send_and_only_the_lead_stops_everything(
    tray, at, client_of, alix, bilal, chloe
):
    batch = outbox.prepare(channel=tray, label="Rappel", occasion="news", words=[Words("fr", "s", "t")], by=None, at=at)
    outbox.freeze(batch, [Recipient(1, "a@example.org", "fr", {})], at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    pause = reverse("channels:batch_change", args=[batch.pk, "pause"])
    assert client_of(bilal).post(pause).status_code == 403
    assert client_of(chloe).post(pause).status_code == 302
    batch.refresh_from_db()
    assert batch.state == Batch.State.PAUSED
    stop = reverse("channels:stop_everything")
    assert client_of(chloe).post(stop).status_code == 403
    page = client_of(alix).get(stop).content.decode()
    assert "Rappel" in page
    client_of(alix).post(stop)
    batch.refresh_from_db()
    assert batch.state == Batch.State.STOPPED
    assert batch.deliveries.get().state == Delivery.State.STOPPED


def test_looking_at_the_unsubscribe_page_changes_nothing_a_press_does_and_can_be_undone(sent, client: Client):
    page = unsubscribe_url(sent).partition("/u/")[2]
    address = f"/u/{page}"
    assert client.get(address).status_code == 200
    assert not Suppression.objects.exists()
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert strict.post(address, {"List-Unsubscribe": "One-Click"}).status_code == 200
    assert Suppression.objects.get().lifted_at is None
    strict.post(address, {"undo": "1"})
    assert Suppression.objects.get().lifted_at is not None


def test_a_link_that_we_did_not_write_leads_nowhere(sent, client: Client):
    assert client.post(f"/u/{sent.token}.forged/").status_code == 404
    assert not Suppression.objects.exists()


def test_bilal_makes_a_request_of_what_was_taken_for_a_robot(at, client_of, bilal):
    row = receive(
        b"From: ana@example.org\r\nAuto-Submitted: auto-generated\r\nSubject: Lot 12\r\n\r\nQue faire ?", at=at
    )
    assert row.kind == "auto_reply"
    page = client_of(bilal).get(reverse("channels:inbound", args=[row.pk])).content.decode()
    assert "Que faire" in page
    client_of(bilal).post(reverse("channels:inbound_to_message", args=[row.pk]))
    assert Inbound.objects.get().kind == "message"
