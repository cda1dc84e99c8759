"""The list of calls: one person, one caller, and what was said comes back as news like any other."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.urls import reverse

from amarre.accounts.models import User
from amarre.channels import calls, outbox, planned
from amarre.channels.desk import Standing
from amarre.channels.kinds import KINDS
from amarre.channels.models import Batch, CallTask, Channel, Delivery, Receipt, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.channels.watching import sight
from amarre.lib.errors import Conflict, Invalid

pytestmark = pytest.mark.django_db
State = Delivery.State
# 06 39 98 is kept for fiction in the French numbering plan.
ANA, BOB, EVE = "+33639980001", "+33639980002", "+33639980003"


@pytest.fixture
def channel(db: None) -> Channel:
    return Channel.objects.create(kind="call", name="Appels")


@pytest.fixture
def at(at: datetime, monkeypatch: pytest.MonkeyPatch) -> datetime:
    monkeypatch.setattr("amarre.channels.views.calls.now", lambda: at)
    return at


@pytest.fixture
def emma(db: None) -> User:
    """A second agent."""
    return User.objects.create_user("emma@example.org", name="Emma", role="agent", language="fr")


def listed(channel: Channel, at: datetime, *numbers: str, crisis_id: int | None = None, vital: bool = False) -> Batch:
    words = [Words("fr", "Rappel", "Bonjour {{ person.greeting }}, le lot 12 est rappelé.")]
    batch = outbox.prepare(
        channel=channel, label="Rappel", occasion="statement", words=words, crisis_id=crisis_id, is_vital=vital,
        by=None, at=at,
    )  # fmt: skip
    people = [Recipient(n, number, "fr", {"person.greeting": "Madame"}) for n, number in enumerate(numbers, 1)]
    outbox.freeze(batch, people, at=at)
    batch.refresh_from_db()
    outbox.start(batch, by=None, at=at)
    outbox.send_chunk(batch.pk, worker="here", clock=lambda: at)
    return batch


def taken(user: User, at: datetime) -> CallTask:
    task = calls.take(user, at=at)
    assert task is not None
    return task


def test_two_colleagues_never_have_the_same_person(channel, at, bilal, emma):
    listed(channel, at, ANA, BOB)
    first, second = taken(bilal, at), taken(emma, at)
    assert {first.delivery.address, second.delivery.address} == {ANA, BOB}
    assert taken(bilal, at) == first  # pressing again gives no second person
    assert calls.left(bilal, at=at) == calls.Left(now=0, later=0, held=2)


def test_a_person_left_without_a_word_comes_back_after_fifteen_minutes(channel, at, bilal, emma):
    listed(channel, at, ANA)
    held = taken(bilal, at)
    assert calls.take(emma, at=at + timedelta(minutes=14)) is None
    later = at + timedelta(minutes=15)
    assert taken(emma, later).delivery.address == ANA
    with pytest.raises(Conflict):
        calls.record(held, outcome="spoken", by=bilal, at=later)
    assert not Receipt.objects.exists()


def test_whoever_talks_for_longer_than_that_still_writes_it_down_when_nobody_else_has_called(channel, at, bilal):
    batch = listed(channel, at, ANA)
    task = taken(bilal, at)
    calls.record(task, outcome="spoken", by=bilal, at=at + timedelta(minutes=40))
    assert batch.deliveries.get().state == State.DELIVERED


@pytest.mark.parametrize(
    ("outcome", "state", "receipts", "cause"),
    [
        ("spoken", State.DELIVERED, ["delivered"], None),
        ("voicemail", State.DELIVERED, ["delivered"], None),
        ("wrong_number", State.BOUNCED, ["bounced"], "dead"),
        ("not_again", State.DELIVERED, ["delivered", "unsubscribed"], "unsubscribed"),
    ],
)
def test_what_came_of_a_call_is_news_and_can_be_taken_back(channel, at, bilal, outcome, state, receipts, cause):
    batch = listed(channel, at, ANA)
    task = calls.record(taken(bilal, at), outcome=outcome, note="Elle remercie.", by=bilal, at=at)
    row = batch.deliveries.get()
    assert row.state == state
    assert [(one.kind, one.reason, one.diagnostic) for one in row.receipts.order_by("id")] == [
        (kind, outcome, "Elle remercie.") for kind in receipts
    ]
    live = Suppression.objects.filter(lifted_at=None)
    assert list(live.values_list("channel_kind", "address", "cause")) == ([("call", ANA, cause)] if cause else [])
    calls.undo(task, by=bilal, at=at + timedelta(minutes=5))
    row.refresh_from_db()
    assert row.state == State.SENT
    assert not row.receipts.exists()
    assert not live.exists()
    assert calls.current(bilal, at=at + timedelta(minutes=6)) == task


def test_without_an_answer_the_person_comes_back_after_two_hours_three_times_at_most(channel, at, bilal):
    batch = listed(channel, at, ANA)
    moment = at
    for tries in (1, 2, 3):
        assert calls.record(taken(bilal, moment), outcome="no_answer", by=bilal, at=moment).tries == tries
        assert calls.take(bilal, at=moment + timedelta(minutes=119)) is None
        moment += timedelta(hours=2)
    assert calls.take(bilal, at=moment) is None
    row = batch.deliveries.get()
    assert (row.state, row.reason) == (State.BOUNCED, "no_answer")
    assert row.receipts.get().permanent is False
    assert not Suppression.objects.exists()


def test_a_person_who_is_due_again_comes_before_those_nobody_has_called_yet(channel, at, bilal):
    listed(channel, at, ANA, BOB)
    calls.record(taken(bilal, at), outcome="no_answer", by=bilal, at=at)
    assert taken(bilal, at + timedelta(hours=2)).delivery.address == ANA


def test_what_is_vital_is_called_first(channel, at, bilal):
    listed(channel, at, ANA)
    listed(channel, at, BOB, vital=True)
    assert taken(bilal, at).delivery.address == BOB


def test_a_person_can_be_left_for_later(channel, at, bilal, emma):
    listed(channel, at, ANA, BOB)
    calls.skip(taken(bilal, at), by=bilal, at=at)
    bob = taken(bilal, at)
    assert bob.delivery.address == BOB
    assert calls.take(emma, at=at) is None
    calls.record(bob, outcome="spoken", by=bilal, at=at)
    assert taken(emma, at + timedelta(minutes=30)).delivery.address == ANA


def test_who_asked_not_to_be_called_is_not_on_the_next_list(channel, at, bilal):
    listed(channel, at, ANA)
    calls.record(taken(bilal, at), outcome="not_again", by=bilal, at=at)
    again = listed(channel, at, ANA)
    assert (again.deliveries.get().state, again.deliveries.get().reason) == (State.SUPPRESSED, "unsubscribed")


def test_who_refused_since_the_list_was_made_is_not_called(channel, at, bilal, desk):
    batch = listed(channel, at, ANA, BOB)
    desk.standings[1] = Standing(withheld="refused")
    assert taken(bilal, at).delivery.address == BOB
    row = batch.deliveries.get(address=ANA)
    assert (row.state, row.reason) == (State.SUPPRESSED, "refused")


def test_nobody_is_rung_at_night_where_they_live(channel, at, bilal, desk):
    listed(channel, at, ANA, BOB)
    desk.standings[1] = Standing(time_zone="Pacific/Noumea")  # 9:00 UTC is 20:00 there
    assert taken(bilal, at).delivery.address == BOB
    assert calls.left(bilal, at=at).later == 1
    night = CallTask.objects.get(delivery__address=ANA)
    assert night.not_before == at + timedelta(hours=12)
    assert calls.take(bilal, at=at + timedelta(hours=12)).delivery.address in (ANA, BOB)


def test_what_is_vital_rings_at_night(channel, at, bilal, desk):
    listed(channel, at, ANA, vital=True)
    desk.standings[1] = Standing(time_zone="Pacific/Noumea")
    assert taken(bilal, at).delivery.address == ANA


def test_stopping_everything_ends_the_lists_of_calls(channel, at, alix, bilal):
    batch = listed(channel, at, ANA, BOB)
    held = taken(bilal, at)
    assert len(planned.waiting()) >= 1
    planned.hold_all(by=alix, at=at)
    assert calls.take(bilal, at=at) is None
    assert set(batch.deliveries.values_list("state", flat=True)) == {State.STOPPED}
    with pytest.raises(Conflict):
        calls.record(held, outcome="spoken", by=bilal, at=at)


def test_a_paused_send_is_not_called_meanwhile(channel, at, bilal):
    batch = listed(channel, at, ANA)
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.PAUSED)
    assert calls.take(bilal, at=at) is None


def test_an_outcome_that_does_not_exist_is_refused(channel, at, bilal):
    listed(channel, at, ANA)
    with pytest.raises(Invalid):
        calls.record(taken(bilal, at), outcome="sold", by=bilal, at=at)


def test_who_has_no_number_is_told_apart(channel, at):
    batch = listed(channel, at, "le fixe de ma mère")
    row = batch.deliveries.get()
    assert (row.state, row.reason) == (State.BOUNCED, "no_number")


def test_a_call_is_measured_in_minutes():
    kind = KINDS.get("call")
    assert kind.measure is not None
    config = kind.config({"minute_price": "0,5"})
    assert (kind.measure("", "mot " * 100, config).units, kind.measure("", "mot " * 100, config).cost) == (3, 1.5)
    assert kind.measure("", "mot " * 600, config).warnings


# On the screen


def test_bilal_calls_one_person_after_the_other_without_javascript(channel, at, client_of, bilal):
    batch = listed(channel, at, ANA, BOB)
    client = client_of(bilal)
    page = client.get(reverse("channels:calls")).content.decode()
    assert reverse("channels:call_take") in page
    page = client.post(reverse("channels:call_take"), follow=True).content.decode()
    assert f'href="tel:{ANA}"' in page
    assert "06 39 98 00 01" in page
    assert "Bonjour Madame, le lot 12 est rappelé." in page
    task = CallTask.objects.get()
    page = client.post(
        reverse("channels:call_record", args=[task.pk]), {"outcome": "spoken", "note": "Merci"}, follow=True
    ).content.decode()
    assert reverse("channels:call_undo", args=[task.pk]) in page
    assert batch.deliveries.get(address=ANA).state == State.DELIVERED
    client.post(reverse("channels:call_undo", args=[task.pk]))
    assert batch.deliveries.get(address=ANA).state == State.SENT


def test_the_page_of_the_send_says_how_many_people_are_still_to_be_called(channel, at, bilal):
    batch = listed(channel, at, ANA, BOB)
    calls.record(taken(bilal, at), outcome="spoken", by=bilal, at=at)
    batch.refresh_from_db()
    assert calls.to_call(batch) == 1
    assert [wait.what for wait in sight([batch], at=at).waits if "1" in wait.what]


def test_dora_sees_no_calls_and_only_those_who_may_send_stop_a_list(channel, at, client_of, bilal, chloe, dora):
    batch = listed(channel, at, ANA)
    stop = reverse("channels:calls_stop", args=[batch.pk])
    assert client_of(dora).get(reverse("channels:calls")).status_code == 403
    assert client_of(bilal).post(stop).status_code == 403
    assert client_of(chloe).get(stop).status_code == 200
    assert batch.deliveries.get().state == State.SENT
    client_of(chloe).post(stop)
    assert batch.deliveries.get().state == State.STOPPED


def test_calls_of_a_restricted_crisis_do_not_exist_for_bilal(channel, at, crisis, client_of, bilal, alix):
    listed(channel, at, ANA, crisis_id=crisis.pk)
    crisis.is_restricted = True
    crisis.save()
    assert calls.take(bilal, at=at) is None
    assert calls.left(bilal, at=at).all == 0
    task = CallTask.objects.create(delivery=Delivery.objects.get(), agent=bilal, until=at + calls.HOLD)
    assert (
        client_of(bilal).post(reverse("channels:call_record", args=[task.pk]), {"outcome": "spoken"}).status_code == 404
    )
