"""A crisis is declared from a playbook, moves through its phases, is closed and can be opened again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from amarre.accounts.models import JournalEntry, User
from amarre.lib.errors import Conflict, Invalid, NotFound
from amarre.plan.models import Playbook
from amarre.situation import actions
from amarre.situation.access import crises_visible_to, crisis_for
from amarre.situation.clocks import first_word
from amarre.situation.models import Crisis

pytestmark = pytest.mark.django_db


def test_declaring_copies_the_playbook_and_starts_the_clock(recall: Crisis, playbook: Playbook, at: datetime) -> None:
    assert recall.harm and recall.kind == "recall"
    assert [phase.slug for phase in recall.phases.all()] == ["alert", "shock", "long_haul", "way_out", "after"]
    assert recall.phase is not None and recall.phase.slug == "alert" and recall.phase.entered_at == at
    assert recall.facts.count() == len(playbook.body["facts"])
    assert recall.workstreams.count() == 4
    first = recall.workstreams.all()[0].actions.all()[0]
    assert first.due_at == at + timedelta(hours=1)
    assert recall.seats.filter(function__in=first.raci["responsible"]).count() == 2
    clock = first_word(recall, at + timedelta(hours=10))
    assert clock is not None and clock.left == timedelta(hours=38)
    assert {fact.key for fact in clock.missing_facts} == {
        row["key"] for row in playbook.body["facts"] if row["first_word"]
    }


def test_what_the_crisis_changes_stays_in_the_crisis(recall: Crisis, playbook: Playbook) -> None:
    recall.facts.all().delete()
    recall.workstreams.all().delete()
    playbook.refresh_from_db()
    assert playbook.body["facts"] and playbook.body["workstreams"]


def test_declaring_is_told_to_the_rooms_above_and_to_the_journal(
    playbook: Playbook, alix: User, at: datetime, settings: Any
) -> None:
    settings.AFTER_DECLARE = [f"{__name__}.listen"]
    HEARD.clear()
    crisis = actions.declare(playbook, title="Rappel", language="fr", languages=["fr"], by=alix, at=at)
    assert [(crisis.pk, alix, at)] == HEARD
    assert JournalEntry.objects.filter(verb="crisis.declare", crisis_id=crisis.pk, actor=alix).exists()


HEARD: list[tuple[int, User | None, datetime]] = []


def listen(crisis: Crisis, *, by: User | None, at: datetime) -> None:
    HEARD.append((crisis.pk, by, at))


def test_a_crisis_that_fits_no_playbook_still_has_a_clock_and_first_questions(alix: User, at: datetime) -> None:
    crisis = actions.declare(None, title="Incendie à l’entrepôt", language="fr", languages=["fr"], by=alix, at=at)
    clock = first_word(crisis, at)
    assert clock is not None and len(clock.missing_facts) >= 5
    assert crisis.phase is not None and crisis.workstreams.count() == 4


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"title": "  "}, "title"),
        ({"languages": []}, "languages"),
        ({"languages": ["tlh"]}, "languages"),
        ({"language": "en", "languages": ["fr"]}, "language"),
    ],
)
def test_a_declaration_that_cannot_be_says_where(
    playbook: Playbook, alix: User, at: datetime, given: dict[str, Any], field: str
) -> None:
    values: dict[str, Any] = {"title": "Rappel", "language": "fr", "languages": ["fr"]} | given
    with pytest.raises(Invalid) as refusal:
        actions.declare(playbook, **values, by=alix, at=at)
    assert field in refusal.value.fields
    assert not Crisis.objects.exists()


def test_two_crises_of_one_name_have_two_addresses(
    recall: Crisis, playbook: Playbook, alix: User, at: datetime
) -> None:
    other = actions.declare(playbook, title=recall.title, language="fr", languages=["fr"], by=alix, at=at)
    assert other.slug != recall.slug


def test_a_restricted_crisis_does_not_exist_for_those_who_are_not_in_it(
    playbook: Playbook, alix: User, bilal: User, at: datetime
) -> None:
    crisis = actions.declare(
        playbook, title="Fraude interne", language="fr", languages=["fr"], by=alix, at=at, is_restricted=True
    )
    assert "fraude" not in crisis.slug
    assert crisis_for(alix, crisis.pk) == crisis
    with pytest.raises(NotFound):
        crisis_for(bilal, crisis.pk)
    actions.fill_seat(crisis.seats.all()[0], user=bilal, by=alix, at=at)
    assert crisis in crises_visible_to(bilal)


def test_phases_move_both_ways_but_only_within_the_crisis(
    recall: Crisis, crisis: Crisis, alix: User, at: datetime
) -> None:
    shock = recall.phases.get(slug="shock")
    actions.change_phase(recall, shock, by=alix, at=at)
    assert recall.phase == shock and shock.entered_at == at
    with pytest.raises(Conflict):
        actions.change_phase(recall, shock, by=alix, at=at)
    actions.change_phase(recall, recall.phases.get(slug="alert"), by=alix, at=at)
    with pytest.raises(Invalid):
        actions.change_phase(crisis, shock, by=alix, at=at)


def test_a_closed_crisis_is_read_not_written_until_it_is_opened_again(recall: Crisis, alix: User, at: datetime) -> None:
    actions.close(recall, note="Tous les lots sont revenus.", by=alix, at=at)
    with pytest.raises(Conflict):
        actions.add_fact(recall, question={"fr": "Et après ?"}, by=alix, at=at)
    with pytest.raises(Conflict):
        actions.close(recall, note="", by=alix, at=at)
    with pytest.raises(Invalid):
        actions.reopen(recall, why=" ", by=alix, at=at)
    actions.reopen(recall, why="Un nouveau lot.", by=alix, at=at)
    assert recall.is_open
    assert actions.add_fact(recall, question={"fr": "Et après ?"}, by=alix, at=at).key
