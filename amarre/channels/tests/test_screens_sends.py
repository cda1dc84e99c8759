"""The page of a send: what it waits for, who was missed and why, the ledger, and what each press does."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from importlib import import_module

import pytest
from django.urls import reverse
from django.utils import timezone

from amarre.channels import ledger
from amarre.channels.ledger import Wanted
from amarre.channels.models import Batch, Channel, Content, Delivery
from amarre.channels.reasons import AFTER_BOUNCE, HAPPENED, WITHHELD, explain, family
from amarre.engine.mailin import sentences
from amarre.tasks.models import Worker
from amarre.tasks.processes import Process

pytestmark = pytest.mark.django_db
State = Delivery.State
counting = import_module("amarre.channels.outbox.progress")


def a_batch(channel: Channel, at: datetime, *, state: str = "finished", crisis_id: int | None = None, **more) -> Batch:
    batch = Batch.objects.create(
        channel=channel, label=more.pop("label", "Rappel du lot 12"), occasion=more.pop("occasion", "news"),
        state=state, crisis_id=crisis_id, created_at=at, started_at=at, **more,
    )  # fmt: skip
    for language in ("fr", "en"):
        Content.objects.create(batch=batch, language=language, subject="Rappel", text="Bonjour")
    return batch


def a_row(batch: Batch, at: datetime, address: str, state: str, reason: str = "", **more) -> Delivery:
    return Delivery.objects.create(
        batch=batch, address=address, language=more.pop("language", "fr"), state=state, reason=reason, queued_at=at,
        sent_at=at if state in ("sent", "delivered", "bounced") else None, **more,
    )  # fmt: skip


@pytest.fixture
def batch(tray: Channel, at: datetime) -> Batch:
    batch = a_batch(tray, at)
    a_row(batch, at, "ana@example.org", "sent", reply="250 2.0.0 queued as 4F2A")
    a_row(batch, at, "bob@example.org", "bounced", "user_unknown")
    a_row(batch, at, "cleo@example.net", "bounced", "mailbox_full", language="en")
    a_row(batch, at, "dan@example.org", "failed", "451 4.7.1 try again in 300 s")
    a_row(batch, at, "eva@example.org", "failed", "451 4.7.1 try again in 600 s")
    a_row(batch, at, "fay@example.org", "suppressed", "unsubscribed")
    a_row(batch, at, "gil@example.org", "unsure", "sender_lost")
    return batch


def url(name: str, *args: object) -> str:
    return reverse(f"channels:{name}", args=args)


def words_of(client, address: str, **query: str) -> str:
    return client.get(address, query).content.decode().replace("\u00a0", " ").replace("\u202f", " ")


def found(client, batch: Batch, **query: str) -> list[str]:
    return [line["row"].address for line in client.get(url("batch", batch.pk), query).context["ledger"]]


# What is said


def test_causes_are_told_in_words_with_what_to_do_and_like_ones_together(batch, client_of, bilal):
    page = client_of(bilal).get(url("batch", batch.pk))
    causes = {(why.state, why.key): why for why in page.context["sight"].causes}
    assert causes["bounced", "user_unknown"].then
    assert causes["failed", "451 4.7.1 try again in…"].count == 2
    assert "Cette adresse n’existe pas." in page.content.decode()
    assert "user_unknown</td>" not in page.content.decode()


@pytest.mark.parametrize("slug", [*WITHHELD, *HAPPENED])
@pytest.mark.parametrize("language", ["fr", "en"])
def test_every_reason_is_a_sentence_in_both_languages(slug, language):
    from django.utils.translation import override

    with override(language):
        told = explain("suppressed", slug)
    assert told.why.endswith(".") and told.why != slug


def test_every_reason_of_a_returned_mail_says_what_to_do():
    assert set(AFTER_BOUNCE) == set(sentences._BOUNCES) - {"delivered"}


@pytest.mark.parametrize(
    ("reason", "common"),
    [
        ("user_unknown", "user_unknown"),
        ("missing:person.order", "missing:person.order"),
        ("451 4.7.1 try again in 300 s", "451 4.7.1 try again in…"),
        ("550 5.1.1 <ana@example.org>: no such user", "550 5.1.1…"),
        ("421 too many connections from [192.0.2.1]", "421 too many connections from…"),
        ("Connection refused", "Connection refused"),
    ],
)
def test_words_of_servers_are_put_together_by_what_they_have_in_common(reason, common):
    assert family(reason) == common


def waits(client, batch: Batch) -> str:
    return " ".join(
        f"{one.what} {one.then}" for one in client.get(url("batch", batch.pk)).context["sight"].waits
    ).replace("\u00a0", " ")


@pytest.fixture
def somebody_works(db: None) -> None:
    now = timezone.now()
    Worker.objects.create(name=str(Process.current()), started_at=now, beat_at=now)


def test_without_a_worker_the_page_says_that_nothing_leaves_and_how_to_start_one(tray, at, client_of, bilal):
    batch = a_batch(tray, at, state="sending")
    a_row(batch, at, "ana@example.org", "queued")
    assert "amarre work" in waits(client_of(bilal), batch)
    now = timezone.now()
    Worker.objects.create(name=str(Process.current()), started_at=now, beat_at=now)
    assert "amarre work" not in waits(client_of(bilal), batch)


def test_what_waits_for_quiet_hours_and_for_a_retry_says_until_when(tray, at, client_of, bilal, somebody_works):
    batch = a_batch(tray, at, state="sending")
    for number in range(3):
        eight = datetime(2026, 3, 3, 7, 0, tzinfo=UTC)  # eight o'clock in Paris
        a_row(batch, at, f"p{number}@example.org", "queued", "quiet_hours", not_before=eight)
    told = waits(client_of(bilal), batch)
    assert "3 messages attendent jusqu’à" in told
    assert "à 8 h 00" in told
    assert "heures calmes" in told


def test_a_server_that_is_away_is_said_with_the_last_departure_and_the_next_try(tray, client_of, bilal, somebody_works):
    now = timezone.now()
    batch = a_batch(
        tray, now, state="sending", troubles=2, next_at=now + timedelta(minutes=2), state_reason="connection refused"
    )
    a_row(batch, now - timedelta(minutes=20), "ana@example.org", "sent")
    a_row(batch, now, "bob@example.org", "queued")
    told = waits(client_of(bilal), batch)
    assert "ne répond pas" in told
    assert "connection refused" in told


def test_a_channel_with_a_pace_says_so(tray, at, client_of, bilal, somebody_works):
    tray.pace = {"per_minute": 20}
    tray.save()
    batch = a_batch(tray, at, state="sending")
    a_row(batch, at, "ana@example.org", "queued")
    assert "20 messages par minute" in waits(client_of(bilal), batch)


def test_a_send_that_is_held_asks_for_a_fresh_approval_leads_to_its_message_and_offers_no_resuming(
    tray, at, crisis, client_of, chloe
):
    batch = a_batch(
        tray, at, state="paused", crisis_id=crisis.pk, origin="broadcasts.message:12", hold="les horaires ont changé"
    )
    a_row(batch, at, "ana@example.org", "queued")
    page = words_of(client_of(chloe), url("batch", batch.pk))
    assert "les horaires ont changé" in page
    assert reverse("broadcasts:message", args=[crisis.pk, 12]) in page
    assert url("batch_change", batch.pk, "resume") not in page


def test_the_live_part_alone_is_answered_to_htmx_and_the_page_is_drawn_again_when_its_buttons_change(
    tray, at, client_of, bilal
):
    batch = a_batch(tray, at, state="sending")
    a_row(batch, at, "ana@example.org", "queued")
    client = client_of(bilal)
    mark = client.get(url("batch", batch.pk)).context["sight"].mark
    live = {"part": "progress", "was": mark}
    answer = client.get(url("batch", batch.pk), live, headers={"HX-Request": "true"})
    assert "<html" not in answer.content.decode()
    assert "HX-Refresh" not in answer.headers
    Batch.objects.filter(pk=batch.pk).update(state="finished", finished_at=at)
    answer = client.get(url("batch", batch.pk), live, headers={"HX-Request": "true"})
    assert answer.headers["HX-Refresh"] == "true"


# The ledger


def test_the_ledger_is_filtered_by_state_cause_address_language_and_moment(batch, client_of, bilal):
    client = client_of(bilal)
    assert len(found(client, batch)) == 7
    assert set(found(client, batch, state="bounced")) == {"bob@example.org", "cleo@example.net"}
    assert found(client, batch, reason="mailbox_full") == ["cleo@example.net"]
    assert set(found(client, batch, reason="451 4.7.1 try again in…")) == {"dan@example.org", "eva@example.org"}
    assert found(client, batch, q="cleo@example.net") == ["cleo@example.net"]
    assert len(found(client, batch, q="example.org")) == 6
    assert found(client, batch, language="en") == ["cleo@example.net"]
    assert found(client, batch, since="2026-03-02T11:00") == []
    assert len(found(client, batch, until="2026-03-02T11:00", state="bounced")) == 2


def test_who_could_not_be_written_to_for_lack_of_an_address_is_named(batch, at, client_of, bilal):
    row = a_row(batch, at, "", "suppressed", "no_address", person_ref=7)
    assert "Personne 7" in words_of(client_of(bilal), url("batch", batch.pk))
    page = words_of(client_of(bilal), url("delivery", row.pk))
    assert "Personne 7" in page and "français" in page.lower()


def test_words_that_have_not_left_say_that_their_places_are_still_empty(tray, at, client_of, bilal):
    batch = a_batch(tray, at, state="sending")
    row = a_row(batch, at, "ana@example.org", "queued", person_ref=7)
    page = url("delivery", row.pk)
    assert "sa place est vide" not in words_of(client_of(bilal), page)
    batch.contents.update(text="{{ person.greeting }}\n\nBonjour")
    assert "sa place est vide" in words_of(client_of(bilal), page)
    Delivery.objects.filter(pk=row.pk).update(values={"person.greeting": "Chère Ana,"}, state="sent")
    assert "sa place est vide" not in words_of(client_of(bilal), page)


def test_each_page_of_the_ledger_goes_on_where_the_one_before_ended_and_nobody_is_left_out(batch, monkeypatch):
    monkeypatch.setattr(ledger, "PAGE", 2)
    for wanted in (Wanted(), Wanted(address="example."), Wanted(language="fr")):
        seen: list[int] = []
        before = None
        while True:
            page = ledger.page([batch], wanted, before=before, size=2)
            seen += [row.pk for row in page.rows]
            if page.older is None:
                break
            before = page.older
        every = batch.deliveries.filter(ledger.condition(wanted)).order_by("-pk").values_list("pk", flat=True)
        assert seen == list(every)


def test_a_rare_row_is_found_by_looking_further_and_the_page_says_how_far_it_has_looked(batch, monkeypatch):
    monkeypatch.setattr(ledger, "FIRST_WINDOW", 2)
    monkeypatch.setattr(ledger, "WINDOW", 2)
    monkeypatch.setattr(ledger, "PATIENCE", -1.0)
    wanted = Wanted(address="ana@")
    page = ledger.page([batch], wanted)
    assert (page.rows, page.looked_at) == ([], 2)
    while page.older is not None:
        page = ledger.page([batch], wanted, before=page.older)
    assert [row.address for row in page.rows] == ["ana@example.org"]


def test_a_person_is_found_by_their_address_of_today_under_the_one_they_had_then(tray, at, desk, monkeypatch):
    batch = a_batch(tray, at)
    row = a_row(batch, at, "ana@old.example", "sent", person_ref=41)
    monkeypatch.setattr(desk, "refs_at", lambda kind, address: [41] if address == "ana@new.example" else [])
    assert [one.pk for one in ledger.page([batch], Wanted(address="Ana@New.example")).rows] == [row.pk]


def test_the_ledger_is_taken_away_as_filtered_and_nothing_in_it_runs(batch, client_of, bilal, at):
    a_row(batch, at, "=cmd@example.org", "bounced", "=1+1")
    answer = client_of(bilal).get(url("ledger_csv", batch.pk), {"state": "bounced"})
    lines = b"".join(answer.streaming_content).decode().splitlines()
    assert len(lines) == 1 + 3
    assert any("Cette adresse n’existe pas." in line for line in lines)
    assert not any(cell.startswith("=") for line in lines for cell in line.lstrip("\ufeff").split(";"))


# What is done


def test_retrying_asks_first_says_why_they_failed_and_touches_nobody_else(batch, client_of, chloe, bilal):
    client = client_of(chloe)
    page = words_of(client, url("batch_retry", batch.pk))
    assert "Retenter 2 messages en échec ?" in page
    assert "451 4.7.1 try again in…" in page
    assert client_of(bilal).get(url("batch_retry", batch.pk)).status_code == 403
    client.post(url("batch_retry", batch.pk))
    waiting = set(batch.deliveries.filter(state="queued").values_list("address", flat=True))
    assert waiting == {"dan@example.org", "eva@example.org"}


def test_sending_the_unsure_again_says_who_may_get_it_twice_unless_the_next_hop_drops_doubles(
    batch, at, client_of, chloe
):
    client = client_of(chloe)
    assert "personne ne le recevra deux fois" in words_of(client, url("batch_resend", batch.pk))
    mail = a_batch(Channel.objects.create(kind="email", name="Poste"), at)
    a_row(mail, at, "gil@example.org", "unsure", "sender_lost")
    page = words_of(client, url("batch_resend", mail.pk))
    assert "peut le recevoir deux fois" in page
    assert "gil@example.org" in page
    client.post(url("batch_resend", mail.pk))
    assert mail.deliveries.get().state == "queued"


def test_stopping_says_whom_it_stops_and_whom_not(tray, at, client_of, chloe):
    batch = a_batch(tray, at, state="sending", origin="broadcasts.message:3")
    other = a_batch(
        Channel.objects.create(kind="sms", name="Textos"), at, state="sending", origin="broadcasts.message:3"
    )
    a_row(batch, at, "ana@example.org", "sent")
    a_row(batch, at, "bob@example.org", "queued")
    page = words_of(client_of(chloe), url("batch_stop", batch.pk))
    assert "1 personne ne le recevra pas." in page
    assert "1 personne a déjà reçu un message" in page
    assert "Textos" in page
    client_of(chloe).post(url("batch_stop", batch.pk))
    batch.refresh_from_db()
    other.refresh_from_db()
    assert (batch.state, other.state) == ("stopped", "sending")


def test_an_act_that_does_not_exist_is_not_found(batch, client_of, chloe):
    assert client_of(chloe).post(url("batch_change", batch.pk, "explode")).status_code == 404


# All sends, and the parts of one


def test_the_list_of_sends_is_filtered_and_leaves_answers_out_unless_asked_for(tray, at, crisis, client_of, bilal):
    a_batch(tray, at, label="Premier mot", crisis_id=crisis.pk)
    a_batch(tray, at, label="Nouvelles", state="paused")
    a_batch(tray, at, label="Réponse à Ana", occasion="answer")
    client = client_of(bilal)

    def labels(**query: str) -> set[str]:
        return {part.batch.label for part in client.get(url("sends"), query).context["listed"]}

    assert labels() == {"Premier mot", "Nouvelles"}
    assert labels(state="paused") == {"Nouvelles"}
    assert labels(crisis=str(crisis.pk)) == {"Premier mot"}
    assert labels(what="answer") == {"Réponse à Ana"}
    assert labels(channel=str(tray.pk), what="all") == {"Premier mot", "Nouvelles", "Réponse à Ana"}


def test_a_restricted_crisis_has_no_send_no_ledger_and_no_file_for_bilal(tray, at, crisis, client_of, bilal, chloe):
    batch = a_batch(tray, at, crisis_id=crisis.pk, origin="broadcasts.message:4")
    a_row(batch, at, "ana@example.org", "failed")
    crisis.is_restricted = True
    crisis.save()
    client = client_of(bilal)
    assert client.get(url("sends")).context["listed"] == []
    assert "Rappel du lot 12" not in client.get(url("sends")).content.decode()
    addresses = [
        url("batch", batch.pk),
        url("ledger_csv", batch.pk),
        url("send_of", batch.origin),
        url("send_of_csv", batch.origin),
        url("delivery", batch.deliveries.get().pk),
    ]
    for address in addresses:
        assert client.get(address).status_code == 404, address
    for name in ("batch_retry", "batch_resend", "batch_stop"):
        assert client_of(chloe).get(url(name, batch.pk)).status_code == 404, name


def test_the_parts_of_one_message_are_one_send_with_their_sums(tray, at, client_of, bilal):
    origin = "broadcasts.message:7"
    mail = a_batch(tray, at, origin=origin)
    text = a_batch(Channel.objects.create(kind="sms", name="Textos"), at, origin=origin)
    a_row(mail, at, "ana@example.org", "bounced", "mailbox_full")
    a_row(mail, at, "bob@example.org", "sent")
    a_row(text, at, "+33612345678", "sent")
    client = client_of(bilal)
    assert url("send_of", origin) in words_of(client, url("batch", mail.pk))
    page = client.get(url("send_of", origin))
    assert (page.context["progress"].total, page.context["progress"].sent) == (3, 2)
    assert [line["row"].address for line in page.context["ledger"]] == [
        "+33612345678", "bob@example.org", "ana@example.org",
    ]  # fmt: skip
    answer = client.get(url("send_of_csv", origin))
    assert len(b"".join(answer.streaming_content).decode().splitlines()) == 4


def test_a_message_tells_its_story_with_the_words_of_the_next_server(batch, client_of, bilal):
    sent = batch.deliveries.get(state="sent")
    assert "250 2.0.0 queued as 4F2A" in words_of(client_of(bilal), url("delivery", sent.pk))
    held = batch.deliveries.get(state="suppressed")
    page = words_of(client_of(bilal), url("delivery", held.pk))
    assert "a demandé à ne plus recevoir" in page or "ne plus recevoir" in page
