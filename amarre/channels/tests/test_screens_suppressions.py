"""Who is not written to any more: read, explained, searched, added, lifted with a reason, kept as a file."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.urls import reverse

from amarre.channels import outbox
from amarre.channels.models import Channel, Delivery, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.channels.receipts import note
from amarre.channels.suppression import suppress
from amarre.engine.mailin import Outcome
from amarre.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db
LIST = reverse("channels:suppressions")


@pytest.fixture
def ana(at: datetime, settings) -> Person:
    settings.PEOPLE_DESK = "amarre.people.desk.DESK"  # those who know people, and not the stand-in of these tests
    person = Person.objects.create(first_name="Ana", last_name="Ferrand", language="fr", created_at=at, updated_at=at)
    ContactPoint.objects.create(person=person, kind="email", address="ana@example.org", normal="ana@example.org")
    return person


@pytest.fixture
def dead(tray: Channel, at: datetime, crisis, ana: Person) -> Suppression:
    """Mail to Ana came back: her address does not exist."""
    words = [Words("fr", "Rappel du lot 12", "Bonjour.")]
    batch = outbox.prepare(
        channel=tray, label="Rappel", occasion="statement", words=words, crisis_id=crisis.pk, by=None, at=at
    )
    outbox.freeze(batch, [Recipient(ana.pk, "ana@example.org", "fr", {})], at=at)
    Delivery.objects.update(state="sent", sent_at=at)
    said = Outcome("ana@example.org", True, "5.1.1", "user_unknown", "550 5.1.1 No such user here")
    note(Receipt.Kind.BOUNCED, delivery=batch.deliveries.get(), outcome=said, at=at)
    return Suppression.objects.get()


def page_of(client, row: Suppression) -> str:
    return client.get(reverse("channels:suppression", args=[row.pk])).content.decode()


def test_bilal_reads_why_an_address_is_there_and_whose_it_is(dead, client_of, bilal):
    page = page_of(client_of(bilal), dead)
    assert "550 5.1.1 No such user here" in page
    assert "Cette adresse n’existe pas." in page
    assert "Ana Ferrand" in page
    assert reverse("channels:delivery", args=[Delivery.objects.get().pk]) in page


def test_the_message_of_a_restricted_crisis_is_not_named_to_bilal(dead, crisis, client_of, bilal):
    crisis.is_restricted = True
    crisis.save()
    page = page_of(client_of(bilal), dead)
    assert "ana@example.org" in page
    assert "Rappel" not in page
    assert reverse("channels:delivery", args=[Delivery.objects.get().pk]) not in page


def test_dora_reads_nothing_and_bilal_changes_nothing(dead, client_of, bilal, dora):
    assert client_of(dora).get(LIST).status_code == 403
    for name in ("suppression", "suppression_lift"):
        assert client_of(dora).get(reverse(f"channels:{name}", args=[dead.pk])).status_code == 403
    lift = reverse("channels:suppression_lift", args=[dead.pk])
    assert client_of(bilal).post(lift, {"why": "elle a appelé"}).status_code == 403
    assert lift not in page_of(client_of(bilal), dead)


def test_the_list_is_searched_by_address_kind_and_cause(at, client_of, bilal):
    suppress(channel_kind="email", address="ana@example.org", cause="unsubscribed", by=None, at=at)
    suppress(channel_kind="sms", address="+33612345678", cause="by_hand", by=None, at=at)

    def found(**query: str) -> set[str]:
        return {one["row"].address for one in client_of(bilal).get(LIST, query).context["listed"]}

    assert found() == {"ana@example.org", "+33612345678"}
    assert found(q="ANA") == {"ana@example.org"}
    assert found(kind="sms") == {"+33612345678"}
    assert found(cause="by_hand") == {"+33612345678"}
    assert found(lifted="on") == set()


def test_the_list_of_a_drill_is_nobody_elses(at, client_of, bilal):
    suppress(channel_kind="drill", address="ana@example.org", cause="unsubscribed", by=None, at=at)
    assert client_of(bilal).get(LIST).context["listed"] == []


def test_chloe_adds_a_number_as_its_kind_writes_it_and_a_wrong_one_is_refused_at_its_field(client_of, chloe):
    url = reverse("channels:suppression_add")
    assert client_of(chloe).post(url, {"kind": "email", "address": "ana"}).status_code == 200
    assert client_of(chloe).post(url, {"kind": "sms", "address": "ana@example.org"}).status_code == 200
    assert not Suppression.objects.exists()
    client_of(chloe).post(url, {"kind": "sms", "address": "06 12 34 56 78", "note": "demande au téléphone"})
    row = Suppression.objects.get()
    assert (row.channel_kind, row.address, row.created_by) == ("sms", "+33612345678", chloe)
    client_of(chloe).post(url, {"kind": "email", "address": "Ana@Example.org"})
    assert Suppression.objects.filter(channel_kind="email", address="ana@example.org").exists()


def test_chloe_lifts_a_suppression_only_with_a_reason_which_stays_readable(dead, client_of, chloe):
    url = reverse("channels:suppression_lift", args=[dead.pk])
    assert client_of(chloe).post(url, {"why": ""}).status_code == 422
    dead.refresh_from_db()
    assert dead.lifted_at is None
    client_of(chloe).post(url, {"why": "elle a appelé"})
    dead.refresh_from_db()
    assert (dead.lifted_by, dead.lifted_why) == (chloe, "elle a appelé")
    assert "elle a appelé" in page_of(client_of(chloe), dead)
    assert client_of(chloe).get(url).status_code == 404


def test_an_address_that_comes_back_on_the_list_shows_what_happened_before(dead, at, client_of, chloe):
    client_of(chloe).post(reverse("channels:suppression_lift", args=[dead.pk]), {"why": "elle a appelé"})
    again = suppress(channel_kind="email", address="ana@example.org", cause="complained", by=None, at=at)
    page = page_of(client_of(chloe), again)
    assert "elle a appelé" in page
    assert "qui nous écrit reçoit une réponse" in page


def test_the_list_is_taken_away_as_a_file_in_which_nothing_runs(dead, at, client_of, bilal):
    suppress(channel_kind="email", address="bob@example.org", cause="by_hand", by=None, at=at, note="=1+1")
    answer = client_of(bilal).get(reverse("channels:suppressions_csv"), {"q": "example.org"})
    text = b"".join(answer.streaming_content).decode()
    assert len(text.splitlines()) == 3
    assert "550 5.1.1 No such user here" in text
    assert ";'=1+1;" in text
