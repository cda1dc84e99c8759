"""Chloé writes a sequence one question at a time, another lead starts it, and everybody sees who waits where."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.broadcasts import actions as say
from amarre.broadcasts.models import Message, Sequence, SequenceRun
from amarre.broadcasts.sequences import actions
from amarre.broadcasts.sequences.actions import Entry, Step
from amarre.broadcasts.tests.conftest import House
from amarre.lib.time import now
from amarre.people.models import Person

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]
NEW = {"fr": "Rapportez la bouilloire au magasin.", "en": "Bring the kettle back to the shop."}


@pytest.fixture
def elise(db: None) -> User:
    return User.objects.create_user("elise@example.org", name="Élise", role="lead", language="fr")


def at(house: House, name: str, *args: object) -> str:
    return reverse(f"broadcasts:{name}", args=[house.crisis.pk, *args])


@pytest.fixture
def draft(house: House, customers: list[Person]) -> Sequence:
    told = house.sent()
    sequence = actions.write_sequence(
        house.crisis, name="Suivi", by=house.chloe, at=house.at, entry=Entry(message=told, takes_earlier=True)
    )
    message = house.approved(title="Deux jours après", occasion="news")
    return actions.set_steps(sequence, [Step(message, 48)], by=house.chloe, at=house.at)


def test_it_is_written_one_question_at_a_time(
    house: House, customers: list[Person], client_of: ClientOf, elise: User
) -> None:
    told = house.sent()
    step = house.approved(title="Deux jours après", occasion="news")
    page = client_of(house.chloe)
    page.post(
        at(house, "sequence_new"),
        {"name": "Suivi", "audience_kind": "customer", "entry": "told", "message": told.pk, "takes_earlier": "on"},
    )
    sequence = Sequence.objects.get()
    page.post(at(house, "sequence_step_new", sequence.pk), {"message": step.pk, "wait": 2, "unit": "days"})
    page.post(at(house, "sequence_ends", sequence.pk), {"reply": "on"})
    sequence.refresh_from_db()
    assert sequence.steps.get().wait_hours == 48
    assert (sequence.ends_on_reply, sequence.ends_on_complaint) == (True, False)

    shown = page.get(at(house, "sequence", sequence.pk)).content.decode()
    assert "2 jours après" in shown and at(house, "sequence_start", sequence.pk) not in shown
    start = client_of(elise)
    assert at(house, "sequence_start", sequence.pk) in start.get(at(house, "sequence", sequence.pk)).content.decode()
    start.post(at(house, "sequence_start", sequence.pk))
    sequence.refresh_from_db()
    assert sequence.state == Sequence.State.RUNNING


def test_what_is_missing_is_said_at_its_field(house: House, client_of: ClientOf) -> None:
    page = client_of(house.chloe).post(
        at(house, "sequence_new"), {"name": "Suivi", "audience_kind": "customer", "entry": "segment"}
    )
    assert page.status_code == 422
    assert Sequence.objects.count() == 0
    assert "segment" in page.context["form"].errors


def test_who_would_enter_today_is_shown_before_anybody_does(house: House, draft: Sequence, client_of: ClientOf) -> None:
    page = client_of(house.chloe).get(at(house, "sequence_preview", draft.pk)).content.decode()
    assert "Roux" in page and "Hall" in page and "Noir" not in page
    assert not SequenceRun.objects.exists()


def test_the_page_says_who_waits_where_and_why_others_left(
    house: House, draft: Sequence, customers: list[Person], client_of: ClientOf, elise: User
) -> None:
    actions.start_sequence(draft, by=elise, at=now())
    SequenceRun.objects.create(sequence=draft, person_ref=customers[0].pk, next_at=now(), entered_at=now())
    SequenceRun.objects.create(
        sequence=draft, person_ref=customers[1].pk, next_at=now(), entered_at=now(), exited_at=now(),
        exit_reason="replied",
    )  # fmt: skip
    page = client_of(house.alix)
    shown = page.get(at(house, "sequence", draft.pk)).content.decode()
    assert "1 personne attend" in shown
    waits = page.get(at(house, "sequence_people", draft.pk), {"step": 1}).content.decode()
    assert "Roux" in waits and "Hall" not in waits
    left = page.get(at(house, "sequence_people", draft.pk), {"reason": "replied"}).content.decode()
    assert "Hall" in left and "Roux" not in left
    person = page.get(reverse("people:person", args=[customers[1].pk])).content.decode()
    assert "Suivi" in person


def test_it_is_paused_resumed_and_stopped_by_pages_that_say_what_they_do(
    house: House, draft: Sequence, customers: list[Person], client_of: ClientOf, elise: User
) -> None:
    actions.start_sequence(draft, by=elise, at=now())
    SequenceRun.objects.create(
        sequence=draft, person_ref=customers[0].pk, next_at=now() - timedelta(hours=1), entered_at=now()
    )
    page = client_of(house.chloe)
    page.post(at(house, "sequence_pause", draft.pk), {"why": "On attend"})
    draft.refresh_from_db()
    assert (draft.state, draft.state_reason) == (Sequence.State.PAUSED, "On attend")
    assert page.post(at(house, "sequence_resume", draft.pk)).status_code == 422
    page.post(at(house, "sequence_resume", draft.pk), {"overdue": "spread"})
    draft.refresh_from_db()
    assert draft.state == Sequence.State.RUNNING
    page.post(at(house, "sequence_stop", draft.pk), {"why": ""})
    draft.refresh_from_db()
    assert draft.state == Sequence.State.STOPPED


def test_dora_sees_nothing_bilal_only_reads_and_a_restricted_crisis_does_not_exist(
    house: House, draft: Sequence, client_of: ClientOf, dora: User, bilal: User
) -> None:
    assert client_of(dora).get(at(house, "sequences")).status_code == 403
    reader = client_of(bilal)
    assert reader.get(at(house, "sequence", draft.pk)).status_code == 200
    assert reader.get(at(house, "sequence_new")).status_code == 403
    for name in ("start", "pause", "resume", "stop", "discard"):
        assert reader.post(at(house, f"sequence_{name}", draft.pk)).status_code == 403
    house.crisis.is_restricted = True
    house.crisis.save()
    assert reader.get(at(house, "sequence", draft.pk)).status_code == 404
    assert reader.get(at(house, "sequences")).status_code == 404


def test_a_held_send_shows_the_two_ways_out_to_a_second_person(
    house: House, customers: list[Person], client_of: ClientOf
) -> None:
    message = house.approved()
    say.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", NEW)
    rest, holds = at(house, "rest", message.pk), at(house, "holds", message.pk)
    shown = client_of(house.alix).get(at(house, "message", message.pk)).content.decode()
    assert rest in shown and holds in shown
    assert rest not in client_of(house.chloe).get(at(house, "message", message.pk)).content.decode()

    page = client_of(house.alix)
    assert page.post(holds, {"why": ""}).status_code == 422
    page.post(rest, {"comment": ""})
    again = Message.objects.get(repeats=message)
    assert again.state == Message.State.SENDING and again.sendings.count() == 1
