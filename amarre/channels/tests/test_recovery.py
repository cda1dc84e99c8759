"""A worker dies with messages in its hands: what it had written in its record is believed, the rest is unsure."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from amarre.channels import outbox
from amarre.channels.desk import Standing
from amarre.channels.kinds.contract import Answer, Result
from amarre.channels.models import Batch, Channel, Delivery, Lease
from amarre.channels.outbox import Recipient, Words
from amarre.channels.outbox.leasing import Taken, take
from amarre.channels.outbox.outcomes import Outcome, write_down
from amarre.channels.outbox.record import Record, Unreadable, read
from amarre.tasks.processes import Process, this_machine

pytestmark = pytest.mark.django_db
State = Delivery.State
DEAD = str(Process(this_machine(), 4_000_000, "1", "dead"))
ELSEWHERE = str(Process("another/machine", 12, "1", "far"))


@pytest.fixture
def sending(tray: Channel, at: datetime) -> Batch:
    words = [Words("fr", "Rappel", "Bonjour.")]
    batch = outbox.prepare(channel=tray, label="x", occasion="news", words=words, by=None, at=at)
    people = [Recipient(None, f"{name}@example.org", "fr", {}) for name in ("ana", "bob", "cleo")]
    outbox.freeze(batch, people, at=at)
    batch.refresh_from_db()
    return outbox.start(batch, by=None, at=at)


def leased(batch: Batch, at: datetime, worker: str = DEAD) -> Taken:
    taken = take(batch, 100, worker=worker, at=at)
    assert taken is not None
    return taken


def recorded(taken: Taken) -> Record:
    return Record(taken.lease.pk, [row.id for row in taken.rows])


def states(batch: Batch) -> list[str]:
    return list(batch.deliveries.order_by("id").values_list("state", flat=True))


def test_what_was_answered_is_sent_what_was_begun_is_unsure_the_rest_waits(sending, at):
    taken = leased(sending, at)
    record = recorded(taken)
    for place in (0, 1):
        record.begin(place)
    record.answer(0, Result("t", Answer.ACCEPTED, "", "DATA", "2.0.0 Ok: queued as 4F2A\tB"))
    record.close(keep=True)
    assert outbox.reap(at=at) == 1
    assert states(sending) == [State.SENT, State.UNSURE, State.QUEUED]
    ana, bob, cleo = sending.deliveries.order_by("id")
    assert (ana.reply, ana.sent_at) == ("2.0.0 Ok: queued as 4F2A\tB", at)
    assert bob.reason == "sender_lost"
    assert cleo.attempts == 0
    assert not Lease.objects.exists()


def test_the_unsure_are_sent_again_only_on_a_persons_word(sending, at, alix):
    record = recorded(leased(sending, at))
    for place in range(3):
        record.begin(place)
    record.close(keep=True)
    assert outbox.reap(at=at) == 3
    assert outbox.send_chunk(sending.pk, worker="w", clock=lambda: at) == 0
    assert states(sending) == [State.UNSURE] * 3
    assert outbox.resend_unsure(sending, by=alix, at=at) == 3
    outbox.send_chunk(sending.pk, worker="w", clock=lambda: at)
    assert states(sending) == [State.SENT] * 3


def test_a_refusal_in_the_record_is_written_down_as_one(sending, at):
    record = recorded(leased(sending, at))
    record.begin(0)
    record.answer(0, Result("t", Answer.REFUSED, "5.1.1", "RCPT", "550 5.1.1 user unknown"))
    record.close(keep=True)
    outbox.reap(at=at)
    assert states(sending) == [State.BOUNCED, State.QUEUED, State.QUEUED]


def test_without_a_record_all_that_the_worker_held_is_unsure(sending, at):
    taken = leased(sending, at)
    recorded(taken).close()
    with pytest.raises(Unreadable):
        read(taken.lease.pk, taken.lease.record)
    assert outbox.reap(at=at) == 3
    assert states(sending) == [State.UNSURE] * 3


def test_a_record_cut_short_is_not_believed(sending, at):
    taken = leased(sending, at)
    record = recorded(taken)
    record.close(keep=True)
    with open(taken.lease.record, "r+b") as file:
        file.truncate(40)
    assert outbox.reap(at=at) == 3


def test_a_worker_on_another_machine_is_given_up_only_when_its_lease_ends(sending, at):
    leased(sending, at, ELSEWHERE)
    assert outbox.reap(at=at + timedelta(minutes=14)) == 0
    assert states(sending) == [State.SENDING] * 3
    assert outbox.reap(at=at + timedelta(minutes=16)) == 3
    assert states(sending) == [State.UNSURE] * 3


def test_a_worker_given_up_too_early_still_says_what_happened(sending, at):
    taken = leased(sending, at, ELSEWHERE)
    later = at + timedelta(hours=1)
    outbox.reap(at=later)
    outcome = Outcome(results=[(row, Result(row.token, Answer.ACCEPTED)) for row in taken.rows])
    write_down(sending, taken.lease, taken.rows, outcome, at=later)
    assert states(sending) == [State.SENT] * 3


def test_a_worker_given_up_does_not_undo_what_was_sent_again(sending, at, alix):
    taken = leased(sending, at, ELSEWHERE)
    later = at + timedelta(hours=1)
    outbox.reap(at=later)
    outbox.resend_unsure(sending, by=alix, at=later)
    outcome = Outcome(results=[(row, Result(row.token, Answer.REFUSED, words="550 no")) for row in taken.rows])
    write_down(sending, taken.lease, taken.rows, outcome, at=later)
    assert states(sending) == [State.QUEUED] * 3


def test_a_living_worker_is_left_alone_whatever_its_lease_says(sending, at, monkeypatch):
    taken = leased(sending, at, str(Process.current()))
    monkeypatch.setattr("amarre.channels.outbox.recovery.HELD", {taken.lease.pk})
    assert outbox.reap(at=at + timedelta(days=1)) == 0
    assert states(sending) == [State.SENDING] * 3


def test_a_lease_that_nobody_here_holds_any_more_is_given_up_though_the_process_lives(sending, at):
    recorded(leased(sending, at, str(Process.current()))).close(keep=True)
    assert outbox.reap(at=at + timedelta(seconds=30)) == 0
    assert states(sending) == [State.SENDING] * 3
    assert outbox.reap(at=at + timedelta(minutes=2)) == 0
    assert states(sending) == [State.QUEUED] * 3


def test_a_full_disk_begins_nothing(sending, at, monkeypatch):
    def full(*_: object) -> Record:
        raise OSError("No space left on device")

    monkeypatch.setattr("amarre.channels.outbox.sending.Record", full)
    with pytest.raises(OSError, match="space"):
        outbox.send_chunk(sending.pk, worker="w", clock=lambda: at)
    assert states(sending) == [State.QUEUED] * 3
    assert not Lease.objects.exists()


def test_what_was_said_to_those_left_behind_can_still_be_read(tray, at, desk):
    words = [Words("fr", "Rappel", "Bonjour {{ person.city }}.")]
    batch = outbox.prepare(channel=tray, label="x", occasion="news", words=words, by=None, at=at)
    outbox.freeze(batch, [Recipient(number, f"p{number}@example.org", "fr", {}) for number in (1, 2)], at=at)
    batch.refresh_from_db()
    batch = outbox.start(batch, by=None, at=at)
    for number in (1, 2):
        desk.standings[number] = Standing(values={"person.city": "Lyon"}, written={"person.city": "Lyon"})
    record = recorded(leased(batch, at))
    for place in (0, 1):
        record.begin(place)
    record.answer(0, Result("t", Answer.ACCEPTED))
    record.close(keep=True)
    outbox.reap(at=at)
    assert states(batch) == [State.SENT, State.UNSURE]
    assert [outbox.rendered(row).text[:13] for row in batch.deliveries.order_by("id")] == ["Bonjour Lyon."] * 2


def test_what_a_dead_worker_had_not_begun_does_not_leave_after_a_stop(sending, at, alix):
    record = recorded(leased(sending, at))
    record.begin(0)
    record.close(keep=True)
    outbox.stop(sending, by=alix, at=at)
    outbox.reap(at=at)
    assert states(sending) == [State.UNSURE, State.STOPPED, State.STOPPED]


def test_two_who_find_a_dead_worker_write_its_outcome_once(sending, at):
    record = recorded(leased(sending, at))
    record.begin(0)
    record.close(keep=True)
    assert outbox.reap(at=at) == 1
    assert outbox.reap(at=at) == 0
    assert states(sending) == [State.UNSURE, State.QUEUED, State.QUEUED]
