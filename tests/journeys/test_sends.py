"""The post office's screens in a real browser: on a phone and on a desk, by day and by night, in both languages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amarre.accounts.models import User
from amarre.channels.models import Batch, Channel, Content, Delivery, Suppression
from amarre.channels.suppression import suppress
from amarre.lib.secrets import Secret
from tests.journeys.browser import IN_CHROMIUM, chromium, context, picture, sign_in, troubles, watch

pytestmark = IN_CHROMIUM
LONG = "une.tres.longue.adresse.de.quelqu.un.qui.les.aime@un.sous.domaine.lui.aussi.bien.long.example.org"


@pytest.fixture
def sending(crisis) -> Batch:
    """A send under way with some of everything: waiting, arrived, come back, failed, unsure, held back."""
    now = timezone.now()
    config = {"host": "smtp.example.org", "from_address": "crise@laiterie.example", "password": Secret("x")}
    pace = {"per_minute": 20, "quiet_from": "20:00", "quiet_until": "08:00"}
    channel = Channel.objects.create(kind="email", name="Courrier", config=config, pace=pace)
    batch = Batch.objects.create(
        channel=channel, label="Premier mot aux clients", occasion="statement", state="sending", crisis_id=crisis.pk,
        origin="broadcasts.message:1", created_at=now, started_at=now - timedelta(minutes=10),
    )  # fmt: skip
    Content.objects.create(batch=batch, language="fr", subject="Rappel du lot 12", text="Ne mangez pas le lot 12.")
    rows = [
        (LONG, "sent", ""), ("bob@example.org", "bounced", "mailbox_full"),
        ("cleo@example.org", "unsure", "sender_lost"),
        ("dan@example.org", "failed", "451 4.7.1 <dan@example.org>: try again in 300 seconds, please"),
        ("eva@example.org", "suppressed", "unsubscribed"), ("fay@example.org", "queued", ""),
    ]  # fmt: skip
    for address, state, reason in rows:
        Delivery.objects.create(
            batch=batch, address=address, language="fr", state=state, reason=reason, queued_at=now,
            sent_at=now if state == "sent" else None,
        )  # fmt: skip
    other = Channel.objects.create(kind="sms", name="Textos", config={"provider": "ovh"})
    Batch.objects.create(
        channel=other, label="Premier mot aux clients", occasion="statement", state="finished", crisis_id=crisis.pk,
        origin="broadcasts.message:1", created_at=now, started_at=now, finished_at=now,
    )  # fmt: skip
    suppress(channel_kind="email", address=LONG, cause="complained", by=None, at=now)
    return batch


def screens(batch: Batch) -> list[str]:
    def url(name: str, *args: object) -> str:
        return reverse(f"channels:{name}", args=args)

    sms = Channel.objects.get(kind="sms")
    return [
        url("sends"),
        url("batch", batch.pk),
        url("batch", batch.pk) + "?q=example&language=fr",
        url("send_of", batch.origin),
        url("batch_retry", batch.pk),
        url("batch_resend", batch.pk),
        url("batch_stop", batch.pk),
        url("delivery", batch.deliveries.first().pk),  # type: ignore[union-attr]
        url("stop_everything"),
        url("channels"),
        url("channel_add"),
        url("channel_add_kind", "sms"),
        url("channel", batch.channel_id),
        url("channel", sms.pk),
        url("channel_pace", batch.channel_id),
        url("suppressions"),
        url("suppression", Suppression.objects.get().pk),
        url("suppression_add"),
    ]


@pytest.mark.parametrize(("language", "dark"), [("fr", False), ("en", True)], ids=["French day", "English night"])
def test_every_screen_of_the_post_office_can_be_read(
    live_server: Any, sending: Batch, alix: User, client_of: Callable[[User], Client], language: str, dark: bool
) -> None:
    alix.language = language
    alix.save()
    with chromium() as browser:
        for width in (390, 1280):
            window = context(browser, width=width, dark=dark, language=language)
            sign_in(window, client_of(alix), live_server.url)
            page = window.new_page()
            complaints = watch(page)
            for screen in screens(sending):
                page.goto(f"{live_server.url}{screen}")
                assert troubles(page) == [], f"{screen} at {width} px"
                picture(page, f"sends{screen.replace('/', '-')}-{width}-{language}")
            assert complaints == []


def test_the_page_of_a_send_follows_it_and_changes_its_buttons_when_it_has_ended(
    live_server: Any, sending: Batch, alix: User, client_of: Callable[[User], Client]
) -> None:
    with chromium() as browser:
        window = context(browser)
        sign_in(window, client_of(alix), live_server.url)
        page = window.new_page()
        page.goto(live_server.url + reverse("channels:batch", args=[sending.pk]))
        pause = page.get_by_role("button", name="Suspendre")
        assert pause.is_visible()
        Delivery.objects.filter(address="fay@example.org").update(state="sent")
        Batch.objects.filter(pk=sending.pk).update(state="finished", finished_at=timezone.now())
        pause.wait_for(state="detached", timeout=20_000)
        assert page.get_by_text("Retenter les échecs seulement").is_visible()


def test_without_scripts_the_lead_pauses_a_send_and_resumes_it(
    live_server: Any, sending: Batch, alix: User, client_of: Callable[[User], Client]
) -> None:
    with chromium() as browser:
        window = context(browser, java_script_enabled=False)
        sign_in(window, client_of(alix), live_server.url)
        page = window.new_page()
        page.goto(live_server.url + reverse("channels:batch", args=[sending.pk]))
        page.get_by_role("button", name="Suspendre").click()
        sending.refresh_from_db()
        assert sending.state == Batch.State.PAUSED
        page.get_by_role("button", name="Reprendre").click()
        sending.refresh_from_db()
        assert sending.state == Batch.State.SENDING
