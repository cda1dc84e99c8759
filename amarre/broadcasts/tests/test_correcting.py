"""A fact changes: the unsent is read again, the misinformed are counted and told better in two clicks."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amarre.accounts.models import JournalEntry
from amarre.broadcasts import actions
from amarre.broadcasts.audience import outdated_facts, reach
from amarre.broadcasts.citing import outdated
from amarre.broadcasts.models import Message
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.tests.conftest import FACTS, House
from amarre.channels import outbox
from amarre.channels.models import Batch, Delivery
from amarre.lib.errors import Conflict
from amarre.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db

NEW = {"fr": "Rapportez la bouilloire au magasin.", "en": "Bring the kettle back to the shop."}


def told_old(house: House) -> dict[str, int]:
    return {row.fact.key: row.people_count for row in outdated_facts(house.crisis)}


def test_an_approved_message_becomes_a_draft_to_be_read_again(house: House) -> None:
    message = house.approved()
    house.state("what_to_do", NEW)
    message.refresh_from_db()
    assert message.state == Message.State.DRAFT
    assert message.approvals.get().is_void
    assert [citation.version.fact.key for citation in outdated(message)] == ["what_to_do"]
    assert JournalEntry.objects.filter(verb="message.flag").exists()


def test_reading_it_again_and_saving_takes_the_new_words(house: House) -> None:
    message = house.approved()
    house.state("what_to_do", NEW)
    texts = {text.language: (text.subject, text.body) for text in message.texts.all()}
    again = actions.revise(message, revision=1, title=message.title, texts=texts, by=house.chloe, at=house.at)
    assert outdated(again) == []
    assert actions.ask_approval(again, by=house.chloe, at=house.at).state == Message.State.IN_REVIEW


def test_a_fact_verified_again_in_the_same_words_disturbs_nobody(house: House, customers: list[Person]) -> None:
    message = house.approved()
    house.state("what_to_do", FACTS["what_to_do"])
    message.refresh_from_db()
    assert message.state == Message.State.APPROVED
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", FACTS["what_to_do"])
    assert told_old(house) == {}


def test_a_send_on_its_way_is_held_until_somebody_decides(house: House, customers: list[Person]) -> None:
    message = house.approved()
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", NEW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.PAUSED
    assert "what_to_do" in batch.state_reason


def test_a_vital_send_is_not_held(house: House, customers: list[Person]) -> None:
    message = house.approved(is_vital=True)
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", NEW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.SENDING


def test_those_who_were_told_the_old_words_are_counted(house: House, customers: list[Person]) -> None:
    message = house.sent()
    assert told_old(house) == {}
    house.state("what_to_do", NEW)
    assert told_old(house) == {"what_to_do": 2}
    assert [
        (row.message, row.version.number, row.people_count) for row in actions.told_old(house.fact("what_to_do"))
    ] == [(message, 1, 2)]


def test_they_are_told_better_in_two_clicks_and_nobody_else_is(house: House, customers: list[Person]) -> None:
    sent = house.sent()
    old = house.fact("what_to_do").current
    assert old is not None
    newcomer = Person.objects.create(last_name="Neuf", created_at=house.at, updated_at=house.at)
    ContactPoint.objects.create(person=newcomer, kind="email", address="neuf@example.org", normal="neuf@example.org")
    house.state("what_to_do", NEW)

    correction = actions.write_correction(old, by=house.chloe, at=house.at)
    assert correction.corrects == sent
    assert reach(correction, at=house.at).reachable == 2
    actions.ask_approval(correction, by=house.chloe, at=house.at)
    actions.approve(correction, by=house.alix, at=house.at)
    house.deliver(actions.freeze_and_send(correction, by=house.chloe, at=house.at + timedelta(minutes=1)))

    correction.refresh_from_db()
    addresses = set(deliveries_of(correction).values_list("address", flat=True))
    assert addresses == {"roux@example.org", "hall@example.org"}
    assert told_old(house) == {}
    with pytest.raises(Conflict):
        actions.write_correction(old, by=house.chloe, at=house.at)


def test_two_colleagues_who_press_at_once_get_one_correction(house: House, customers: list[Person]) -> None:
    house.sent()
    old = house.fact("what_to_do").current
    assert old is not None
    house.state("what_to_do", NEW)
    first = actions.write_correction(old, by=house.chloe, at=house.at)
    assert actions.write_correction(old, by=house.alix, at=house.at) == first


def test_the_correction_written_for_us_passes_the_review_in_both_languages(
    house: House, customers: list[Person]
) -> None:
    house.sent()
    old = house.fact("what_to_do").current
    assert old is not None
    house.state("what_to_do", NEW)
    correction = actions.write_correction(old, by=house.chloe, at=house.at)
    found = {one.language: [finding.code for finding in one.all] for one in review_message(correction, at=house.at)}
    assert found == {"fr": [], "en": []}


def test_whoever_was_told_the_newest_words_by_any_message_is_not_told_again(
    house: House, customers: list[Person]
) -> None:
    house.sent()
    house.state("what_to_do", NEW)
    house.sent(title="Nouvelles", occasion="news")
    assert told_old(house) == {}


def test_a_fact_that_changes_back_counts_only_those_told_the_words_between(
    house: House, customers: list[Person]
) -> None:
    house.sent()
    house.state("what_to_do", NEW)
    house.sent(title="Nouvelles", occasion="news")
    house.state("what_to_do", FACTS["what_to_do"])
    assert told_old(house) == {"what_to_do": 2}


def test_those_whom_a_stopped_sending_had_not_reached_get_the_words_as_they_are_now(
    house: House, customers: list[Person]
) -> None:
    message = house.approved()
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    first = Delivery.objects.filter(batch=batch, state="queued").earliest("pk")
    Delivery.objects.filter(pk=first.pk).update(state="sent", sent_at=house.at)
    house.state("what_to_do", NEW)
    outbox.stop(batch, by=house.alix, at=house.at)
    stopped = actions.refresh(message, at=house.at)
    assert stopped.state == Message.State.STOPPED

    again = actions.write_again(stopped, by=house.chloe, at=house.at)
    assert actions.write_again(stopped, by=house.alix, at=house.at) == again
    actions.ask_approval(again, by=house.chloe, at=house.at)
    actions.approve(again, by=house.alix, at=house.at)
    (later,) = actions.freeze_and_send(again, by=house.chloe, at=house.at)
    house.deliver([later])
    received = Delivery.objects.get(batch=later)
    assert received.address != first.address
    assert NEW[received.language] in outbox.rendered(received).text
