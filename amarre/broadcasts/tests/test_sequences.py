"""People enter on an event, get each message once, and leave when something says so."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.db import connection
from django.db.models import QuerySet

from amarre.accounts.models import JournalEntry, User
from amarre.broadcasts import actions as say
from amarre.broadcasts.models import Message, Sequence, SequenceRun
from amarre.broadcasts.sendings import deliveries_of
from amarre.broadcasts.sequences import actions
from amarre.broadcasts.sequences.actions import SKIP, SPREAD, Ends, Entry, Step
from amarre.broadcasts.sequences.entering import entrants
from amarre.broadcasts.sequences.stepping import move_on, move_on_all
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.channels import outbox
from amarre.channels.models import Batch, Channel, Delivery, Inbound, Suppression
from amarre.channels.planned import waiting
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.people.models import Column, Frequency, Person, Segment

pytestmark = pytest.mark.django_db
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
NEW = {"fr": "Rapportez la bouilloire au magasin.", "en": "Bring the kettle back to the shop."}
Exit = SequenceRun.Exit


@pytest.fixture
def second(alix: User) -> User:
    """Élise, another lead, starts what Alix and Chloé wrote."""
    return User.objects.create_user("elise@example.org", name="Élise", role="lead", language="fr")


@pytest.fixture
def follow_up(house: House, customers: list[Person], second: User) -> Callable[..., Sequence]:
    """Two days after the first word, a second message; three days later, a third."""

    def made(entry: Entry | None = None, ends: Ends | None = None, start: bool = True, **steps: object) -> Sequence:
        told = house.sent() if entry is None else None
        sequence = actions.write_sequence(
            house.crisis, name="Suivi", by=house.chloe, at=house.at,
            entry=entry or Entry(message=told, takes_earlier=True), ends=ends,
        )  # fmt: skip
        wait = int(str(steps.get("wait_hours", 48)))
        only_if = steps.get("only_if")
        messages = [house.approved(title=title, occasion="news") for title in ("Deux jours après", "Cinq jours après")]
        actions.set_steps(
            sequence,
            [Step(messages[0], wait, only_if), Step(messages[1], 72)],
            by=house.chloe,
            at=house.at,  # type: ignore[arg-type]
        )
        return actions.start_sequence(sequence, by=second, at=house.at) if start else sequence

    return made


def look(house: House, after: timedelta) -> int:
    """The worker looks so long after the beginning, and the post office sends."""
    at = house.at + after
    # It looks each minute: here, often enough not to have been away.
    Sequence.objects.filter(state=Sequence.State.RUNNING).update(looked_at=at - timedelta(minutes=1))
    moved = move_on_all(at=at)
    for batch in Batch.objects.filter(state=Batch.State.SENDING):
        while outbox.send_chunk(batch.pk, worker="test", clock=lambda: at):
            pass
    say.follow(at=at)
    return moved


def received(title: str) -> list[str]:
    """Who got a message, by last name, each time they did."""
    names = {person.pk: person.last_name for person in Person.objects.all()}
    rows = deliveries_of(*Message.objects.filter(title=title)).filter(state="sent").order_by("pk")
    return sorted(names[row.person_ref or 0] for row in rows)


def exits() -> dict[str, str]:
    names = {person.pk: person.last_name for person in Person.objects.all()}
    return {names[run.person_ref]: run.exit_reason for run in SequenceRun.objects.exclude(exited_at=None)}


def wrote(person: Person, house: House, after: timedelta) -> None:
    Inbound.objects.create(
        channel_kind="email", kind=Inbound.Kind.MESSAGE, received_at=house.at + after, digest=f"{person.pk}{after}",
        person_ref=person.pk, crisis_id=house.crisis.pk, text="Merci",
    )  # fmt: skip


def test_those_who_were_told_get_the_follow_up_when_its_time_comes(
    house: House, follow_up: Callable[..., Sequence]
) -> None:
    follow_up()
    assert look(house, HOUR) == 2  # they enter
    assert received("Deux jours après") == []
    look(house, 49 * HOUR)
    assert received("Deux jours après") == ["Hall", "Roux"]
    look(house, 50 * HOUR)
    assert received("Cinq jours après") == []
    look(house, 49 * HOUR + 3 * DAY)
    assert received("Cinq jours après") == ["Hall", "Roux"]
    assert exits() == {"Roux": "done", "Hall": "done"}


def test_however_often_one_looks_nobody_gets_a_message_twice(house: House, follow_up: Callable[..., Sequence]) -> None:
    follow_up()
    for hours in range(0, 200, 4):
        look(house, hours * HOUR)
        look(house, hours * HOUR)
    assert Counter(received("Deux jours après")) == {"Roux": 1, "Hall": 1}
    assert Counter(received("Cinq jours après")) == {"Roux": 1, "Hall": 1}
    assert SequenceRun.objects.count() == 2


def test_whoever_answers_is_left_alone(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence]
) -> None:
    follow_up()
    look(house, HOUR)
    wrote(customers[0], house, 2 * HOUR)
    look(house, 49 * HOUR)
    assert received("Deux jours après") == ["Hall"]
    assert exits() == {"Roux": "replied"}


def mr_hall() -> QuerySet[Person]:
    """Stands in for the room of requests, which says who has an open complaint."""
    return Person.objects.filter(last_name="Hall").values("pk")


def test_somebody_with_an_open_complaint_is_left_alone(
    house: House, follow_up: Callable[..., Sequence], settings: LazySettings
) -> None:
    follow_up()
    look(house, HOUR)
    settings.OPEN_COMPLAINTS = f"{__name__}.mr_hall"
    look(house, 49 * HOUR)
    assert exits() == {"Hall": "complaint"}


def test_whoever_asks_for_no_more_gets_no_more_and_leaves(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence]
) -> None:
    follow_up()
    look(house, HOUR)
    Suppression.objects.create(
        channel_kind="email", address="roux@example.org", cause="unsubscribed", created_at=house.at + 2 * HOUR
    )
    look(house, 49 * HOUR)
    assert received("Deux jours après") == ["Hall"]
    assert exits() == {"Roux": "refused"}


def test_a_pause_that_a_person_asked_for_holds_inside_a_sequence_too(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence]
) -> None:
    """mautic#10575: the pause preference was ignored in campaigns."""
    follow_up()
    look(house, HOUR)
    Person.objects.filter(pk=customers[0].pk).update(paused_until=(house.at + 30 * DAY).date())
    look(house, 49 * HOUR)
    assert received("Deux jours après") == ["Hall"]
    assert Delivery.objects.filter(person_ref=customers[0].pk, reason="paused").count() == 1


def test_the_limit_of_messages_holds_inside_a_sequence_too(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence]
) -> None:
    """mautic#6729: the frequency cap was not honoured in campaigns."""
    Frequency.objects.update_or_create(pk=1, defaults={"is_on": True, "most": 1, "days": 7})
    follow_up()
    look(house, HOUR)
    look(house, 49 * HOUR)
    assert received("Deux jours après") == []
    assert Delivery.objects.filter(reason="cap").count() == 2


def test_a_pause_and_a_resume_send_nothing_twice_and_nothing_at_once(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    """mautic#9285 and #16133: there was no emergency stop, and republishing sent everything again."""
    sequence = follow_up()
    look(house, HOUR)
    look(house, 49 * HOUR)
    actions.pause_sequence(sequence, by=second, at=house.at + 50 * HOUR)
    look(house, 10 * DAY)
    assert received("Cinq jours après") == []
    with pytest.raises(Invalid):
        actions.resume_sequence(sequence, by=second, at=house.at + 10 * DAY)
    actions.resume_sequence(sequence, by=second, at=house.at + 10 * DAY, overdue=SPREAD)
    look(house, 10 * DAY + timedelta(seconds=30))
    assert len(received("Cinq jours après")) < 2
    look(house, 11 * DAY + HOUR)
    assert sorted(received("Cinq jours après")) == ["Hall", "Roux"]
    assert received("Deux jours après") == ["Hall", "Roux"]


def test_what_is_overdue_after_a_pause_may_be_left_out(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    actions.pause_sequence(sequence, by=second, at=house.at + 2 * HOUR)
    actions.resume_sequence(sequence, by=second, at=house.at + 10 * DAY, overdue=SKIP)
    look(house, 14 * DAY)
    assert received("Deux jours après") == []
    assert received("Cinq jours après") == ["Hall", "Roux"]


def test_a_send_of_the_sequence_is_paused_with_it_and_goes_on_where_it_was(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    """listmonk#2313: a resume after an error began again from the top."""
    sequence = follow_up()
    at = house.at + HOUR
    move_on(sequence, at=at)
    Sequence.objects.update(looked_at=house.at + 49 * HOUR)
    move_on(sequence, at=house.at + 49 * HOUR)
    (batch,) = Batch.objects.filter(sending__sequence_step__isnull=False)
    first = batch.deliveries.filter(state="queued").earliest("pk")
    batch.deliveries.filter(pk=first.pk).update(state="sent", sent_at=house.at + 49 * HOUR)
    actions.pause_sequence(sequence, by=second, at=house.at + 49 * HOUR)
    batch.refresh_from_db()
    assert batch.state == Batch.State.PAUSED
    actions.resume_sequence(sequence, by=second, at=house.at + 50 * HOUR)
    look(house, 50 * HOUR)
    assert sorted(received("Deux jours après")) == ["Hall", "Roux"]
    first.refresh_from_db()
    assert first.attempts == 0


def test_stopping_everything_pauses_it(house: House, follow_up: Callable[..., Sequence]) -> None:
    sequence = follow_up()
    look(house, HOUR)
    assert any("1" in words for words in waiting())
    outbox.stop_everything(by=house.alix, at=house.at + 2 * HOUR)
    look(house, 49 * HOUR)
    sequence.refresh_from_db()
    assert sequence.state == Sequence.State.PAUSED
    assert received("Deux jours après") == []


def test_a_stopped_sequence_lets_everybody_out_for_good(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    actions.stop_sequence(sequence, by=second, at=house.at + 2 * HOUR, why="Plus utile")
    look(house, 60 * HOUR)
    assert received("Deux jours après") == []
    assert set(exits().values()) == {"stopped"}
    with pytest.raises(Conflict):
        actions.resume_sequence(sequence, by=second, at=house.at + 3 * HOUR)


def test_words_that_have_become_untrue_wait_and_the_board_says_so(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    house.state("what_to_do", NEW)
    look(house, 49 * HOUR)
    assert received("Deux jours après") == []
    step = sequence.steps.get(position=1)
    assert step.trouble
    assert JournalEntry.objects.filter(verb="sequence.wait").count() == 1

    draft = step.message
    again = say.revise(draft, revision=1, title=draft.title, texts=LETTER, by=house.chloe, at=house.at)
    say.approve(say.ask_approval(again, by=house.chloe, at=house.at), by=house.alix, at=house.at)
    look(house, 60 * HOUR)
    assert received("Deux jours après") == ["Hall", "Roux"]
    step.refresh_from_db()
    assert step.trouble == ""


def test_a_message_already_used_is_replaced_by_new_words_for_those_still_to_come(
    house: House, follow_up: Callable[..., Sequence], customers: list[Person]
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    late = SequenceRun.objects.get(person_ref=customers[1].pk)
    SequenceRun.objects.filter(pk=late.pk).update(next_at=house.at + 80 * HOUR)
    look(house, 49 * HOUR)
    house.state("what_to_do", NEW)
    step = sequence.steps.get(position=1)
    fresh = actions.write_step_again(step, by=house.chloe, at=house.at)
    look(house, 81 * HOUR)
    assert received("Deux jours après") == ["Roux"]
    say.approve(say.ask_approval(fresh, by=house.chloe, at=house.at), by=house.alix, at=house.at)
    look(house, 82 * HOUR)
    row = deliveries_of(fresh).select_related("batch").get()
    assert row.person_ref == customers[1].pk and NEW["en"] in outbox.rendered(row).text


def test_when_the_fact_it_rests_on_changes_everybody_leaves(house: House, follow_up: Callable[..., Sequence]) -> None:
    follow_up(ends=Ends(fact_version=house.fact("helpline").current))
    look(house, HOUR)
    house.state("helpline", {"fr": "0 800 99", "en": "0 800 99"})
    look(house, 2 * HOUR)
    assert set(exits().values()) == {"fact"}


def test_a_closed_crisis_ends_it(house: House, follow_up: Callable[..., Sequence]) -> None:
    sequence = follow_up()
    look(house, HOUR)
    house.crisis.closed_at = house.at + 2 * HOUR
    house.crisis.save()
    look(house, 49 * HOUR)
    sequence.refresh_from_db()
    assert sequence.state == Sequence.State.STOPPED and set(exits().values()) == {"closed"}


@pytest.fixture
def city(house: House, customers: list[Person]) -> Segment:
    """Those of Lyon: nobody at first."""
    Column.objects.create(name="city", label="Ville", type="text")
    return Segment.objects.create(name="Lyon", rule={"field": "city", "eq": "Lyon"}, created_at=house.at)


def moves(person: Person, city: str) -> None:
    person.attributes = {"city": city}
    person.save()


def test_whoever_joins_a_segment_enters_and_leaves_with_it(
    house: House, customers: list[Person], city: Segment, follow_up: Callable[..., Sequence]
) -> None:
    moves(customers[0], "Lyon")
    follow_up(entry=Entry("segment", segment=city), ends=Ends(outside=True))
    look(house, HOUR)
    assert exits() == {"Roux": "before"}
    moves(customers[1], "Lyon")
    look(house, 2 * HOUR)
    assert SequenceRun.objects.get(exited_at=None).person_ref == customers[1].pk
    moves(customers[1], "Paris")
    look(house, 3 * HOUR)
    assert exits() == {"Roux": "before", "Hall": "outside"}
    moves(customers[0], "Paris")
    look(house, 4 * HOUR)
    moves(customers[0], "Lyon")
    look(house, 5 * HOUR)
    assert SequenceRun.objects.get(exited_at=None).person_ref == customers[0].pk


def test_joining_again_lets_in_again_only_where_that_was_decided(
    house: House, customers: list[Person], city: Segment, follow_up: Callable[..., Sequence]
) -> None:
    for may_restart, rounds in ((False, 1), (True, 2)):
        SequenceRun.objects.all().delete()
        Sequence.objects.all().delete()
        moves(customers[0], "Lyon")
        entry = Entry("segment", segment=city, takes_earlier=True, may_restart=may_restart)
        follow_up(entry=entry, ends=Ends(outside=True))
        look(house, HOUR)
        moves(customers[0], "Paris")
        look(house, 2 * HOUR)
        look(house, 3 * HOUR)
        moves(customers[0], "Lyon")
        look(house, 4 * HOUR)
        look(house, 5 * HOUR)
        assert SequenceRun.objects.count() == rounds


def test_a_goal_that_is_reached_ends_it(
    house: House, customers: list[Person], city: Segment, follow_up: Callable[..., Sequence]
) -> None:
    follow_up(ends=Ends(goal=city))
    look(house, HOUR)
    moves(customers[0], "Lyon")
    look(house, 2 * HOUR)
    assert exits() == {"Roux": "goal"}


def test_a_step_for_some_is_passed_by_the_others(
    house: House, customers: list[Person], city: Segment, follow_up: Callable[..., Sequence]
) -> None:
    follow_up(only_if=city)
    moves(customers[0], "Lyon")
    look(house, HOUR)
    look(house, 49 * HOUR)
    look(house, 49 * HOUR + 3 * DAY)
    assert received("Deux jours après") == ["Roux"]
    assert received("Cinq jours après") == ["Hall", "Roux"]


def test_ten_days_before_their_renewal_they_enter(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence]
) -> None:
    Column.objects.create(name="renewal_date", label="Renouvellement", type="date")
    for person, in_days in zip(customers, (9, 10, 11, 30), strict=True):
        person.attributes = {"renewal_date": (house.at + in_days * DAY).date().isoformat()}
        person.save()
    follow_up(entry=Entry("date", attribute="renewal_date", days=-10), wait_hours=0)
    look(house, HOUR)
    assert received("Deux jours après") == ["Hall"]
    look(house, HOUR + DAY)
    assert SequenceRun.objects.count() == 2  # and Mme Blanc, who has no address
    look(house, HOUR + 2 * DAY)
    assert SequenceRun.objects.count() == 2


def test_those_who_write_to_us_or_are_answered_enter(
    house: House, customers: list[Person], follow_up: Callable[..., Sequence], tray: Channel
) -> None:
    thanks = follow_up(entry=Entry("wrote"), ends=Ends(on_reply=False), wait_hours=0)
    after = follow_up(entry=Entry("answered"))
    wrote(customers[0], house, HOUR)
    batch = Batch.objects.create(
        channel=tray, label="Réponse", occasion="answer", crisis_id=house.crisis.pk, state="finished",
        created_at=house.at,
    )  # fmt: skip
    Delivery.objects.create(
        batch=batch, person_ref=customers[1].pk, address="hall@example.org", language="en", state="sent",
        queued_at=house.at, sent_at=house.at + HOUR,
    )  # fmt: skip
    look(house, 2 * HOUR)
    assert [run.person_ref for run in thanks.runs.all()] == [customers[0].pk]
    assert [run.person_ref for run in after.runs.all()] == [customers[1].pk]


def test_one_sees_who_would_enter_before_it_starts(house: House, follow_up: Callable[..., Sequence]) -> None:
    sequence = follow_up(start=False)
    names = {person.last_name for person in entrants(sequence, since=house.at - DAY, at=house.at + HOUR)}
    assert names == {"Roux", "Hall"}
    assert SequenceRun.objects.count() == 0


def test_its_author_does_not_start_it_and_what_is_not_approved_does_not_start(
    house: House, follow_up: Callable[..., Sequence], second: User
) -> None:
    sequence = follow_up(start=False)
    house.chloe.role = "lead"
    house.chloe.save()
    with pytest.raises(NotAllowed):
        actions.start_sequence(sequence, by=house.chloe, at=house.at)
    actions.set_steps(sequence, [Step(house.write(title="Brouillon"))], by=house.chloe, at=house.at)
    with pytest.raises(Invalid):
        actions.start_sequence(sequence, by=second, at=house.at)


def test_after_a_long_absence_it_asks_before_it_all_leaves(house: House, follow_up: Callable[..., Sequence]) -> None:
    sequence = follow_up()
    look(house, HOUR)
    move_on_all(at=house.at + 5 * DAY)
    sequence.refresh_from_db()
    assert sequence.state == Sequence.State.PAUSED and sequence.state_reason
    assert received("Deux jours après") == []


def test_a_worker_killed_in_the_middle_of_a_look_has_done_nothing(
    house: House, follow_up: Callable[..., Sequence], monkeypatch: pytest.MonkeyPatch
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    Sequence.objects.update(looked_at=house.at + 49 * HOUR)

    def dies(*args: object, **kwargs: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as broken, pytest.raises(KeyboardInterrupt):
        broken.setattr("amarre.broadcasts.sequences.stepping._next", dies)
        move_on(sequence, at=house.at + 49 * HOUR)
    assert not Batch.objects.filter(sending__sequence_step__isnull=False).exists()
    look(house, 50 * HOUR)
    assert received("Deux jours après") == ["Hall", "Roux"]


def test_many_move_with_few_statements(
    house: House, follow_up: Callable[..., Sequence], django_assert_max_num_queries: Callable[..., object]
) -> None:
    sequence = follow_up()
    look(house, HOUR)
    many = Person.objects.bulk_create(
        Person(last_name=f"P{n}", created_at=house.at, updated_at=house.at) for n in range(3000)
    )
    SequenceRun.objects.bulk_create(
        SequenceRun(sequence=sequence, person_ref=one.pk, next_at=house.at, entered_at=house.at) for one in many
    )
    Sequence.objects.update(looked_at=house.at + 49 * HOUR)
    with django_assert_max_num_queries(120):
        move_on(sequence, at=house.at + 49 * HOUR)
    assert SequenceRun.objects.filter(sequence=sequence, step=2).count() == 3002
    assert connection.vendor in ("sqlite", "postgresql")


def test_a_draft_that_a_sequence_uses_is_not_thrown_away_and_chloe_is_told_why(
    house: House, follow_up: Callable[..., Sequence]
) -> None:
    sequence = follow_up(entry=Entry("wrote"), start=False)
    draft = house.write(title="Trois jours après", occasion="news")
    actions.set_steps(sequence, [Step(draft, 72)], by=house.chloe, at=house.at)
    with pytest.raises(Conflict, match="séquence"):
        say.discard(draft, by=house.chloe, at=house.at)
    assert Message.objects.filter(pk=draft.pk).exists()
    assert not JournalEntry.objects.filter(verb="message.discard").exists()
