"""The product in Chromium, in French, in the middle of a crisis: read, pressed, typed, with and without JavaScript."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from amarre.broadcasts.models import Message
from amarre.channels.models import Delivery
from amarre.inbox.models import Conversation
from amarre.people.models import Person
from amarre.situation.models import Crisis
from tests.journeys import test_story as story
from tests.journeys.browser import IN_CHROMIUM, context, picture, sign_in, troubles, watch
from tests.journeys.walk import Walker
from tests.personas import Office

pytestmark = IN_CHROMIUM


@pytest.fixture
def language() -> str:
    return "fr"


@pytest.fixture
def crisis(office: Office) -> Crisis:
    """A recall on its second day: facts, people, a statement sent, a page published, requests in the queue."""
    say = story.french_or_english("fr")
    crisis = story.declare(office, say)
    story.establish(office, crisis, say)
    story.import_people(office, say)
    segment = story.make_segment(office, say)
    message = story.write_statement(office, crisis, segment, say)
    story.approve_and_send(office, crisis, message, say)
    story.refuse_further_messages(office, message, say)
    story.publish(office, crisis, say)
    story.correct_what_changed(office, crisis, message, say)
    story.hear(office, crisis, say)
    return crisis


def screens(crisis: Crisis) -> dict[str, str]:
    """Name and address of every main screen, with something on it."""
    at = f"/c/{crisis.pk}/"
    sent = Message.objects.filter(crisis=crisis, corrects_version=None, state="sent").get()
    delivery = Delivery.objects.filter(state="sent").first()
    zoe = Conversation.objects.get(address="zoe.lefevre@example.org")
    person = Person.objects.get(external_id="C-001")
    assert delivery is not None
    return {
        "board": at,
        "facts": f"{at}facts/",
        "fact": f"{at}facts/{crisis.facts.get(key='hours').pk}/",
        "decisions": f"{at}decisions/",
        "workstreams": f"{at}workstreams/",
        "cell": f"{at}cell/",
        "sources": f"{at}sources/",
        "messages": f"{at}messages/",
        "templates": f"{at}messages/new/",
        "editor": f"{at}messages/new/?template={crisis.playbook.templates.get(slug='statement_email').pk}",
        "message": f"{at}messages/{sent.pk}/",
        "people": "/people/",
        "person": f"/people/{person.pk}/",
        "import": "/people/import/",
        "segments": "/segments/",
        "segment": "/segments/new/",
        "tray": "/tray/",
        "letter": f"/tray/{delivery.pk}/",
        "send": f"/sends/{delivery.batch_id}/",
        "delivery": f"/deliveries/{delivery.pk}/",
        "pages": f"{at}pages/",
        "faq": f"{at}faq/",
        "queue": f"{at}inbox/",
        "conversation": f"{at}inbox/{zoe.pk}/",
        "incoming": "/incoming/",
        "report": f"{at}report/",
        "journal": f"{at}journal/",
        "proof": f"{at}proof/",
        "lessons": f"{at}lessons/",
        "playbooks": "/playbooks/",
        "playbook": "/playbooks/recall/",
        "declare": "/declare/",
        "drills": "/drill/",
        "stop": "/stop/",
        "suppressions": "/settings/suppressions/",
        "channels": "/settings/channels/",
        "me": "/me/",
    }


def open_page(browser: Browser, address: str, walker: Walker, **more: Any) -> Page:
    window = context(browser, **more)
    sign_in(window, walker.client, address)
    return window.new_page()


def test_every_screen_can_be_read(browser: Browser, live_server: Any, office: Office, crisis: Crisis) -> None:
    """By day at a desk, by night on a phone: what axe-core calls serious, what is too wide, what the page refuses."""
    wrong, places = [], screens(crisis)
    for width, dark in ((1280, False), (390, True)):
        page = open_page(browser, live_server.url, office.alix, width=width, dark=dark)
        complaints = watch(page)
        for name, address in places.items():
            answer = page.goto(live_server.url + address)
            assert answer is not None and answer.status == 200, address
            picture(page, f"{name}-{width}", whole=True)
            wrong += [f"{name}, {width} px: {said}" for said in troubles(page, only_serious=True) + complaints]
            complaints.clear()
    assert wrong == [], "\n".join(wrong)


def test_the_queue_is_worked_without_a_mouse(
    browser: Browser, live_server: Any, office: Office, crisis: Crisis
) -> None:
    page = open_page(browser, live_server.url, office.bilal)
    page.goto(f"{live_server.url}/c/{crisis.pk}/inbox/")
    rows = page.locator("[data-keys] .row__title")
    assert rows.count() == 3
    page.keyboard.press("j")
    assert focused(page) == rows.nth(0).inner_text()
    page.keyboard.press("j")
    assert focused(page) == rows.nth(1).inner_text()
    page.keyboard.press("k")
    assert focused(page) == rows.nth(0).inner_text()
    page.keyboard.press("Enter")
    page.wait_for_url("**/inbox/*/")
    assert "brûlé la main" in page.inner_text("main")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.innerText")).strip()


def test_the_first_tab_skips_to_the_page(browser: Browser, live_server: Any, office: Office, crisis: Crisis) -> None:
    page = open_page(browser, live_server.url, office.alix)
    page.goto(f"{live_server.url}/c/{crisis.pk}/")
    page.keyboard.press("Tab")
    assert focused(page) == "Aller au contenu"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_a_crisis_is_led_without_javascript(browser: Browser, live_server: Any, office: Office, crisis: Crisis) -> None:
    page = open_page(browser, live_server.url, office.alix, java_script_enabled=False)
    at = f"{live_server.url}/c/{crisis.pk}/"
    page.goto(f"{at}facts/{crisis.facts.get(key='cause').pk}/")
    page.get_by_label("Les mots, en français").fill("La cause n’est pas encore connue.")
    page.get_by_label("Ou une autre source").fill("Laboratoire")
    page.get_by_label("vérifié", exact=True).check()
    page.get_by_role("button", name="Établir ce fait").click()
    assert "Établi (version 1)." in page.inner_text("main")
    page.goto(f"{at}messages/new/?template=blank")
    page.get_by_label("Nom entre collègues").fill("La cause")
    page.locator("#id_subject_fr").fill("La cause du défaut")
    page.locator("#id_body_fr").fill("Bonjour,\n\n{{ fact.cause }} Profitez-en pour découvrir nos offres.")
    page.get_by_role("button", name="Relecture").click()
    assert page.locator("mark").count() > 0
    page.get_by_role("button", name="Enregistrer les mots").click()
    assert "La cause n’est pas encore connue." in page.inner_text("main")
    page.goto(f"{at}inbox/")
    page.get_by_role("link", name="Ma fille").first.click()
    page.locator("#answer-text").fill(
        "Madame,\n\nJe regrette ce qui est arrivé à votre fille et j’espère que sa main va mieux. "
        "Nous répondons au {{ fact.helpline }}, {{ fact.hours }}.\n\nAlix, Bouilloires Lina"
    )
    page.get_by_role("button", name="Envoyer la réponse").click()
    assert "01 99 00 24 31" in page.inner_text("main")
