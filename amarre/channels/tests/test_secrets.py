"""Passwords of channels: encrypted in the database, readable by the kinds, lost out loud."""

from __future__ import annotations

import pytest
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, Channel, Delivery
from amarre.channels.outbox import Recipient, Words
from amarre.channels.reasons import of_send
from amarre.lib.secrets import LostSecret, Secret, SecretLost

pytestmark = pytest.mark.django_db


def stored(channel: Channel) -> str:
    """The settings as somebody who steals the database reads them."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT config FROM channels_channel WHERE id = %s", [channel.pk])
        return str(cursor.fetchone()[0])


def post() -> Channel:
    config = {"host": "smtp.example.org", "port": 587, "user": "crise", "password": Secret("motdepasse")}
    return Channel.objects.create(kind="email", name="Poste", config=config)


def test_a_stolen_database_tells_the_server_but_not_the_password() -> None:
    channel = post()
    assert "smtp.example.org" in stored(channel)
    assert "motdepasse" not in stored(channel)
    channel.refresh_from_db()
    assert KINDS.get("email").config(channel.config).password == "motdepasse"


def test_saving_a_channel_again_keeps_its_password_sealed() -> None:
    channel = Channel.objects.get(pk=post().pk)
    channel.name = "La Poste"
    channel.save()
    assert "motdepasse" not in stored(channel)
    channel.refresh_from_db()
    assert channel.config["password"] == "motdepasse"


def test_when_the_installation_has_another_key_the_password_is_asked_for_again_and_the_rest_is_kept(settings) -> None:
    channel = post()
    settings.SECRET_KEY = "a new machine, a new key, and nobody saved the old one"
    channel.refresh_from_db()
    assert channel.config["host"] == "smtp.example.org"
    assert isinstance(channel.config["password"], LostSecret)
    with pytest.raises(SecretLost):
        KINDS.get("email").config(channel.config)
    kept = stored(channel)
    channel.save()
    assert stored(channel) == kept  # the old key may come back


def test_a_send_whose_password_is_lost_is_paused_with_the_reason_and_what_was_sent_can_still_be_read(settings, at):
    words = [Words("fr", "Rappel", "Bonjour.")]
    batch = outbox.prepare(channel=post(), label="x", occasion="news", words=words, by=None, at=at)
    outbox.freeze(batch, [Recipient(None, "ana@example.org", "fr", {})], at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    settings.SECRET_KEY = "a new machine, a new key, and nobody saved the old one"
    assert outbox.send_chunk(batch.pk, worker="here", clock=lambda: at) == 0
    batch.refresh_from_db()
    assert (batch.state, batch.state_reason) == (Batch.State.PAUSED, "secret_lost")
    assert of_send(batch.state_reason) != "secret_lost"
    delivery = Delivery.objects.select_related("batch__channel").get()
    assert delivery.state == Delivery.State.QUEUED
    assert "Bonjour." in outbox.rendered(delivery).text


@pytest.mark.django_db(transaction=True)
def test_passwords_of_before_are_sealed_and_can_be_read_by_the_version_before() -> None:
    def go(name: str) -> type[Channel]:
        executor = MigrationExecutor(connection)
        executor.migrate([("channels", name)])
        return executor.loader.project_state([("channels", name)]).apps.get_model("channels", "Channel")

    try:
        before = go("0004_keys")
        channel = before.objects.create(kind="email", name="Poste", config={"host": "h", "password": "motdepasse"})
        go("0005_secrets_and_tallies")
        assert "motdepasse" not in stored(channel)
        assert Channel.objects.get(pk=channel.pk).config["password"] == "motdepasse"
        go("0004_keys")
        assert "motdepasse" in stored(channel)
    finally:
        latest = MigrationExecutor(connection)
        latest.migrate(latest.loader.graph.leaf_nodes())
