"""Setting up channels: one kind at a time, secrets that are never shown again, a pace that is kept."""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.urls import reverse

from amarre.channels import outbox
from amarre.channels.kinds import KINDS
from amarre.channels.kinds.webhook.signing import new_secret
from amarre.channels.kindwords import ABOUT
from amarre.channels.models import Channel, Delivery
from amarre.lib.secrets import LostSecret, Secret

pytestmark = pytest.mark.django_db
SERVER = {
    "name": "Poste", "set_host": "127.0.0.1", "set_port": "1", "set_tls": "none", "set_user": "crise",
    "set_password": "motdepasse", "set_from_address": "crise@laiterie.example", "provider": "smtp",
}  # fmt: skip


def set_up(client, **changes: str) -> Channel:
    answer = client.post(reverse("channels:channel_add_kind", args=["email"]), SERVER | changes)
    assert answer.status_code == 302, answer.context["form"].errors
    return Channel.objects.get(kind="email")


def form_of(client, channel: Channel) -> dict[str, str]:
    """What a browser would send back of the channel's page, untouched."""
    form = client.get(reverse("channels:channel", args=[channel.pk])).context["form"]
    return {name: form[name].value() or "" for name in form.fields if form[name].value() is not None}


def test_only_the_lead_sets_up_channels(client_of, alix, bilal, chloe, tray):
    pages = [
        reverse("channels:channels"),
        reverse("channels:channel_add"),
        reverse("channels:channel_add_kind", args=["email"]),
        reverse("channels:channel", args=[tray.pk]),
        reverse("channels:channel_pace", args=[tray.pk]),
    ]
    for page in pages:
        assert client_of(alix).get(page).status_code == 200, page
        for colleague in (bilal, chloe):
            assert client_of(colleague).get(page).status_code == 403, page


def test_the_lead_sets_up_a_server_and_hears_that_it_cannot_be_reached(client_of, alix):
    client = client_of(alix)
    channel = set_up(client)
    assert channel.config["host"] == "127.0.0.1"
    client.post(reverse("channels:channel_test", args=[channel.pk]), {"address": "alix@example.org"})
    assert Delivery.objects.get().state == Delivery.State.STOPPED
    assert "127.0.0.1:1" in client.get(reverse("channels:channels")).content.decode()


def test_a_password_is_kept_when_its_field_is_left_empty_and_is_on_no_page(client_of, alix):
    client = client_of(alix)
    channel = set_up(client)
    shown = client.get(reverse("channels:channel", args=[channel.pk])).content.decode()
    assert "motdepasse" not in shown
    assert "motdepasse" not in client.get(reverse("channels:channels")).content.decode()
    answer = client.post(
        reverse("channels:channel", args=[channel.pk]), form_of(client, channel) | {"set_host": "smtp.example.org"}
    )
    assert answer.status_code == 302, answer.context["form"].errors
    channel.refresh_from_db()
    assert (channel.config["host"], channel.config["password"]) == ("smtp.example.org", "motdepasse")
    assert isinstance(channel.config["password"], Secret)


def test_a_new_password_takes_the_place_of_the_old_one(client_of, alix):
    client = client_of(alix)
    channel = set_up(client)
    client.post(reverse("channels:channel", args=[channel.pk]), form_of(client, channel) | {"set_password": "nouveau"})
    channel.refresh_from_db()
    assert channel.config["password"] == "nouveau"


def test_a_password_that_cannot_be_read_any_more_is_said_and_asked_for_again(client_of, alix, settings):
    client = client_of(alix)
    channel = set_up(client)
    settings.SECRET_KEY_FALLBACKS = []
    settings.SECRET_KEY = "a new machine, a new key, and nobody saved the old one"
    client = client_of(alix)
    page = client.get(reverse("channels:channels"))
    assert page.status_code == 200
    assert "ne peut plus être lu" in page.content.decode()
    channel.refresh_from_db()
    assert isinstance(channel.config["password"], LostSecret)
    client.post(reverse("channels:channel", args=[channel.pk]), form_of(client, channel) | {"set_password": "encore"})
    assert "ne peut plus être lu" not in client.get(reverse("channels:channels")).content.decode()


def test_a_sender_that_is_no_address_is_refused_at_its_field(client_of, alix):
    answer = client_of(alix).post(
        reverse("channels:channel_add_kind", args=["email"]), SERVER | {"set_from_address": "crise"}
    )
    assert "set_from_address" in answer.context["form"].errors
    assert not Channel.objects.filter(kind="email").exists()


def test_what_the_environment_provides_need_not_be_typed_and_is_named(client_of, alix, monkeypatch):
    monkeypatch.setenv("AMARRE_SMTP_HOST", "smtp.example.org")
    page = client_of(alix).get(reverse("channels:channel_add_kind", args=["email"]), {"provider": "smtp"})
    assert "AMARRE_SMTP_HOST" in page.content.decode()
    assert not page.context["form"].fields["set_host"].required


def test_one_provider_is_chosen_first_and_only_its_settings_are_asked(client_of, alix):
    client = client_of(alix)
    url = reverse("channels:channel_add_kind", args=["sms"])
    choice = client.get(url)
    assert [value for value, _name in choice.context["form"].fields["provider"].choices] == ["ovh", "twilio"]
    asked = client.get(url, {"provider": "twilio"}).context["form"].fields
    assert "set_auth_token" in asked
    assert "set_consumer_key" not in asked


def test_what_rings_is_silent_at_night_from_its_first_day_and_is_not_the_channel_of_mail(client_of, alix, tray):
    form = {
        "name": "SMS", "provider": "twilio", "set_account_sid": "AC1", "set_auth_token": "t", "set_sender": "+33700",
        "set_plain": "none", "is_default": "on",
    }  # fmt: skip
    answer = client_of(alix).post(reverse("channels:channel_add_kind", args=["sms"]), form)
    assert answer.status_code == 302, answer.context["form"].errors
    sms = Channel.objects.get(kind="sms")
    assert (sms.pace["quiet_from"], sms.pace["quiet_until"]) == ("20:00", "08:00")
    assert isinstance(sms.config["auth_token"], Secret)
    tray.refresh_from_db()
    assert tray.is_default and sms.is_default
    assert outbox.default_channel() == tray


def test_the_address_for_the_provider_is_there_to_be_copied(client_of, alix, settings):
    settings.BASE_URL = "https://crise.example"
    channel = Channel.objects.create(kind="sms", name="SMS", config={"provider": "twilio"})
    page = client_of(alix).get(reverse("channels:channel", args=[channel.pk])).content.decode()
    assert f"https://crise.example/hooks/{channel.pk}/{channel.key}/" in page


def test_a_pace_is_kept_and_said_in_words_and_an_empty_field_is_no_limit(client_of, alix, tray):
    client = client_of(alix)
    url = reverse("channels:channel_pace", args=[tray.pk])
    assert client.post(url, {"per_minute": "20", "quiet_from": "20:00", "quiet_until": "08:00"}).status_code == 302
    tray.refresh_from_db()
    assert (tray.pace["per_minute"], tray.pace["quiet_from"]) == (20, "20:00")
    assert "20 messages par minute" in client.get(reverse("channels:channels")).content.decode()
    client.post(url, {"per_minute": "", "quiet_from": "", "quiet_until": ""})
    tray.refresh_from_db()
    assert (tray.pace["per_minute"], tray.pace["quiet_from"]) == (0, "")


@pytest.mark.parametrize("hours", [("20:00", ""), ("", "08:00"), ("20:00", "20:00")])
def test_quiet_hours_need_a_beginning_and_another_end(client_of, alix, tray, hours):
    answer = client_of(alix).post(
        reverse("channels:channel_pace", args=[tray.pk]), {"quiet_from": hours[0], "quiet_until": hours[1]}
    )
    assert answer.status_code == 200
    tray.refresh_from_db()
    assert tray.pace == {}


def test_a_new_warm_up_counts_its_days_from_its_own_beginning(client_of, alix, tray):
    Channel.objects.filter(pk=tray.pk).update(pace={"warm_up": 100, "warm_since": "2026-01-01"})
    url = reverse("channels:channel_pace", args=[tray.pk])
    client_of(alix).post(url, {"warm_up": "100", "per_minute": "5"})
    tray.refresh_from_db()
    assert tray.pace["warm_since"] == "2026-01-01"
    client_of(alix).post(url, {"warm_up": "500"})
    tray.refresh_from_db()
    assert tray.pace["warm_since"] == ""


def test_a_test_goes_only_to_an_address_of_the_right_kind(client_of, alix, monkeypatch):
    monkeypatch.setitem(KINDS._items, "sms", replace(KINDS.get("sms"), send=KINDS.get("tray").send))
    channel = Channel.objects.create(kind="sms", name="SMS")
    url = reverse("channels:channel_test", args=[channel.pk])
    client_of(alix).post(url, {"address": "alix@example.org"})
    assert not Delivery.objects.exists()
    client_of(alix).post(url, {"address": "06 12 34 56 78"})
    assert Delivery.objects.get().address == "+33612345678"


@pytest.mark.parametrize("slug", list(KINDS))
def test_every_kind_says_what_it_is_for_and_what_it_takes(slug):
    assert str(ABOUT[slug].use) and str(ABOUT[slug].effort)


@pytest.mark.parametrize("slug", [slug for slug in KINDS if slug not in ("tray", "form")])
def test_every_kind_can_be_looked_at_before_it_is_set_up(client_of, alix, slug):
    url = reverse("channels:channel_add_kind", args=[slug])
    page = client_of(alix).get(url)
    assert page.status_code == 200
    for value, _name in getattr(page.context["form"].fields.get("provider"), "choices", []):
        assert client_of(alix).get(url, {"provider": value}).status_code == 200, value


def signing_secrets(channel: Channel) -> list[str]:
    channel.refresh_from_db()
    return str(channel.config["secret"]).split()


def test_the_secret_of_a_webhook_is_renewed_while_the_old_one_still_signs(client_of, alix, bilal):
    old = new_secret()
    channel = Channel.objects.create(
        kind="webhook", name="Magasins", config={"url": "https://shops.example.org/", "secret": Secret(old)}
    )
    page = reverse("channels:channel_secret", args=[channel.pk])
    assert client_of(bilal).post(page).status_code == 403
    lead = client_of(alix)
    assert page in lead.get(reverse("channels:channel", args=[channel.pk])).content.decode()
    assert lead.get(page).status_code == 200 and signing_secrets(channel) == [old]  # a look changes nothing

    shown = lead.post(page, {"renew": "1"})
    new, still = signing_secrets(channel)
    assert new in shown.content.decode() and still == old and old not in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert new not in lead.get(page).content.decode()  # once only
    assert lead.post(page, {"renew": "1"}).status_code == 409  # a page sent twice makes no third one
    assert signing_secrets(channel) == [new, old]

    lead.post(page, {"retire": "1"})
    assert signing_secrets(channel) == [new]


def test_a_secret_that_is_kept_is_not_called_optional(client_of, alix):
    channel = Channel.objects.create(kind="sms", name="SMS", config={"provider": "ovh", "consumer_key": Secret("c")})
    page = client_of(alix).get(reverse("channels:channel", args=[channel.pk]))
    label = page.content.decode().partition('for="id_set_consumer_key">')[2].partition("</label>")[0]
    assert label and "facultatif" not in label
