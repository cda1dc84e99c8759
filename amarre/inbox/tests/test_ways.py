"""People are answered where they last wrote: a text message by text message, a mail by mail."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.urls import reverse

from amarre.channels.models import Channel, Inbound
from amarre.inbox import actions
from amarre.inbox.models import Conversation
from amarre.inbox.ways import way_of
from amarre.lib.errors import Invalid
from amarre.people.models import ContactPoint

from .conftest import CALM

pytestmark = pytest.mark.django_db

ANSWER = "Bonjour,\n\nMerci de nous avoir écrit. Nous ouvrons à 9 h. Je reste à votre écoute."
PHONE = "+33612345678"


@pytest.fixture
def sms(db: None) -> Channel:
    return Channel.objects.create(kind="sms", name="SMS")


@pytest.fixture
def telegram(db: None) -> Channel:
    return Channel.objects.create(kind="telegram", name="Telegram")


def by(channel: Channel, address: str) -> dict[str, object]:
    return {"address": address, "channel": channel, "channel_kind": channel.kind, "message_id": f"{address}:7"}


def test_a_text_message_is_answered_by_text_message(opened, sms, bilal, at):
    turn = actions.reply(opened(CALM, **by(sms, PHONE)), text=ANSWER, by=bilal, at=at)
    assert (turn.delivery.batch.channel, turn.delivery.address, turn.delivery.state) == (sms, PHONE, "queued")
    assert turn.delivery.batch.occasion == "answer"


def test_on_a_network_the_answer_stands_under_their_own_words(opened, telegram, bilal, at):
    turn = actions.reply(opened(CALM, **by(telegram, "700001")), text=ANSWER, by=bilal, at=at)
    assert (turn.delivery.batch.channel, turn.delivery.in_reply_to) == (telegram, "700001:7")


def test_claire_who_wrote_by_mail_and_then_by_text_message_is_answered_by_text_message(
    claire, came, opened, sms, tray, bilal, at
):
    ContactPoint.objects.create(person=claire, kind="phone", address=PHONE)
    conversation = opened(CALM)
    came("Alors ?", person_ref=claire.pk, received_at=at + timedelta(hours=1), **by(sms, PHONE))
    actions.claim_new(at=at + timedelta(hours=1))
    assert Conversation.objects.count() == 1
    assert actions.reply(conversation, text=ANSWER, by=bilal, at=at).delivery.address == PHONE
    came("Par mail, je préfère.", received_at=at + timedelta(hours=2))
    actions.claim_new(at=at + timedelta(hours=2))
    delivery = actions.reply(conversation, text=ANSWER, by=bilal, at=at).delivery
    assert (delivery.address, delivery.batch.channel) == ("claire@example.com", tray)
    assert delivery.in_reply_to == Inbound.objects.latest("id").message_id


def test_when_the_channel_is_closed_they_are_answered_by_mail_if_an_address_is_known(opened, came, sms, at, claire):
    conversation = opened(CALM)
    came("Alors ?", person_ref=claire.pk, received_at=at + timedelta(hours=1), **by(sms, PHONE))
    actions.claim_new(at=at + timedelta(hours=1))
    sms.is_enabled = False
    sms.save()
    way = way_of(conversation)
    assert way is not None and way.address == "claire@example.com"


def test_nobody_can_answer_a_number_by_a_closed_channel(opened, sms, bilal, at):
    conversation = opened(CALM, **by(sms, PHONE))
    sms.is_enabled = False
    sms.save()
    assert way_of(conversation) is None
    with pytest.raises(Invalid):
        actions.reply(conversation, text=ANSWER, by=bilal, at=at)


def test_a_drill_never_answers_by_a_real_channel(opened, sms, crisis):
    crisis.is_drill = True
    crisis.save()
    assert way_of(opened(CALM, **by(sms, PHONE))) is None


def test_many_are_answered_at_once_each_where_they_wrote(opened, sms, bilal, at):
    texted = [opened(CALM, **by(sms, number)) for number in (PHONE, "+33612345679")]
    mailed = opened(CALM)
    turns = actions.bulk_reply([texted[0], mailed, texted[1]], text=ANSWER, by=bilal, at=at)
    assert [turn.delivery.batch.channel.kind for turn in turns] == ["sms", "tray", "sms"]
    assert [turn.delivery.address for turn in turns] == [PHONE, "claire@example.com", "+33612345679"]


def test_the_page_says_where_the_answer_goes(opened, sms, crisis, bilal, client_of):
    conversation = opened(CALM, **by(sms, PHONE))
    page = client_of(bilal).get(reverse("inbox:conversation", args=[crisis.pk, conversation.pk])).content.decode()
    assert f"{PHONE}, " in page and "(SMS)" in page


def test_the_page_says_when_the_network_takes_free_words_no_more(opened, crisis, bilal, client_of, monkeypatch, at):
    whatsapp = Channel.objects.create(kind="whatsapp", name="WhatsApp")
    conversation = opened(CALM, **by(whatsapp, PHONE))
    address = reverse("inbox:conversation", args=[crisis.pk, conversation.pk])
    for hours, late in ((23, False), (25, True)):
        monkeypatch.setattr("amarre.inbox.views.conversation.now", lambda hours=hours: at + timedelta(hours=hours))
        page = client_of(bilal).get(address)
        assert page.context["is_late"] is late
        assert page.content.decode().count("notice--needs") == late


def test_once_we_know_who_wrote_by_telegram_they_can_be_written_to_there(claire, opened, telegram, sms, alix, at):
    actions.link_person(opened(CALM, **by(telegram, "700001")), claire, by=alix, at=at)
    actions.link_person(opened(CALM, **by(sms, PHONE)), claire, by=alix, at=at)
    # A number is typed or imported, with what is known of it: nobody takes it from a request.
    assert set(claire.contact_points.values_list("kind", "address")) == {
        ("email", "claire@example.com"), ("telegram", "700001"),
    }  # fmt: skip
    actions.link_person(opened("Encore moi", **by(telegram, "700001")), claire, by=alix, at=at)
    assert claire.contact_points.count() == 2
