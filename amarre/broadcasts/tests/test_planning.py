"""A message planned for later leaves at its time, or somebody is told why it did not."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from amarre.accounts.models import JournalEntry, User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.tasks import send_planned
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.channels import outbox
from amarre.channels.planned import waiting
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.people.models import Person
from amarre.tasks.engine import run_pending

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


def planned(house: House, **changes: object) -> tuple[Message, datetime]:
    due = house.at + 24 * HOUR
    message = actions.schedule(house.approved(**changes), send_at=due, by=house.chloe, at=house.at)
    return message, due


def test_it_leaves_at_its_time_and_not_before(
    house: House, customers: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    message, due = planned(house)
    assert actions.begin_due(at=due - timedelta(seconds=1)) == []
    monkeypatch.setattr("amarre.broadcasts.tasks.now", lambda: due + timedelta(minutes=2))
    send_planned.call()
    run_pending()
    message.refresh_from_db()
    assert message.sent_at == due + timedelta(minutes=2)
    assert deliveries_of(message).count() == len(customers)


def test_two_workers_who_look_at_once_begin_it_once(house: House, customers: list[Person]) -> None:
    _message, due = planned(house)
    assert len(actions.begin_due(at=due)) == 1
    assert actions.begin_due(at=due) == []


def test_an_order_whose_worker_died_is_given_again(
    house: House, customers: list[Person], monkeypatch: pytest.MonkeyPatch
) -> None:
    message, due = planned(house)
    actions.begin_due(at=due)  # and nobody was left to freeze the recipients
    monkeypatch.setattr("amarre.broadcasts.tasks.now", lambda: due + timedelta(minutes=5))
    send_planned.call()
    send_planned.call()
    run_pending()
    assert message.sendings.count() == 1


def test_what_is_no_longer_approved_does_not_leave_and_somebody_is_told(house: House, customers: list[Person]) -> None:
    message, due = planned(house)
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    assert actions.begin_due(at=due) == []
    message.refresh_from_db()
    assert (message.state, message.send_at) == (Message.State.DRAFT, None)
    assert message.send_trouble
    assert JournalEntry.objects.get(verb="message.missed").data["title"] == message.title


def test_approved_again_in_time_it_leaves_as_planned(house: House, customers: list[Person]) -> None:
    message, due = planned(house)
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    again = actions.revise(message, revision=1, title="Premier mot", texts=LETTER, by=house.chloe, at=house.at)
    actions.approve(actions.ask_approval(again, by=house.chloe, at=house.at), by=house.alix, at=house.at)
    assert [one.pk for one in actions.begin_due(at=due)] == [message.pk]


def test_a_machine_that_comes_back_at_night_asks_instead_of_sending(house: House, customers: list[Person]) -> None:
    message, due = planned(house)
    assert actions.begin_due(at=due + 2 * HOUR) == []
    message.refresh_from_db()
    assert message.state == Message.State.APPROVED and message.send_trouble


def test_what_is_vital_leaves_late_rather_than_never(house: House, customers: list[Person]) -> None:
    message, due = planned(house, is_vital=True)
    assert [one.pk for one in actions.begin_due(at=due + 2 * HOUR)] == [message.pk]


def test_only_what_is_approved_can_be_planned_for_a_time_to_come(house: House, bilal: User) -> None:
    with pytest.raises(Conflict):
        actions.schedule(house.write(), send_at=house.at + HOUR, by=house.chloe, at=house.at)
    message = house.approved()
    with pytest.raises(Invalid):
        actions.schedule(message, send_at=house.at, by=house.chloe, at=house.at)
    with pytest.raises(NotAllowed):
        actions.schedule(message, send_at=house.at + HOUR, by=bilal, at=house.at)


def test_stopping_everything_takes_planned_sends_back(house: House, customers: list[Person]) -> None:
    message, due = planned(house)
    assert len(waiting()) == 1
    outbox.stop_everything(by=house.alix, at=house.at)
    assert waiting() == []
    assert actions.begin_due(at=due) == []
    message.refresh_from_db()
    assert (message.state, message.send_at) == (Message.State.APPROVED, None)
