"""A reader asks to be notified on their device: only if they want, only while it lasts, and it is as easy to stop."""

from __future__ import annotations

import json
import re
import time
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.channels import outbox
from amarre.channels.kinds.push.keys import public_key
from amarre.channels.links import link_of
from amarre.channels.models import Batch, Channel, Delivery, PushSubscription
from amarre.people.models import ContactPoint, Person
from amarre.situation.models import Crisis
from amarre.touchpoints import device_views
from amarre.touchpoints.actions import publish, republish_stale, unpublish
from amarre.touchpoints.limits import RateLimit
from amarre.touchpoints.models import Page

pytestmark = pytest.mark.django_db
ADDRESS = "/notices/rappel-du-lot-12/fr/"
FOLDER = "p/rappel-du-lot-12"
# Keys as a browser gives them (RFC 8291, appendix A).
DEVICE = {
    "endpoint": "https://updates.push.example/wpush/v2/abc",
    "keys": {
        "p256dh": "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
        "auth": "BTBZMqHH6r4Tts7J_aSIgg",
    },
}


@pytest.fixture(autouse=True)
def _fresh_limit(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_views, "limit", RateLimit(time.monotonic))


@pytest.fixture
def channel(db: None) -> Channel:
    return Channel.objects.create(kind="push", name="Avis")


@pytest.fixture
def page(told: Crisis, channel: Channel, alix: User, at: datetime) -> Crisis:
    publish(told, by=alix, at=at)
    return told


@pytest.fixture
def claire(db: None, at: datetime) -> Person:
    return Person.objects.create(first_name="Claire", last_name="Petit", created_at=at, updated_at=at)


def read(path: str) -> str:
    return (Path(settings.PUBLIC_ROOT) / path).read_text(encoding="utf-8")


def say(client: Client, method: str = "post", address: str = ADDRESS, **body: object) -> int:
    sent = getattr(client, method)(address, data=json.dumps(body), content_type="application/json")
    return int(sent.status_code)


def link_to(person: Person, crisis: Crisis, at: datetime) -> str:
    """The link of a message that the person was sent."""
    tray = Channel.objects.create(kind="tray", name="Corbeille")
    words = [outbox.Words("fr", "Rappel", "Bonjour.")]
    batch = outbox.prepare(channel=tray, label="Rappel", occasion="news", words=words, by=None, at=at)
    outbox.freeze(batch, [outbox.Recipient(person.pk, "claire@example.org", "fr", {})], at=at)
    delivery = Delivery.objects.select_related("batch").get(person_ref=person.pk)
    return link_of(delivery.batch.key, delivery.token)


def test_the_control_is_on_the_page_and_hidden_until_the_browser_can(page: Crisis) -> None:
    words = read(f"{FOLDER}/fr/index.html")
    assert "Être prévenu sur cet appareil" in words
    assert f'data-key="{public_key()}"' in words
    assert re.search(r"<section[^>]* data-notices [^>]*hidden>", words)
    script = words[words.index('<script src="/') + 13 :].partition('"')[0]
    assert "serviceWorker" in read(script.lstrip("/"))
    assert "showNotification" in read(f"{FOLDER}/worker.js")


def test_nobody_is_asked_for_what_is_never_sent(told: Crisis, alix: User, at: datetime, channel: Channel) -> None:
    Channel.objects.filter(pk=channel.pk).update(is_enabled=False)
    publish(told, by=alix, at=at)
    assert "data-notices" not in read(f"{FOLDER}/fr/index.html")
    assert not (Path(settings.PUBLIC_ROOT) / FOLDER / "worker.js").exists()


def test_a_drill_asks_no_real_device(told: Crisis, alix: User, at: datetime, channel: Channel, client: Client) -> None:
    Crisis.objects.update(is_drill=True)
    publish(Crisis.objects.get(), by=alix, at=at)
    assert "data-notices" not in read(f"{FOLDER}/fr/index.html")
    assert say(client, **DEVICE) == 404


def test_a_page_that_is_over_asks_no_more(page: Crisis, at: datetime, client: Client) -> None:
    Crisis.objects.update(closed_at=at)
    republish_stale(Crisis.objects.get(), at=at + timedelta(hours=1))
    assert "data-notices" not in read(f"{FOLDER}/fr/index.html")
    assert say(client, **DEVICE) == 404


def test_a_device_that_asks_is_kept_and_one_that_stops_is_let_go(page: Crisis, client: Client) -> None:
    assert say(client, **DEVICE) == 204
    row = PushSubscription.objects.get()
    assert (row.endpoint, row.language, row.crisis_id, row.ended_at) == (DEVICE["endpoint"], "fr", page.pk, None)
    assert say(client, "delete", endpoint=DEVICE["endpoint"]) == 204
    row.refresh_from_db()
    assert row.ended_at is not None


def test_a_device_can_stop_after_the_page_is_gone(page: Crisis, client: Client, alix: User, at: datetime) -> None:
    say(client, **DEVICE)
    unpublish(page, by=alix, at=at)
    assert say(client, "delete", endpoint=DEVICE["endpoint"]) == 204
    assert PushSubscription.objects.get().ended_at is not None


def test_a_stranger_learns_nothing_by_asking_to_stop(page: Crisis, client: Client) -> None:
    assert say(client, "delete", endpoint="https://updates.push.example/unknown") == 204


def test_somebody_who_came_by_their_own_link_is_known_and_has_consented(
    page: Crisis, client: Client, claire: Person, at: datetime
) -> None:
    assert say(client, **DEVICE, me=link_to(claire, page, at)) == 204
    point = ContactPoint.objects.get(person=claire)
    assert (point.kind, point.address) == ("push", PushSubscription.objects.get().handle)
    assert point.consent == ContactPoint.Consent.GIVEN
    say(client, "delete", endpoint=DEVICE["endpoint"])
    assert not ContactPoint.objects.exists()


def test_a_link_that_we_did_not_write_makes_nobody_known(
    page: Crisis, client: Client, claire: Person, at: datetime
) -> None:
    link = link_to(claire, page, at)
    assert say(client, **DEVICE, me=link[:-1] + ("0" if link[-1] != "0" else "1")) == 204
    assert not ContactPoint.objects.exists()
    assert PushSubscription.objects.count() == 1


@pytest.mark.parametrize(
    "changes",
    [{"endpoint": "https://10.0.0.1/x"}, {"endpoint": "http://push.example/x"}, {"keys": {}}, {"keys": ["a"]}],
)
def test_what_no_browser_sends_is_refused(page: Crisis, client: Client, changes: dict[str, object]) -> None:
    assert say(client, **{**DEVICE, **changes}) == 422
    assert not PushSubscription.objects.exists()


@pytest.mark.parametrize("body", [b"[]", b"{", b'{"endpoint": 3}', b'{"endpoint": "' + b"x" * 5000 + b'"}'])
def test_a_body_that_is_nothing_or_too_much_is_refused(page: Crisis, client: Client, body: bytes) -> None:
    assert client.post(ADDRESS, data=body, content_type="application/json").status_code == 400


def test_another_sites_form_cannot_speak_for_a_device(page: Crisis, client: Client) -> None:
    assert client.post(ADDRESS, {"endpoint": DEVICE["endpoint"]}).status_code == 415
    assert client.post(ADDRESS, data=json.dumps(DEVICE), content_type="text/plain").status_code == 415


def test_a_flood_is_stopped(page: Crisis, client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(device_views, "limit", RateLimit(time.monotonic, most=1))
    assert [say(client, **DEVICE), say(client, **DEVICE)] == [204, 429]


def test_looking_changes_nothing(page: Crisis, client: Client) -> None:
    assert client.get(ADDRESS).status_code == 405


def choices_of(client: Client, link: str) -> str:
    """The page where the person who was sent this link chooses what they receive."""
    return client.get(reverse("people:preferences", args=[link])).content.decode()


def test_the_page_of_ones_choices_leads_to_the_control_by_ones_own_link(
    page: Crisis, client: Client, claire: Person, at: datetime, channel: Channel
) -> None:
    link = link_to(claire, page, at)
    assert "#me=" not in choices_of(client, link)  # of no crisis
    Batch.objects.update(crisis_id=page.pk)
    assert f'href="{settings.BASE_URL}/p/rappel-du-lot-12/fr/#me={link}"' in choices_of(client, link)
    Channel.objects.filter(pk=channel.pk).update(is_enabled=False)
    assert "#me=" not in choices_of(client, link)  # nobody is led to what is never sent
    Channel.objects.filter(pk=channel.pk).update(is_enabled=True)
    Page.objects.update(is_public=False)
    assert "#me=" not in choices_of(client, link)
