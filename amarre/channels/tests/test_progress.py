"""How far a send is: counted at each look when it is small, by the worker when it is large, and always with its age."""

from __future__ import annotations

from datetime import datetime, timedelta
from importlib import import_module

import pytest

from amarre.channels import outbox
from amarre.channels.models import Batch, Channel, Delivery, Tally
from amarre.lib.time import clock

# `outbox.progress` is the function of that name; this is the module around it.
counting = import_module("amarre.channels.outbox.progress")
pytestmark = pytest.mark.django_db
State = Delivery.State


@pytest.fixture
def few_are_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """As if three rows were fifty thousand."""
    monkeypatch.setattr(counting, "LARGE", 2)


@pytest.fixture
def batch(tray: Channel, at: datetime) -> Batch:
    batch = Batch.objects.create(
        channel=tray, label="Rappel", occasion="news", state=Batch.State.SENDING, created_at=at, started_at=at
    )
    states = [State.QUEUED] * 6 + [State.SENT, State.SENT, State.BOUNCED, State.SUPPRESSED]
    for number, state in enumerate(states):
        reason = {State.BOUNCED: "user_unknown", State.SUPPRESSED: "by_hand"}.get(state, "")
        Delivery.objects.create(
            batch=batch, person_ref=number, address=f"p{number}@example.org", language="fr", state=state,
            reason=reason, queued_at=at,
        )  # fmt: skip
    return batch


def sent(batch: Batch, count: int) -> None:
    keys = batch.deliveries.filter(state=State.QUEUED).values_list("pk", flat=True)[:count]
    Delivery.objects.filter(pk__in=list(keys)).update(state=State.SENT)


def test_a_small_batch_is_counted_at_each_look(batch, at):
    assert counting.keep_tallies(at=at) == 0
    assert not Tally.objects.exists()
    sent(batch, 2)
    shown = outbox.progress(batch)
    assert (shown.sent, shown.queued, shown.counted_at) == (4, 4, None)


def test_a_large_batch_is_counted_by_the_worker_and_pages_tell_how_old_the_count_is(batch, at, few_are_many):
    counting.keep_tallies(at=at)
    sent(batch, 2)
    with clock(lambda: at + timedelta(seconds=2)):
        shown, causes = outbox.progress_and_causes(batch)
    assert (shown.sent, shown.queued, shown.counted_at) == (2, 6, at)
    assert {(one.state, one.reason, one.count) for one in causes} == {
        ("bounced", "user_unknown", 1),
        ("suppressed", "by_hand", 1),
    }


def test_the_rate_is_that_of_late_and_the_time_left_follows_from_it(batch, at, few_are_many):
    counting.keep_tallies(at=at + timedelta(seconds=10))
    sent(batch, 4)
    later = at + timedelta(seconds=20)
    counting.keep_tallies(at=later)
    with clock(lambda: later):
        shown = outbox.progress(batch)
    assert shown.rate == pytest.approx(0.4)
    assert shown.eta == pytest.approx(5)


def test_a_batch_that_has_ended_is_never_shown_with_a_count_from_before_its_end(batch, at, few_are_many):
    counting.keep_tallies(at=at)
    sent(batch, 6)
    batch.state, batch.finished_at = Batch.State.FINISHED, at + timedelta(seconds=1)
    batch.save()
    with clock(lambda: at + timedelta(seconds=1)):
        assert outbox.progress(batch).queued == 0
    counting.keep_tallies(at=at + timedelta(seconds=2))
    with clock(lambda: at + timedelta(seconds=3)):
        shown = outbox.progress(batch)
    assert (shown.queued, shown.counted_at) == (0, at + timedelta(seconds=2))


def test_without_a_worker_the_page_counts_itself_rather_than_show_an_old_figure(batch, at, few_are_many):
    counting.keep_tallies(at=at)
    sent(batch, 2)
    with clock(lambda: at + timedelta(hours=1)):
        shown = outbox.progress(batch)
    assert (shown.sent, shown.counted_at) == (4, None)


def test_a_large_batch_that_ended_unseen_gets_its_tally_and_an_answer_never(batch, at, few_are_many):
    Batch.objects.filter(pk=batch.pk).update(state=Batch.State.FINISHED, finished_at=at)
    assert counting.keep_large(at=at) == 1
    assert counting.keep_large(at=at) == 0
    Tally.objects.all().delete()
    Batch.objects.filter(pk=batch.pk).update(occasion="answer")
    assert counting.keep_large(at=at) == 0


def test_what_waits_for_its_turn_has_no_cause_what_waits_for_a_retry_has_and_says_when(batch, at):
    first = batch.deliveries.filter(state=State.QUEUED).first()
    assert first is not None
    Delivery.objects.filter(pk=first.pk).update(reason="greylisted", not_before=at + timedelta(minutes=5))
    _shown, causes = outbox.progress_and_causes(batch)
    waiting = [one for one in causes if one.state == State.QUEUED]
    assert [(one.reason, one.count, one.due) for one in waiting] == [("greylisted", 1, at + timedelta(minutes=5))]
    assert all(state != State.QUEUED for state, _reason, _count in outbox.causes(batch))


def test_the_parts_of_one_send_are_added_up(batch, at):
    one = outbox.progress(batch)
    both = outbox.added([one, one])
    assert both is not None
    assert (both.total, both.sent, both.to_send) == (2 * one.total, 2 * one.sent, 2 * one.to_send)
    assert outbox.added([]) is None
