"""Whoever asks for no more is told once that it is done, and nobody is told twice."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from amarre.accounts.models import Company, JournalEntry
from amarre.channels import outbox
from amarre.channels.confirming import MOST_A_DAY, ORIGIN
from amarre.channels.inbound import receive_said
from amarre.channels.kinds import KINDS, http
from amarre.channels.kinds.contract import Said
from amarre.channels.models import Batch, Channel, Delivery, Suppression
from amarre.channels.tests.contract.fakes.messenger import Messenger
from amarre.channels.tests.contract.fakes.sms import Ovh, Twilio
from amarre.channels.tests.contract.fakes.telegram import Telegram
from amarre.channels.tests.contract.fakes.whatsapp import WhatsApp
from amarre.channels.tests.test_hooks import ANA, open_channel, tell

pytestmark = pytest.mark.django_db
State = Delivery.State
STOPPED = "Vous ne recevrez plus de SMS de Laiterie Morel. Pour en recevoir de nouveau, répondez REPRENDRE."


@pytest.fixture(autouse=True)
def _house(monkeypatch: pytest.MonkeyPatch, settings: Any) -> None:
    monkeypatch.setattr(http, "READ_SECONDS", 0.5)
    settings.BASE_URL = "https://laiterie.example"  # the fakes know us by it
    Company.objects.create(pk=1, name="Laiterie Morel", languages=["fr", "en"])


@pytest.fixture
def ovh() -> Iterator[tuple[Ovh, Channel]]:
    with Ovh() as fake:
        yield fake, open_channel(fake)


def says(channel: Channel, text: str, at: datetime, *, who: str = ANA, language: str = "") -> list[Delivery]:
    """The person writes; what was answered at once, once the post office has sent it."""
    number = f"{text}-{at.isoformat()}"
    receive_said(Said(address=who, text=text, message_id=number, language=language, at=at), channel=channel, at=at)
    for batch in Batch.objects.filter(state="sending"):
        outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    return list(Delivery.objects.filter(batch__origin=ORIGIN, queued_at=at).select_related("batch"))


def test_ana_says_stop_and_reads_once_that_it_is_done(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    fake, channel = ovh
    tell(channel, ANA, at=at)
    (answer,) = says(channel, "STOP", at + timedelta(minutes=1))
    assert (answer.state, answer.batch.occasion) == (State.SENT, "answer")
    assert [one.text for one in fake.received][1:] == [STOPPED]
    assert KINDS.get("sms").measure("", STOPPED, KINDS.get("sms").config(channel.config)).units == 1  # type: ignore[misc]
    entry = JournalEntry.objects.get(verb="send.start", subject_id=answer.batch.pk)
    assert ANA not in str(entry.data)

    # Nothing more, whatever she repeats; and no news.
    assert says(channel, "stop stop", at + timedelta(minutes=2)) == []
    assert tell(channel, ANA, at=at + timedelta(hours=1)).deliveries.get().state == State.SUPPRESSED


def test_the_door_of_ovh_confirms_as_well(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    _fake, channel = ovh
    form = {"senderid": ANA, "message": "STOP", "id": "7"}
    assert Client().post(f"/hooks/{channel.pk}/{channel.key}/", form).status_code == 200
    assert Delivery.objects.get(batch__origin=ORIGIN).address == ANA


def test_it_is_said_in_the_language_in_which_we_wrote(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    fake, channel = ovh
    batch = outbox.prepare(
        channel=channel, label="Recall", occasion="statement",
        words=[outbox.Words("en", "", "Batch 12 is recalled.")], by=None, at=at,
    )  # fmt: skip
    outbox.freeze(batch, [outbox.Recipient(None, ANA, "en", {})], at=at)
    outbox.start(batch, by=None, at=at)
    says(channel, "Bonjour", at)  # which sends what waits
    says(channel, "STOP", at + timedelta(minutes=1))
    assert fake.received[-1].text == (
        "You will receive no more SMS from Laiterie Morel. To receive them again, reply START."
    )


def test_who_takes_it_back_is_told_so_too_and_gets_news_again(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    fake, channel = ovh
    says(channel, "STOP", at)
    (answer,) = says(channel, "REPRENDRE", at + timedelta(minutes=5))
    assert answer.state == State.SENT
    assert fake.received[-1].text == (
        "Vous recevrez de nouveau les SMS de Laiterie Morel. Pour ne plus en recevoir, répondez STOP."
    )
    assert tell(channel, ANA, at=at + timedelta(hours=1)).deliveries.get().state == State.SENT


def test_a_word_that_takes_nothing_back_is_left_to_a_colleague(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    assert says(ovh[1], "START", at) == []


def test_twilio_answers_by_itself_unless_told_not_to(at: datetime) -> None:
    with Twilio() as fake:
        channel = open_channel(fake)
        assert says(channel, "STOP", at) == []
        assert Suppression.objects.get(lifted_at=None).address == ANA
        ours = open_channel(fake, confirm_stop=True)
        Suppression.objects.all().delete()
        assert [one.state for one in says(ours, "STOP", at + timedelta(minutes=1))] == [State.SENT]


@pytest.mark.parametrize(("kind", "who"), [(Telegram, "700001"), (WhatsApp, ANA), (Messenger, "7000000000000001")])
def test_messengers_confirm_it_too_under_the_person_s_own_words(kind: Any, who: str, at: datetime) -> None:
    with kind() as fake:
        channel = open_channel(fake)
        (answer,) = says(channel, "STOP", at, who=who)
        assert answer.state == State.SENT
        assert [one.text for one in fake.received] == [
            "Vous ne recevrez plus de messages de Laiterie Morel ici. Pour en recevoir de nouveau, répondez REPRENDRE."
        ]
        assert says(channel, "STOP", at + timedelta(minutes=1), who=who) == []


def test_an_address_that_a_colleague_suppressed_is_not_answered(
    ovh: tuple[Ovh, Channel], at: datetime, alix: Any
) -> None:
    Suppression.objects.create(channel_kind="sms", address=ANA, cause="by_hand", created_at=at, created_by=alix)
    assert says(ovh[1], "STOP", at) == []


def test_two_robots_that_answer_each_other_come_to_an_end(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    _fake, channel = ovh
    for minute in range(20):
        says(channel, "STOP" if minute % 2 == 0 else "START", at + timedelta(minutes=minute))
    assert Delivery.objects.filter(batch__origin=ORIGIN).count() == MOST_A_DAY
    assert says(channel, "STOP", at + timedelta(days=2)) != []


def test_a_closed_channel_says_nothing(ovh: tuple[Ovh, Channel], at: datetime) -> None:
    _fake, channel = ovh
    channel.is_enabled = False
    channel.save()
    assert says(channel, "STOP", at) == []
    assert Suppression.objects.filter(address=ANA, lifted_at=None).exists()
