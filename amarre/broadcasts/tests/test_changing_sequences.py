"""The steps of a sequence that runs are corrected, added and taken out; who is where decides what they get."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import JournalEntry, User
from amarre.broadcasts import actions as say
from amarre.broadcasts.models import Message, Sequence, SequenceChange, SequenceRun, SequenceStep
from amarre.broadcasts.sequences import actions, changing
from amarre.broadcasts.sequences.actions import Entry, Step
from amarre.broadcasts.tests.conftest import House
from amarre.broadcasts.tests.test_sequences import DAY, HOUR, exits, look, received
from amarre.channels.models import Delivery
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.people.models import ContactPoint, Person

pytestmark = pytest.mark.django_db
TWO, FIVE = "Deux jours après", "Cinq jours après"


@pytest.fixture
def elise(alix: User) -> User:
    """Another lead: the second person."""
    return User.objects.create_user("elise@example.org", name="Élise", role="lead", language="fr")


@pytest.fixture
def running(house: House, customers: list[Person], elise: User) -> Sequence:
    """Two days after the first word, a second message; three days later, a third. Mme Roux and Mr Hall are inside."""
    sequence = actions.write_sequence(
        house.crisis, name="Suivi", by=house.chloe, at=house.at, entry=Entry(message=house.sent(), takes_earlier=True)
    )
    messages = [house.approved(title=title, occasion="news") for title in (TWO, FIVE)]
    actions.set_steps(sequence, [Step(messages[0], 48), Step(messages[1], 72)], by=house.chloe, at=house.at)
    actions.start_sequence(sequence, by=elise, at=house.at)
    look(house, HOUR)
    return sequence


@pytest.fixture
def late(running: Sequence, house: House) -> Person:
    """Mme Petit enters a day after the others: she waits for the second message when they wait for the third."""
    person = Person.objects.create(last_name="Petit", language="fr", created_at=house.at, updated_at=house.at)
    ContactPoint.objects.create(person=person, kind="email", address="petit@example.org", normal="petit@example.org")
    at = house.at + DAY + HOUR
    SequenceRun.objects.create(sequence=running, person_ref=person.pk, next_at=at + 2 * DAY, entered_at=at)
    look(house, 50 * HOUR)
    assert received(TWO) == ["Hall", "Roux"]
    return person


def begun(sequence: Sequence, house: House, after: timedelta) -> SequenceChange:
    return changing.begin_change(sequence, by=house.chloe, at=house.at + after)


def approved(change: SequenceChange, by: User, house: House, after: timedelta) -> changing.Outlook:
    change.refresh_from_db()
    return changing.apply_change(change, seen=change.updated_at, by=by, at=house.at + after)


def test_corrected_words_go_to_those_who_wait_and_not_again_to_those_who_had_the_old(
    house: House, running: Sequence, late: Person, elise: User
) -> None:
    change = begun(running, house, 50 * HOUR)
    draft = changing.correct_words(change.steps.get(position=1), by=house.chloe, at=house.at + 50 * HOUR)
    Message.objects.filter(pk=draft.pk).update(title="Corrigé")
    with pytest.raises(Invalid, match="Corrigé"):  # the words are not approved themselves
        approved(change, elise, house, 50 * HOUR)
    say.approve(say.ask_approval(draft, by=house.chloe, at=house.at), by=house.alix, at=house.at)
    found = approved(change, elise, house, 51 * HOUR)
    assert (found.concerned, found.fates[0].at_once) == (1, 0)
    look(house, 3 * DAY + 2 * HOUR)
    assert received("Corrigé") == ["Petit"]
    assert received(TWO) == ["Hall", "Roux"]


def test_until_a_change_is_approved_the_sequence_goes_on_as_it_is(house: House, running: Sequence) -> None:
    change = begun(running, house, 2 * HOUR)
    changing.take_out(change.steps.get(position=1), by=house.chloe, at=house.at + 2 * HOUR)
    look(house, 50 * HOUR)
    assert received(TWO) == ["Hall", "Roux"]


def test_words_that_no_longer_hold_are_not_approved_into_a_sequence(
    house: House, running: Sequence, elise: User
) -> None:
    """The same look at the facts as before any send."""
    other = house.approved(title="Autre", occasion="news")
    change = begun(running, house, 2 * HOUR)
    changing.change_step(change.steps.get(position=1), Step(other, 48), by=house.chloe, at=house.at + 2 * HOUR)
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    with pytest.raises(Invalid):
        approved(change, elise, house, 3 * HOUR)
    assert running.steps.get(position=1).message.title == TWO


@pytest.mark.parametrize(("hours", "due"), [(72, 72), (24, 24), (0, 3)])
def test_another_wait_is_counted_from_the_beginning_for_those_who_wait(
    house: House, running: Sequence, elise: User, hours: int, due: int
) -> None:
    change = begun(running, house, 2 * HOUR)
    row = change.steps.get(position=1)
    changing.change_step(row, Step(row.message, hours), by=house.chloe, at=house.at + 2 * HOUR)
    found = approved(change, elise, house, 2 * HOUR)
    assert found.fates[0].at_once == (2 if hours == 0 else 0)
    look(house, due * HOUR)
    assert received(TWO) == (["Hall", "Roux"] if hours == 0 else [])
    look(house, (due + 2) * HOUR)
    assert received(TWO) == ["Hall", "Roux"]


def test_whoever_waits_for_what_is_taken_out_goes_on_to_the_next(
    house: House, running: Sequence, late: Person, elise: User
) -> None:
    change = begun(running, house, 50 * HOUR)
    changing.take_out(change.steps.get(position=1), by=house.chloe, at=house.at + 50 * HOUR)
    approved(change, elise, house, 50 * HOUR)
    run = SequenceRun.objects.get(person_ref=late.pk)
    # The wait of three days, counted from her entry.
    assert (run.step, run.next_at) == (2, house.at + 4 * DAY + HOUR)
    for hours in range(50, 300, 10):
        look(house, hours * HOUR)
    assert received(TWO) == ["Hall", "Roux"]
    assert received(FIVE) == ["Hall", "Petit", "Roux"]
    assert set(exits().values()) == {"done"}


def test_when_the_last_step_is_taken_out_those_who_wait_for_it_are_through(
    house: House, running: Sequence, late: Person, elise: User
) -> None:
    change = begun(running, house, 51 * HOUR)
    changing.take_out(change.steps.get(position=2), by=house.chloe, at=house.at + 51 * HOUR)
    approved(change, elise, house, 51 * HOUR)
    assert exits() == {"Roux": "done", "Hall": "done"}
    for hours in range(52, 300, 10):
        look(house, hours * HOUR)
    assert (received(TWO), received(FIVE)) == (["Hall", "Petit", "Roux"], [])


def test_a_step_added_at_the_end_is_for_those_inside_and_not_for_those_who_are_through(
    house: House, running: Sequence, late: Person, elise: User
) -> None:
    look(house, 5 * DAY + 3 * HOUR)
    assert exits() == {"Roux": "done", "Hall": "done"}
    new = house.approved(title="Dix jours après", occasion="news")
    change = begun(running, house, 5 * DAY + 3 * HOUR)
    changing.add_step(change, Step(new, 120), by=house.chloe, at=house.at + 5 * DAY)
    found = approved(change, elise, house, 5 * DAY + 3 * HOUR)
    assert (found.through, len(found.added)) == (2, 1)
    for hours in range(124, 400, 10):
        look(house, hours * HOUR)
    assert received("Dix jours après") == ["Petit"]


def test_those_who_enter_after_the_first_step_was_taken_out_begin_with_what_is_first_then(
    house: House, running: Sequence, customers: list[Person], elise: User
) -> None:
    change = begun(running, house, 2 * HOUR)
    changing.take_out(change.steps.get(position=1), by=house.chloe, at=house.at + 2 * HOUR)
    approved(change, elise, house, 2 * HOUR)
    SequenceRun.objects.all().delete()
    look(house, 3 * HOUR)
    assert set(SequenceRun.objects.values_list("step", flat=True)) == {2}


def test_what_a_step_has_sent_stays_its_own_after_it_was_taken_out(
    house: House, running: Sequence, late: Person, elise: User
) -> None:
    """A pause must still hold what is leaving of it."""
    step = running.steps.get(position=1)
    change = begun(running, house, 51 * HOUR)
    changing.take_out(change.steps.get(position=1), by=house.chloe, at=house.at + 51 * HOUR)
    approved(change, elise, house, 51 * HOUR)
    assert not running.steps.filter(pk=step.pk).exists()
    assert SequenceStep.ever.get(pk=step.pk).removed_at is not None
    batches = actions.batches_of_sequence(running)
    assert Delivery.objects.filter(batch__in=batches).count() == 2


def test_a_second_person_approves_what_they_have_read(house: House, running: Sequence, elise: User) -> None:
    change = begun(running, house, 2 * HOUR)
    read = change.updated_at
    changing.change_step(
        change.steps.get(position=1), Step(running.steps.get(position=1).message, 24), by=elise, at=house.at + 3 * HOUR
    )
    with pytest.raises(NotAllowed):  # Élise changed it last
        approved(change, elise, house, 4 * HOUR)
    with pytest.raises(Conflict):  # Alix read it before that
        changing.apply_change(change, seen=read, by=house.alix, at=house.at + 4 * HOUR)
    approved(change, house.alix, house, 4 * HOUR)
    with pytest.raises(Conflict):
        approved(change, house.alix, house, 4 * HOUR)
    entry = JournalEntry.objects.get(verb="sequence.revise")
    assert (entry.actor, entry.data["count"]) == (house.alix, 2)


def test_the_only_step_is_not_taken_out_and_a_change_of_nothing_is_not_approved(
    house: House, running: Sequence, elise: User
) -> None:
    change = begun(running, house, 2 * HOUR)
    with pytest.raises(Invalid):
        approved(change, elise, house, 2 * HOUR)
    changing.take_out(change.steps.get(position=1), by=house.chloe, at=house.at)
    with pytest.raises(Conflict):
        changing.take_out(change.steps.get(position=2), by=house.chloe, at=house.at)


def test_a_step_written_again_meanwhile_is_the_one_that_the_change_keeps(house: House, running: Sequence) -> None:
    change = begun(running, house, 2 * HOUR)
    again = actions.write_step_again(running.steps.get(position=1), by=house.chloe, at=house.at + 3 * HOUR)
    assert change.steps.get(position=1).message == again
    assert changing.outlook(change, at=house.at).is_empty


def test_the_page_says_what_happens_to_whom_and_another_lead_approves(
    house: House, running: Sequence, elise: User, client_of: Callable[[User], Client]
) -> None:
    def at(name: str, *more: int) -> str:
        return reverse(f"broadcasts:{name}", args=[house.crisis.pk, running.pk, *more])

    chloe, lead = client_of(house.chloe), client_of(elise)
    assert at("sequence_change_begin") in chloe.get(at("sequence")).content.decode()
    chloe.post(at("sequence_change_begin"))
    change = SequenceChange.objects.get()
    row = change.steps.get(position=1)
    chloe.post(at("sequence_change_step", row.pk), {"message": row.message_id, "wait": 3, "unit": "days"})
    last = change.steps.get(position=2)
    chloe.post(at("sequence_change_step", last.pk), {"drop": "1"})
    page = chloe.get(at("sequence_change")).content.decode()
    assert "part 3 jours après au lieu de 2 jours après\xa0: les 2 personnes qui l’attendent" in page
    assert "est retiré" in page and at("sequence_change_approve") not in page
    assert chloe.get(at("sequence_change_approve")).status_code == 403
    seen = lead.get(at("sequence_change_approve"))
    assert "au lieu de 2 jours après" in seen.content.decode()
    lead.post(at("sequence_change_approve"), {"seen": seen.context["form"].initial["seen"]})
    assert list(running.steps.values_list("wait_hours", flat=True)) == [72]
    shown = lead.get(at("sequence")).content.decode()
    assert "Étapes changées" in shown


def test_words_are_corrected_from_the_page_and_a_change_is_thrown_away(
    house: House, running: Sequence, client_of: Callable[[User], Client]
) -> None:
    change = begun(running, house, 2 * HOUR)
    row = change.steps.get(position=1)
    page = client_of(house.chloe)
    where = [house.crisis.pk, running.pk]
    answer = page.post(reverse("broadcasts:sequence_change_words", args=[*where, row.pk]))
    draft = Message.objects.latest("pk")
    assert answer["Location"] == reverse("broadcasts:message_edit", args=[house.crisis.pk, draft.pk])
    assert draft.texts.get(language="fr").body == row.message.texts.get(language="fr").body
    assert "autres mots" in page.get(reverse("broadcasts:sequence_change", args=where)).content.decode()
    page.post(reverse("broadcasts:sequence_change_discard", args=where))
    assert not SequenceChange.objects.exists() and Message.objects.filter(pk=draft.pk).exists()
