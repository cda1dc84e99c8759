"""What providers push to us: news of what was sent, and people's own words. Nothing forged, nothing twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client

from amarre.channels import hooks, outbox
from amarre.channels.doors import config_of, hook_url, open_windows
from amarre.channels.kinds import http
from amarre.channels.models import Batch, Channel, Delivery, Inbound, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.channels.suppression import suppress
from amarre.channels.tests.contract.fake import Trouble
from amarre.channels.tests.contract.fakes.sms import Ovh, Twilio
from amarre.channels.tests.contract.fakes.telegram import Telegram
from amarre.channels.tests.contract.fakes.whatsapp import WhatsApp, signed

pytestmark = pytest.mark.django_db
State = Delivery.State
ANA, BOB = "+33612300001", "+33612300002"


@pytest.fixture(autouse=True)
def _now(monkeypatch: pytest.MonkeyPatch, at: datetime) -> None:
    monkeypatch.setattr("amarre.channels.views.hooks.now", lambda: at + timedelta(minutes=5))
    monkeypatch.setattr(http, "READ_SECONDS", 0.5)


def open_channel(fake: Any, **more: Any) -> Channel:
    return Channel.objects.create(kind=fake.slug, name=fake.slug, config={**fake.values(), **more})


@pytest.fixture
def twilio() -> Iterator[tuple[Twilio, Channel]]:
    with Twilio() as fake:
        yield fake, open_channel(fake)


@pytest.fixture
def ovh() -> Iterator[tuple[Ovh, Channel]]:
    with Ovh() as fake:
        yield fake, open_channel(fake)


@pytest.fixture
def whatsapp() -> Iterator[tuple[WhatsApp, Channel]]:
    with WhatsApp() as fake:
        yield fake, open_channel(fake)


@pytest.fixture(autouse=True)
def _our_address_is_public(settings: Any) -> None:
    # Twilio's fake asks for the address that it was told in the contract's own tests.
    settings.BASE_URL = "https://laiterie.example"
    settings.ALLOWED_HOSTS = ["*"]


def tell(channel: Channel, *addresses: str, at: datetime, text: str = "Le lot 12 est rappelé.", **more: Any) -> Batch:
    """Send these words to these people by this channel."""
    batch = outbox.prepare(
        channel=channel, label="Rappel", occasion=more.pop("occasion", "statement"),
        words=[Words("fr", "Rappel", text, **more)], by=None, at=at,
    )  # fmt: skip
    outbox.freeze(batch, [Recipient(None, address, "fr", {"n": "1"}) for address in addresses], at=at)
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    return batch


def push(channel: Channel, request: HttpRequest, *, key: str = "") -> HttpResponse:
    """The provider's call, at the channel's own address."""
    path = f"/hooks/{channel.pk}/{key or channel.key}/"
    query = request.META.get("QUERY_STRING", "")
    headers = {name: value for name, value in request.headers.items() if name.startswith("X-")}
    return Client().generic(
        str(request.method), f"{path}?{query}" if query else path, request.body, request.content_type or "",
        headers=headers,
    )  # fmt: skip


def by_twilio(pair: tuple[Twilio, Channel], **form: str) -> HttpResponse:
    fake, channel = pair
    return push(channel, fake.signed(form, path=urlsplit(hook_url(channel)).path))


def writes(pair: tuple[Twilio, Channel], text: str, sid: str = "SM9", sender: str = ANA) -> HttpResponse:
    return by_twilio(pair, MessageSid=sid, SmsStatus="received", From=sender, To="+33757000000", Body=text)


def of_whatsapp(fake: WhatsApp, message: dict[str, Any]) -> HttpRequest:
    """One message of a person, as Meta pushes it."""
    return signed({"entry": [{"changes": [{"value": {"messages": [message]}}]}]}, fake.secrets[1])


# News of what was sent


def test_a_text_message_is_told_delivered_once_however_often_it_is_pushed(twilio, at):
    _fake, channel = twilio
    sent = tell(channel, ANA, BOB, at=at).deliveries.get(address=ANA)
    assert sent.state == State.SENT
    for _time in range(2):
        answer = by_twilio(twilio, MessageSid=sent.reference, MessageStatus="delivered", To=ANA)
        assert (answer.status_code, answer.content) == (200, b"")
    sent.refresh_from_db()
    assert (sent.state, sent.receipts.count()) == (State.DELIVERED, 1)
    assert Delivery.objects.get(address=BOB).state == State.SENT


def test_a_dead_number_is_not_written_to_again_and_an_absent_one_is(twilio, at):
    _fake, channel = twilio
    batch = tell(channel, ANA, BOB, at=at)
    ana, bob = (batch.deliveries.get(address=address) for address in (ANA, BOB))
    by_twilio(twilio, MessageSid=ana.reference, MessageStatus="undelivered", ErrorCode="21614")
    by_twilio(twilio, MessageSid=bob.reference, MessageStatus="undelivered", ErrorCode="30003")
    assert [(row.channel_kind, row.address, row.cause) for row in Suppression.objects.all()] == [("sms", ANA, "dead")]
    again = tell(channel, ANA, BOB, at=at + timedelta(hours=1))
    assert again.deliveries.get(address=ANA).state == State.SUPPRESSED
    assert again.deliveries.get(address=BOB).state == State.SENT


def test_ovh_tells_by_get_at_its_own_address_only(ovh, at):
    _fake, channel = ovh
    sent = tell(channel, ANA, at=at).deliveries.get()
    query = {"id": sent.reference, "ptt": "4", "dlr": "1"}
    assert Client().get(f"/hooks/{channel.pk}/{'0' * 32}/", query).status_code == 404
    assert Client().get(f"/hooks/{channel.pk}/{channel.key}/", {**query, "ptt": "x"}).status_code == 400
    sent.refresh_from_db()
    assert sent.state == State.SENT
    assert Client().get(f"/hooks/{channel.pk}/{channel.key}/", query).status_code == 200
    sent.refresh_from_db()
    assert sent.state == State.DELIVERED


def test_news_that_comes_before_its_message_is_known_waits_and_is_put_with_it(twilio, at):
    _fake, channel = twilio
    sent = tell(channel, ANA, at=at).deliveries.get()
    number = sent.reference
    Delivery.objects.update(reference="")
    for _time in range(2):
        by_twilio(twilio, MessageSid=number, MessageStatus="failed", ErrorCode="21614")
    receipt = Receipt.objects.get()
    assert receipt.delivery is None
    assert hooks.match_waiting(at=at + timedelta(minutes=6)) == 0
    Delivery.objects.update(reference=number)
    assert hooks.match_waiting(at=at + timedelta(minutes=7)) == 1
    assert hooks.match_waiting(at=at + timedelta(minutes=8)) == 0
    sent.refresh_from_db()
    assert (sent.state, sent.reason, sent.receipts.get()) == (State.BOUNCED, "sms_unknown", receipt)
    assert Suppression.objects.get().address == ANA


def test_one_channel_says_nothing_of_the_messages_of_another(twilio, at):
    fake, channel = twilio
    other = open_channel(fake)
    sent = tell(channel, ANA, at=at).deliveries.get()
    by_twilio((fake, other), MessageSid=sent.reference, MessageStatus="delivered")
    sent.refresh_from_db()
    assert sent.state == State.SENT


# What is not theirs, or makes no sense


def test_what_the_provider_did_not_sign_is_refused_and_nothing_is_kept(twilio, caplog):
    fake, channel = twilio
    for request in fake.forged():
        assert push(channel, request).status_code == 403
    assert "not signed" in caplog.text
    assert channel.key not in caplog.text
    assert not Receipt.objects.exists() and not Inbound.objects.exists()


def test_a_wrong_key_is_no_door_at_all(twilio):
    fake, channel = twilio
    form = {"MessageSid": "SM1", "MessageStatus": "delivered"}
    assert push(channel, fake.signed(form), key="f" * 32).status_code == 404
    assert push(Channel(pk=9999, key="f" * 32), fake.signed(form)).status_code == 404
    form_channel = Channel.objects.create(kind="form", name="Formulaire")
    assert push(form_channel, fake.signed(form)).status_code == 404


def test_a_look_changes_nothing():
    with Telegram() as fake:
        channel = open_channel(fake)
        address = f"/hooks/{channel.pk}/{channel.key}/"
        assert Client().get(address).status_code == 405
        assert Client().put(address).status_code == 405


def test_what_cannot_be_read_is_said_to_be_so_and_nothing_is_kept():
    with WhatsApp() as fake:
        channel = open_channel(fake)
        for request in fake.malformed():
            assert push(channel, request).status_code == 400
        wrong = {"from": "33", "id": "x", "type": "text", "context": 3}
        assert push(channel, of_whatsapp(fake, wrong)).status_code == 400
        large = signed(b'{"entry": [' + b" " * 2_000_001 + b"]}", fake.secrets[1])
        assert push(channel, large).status_code == 413
    assert not Inbound.objects.exists()


def test_meta_is_greeted_when_it_knows_our_word(whatsapp):
    fake, channel = whatsapp
    hello = {"hub.mode": "subscribe", "hub.challenge": "1158201444", "hub.verify_token": fake.secrets[2]}
    address = f"/hooks/{channel.pk}/{channel.key}/"
    answer = Client().get(address, hello)
    assert (answer.status_code, answer.content) == (200, b"1158201444")
    assert Client().get(address, {**hello, "hub.verify_token": "autre"}).status_code == 403
    assert Client().get(address).status_code == 405


# People's words


def test_what_ana_writes_is_kept_once_with_the_message_that_it_answers(twilio, at):
    _fake, channel = twilio
    sent = tell(channel, ANA, at=at).deliveries.get()
    writes(twilio, "Et le lot 13 ?")
    writes(twilio, "Et le lot 13 ?")
    row = Inbound.objects.get()
    assert (row.kind, row.text, row.from_address, row.channel, row.delivery) == (
        "message", "Et le lot 13 ?", ANA, channel, sent,
    )  # fmt: skip


def test_stop_is_done_at_once_and_is_no_message_for_a_colleague(twilio, at):
    _fake, channel = twilio
    sent = tell(channel, ANA, at=at).deliveries.get()
    writes(twilio, "Stop svp", "SM1")
    writes(twilio, "STOP", "SM2")
    row = Suppression.objects.get()
    assert (row.channel_kind, row.address, row.cause, row.receipt.kind) == ("sms", ANA, "unsubscribed", "unsubscribed")
    assert sent.receipts.count() == 1
    assert {(each.kind, each.reason) for each in Inbound.objects.all()} == {("report", "opt_out")}
    assert tell(channel, ANA, at=at + timedelta(hours=1)).deliveries.get().state == State.SUPPRESSED
    # Who writes to us is answered all the same.
    assert tell(channel, ANA, at=at + timedelta(hours=2), occasion="answer").deliveries.get().state == State.SENT


def test_stop_from_a_number_we_never_wrote_to_counts_too(twilio):
    writes(twilio, "STOP")
    assert Suppression.objects.get().address == ANA
    assert Receipt.objects.get().delivery is None


def test_start_lifts_the_person_s_own_stop_and_nothing_else(twilio, at, alix):
    suppress(channel_kind="sms", address=BOB, cause="by_hand", by=alix, at=at)
    writes(twilio, "STOP", "SM1")
    writes(twilio, "START", "SM2")
    writes(twilio, "START", "SM3", sender=BOB)
    assert Suppression.objects.get(address=ANA).lifted_at is not None
    assert Suppression.objects.get(address=BOB).lifted_at is None
    # Nothing was lifted: it is a word for a colleague.
    assert Inbound.objects.get(message_id="SM3").kind == "message"
    writes(twilio, "STOP", "SM4")
    assert Suppression.objects.filter(address=ANA, lifted_at=None).count() == 1


def test_help_is_a_message(twilio):
    writes(twilio, "AIDE")
    assert Inbound.objects.get().kind == "message"


def test_a_person_whom_twilio_itself_unsubscribed_is_on_our_list_as_well(twilio, at):
    _fake, channel = twilio
    sent = tell(channel, ANA, at=at).deliveries.get()
    for _time in range(2):
        by_twilio(twilio, MessageSid="SM5", SmsStatus="received", From=ANA, Body="CANCEL", OptOutType="STOP")
    assert Suppression.objects.get().address == ANA
    assert sent.receipts.get().kind == "unsubscribed"
    assert Inbound.objects.get().text == "CANCEL"


def test_who_blocks_the_bot_is_left_alone(at):
    with Telegram() as fake:
        channel = open_channel(fake)
        sent = tell(channel, "700001", at=at).deliveries.get()
        for request, _news in fake.news():
            assert push(channel, request).status_code == 200
        assert (Suppression.objects.get().channel_kind, sent.receipts.get().kind) == ("telegram", "unsubscribed")


def test_a_person_who_had_blocked_the_bot_and_writes_again_is_answered(at):
    with Telegram() as fake:
        channel = open_channel(fake)
        blocked = tell(channel, "403", at=at)
        assert Suppression.objects.get(lifted_at=None).cause == "dead"
        assert blocked.deliveries.get().state == State.BOUNCED
        chat = {"id": 403, "type": "private"}
        words = {"message_id": 1, "from": {"id": 403}, "chat": chat, "date": int(at.timestamp()), "text": "Bonjour ?"}
        assert push(channel, fake._pushed(message=words)).status_code == 200
        assert not Suppression.objects.filter(lifted_at=None).exists()


# What a channel may say, and to whom


def test_free_words_go_to_those_who_wrote_today_and_a_template_to_the_others(whatsapp, at):
    fake, channel = whatsapp
    head = {"from": ANA[1:], "id": "wamid.A", "timestamp": str(int(at.timestamp()))}
    assert push(channel, of_whatsapp(fake, {**head, "type": "text", "text": {"body": "Allô"}})).status_code == 200
    tell(channel, ANA, BOB, at=at + timedelta(hours=23), text="Le lot 12\nest rappelé.")
    sent = {asked.json()["to"]: asked.json()["type"] for asked in fake.requests if asked.method == "POST"}
    assert sent == {ANA[1:]: "text", BOB[1:]: "template"}
    assert {one.address: one.text for one in fake.received} == {
        ANA: "Le lot 12\nest rappelé.", BOB: "Le lot 12 est rappelé.",
    }  # fmt: skip
    assert open_windows(channel, [ANA, BOB], at=at + timedelta(hours=25)) == set()


def test_a_template_is_filled_with_what_is_known_of_each(whatsapp, at):
    fake, channel = whatsapp
    batch = outbox.prepare(
        channel=channel, label="Rappel", occasion="statement",
        words=[Words("fr", "Rappel", "Bonjour", options={"parameters": ["person.first_name"]})], by=None, at=at,
    )  # fmt: skip
    people = [
        Recipient(None, ANA, "fr", {"person.first_name": "Ana"}),
        Recipient(None, BOB, "fr", {"person.last_name": "Roy"}),
    ]
    outbox.freeze(batch, people, at=at)
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    assert [(one.address, one.text) for one in fake.received] == [(ANA, "Ana")]
    assert batch.deliveries.get(address=BOB).state == State.BOUNCED
    assert not Suppression.objects.exists()


def test_twilio_is_told_where_to_push(twilio):
    _fake, channel = twilio
    assert config_of(channel).hook_url == f"https://laiterie.example/hooks/{channel.pk}/{channel.key}/"


def test_a_provider_that_wants_us_no_more_pauses_the_send_without_writing_its_secret_down(at):
    with Telegram() as fake:
        channel = open_channel(fake)
        fake.misbehave(Trouble.EXPIRED)
        batch = tell(channel, "700001", at=at)
        batch.refresh_from_db()
        assert batch.state == Batch.State.PAUSED
        assert fake.secrets[0] not in batch.state_reason
        assert batch.deliveries.get().state == State.QUEUED
