"""A message written in Chromium for two channels and two languages, read as one person, tried, planned."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.channels.models import Channel, Delivery
from amarre.lib.time import now
from amarre.people.models import Column, ContactPoint, Person
from amarre.situation.models import Crisis
from tests.journeys import test_story as story
from tests.journeys.browser import IN_CHROMIUM, context, sign_in, troubles, watch
from tests.personas import Office

pytestmark = IN_CHROMIUM
AT = datetime(2026, 3, 2, 9, tzinfo=UTC)


@pytest.fixture
def language() -> str:
    return "fr"


@pytest.fixture
def crisis(office: Office) -> Crisis:
    """A recall, an SMS channel, two customers: one waits for two orders, of the other we know nothing."""
    crisis = story.declare(office, story.french_or_english("fr"))
    story.establish(office, crisis, story.french_or_english("fr"))
    Channel.objects.create(kind="sms", name="SMS", config={"provider": "ovh", "service": "s", "price": "0.06"})
    Column.objects.create(name="orders_pending", label="Commandes en attente", type="number")
    for number, (name, attributes) in enumerate((("Roux", {"orders_pending": 2}), ("Hall", {}))):
        person = Person.objects.create(
            last_name=name, language="fr", attributes=attributes, created_at=AT, updated_at=AT
        )
        mail, phone = f"{name.lower()}@example.org", f"+3361200000{number}"
        ContactPoint.objects.create(person=person, kind="email", address=mail, normal=mail)
        ContactPoint.objects.create(person=person, kind="phone", address=phone, normal=phone)
    return crisis


def open_page(browser: Browser, address: str, walker: Any, **more: Any) -> Page:
    window = context(browser, **more)
    sign_in(window, walker.client, address)
    return window.new_page()


def test_chloe_writes_for_two_channels_and_reads_it_as_two_people(
    browser: Browser, live_server: Any, office: Office, crisis: Crisis
) -> None:
    page = open_page(browser, live_server.url, office.chloe)
    complaints = watch(page)
    statement = crisis.playbook.templates.get(slug="statement_email")
    page.goto(f"{live_server.url}/c/{crisis.pk}/messages/new/?template={statement.pk}")

    words = page.locator("#id_body_fr")
    words.focus()
    page.keyboard.press("Control+End")
    page.get_by_text("Par colonne").click()
    page.locator("[data-insert]").first.click()
    expect(words).to_have_value(re.compile("orders_pending > 0"))
    beside = page.locator("#beside-common-fr")
    expect(beside).to_contain_text("Lu par 1 personne pour qui c’est vrai : Commandes en attente > 0")

    page.locator("label[for=show-sms]").click()
    page.locator("#id_body_sms_fr").fill("Rappel : ne vous servez plus de la bouilloire.")
    expect(page.locator("#beside-sms-fr")).to_contain_text("1 SMS")
    assert not page.locator("#id_body_fr").is_visible()
    assert troubles(page, only_serious=True) == []

    page.get_by_role("button", name="Enregistrer les mots").click()
    page.wait_for_url("**/messages/*/")
    message = Message.objects.get()
    assert message.texts.filter(channel_kind="sms", language="fr").exists()

    page.get_by_role("link", name="Le lire comme un client le lira").click()
    assert page.frame_locator("iframe").locator("body").inner_text().count("Bonjour") == 1
    page.get_by_role("link", name="Quelqu’un pour qui rien n’en est vrai, ou connu").click()
    expect(page.locator("#who + p")).to_contain_text("Hall")
    page.get_by_role("button", name="Envoyer l’essai").click()
    assert Delivery.objects.get().address == office.users["chloe"].email
    assert troubles(page, only_serious=True) == []
    assert complaints == []


def test_on_a_phone_and_without_javascript_all_the_words_stand_one_after_the_other(
    browser: Browser, live_server: Any, office: Office, crisis: Crisis
) -> None:
    page = open_page(browser, live_server.url, office.chloe, width=390, java_script_enabled=False)
    page.goto(f"{live_server.url}/c/{crisis.pk}/messages/new/?template=blank")
    assert page.locator("#id_body_fr").is_visible()
    assert page.locator("#id_body_sms_fr").is_visible()
    assert not page.locator("label[for=show-sms]").is_visible()
    page.fill("#id_title", "Des nouvelles")
    page.fill("#id_body_fr", "{{ if orders_pending > 0 }}Oui{{ end }}")
    page.get_by_role("button", name="Relecture").click()
    expect(page.locator("#beside-common-fr")).to_contain_text("Commandes en attente > 0")
    page.fill("#id_body_fr", "{{ if orders_pending > 0 }}Oui")
    page.get_by_role("button", name="Enregistrer les mots").click()
    expect(page.locator("#id_body_fr_error")).to_contain_text("Ce bloc n’est jamais refermé")


def test_the_pages_before_sending_can_be_read_on_a_phone(
    browser: Browser, live_server: Any, office: Office, crisis: Crisis
) -> None:
    words = {"fr": ("Objet", "{{ person.greeting }} Débranchez la bouilloire.")}
    at = now()
    message = actions.write(crisis, occasion="news", title="Mot", texts=words, by=office.users["chloe"], at=at)
    Message.objects.filter(pk=message.pk).update(state="approved")
    page = open_page(browser, live_server.url, office.alix, width=390)
    complaints = watch(page)
    here = f"/c/{crisis.pk}/messages/{message.pk}/"
    for address in (here, f"{here}send/", f"{here}send/later/", f"{here}preview/", "/layouts/", "/layouts/new/"):
        page.goto(live_server.url + address)
        assert troubles(page, only_serious=True) == [], address
    assert complaints == []
