"""What people read when a message did not arrive: in the words of that channel, never in those of mail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.utils.translation import override

from amarre.channels import watching
from amarre.channels.kinds import http
from amarre.channels.kinds.letter.reasons import REASONS as OF_LETTERS
from amarre.channels.kinds.reasons import REASONS
from amarre.channels.models import Batch, Channel, Delivery, Receipt, Suppression
from amarre.channels.reading import evidence, history, words_for
from amarre.channels.reasons import AFTER_BOUNCE, WITHHELD, explain, family, of_cause, of_send
from amarre.channels.tests.contract.fake import Trouble
from amarre.channels.tests.contract.fakes.messenger import Messenger
from amarre.channels.tests.contract.fakes.sms import Ovh, Twilio
from amarre.channels.tests.contract.fakes.telegram import Telegram
from amarre.channels.tests.contract.fakes.whatsapp import WhatsApp
from amarre.channels.tests.test_hooks import ANA, BOB, by_twilio, open_channel, tell

pytestmark = pytest.mark.django_db
State = Delivery.State
NOT_MAIL = ["sms", "whatsapp", "telegram", "messenger", "letter", "call", "push", "social", "webhook"]


@pytest.fixture(autouse=True)
def _quick(monkeypatch: pytest.MonkeyPatch, settings: Any, at: datetime) -> Iterator[None]:
    monkeypatch.setattr(http, "READ_SECONDS", 0.5)
    monkeypatch.setattr("amarre.channels.views.hooks.now", lambda: at + timedelta(minutes=5))
    settings.BASE_URL = "https://laiterie.example"
    settings.ALLOWED_HOSTS = ["*"]
    with override("fr"):
        yield


@pytest.mark.parametrize("kind", NOT_MAIL)
@pytest.mark.parametrize("lang", ["fr", "en"])
def test_nobody_reads_of_mailboxes_where_there_are_none(kind: str, lang: str) -> None:
    of_letters = () if kind == "letter" else OF_LETTERS  # they speak of the boxes of houses
    slugs = [slug for slug in (*AFTER_BOUNCE, *WITHHELD, *REASONS) if slug not in of_letters]
    with override(lang):
        for slug in slugs:
            for state in ("bounced", "failed", "queued", "suppressed"):
                told = explain(state, slug, kind)
                assert told.why and told.why != slug
                if kind != "letter":  # whose words may speak of a box
                    said = f"{told.why} {told.then}".lower()
                    for word in ("e-mail", "mailbox", "boîte", "serveur", "server", "mail "):
                        assert word not in said, (slug, state, said)


@pytest.mark.parametrize(
    ("kind", "slug", "words"),
    [
        ("sms", "sms_unknown", "Ce numéro n’existe pas, ou ne reçoit pas de SMS."),
        ("sms", "dead", "Des messages précédents sont revenus : personne ne peut être joint à ce numéro."),
        ("whatsapp", "no_address", "Aucun numéro de téléphone n’est connu pour cette personne."),
        ("letter", "no_address", "Aucune adresse postale n’est connue pour cette personne."),
        ("push", "push_gone", "Cet appareil ne prend plus les avis : ils ont été coupés, ou le navigateur supprimé."),
        ("telegram", "telegram_blocked", "Cette personne a bloqué notre robot."),
        ("call", "no_answer", "Personne n’a répondu au téléphone, trois fois."),
        ("email", "user_unknown", "Cette adresse n’existe pas."),
    ],
)
def test_each_channel_has_its_own_words(kind: str, slug: str, words: str) -> None:
    assert explain("bounced", slug, kind).why.replace("\u00a0", " ") == words


def test_a_send_without_an_answer_is_not_a_telephone_that_nobody_took() -> None:
    assert explain("unsure", "no_answer", "sms").why.startswith("Il a été remis")


def test_ana_s_number_that_does_not_exist_is_said_to_be_one(at: datetime) -> None:
    with Twilio() as fake:
        channel = open_channel(fake)
        sent = tell(channel, ANA, at=at).deliveries.get()
        by_twilio((fake, channel), MessageSid=sent.reference, MessageStatus="undelivered", ErrorCode="21614")
        sent.refresh_from_db()
        assert words_for(sent) == "Ce numéro n’existe pas, ou ne reçoit pas de SMS."
        last = history(sent)[-1]
        assert last["what"] == words_for(sent) and "undelivered 21614" in last["detail"]
        listed = Suppression.objects.get()
        assert evidence(listed) == words_for(sent)
        assert of_cause(listed.cause, listed.channel_kind) == "personne ne peut y être joint"


def test_a_refusal_at_once_keeps_the_provider_s_code_and_words(at: datetime) -> None:
    with Messenger() as fake:
        sent = tell(open_channel(fake), "551", at=at).deliveries.get()
        assert sent.reason == "messenger_left"
        assert Receipt.objects.get().status.startswith("551")
        assert "(#551) This person" in history(sent)[-1]["detail"]


def test_the_one_who_blocked_the_bot_is_said_to_have_blocked_it(at: datetime) -> None:
    with Telegram() as fake:
        assert tell(open_channel(fake), "403", at=at).deliveries.get().reason == "telegram_blocked"


def test_the_closed_window_of_whatsapp_is_told_from_a_number_without_it(at: datetime) -> None:
    with WhatsApp() as fake:
        channel = open_channel(fake, template="")
        sent = tell(channel, ANA, at=at).deliveries.get()
        assert sent.reason == "whatsapp_window"
        assert "24" in words_for(sent)


def test_words_that_nobody_here_knows_are_given_as_the_provider_s_own() -> None:
    told = explain("failed", "400 99999 Quota of moons exceeded", "sms")
    assert "400 99999 Quota of moons exceeded" in told.why and told.why.startswith("Le fournisseur")
    # Of mail, they stand as they are.
    assert explain("failed", "550 no", "email").why == "550 no"


def test_what_a_provider_asks_to_wait_for_is_one_cause_whatever_its_words(at: datetime) -> None:
    with Telegram() as fake:
        fake.misbehave(Trouble.BUSY)
        batch = tell(open_channel(fake), "700001", "700002", at=at)
        first = batch.deliveries.earliest("pk")
        Delivery.objects.filter(pk=first.pk).update(reason="provider_busy: 429 wait")
        batch.refresh_from_db()
        sight = watching.sight([batch], at=at)
        waits = [wait.then for wait in sight.waits]
        assert waits.count("Le fournisseur nous a demandé d’envoyer plus lentement.") == 1
    assert family("provider_busy: 429 Too Many Requests: retry after 7") == "provider_busy…"
    assert "retry after 7" in explain("queued", "provider_busy: 429 Too Many Requests: retry after 7", "telegram").why
    assert "réessayé de lui-même" not in explain("failed", "provider_busy: 429", "telegram").then


def test_an_sms_and_a_mail_that_came_back_are_two_causes(at: datetime) -> None:
    batches = []
    for kind in ("sms", "tray"):
        channel = Channel.objects.create(kind=kind, name=kind)
        batch = Batch.objects.create(channel=channel, label="x", occasion="news", created_at=at, state="finished")
        Delivery.objects.create(
            batch=batch, address=ANA, language="fr", state="bounced", reason="mailbox_full", queued_at=at
        )
        batches.append(batch)
    said = [why.why for why in watching.sight(batches, at=at).causes]
    assert sorted(said) == ["La boîte est pleine.", "Le fournisseur l’a refusé, avec ses propres mots."]


def test_an_empty_account_pauses_the_send_and_says_so_with_the_provider_s_words(at: datetime) -> None:
    with Ovh() as fake:
        fake.misbehave(Trouble.EXPIRED)
        batch = tell(open_channel(fake), ANA, BOB, at=at)
        batch.refresh_from_db()
        assert batch.state == Batch.State.PAUSED
        assert of_send(batch.state_reason).startswith("Le fournisseur n’accepte pas notre compte ou sa clé.")
        assert batch.state_reason.partition(": ")[2] in of_send(batch.state_reason)
    assert of_send("account_credit: sms-1: creditsLeft 0").startswith(
        "Le compte chez le fournisseur n’a plus de crédit"
    )
    assert of_send("530 5.7.0 Must issue STARTTLS") == "530 5.7.0 Must issue STARTTLS"
