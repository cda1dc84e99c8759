"""Two workers look at the same moment: each person is frozen once. On PostgreSQL, where two can write at once."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import connection, connections

from amarre.accounts.models import User
from amarre.broadcasts import actions as say
from amarre.broadcasts.actions.falling import fall_back_one
from amarre.broadcasts.models import Message, Sequence
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.sequences import actions
from amarre.broadcasts.sequences.actions import Entry, Step
from amarre.broadcasts.sequences.stepping import move_on
from amarre.broadcasts.tests.conftest import House
from amarre.broadcasts.ways import Step as Way
from amarre.broadcasts.ways import Ways
from amarre.channels.models import Channel
from amarre.people.models import ContactPoint, Person

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite lets one writer in at a time"),
]


def at_once(act: Callable[[], object], workers: int = 3) -> None:
    """Run the same act in several threads that begin together."""
    begin = threading.Barrier(workers)
    failed: list[BaseException] = []

    def work() -> None:
        try:
            begin.wait()
            act()
        except BaseException as problem:  # shown below: a thread's own trace would be lost
            failed.append(problem)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=work) for _number in range(workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []


def test_a_fallback_freezes_each_person_once(house: House, customers: list[Person]) -> None:
    sms = Channel.objects.create(kind="sms", name="SMS", config={"provider": "ovh"})
    ContactPoint.objects.create(person=customers[2], kind="phone", address="+33600000000")
    message = house.approved(ways=Ways(steps=(Way(sms),)))
    say.freeze_and_send(message, by=house.chloe, at=house.at)
    message = Message.objects.get(pk=message.pk)
    at_once(lambda: fall_back_one(message, at=house.at + timedelta(hours=1)))
    assert deliveries_of(message).filter(batch__channel=sms).count() == 1


def test_a_step_of_a_sequence_freezes_each_person_once(house: House, customers: list[Person]) -> None:
    elise = User.objects.create_user("elise@example.org", name="Élise", role="lead", language="fr")
    entry = Entry("wrote")
    sequence = actions.write_sequence(house.crisis, name="Suivi", by=house.chloe, at=house.at, entry=entry)
    step = house.approved(title="Suite", occasion="news")
    actions.set_steps(sequence, [Step(step)], by=house.chloe, at=house.at)
    actions.start_sequence(sequence, by=elise, at=house.at)
    for person in customers[:2]:
        sequence.runs.create(person_ref=person.pk, next_at=house.at, entered_at=house.at)
    sequence = Sequence.objects.get(pk=sequence.pk)
    at_once(lambda: move_on(sequence, at=house.at + timedelta(minutes=5)))
    assert sorted(deliveries_of(step).values_list("person_ref", flat=True)) == [one.pk for one in customers[:2]]
    assert step.sendings.count() == 1
