"""Decisions, actions, the cell, the clock and measures."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from amarre.accounts.journal import sentence
from amarre.accounts.models import JournalEntry, User
from amarre.lib.errors import Invalid
from amarre.situation import actions
from amarre.situation.measures import MEASURES, measures_of
from amarre.situation.models import Action, Clock, Crisis, Fact, Source

pytestmark = pytest.mark.django_db


def test_a_decision_keeps_the_facts_as_they_stood(
    recall: Crisis, what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    then = actions.state_fact(what_happened, words={"fr": "Un lot."}, status="verified", source=agency, by=alix, at=at)
    decision = actions.log_decision(recall, what="Rappeler", why="Danger", facts=[then], by=alix, at=at)
    actions.state_fact(what_happened, words={"fr": "Trois lots."}, status="verified", source=agency, by=alix, at=at)
    assert [version.words["fr"] for version in decision.facts.all()] == ["Un lot."]


def test_a_decision_says_why_and_rests_on_its_own_crisis(
    recall: Crisis, crisis: Crisis, what_happened: Fact, alix: User, at: datetime
) -> None:
    elsewhere = actions.state_fact(what_happened, words={"fr": "Un lot."}, status="rumour", source=None, by=alix, at=at)
    with pytest.raises(Invalid) as refusal:
        actions.log_decision(crisis, what="Rappeler", why="", facts=[elsewhere], by=alix, at=at)
    assert set(refusal.value.fields) == {"why", "facts"}


def test_progress_is_reported_and_what_is_not_given_stays(recall: Crisis, bilal: User, at: datetime) -> None:
    action = recall.workstreams.all()[0].actions.all()[0]
    due = action.due_at
    actions.update_action(action, owner=bilal, by=bilal, at=at)
    actions.update_action(action, state=Action.State.DONE, by=bilal, at=at)
    action.refresh_from_db()
    assert (action.owner, action.due_at, action.done_at) == (bilal, due, at)
    actions.update_action(action, state=Action.State.DOING, owner=None, due_at=None, by=bilal, at=at)
    action.refresh_from_db()
    assert (action.owner, action.due_at, action.done_at) == (None, None, None)
    with pytest.raises(Invalid):
        actions.update_action(action, state="perhaps", by=bilal, at=at)


def test_an_action_can_be_added_while_it_burns(recall: Crisis, bilal: User, at: datetime) -> None:
    workstream = recall.workstreams.all()[1]
    added = actions.add_action(workstream, title="Louer dix lignes", owner_name="M. Roux", by=bilal, at=at)
    assert list(workstream.actions.all())[-1] == added and added.title == {"fr": "Louer dix lignes"}
    with pytest.raises(Invalid):
        actions.add_action(workstream, title=" ", by=bilal, at=at)


def test_a_seat_is_given_to_a_colleague_or_to_a_name_and_freed(
    recall: Crisis, alix: User, bilal: User, at: datetime
) -> None:
    seat = recall.seats.all()[0]
    actions.fill_seat(seat, user=bilal, holder="ignored", by=alix, at=at)
    assert (seat.user, seat.holder) == (bilal, "")
    actions.fill_seat(seat, user=None, holder=" Mme Roche ", by=alix, at=at)
    assert (seat.user, seat.holder) == (None, "Mme Roche")
    actions.fill_seat(seat, user=None, by=alix, at=at)
    verbs = list(JournalEntry.objects.filter(crisis_id=recall.pk).values_list("verb", flat=True)[:3])
    assert verbs == ["seat.empty", "seat.fill", "seat.fill"]


def test_the_first_to_keep_the_clock_counts(recall: Crisis, at: datetime) -> None:
    actions.meet_clock(recall, "first_word", met_by="Premier mot", at=at + timedelta(hours=3))
    actions.meet_clock(recall, "first_word", met_by="Un autre", at=at + timedelta(hours=5))
    clock = Clock.objects.get(crisis=recall)
    assert (clock.met_by, clock.met_at) == ("Premier mot", at + timedelta(hours=3))
    assert MEASURES.get("first_word").compute(recall, at + timedelta(days=9)).value == 3
    assert actions.meet_clock(recall, "no_such", met_by="", at=at) is None


def test_progress_counts_what_is_done_and_what_is_late(recall: Crisis, bilal: User, at: datetime) -> None:
    every = Action.objects.filter(workstream__crisis=recall)
    actions.update_action(every[0], state=Action.State.DONE, by=bilal, at=at)
    actions.update_action(every[1], state=Action.State.DROPPED, by=bilal, at=at)
    value = MEASURES.get("actions_progress").compute(recall, at + timedelta(days=90))
    assert value.value == round(100 / (every.count() - 1))
    assert str(every.count() - 2) in str(value.note)


def test_what_no_machine_counts_is_written_down_and_carries_its_age(recall: Crisis, bilal: User, at: datetime) -> None:
    measure = MEASURES.get("people_at_work")
    assert measure.compute(recall, at).value is None
    actions.read_measure(recall, "people_at_work", value=41, note="dont 12 chez eux", by=bilal, at=at)
    value = measure.compute(recall, at + timedelta(hours=3))
    assert (value.value, value.note, value.age) == (41, "dont 12 chez eux", timedelta(hours=3))
    with pytest.raises(Invalid):
        actions.read_measure(recall, "first_word", value=1, by=bilal, at=at)
    with pytest.raises(Invalid):
        actions.read_measure(recall, "people_at_work", value=-1, by=bilal, at=at)


def test_the_board_shows_the_measures_that_the_playbook_chose(recall: Crisis) -> None:
    chosen = [row["slug"] for row in recall.playbook.body["measures"]] if recall.playbook else []
    shown = [measure.slug for measure in measures_of(recall)]
    assert shown == [slug for slug in chosen if slug in MEASURES] and "first_word" in shown


def test_every_act_can_be_read_in_the_journal(recall: Crisis, what_happened: Fact, alix: User, at: datetime) -> None:
    actions.state_fact(what_happened, words={"fr": "Un lot."}, status="rumour", source=None, by=alix, at=at)
    actions.change_phase(recall, recall.phases.get(slug="shock"), by=alix, at=at)
    read = [sentence(entry) for entry in JournalEntry.objects.filter(crisis_id=recall.pk)]
    assert len(read) == 3
    assert all("…" not in line and "%" not in line for line in read)
