"""Only what was approved leaves, each person has one row, and the first word stops its clock."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.proof import proof_rows, told
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.tasks import send_soon
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.channels import outbox
from amarre.channels.models import Delivery
from amarre.lib.errors import Conflict
from amarre.people.models import Person
from amarre.situation.models import Clock
from amarre.tasks.engine import run_pending

pytestmark = pytest.mark.django_db


def states(message: Message) -> dict[str, tuple[str, str]]:
    rows = deliveries_of(message)
    names = {person.pk: person.last_name for person in Person.objects.all()}
    return {names[row.person_ref or 0]: (row.state, row.reason) for row in rows}


def test_everybody_has_a_row_that_says_what_happened(house: House, customers: list[Person]) -> None:
    message = house.sent()
    assert states(message) == {
        "Roux": ("sent", ""),
        "Hall": ("sent", ""),
        "Blanc": ("suppressed", "no_address"),
        "Noir": ("suppressed", "refused"),
    }
    assert message.state == Message.State.SENT


def test_each_person_reads_their_own_language_with_the_facts_in_it(house: House, customers: list[Person]) -> None:
    message = house.sent()
    hall = deliveries_of(message).get(address="hall@example.org")
    words = outbox.rendered(hall)
    assert words.subject == "Recall of batch 12"
    assert "Please stop using the kettle." in words.text
    assert "Dear Mr Hall," in words.text
    assert "{{" not in words.text


def test_somebody_whose_language_we_did_not_write_is_greeted_in_ours(house: House, customers: list[Person]) -> None:
    message = house.sent(texts={"fr": LETTER["fr"]})
    hall = deliveries_of(message).get(address="hall@example.org")
    assert hall.language == "fr"
    assert "Bonjour Monsieur Hall," in outbox.rendered(hall).text


def test_nobody_receives_words_with_a_hole_in_them(house: House, customers: list[Person]) -> None:
    roux = customers[0]
    roux.attributes = {"order": "A-12"}
    roux.save()
    subject, body = LETTER["fr"]
    message = house.sent(texts={"fr": (subject, body + "\n\nVotre commande : {{ person.order }}")})
    assert states(message)["Roux"] == ("sent", "")
    assert states(message)["Hall"] == ("suppressed", "missing:person.order")


def test_what_was_not_approved_cannot_leave(house: House, customers: list[Person]) -> None:
    with pytest.raises(Conflict):
        actions.freeze_and_send(house.write(), by=house.chloe, at=house.at)


def test_words_slipped_in_after_the_approval_cannot_leave(house: House, customers: list[Person]) -> None:
    message = house.approved()
    message.texts.filter(language="fr").update(body=LETTER["fr"][1] + " Et un mot de plus.")
    with pytest.raises(Conflict):
        actions.freeze_and_send(message, by=house.chloe, at=house.at)


def test_a_fact_past_its_validity_holds_the_message_even_before_anybody_noticed(
    house: House, customers: list[Person]
) -> None:
    message = house.approved()
    version = house.fact("helpline").current
    assert version is not None
    version.valid_until = house.at + timedelta(hours=1)
    version.save()
    with pytest.raises(Conflict):
        actions.freeze_and_send(message, by=house.chloe, at=house.at + timedelta(hours=2))


def test_a_message_is_sent_once_however_often_the_button_is_pressed(house: House, customers: list[Person]) -> None:
    message = house.sent()
    with pytest.raises(Conflict):
        actions.freeze_and_send(message, by=house.chloe, at=house.at)
    assert Delivery.objects.filter(state="sent").count() == 2


def test_a_worker_freezes_and_sends_what_was_ordered(house: House, customers: list[Person]) -> None:
    message = send_soon(house.approved(), by=house.chloe, at=house.at)
    assert message.state == Message.State.SENDING and not message.sendings.exists()
    run_pending()
    actions.follow(at=house.at)
    message.refresh_from_db()
    assert message.state == Message.State.SENT


def test_the_first_word_stops_the_clock_once_somebody_has_been_told(house: House, customers: list[Person]) -> None:
    Clock.objects.create(crisis=house.crisis, code="first_word", due_at=house.at + timedelta(hours=48))
    house.sent(occasion="news")
    assert Clock.objects.get().met_at is None
    house.sent()
    assert Clock.objects.get().met_by == "Premier mot"


def test_the_proof_says_who_was_told_what_on_which_facts_approved_by_whom(
    house: House, customers: list[Person]
) -> None:
    house.sent()
    rows = {row["name"]: row for row in proof_rows(house.crisis)}
    roux = rows["Roux"]
    assert (roux["state"], roux["approved_by"], roux["written_by"]) == ("sent", "Alix", "Chloé")
    assert {fact["key"]: fact["source"] for fact in roux["facts"]} == {"what_to_do": "Qualité", "helpline": "Qualité"}
    assert rows["Hall"]["facts"][0]["words"].startswith(("Please", "0 800"))
    assert rows["Noir"]["reason"] == "refused"


def test_what_a_person_was_told_in_a_restricted_crisis_is_shown_to_its_members_only(
    house: House, customers: list[Person]
) -> None:
    house.sent()
    assert len(told(customers[0].pk, user=house.alix)) == 1
    house.crisis.is_restricted = True
    house.crisis.save()
    assert told(customers[0].pk, user=house.alix) == []
