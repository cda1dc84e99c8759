"""What has become untrue while it was being sent does not go out without a fresh approval, and nobody gets both."""

from __future__ import annotations

from datetime import timedelta

import pytest

from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import batches_of, deliveries_of
from amarre.broadcasts.tests.conftest import House
from amarre.channels import outbox
from amarre.channels.models import Batch, Delivery
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.people.models import Person

pytestmark = pytest.mark.django_db
NEW = {"fr": "Rapportez la bouilloire au magasin.", "en": "Bring the kettle back to the shop."}


def half_sent(house: House) -> tuple[Message, Batch, Delivery]:
    """Mme Roux has it, Mr Hall not yet."""
    message = house.approved()
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    first = Delivery.objects.filter(batch=batch, state="queued").earliest("pk")
    Delivery.objects.filter(pk=first.pk).update(state="sent", sent_at=house.at)
    return message, batch, first


def test_a_send_paused_by_hand_cannot_be_resumed_once_it_is_untrue(house: House, customers: list[Person]) -> None:
    _message, batch, _first = half_sent(house)
    outbox.pause(batch, by=house.alix, at=house.at)
    house.state("what_to_do", NEW)
    with pytest.raises(Conflict):
        outbox.resume(batch, by=house.alix, at=house.at)


def test_the_rest_is_told_the_new_words_by_one_button_and_nobody_gets_both(
    house: House, customers: list[Person]
) -> None:
    message, _batch, first = half_sent(house)
    house.state("what_to_do", NEW)
    again = actions.approve_rest(message, by=house.alix, at=house.at)
    house.deliver(list(batches_of(again)))
    message.refresh_from_db()
    assert message.state == Message.State.STOPPED
    reached = deliveries_of(message, again).filter(state="sent").values_list("person_ref", flat=True)
    assert len(reached) == len(set(reached)) == 2
    (row,) = deliveries_of(again).select_related("batch")
    assert row.address != first.address and NEW[row.language] in outbox.rendered(row).text
    assert again.approvals.get().by == house.alix


def test_whoever_wrote_the_words_cannot_approve_the_rest(house: House, customers: list[Person]) -> None:
    message, batch, _first = half_sent(house)
    house.state("what_to_do", NEW)
    house.chloe.role = "lead"
    house.chloe.save()
    for act in (
        lambda: actions.approve_rest(message, by=house.chloe, at=house.at),
        lambda: actions.confirm_words(message, by=house.chloe, at=house.at, why="Rien ne change pour eux."),
    ):
        with pytest.raises(NotAllowed):
            act()
    batch.refresh_from_db()
    assert batch.state == Batch.State.PAUSED and batch.hold


def test_the_old_words_may_be_said_to_hold_with_a_reason(house: House, customers: list[Person]) -> None:
    message, batch, first = half_sent(house)
    house.state("what_to_do", NEW)
    with pytest.raises(Invalid):
        actions.confirm_words(message, by=house.alix, at=house.at, why=" ")
    actions.confirm_words(message, by=house.alix, at=house.at, why="La phrase reste vraie pour eux.")
    house.deliver([batch])
    assert Delivery.objects.filter(batch=batch, state="sent").count() == 2
    assert Delivery.objects.get(pk=first.pk).attempts == 0  # a resumed send does not begin again
    approval = message.approvals.first()
    assert approval is not None and approval.comment == "La phrase reste vraie pour eux."


def test_a_fact_that_is_now_unsure_cannot_be_approved_for_the_rest(house: House, customers: list[Person]) -> None:
    message, batch, _first = half_sent(house)
    house.state("what_to_do", NEW, status="to_verify")
    with pytest.raises(Invalid):
        actions.approve_rest(message, by=house.alix, at=house.at)
    batch.refresh_from_db()
    assert batch.state == Batch.State.PAUSED  # nothing was stopped for nothing


def test_pausing_for_a_day_and_resuming_repeats_nothing(house: House, customers: list[Person]) -> None:
    message, batch, _first = half_sent(house)
    outbox.pause(batch, by=house.alix, at=house.at)
    outbox.resume(batch, by=house.alix, at=house.at + timedelta(days=1))
    house.at += timedelta(days=1)
    house.deliver([batch])
    assert deliveries_of(message).filter(state="sent").count() == 2


def test_what_is_vital_is_not_held(house: House, customers: list[Person]) -> None:
    message = house.approved(is_vital=True)
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", NEW)
    batch.refresh_from_db()
    assert batch.state == Batch.State.SENDING
