"""Whoever a message did not reach by one channel is tried by the next, once, while the words still hold."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from amarre.accounts.models import JournalEntry
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message, MessageStep
from amarre.broadcasts.sendings import batches_of, deliveries_of
from amarre.broadcasts.tests.conftest import FACTS, House
from amarre.broadcasts.ways import Step, Variant, Ways
from amarre.channels import outbox
from amarre.channels.models import Channel, Delivery
from amarre.lib.errors import Conflict, Invalid
from amarre.people.models import ContactPoint, Frequency, Person

pytestmark = pytest.mark.django_db
State = Delivery.State
LATER = timedelta(hours=3)


@pytest.fixture
def sms(db: None) -> Channel:
    return Channel.objects.create(kind="sms", name="SMS", config={"provider": "ovh"})


@pytest.fixture
def letter(db: None) -> Channel:
    return Channel.objects.create(kind="letter", name="Courrier")


def phone(person: Person, number: str, consent: str = "unknown") -> None:
    ContactPoint.objects.create(person=person, kind="phone", address=number, consent=consent)


def ways(*steps: Step, preferred_first: bool = False) -> Ways:
    short = Variant(body="Rappel : {{ fact.what_to_do }} {{ fact.helpline }}")
    return Ways(variants={("sms", "fr"): short}, steps=steps, preferred_first=preferred_first)


def rows(message: Message) -> dict[str, list[tuple[str, str, str]]]:
    """By last name, each attempt: channel, state, reason."""
    names = {person.pk: person.last_name for person in Person.objects.all()}
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in deliveries_of(message).select_related("batch__channel").order_by("pk"):
        found.setdefault(names[row.person_ref or 0], []).append((row.batch.channel.kind, row.state, row.reason))
    return found


def became(message: Message, address: str, state: str, house: House, reason: str = "") -> None:
    deliveries_of(message).filter(address=address).update(state=state, reason=reason, closed_at=house.at)


def test_whoever_cannot_be_reached_by_mail_gets_the_sms_and_nobody_else_does(
    house: House, customers: list[Person], sms: Channel
) -> None:
    roux, hall, blanc, noir = customers
    for n, person in enumerate((roux, hall, blanc, noir)):
        phone(person, f"+3360000000{n}")
    message = house.sent(ways=ways(Step(sms)))
    became(message, "roux@example.org", State.BOUNCED, house, "user_unknown")

    assert actions.fall_back(at=house.at + LATER) == 2
    assert rows(message) == {
        "Roux": [("tray", "bounced", "user_unknown"), ("sms", "queued", "")],
        "Hall": [("tray", "sent", "")],
        "Blanc": [("tray", "suppressed", "no_address"), ("sms", "queued", "")],
        "Noir": [("tray", "suppressed", "refused")],
    }
    entry = JournalEntry.objects.get(verb="message.fall_back")
    assert (entry.data["count"], entry.data["channel"]) == (2, "SMS")


def test_the_sms_says_the_words_written_for_it(house: House, customers: list[Person], sms: Channel) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms)))
    actions.fall_back(at=house.at + LATER)
    row = deliveries_of(message).select_related("batch").get(batch__channel=sms, state=State.QUEUED)
    assert f"Rappel : {FACTS['what_to_do']['fr']} {FACTS['helpline']['fr']}" in outbox.rendered(row).text


def test_nobody_is_tried_twice_however_often_one_looks(house: House, customers: list[Person], sms: Channel) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms)))
    for hours in range(1, 8):
        actions.fall_back(at=house.at + timedelta(hours=hours))
    assert deliveries_of(message).filter(batch__channel=sms, person_ref=customers[2].pk).count() == 1


def test_the_letter_comes_after_the_sms_has_failed_too(
    house: House, customers: list[Person], sms: Channel, letter: Channel
) -> None:
    blanc = customers[2]
    blanc.postal_address = "Mme Blanc\n1 rue Haute\n69001 Lyon"
    blanc.save()
    message = house.sent(ways=ways(Step(sms), Step(letter)))
    actions.fall_back(at=house.at + LATER)
    actions.fall_back(at=house.at + 2 * LATER)
    assert rows(message)["Blanc"] == [
        ("tray", "suppressed", "no_address"), ("sms", "suppressed", "no_address"), ("letter", "queued", "")
    ]  # fmt: skip


def test_one_waits_as_long_as_was_decided(house: House, customers: list[Person], sms: Channel) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms, wait_hours=24)))
    assert actions.fall_back(at=house.at + timedelta(hours=23)) == 0
    assert actions.fall_back(at=house.at + timedelta(hours=25)) == 1
    assert batches_of(message).count() == 2


def test_a_silence_counts_only_where_the_channel_would_have_spoken(
    house: House, customers: list[Person], sms: Channel, letter: Channel
) -> None:
    for n, person in enumerate(customers):
        phone(person, f"+3360000000{n}")
        Person.objects.filter(pk=person.pk).update(postal_address="1 rue Haute\n69001 Lyon")
    silent = Step(letter, wait_hours=48, after=MessageStep.After.NO_RECEIPT)
    message = house.approved(channel=sms, ways=ways(silent))
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    heard, unheard, *rest = deliveries_of(message).order_by("pk")
    Delivery.objects.filter(pk=heard.pk).update(state=State.DELIVERED, sent_at=house.at, closed_at=house.at)
    Delivery.objects.filter(pk=unheard.pk).update(state=State.SENT, sent_at=house.at)
    Delivery.objects.filter(pk__in=[one.pk for one in rest]).update(state=State.SENT, sent_at=house.at + LATER * 20)
    assert actions.fall_back(at=house.at + timedelta(hours=49)) == 1
    assert deliveries_of(message).get(batch__channel=letter).person_ref == unheard.person_ref


def test_there_is_nothing_to_wait_for_where_no_channel_confirms(house: House, letter: Channel) -> None:
    with pytest.raises(Invalid) as caught:
        house.write(ways=ways(Step(letter, after=MessageStep.After.NO_RECEIPT)))
    assert list(caught.value.fields) == ["step_1"]


def test_words_that_no_longer_hold_are_not_tried_by_another_channel(
    house: House, customers: list[Person], sms: Channel
) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms)))
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    assert actions.fall_back(at=house.at + LATER) == 0
    assert actions.fall_back(at=house.at + 2 * LATER) == 0
    message.refresh_from_db()
    assert "what_to_do" in message.send_trouble
    assert JournalEntry.objects.filter(verb="message.held_back").count() == 1


def test_a_message_that_was_stopped_tries_nobody(house: House, customers: list[Person], sms: Channel) -> None:
    phone(customers[2], "+33600000000")
    message = house.approved(ways=ways(Step(sms)))
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    outbox.stop(batch, by=house.alix, at=house.at)
    actions.refresh(message, at=house.at)
    assert actions.fall_back(at=house.at + LATER) == 0


def test_each_person_is_written_to_by_the_channel_they_prefer_and_then_by_the_others(
    house: House, customers: list[Person], sms: Channel
) -> None:
    roux, hall, _blanc, _noir = customers
    phone(roux, "+33600000001")
    for person in (roux, hall):
        Person.objects.filter(pk=person.pk).update(preferred_channel="sms")
    message = house.approved(ways=ways(Step(sms), preferred_first=True))
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    assert [attempt[0] for attempt in rows(message)["Roux"]] == ["sms"]
    assert [attempt[0] for attempt in rows(message)["Hall"]] == ["tray"]  # he has no telephone

    became(message, "+33600000001", State.BOUNCED, house, "user_unknown")
    actions.fall_back(at=house.at + LATER)
    assert [attempt[0] for attempt in rows(message)["Roux"]] == ["sms", "tray"]


def test_a_message_to_the_public_is_one_delivery(house: House, customers: list[Person]) -> None:
    posts = Channel.objects.create(kind="webhook", name="Le site", config={})
    message = house.approved(channel=posts, texts={"fr": ("Rappel", "{{ fact.what_to_do }} {{ fact.helpline }}")})
    (batch,) = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    row = batch.deliveries.get()
    assert (row.person_ref, row.address, row.language) == (None, "Le site", "fr")


@given(
    fates=st.lists(st.sampled_from(["bounced", "failed", "sent", "delivered", "none", "refused"]), max_size=6),
    phones=st.lists(st.booleans(), min_size=6, max_size=6),
)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_happens_nobody_is_reached_twice_and_everybody_has_their_turn(
    house: House, sms: Channel, fates: list[str], phones: list[bool]
) -> None:
    Person.objects.all().delete()
    Delivery.objects.all().delete()
    for n, (fate, has_phone) in enumerate(zip(fates, phones, strict=False)):
        person = Person.objects.create(last_name=f"P{n}", created_at=house.at, updated_at=house.at)
        if fate != "none":
            consent = "refused" if fate == "refused" else "unknown"
            ContactPoint.objects.create(person=person, kind="email", address=f"p{n}@example.org", consent=consent)
        if has_phone:
            phone(person, f"+3361111111{n}")
    message = house.approved(ways=ways(Step(sms)))
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    for n, fate in enumerate(fates):
        if fate not in ("none", "refused"):
            became(message, f"p{n}@example.org", fate, house)
    for hours in (1, 2, 3):
        actions.fall_back(at=house.at + timedelta(hours=hours))

    tried = Counter(deliveries_of(message).values_list("person_ref", flat=True))
    again = Counter(deliveries_of(message).filter(batch__channel=sms).values_list("person_ref", flat=True))
    assert len(tried) == len(fates)
    assert max(again.values(), default=1) == 1
    assert sum(again.values()) == sum(fate in ("bounced", "failed", "none") for fate in fates)


def silent_mail(house: House, sms: Channel, tray: Channel, **changes: object) -> Message:
    """An SMS that left and of which nothing was heard; after a day, what the tray stands for is tried."""
    step = Step(tray, wait_hours=24, after=MessageStep.After.NO_RECEIPT)
    message = house.approved(channel=sms, ways=ways(step), **changes)
    actions.freeze_and_send(message, by=house.chloe, at=house.at)
    deliveries_of(message).filter(state=State.QUEUED).update(state=State.SENT, sent_at=house.at)
    batches_of(message).update(state="finished", finished_at=house.at)
    return actions.refresh(message, at=house.at)


def test_a_message_tried_by_two_channels_counts_once_and_does_not_stand_in_its_own_way(
    house: House, customers: list[Person], sms: Channel, tray: Channel
) -> None:
    Frequency.objects.update_or_create(pk=1, defaults={"is_on": True, "most": 1, "days": 7})
    phone(customers[0], "+33600000001")
    message = silent_mail(house, sms, tray)
    house.at += timedelta(hours=25)
    assert actions.fall_back(at=house.at) == 2
    house.deliver(list(batches_of(message)))
    assert rows(message)["Roux"] == [("sms", "sent", ""), ("tray", "sent", "")]

    Frequency.objects.update(most=2)
    news = house.sent(title="La suite", occasion="news")
    assert rows(news)["Roux"] == [("tray", "sent", "")]  # the second message of two that are allowed
    assert rows(house.sent(title="Encore", occasion="news"))["Roux"] == [("tray", "suppressed", "cap")]


def test_another_message_these_days_holds_the_fallback_back(
    house: House, customers: list[Person], sms: Channel, tray: Channel
) -> None:
    Frequency.objects.update_or_create(pk=1, defaults={"is_on": True, "most": 1, "days": 7})
    phone(customers[0], "+33600000001")
    message = silent_mail(house, sms, tray)
    Frequency.objects.update(is_on=False)
    house.sent(title="Autre chose", occasion="news")
    Frequency.objects.update(is_on=True)
    actions.fall_back(at=house.at + timedelta(hours=25))
    assert rows(message)["Roux"][-1] == ("tray", "suppressed", "cap")


def test_once_the_old_words_are_said_to_hold_the_next_channel_is_tried_with_them(
    house: House, customers: list[Person], sms: Channel
) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms)))
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    assert actions.fall_back(at=house.at + LATER) == 0
    actions.confirm_words(message, by=house.alix, at=house.at + LATER, why="Débrancher suffit toujours.")
    message.refresh_from_db()
    assert message.send_trouble == ""
    assert actions.fall_back(at=house.at + LATER) == 1
    row = deliveries_of(message).select_related("batch").get(batch__channel=sms, state=State.QUEUED)
    assert FACTS["what_to_do"]["fr"] in outbox.rendered(row).text


def test_a_fact_that_changes_once_more_needs_another_word(house: House, customers: list[Person], sms: Channel) -> None:
    phone(customers[2], "+33600000000")
    message = house.sent(ways=ways(Step(sms)))
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    actions.fall_back(at=house.at + LATER)
    actions.confirm_words(message, by=house.alix, at=house.at + LATER, why="Débrancher suffit toujours.")
    house.state("what_to_do", {"fr": "Jetez-la.", "en": "Throw it away."})
    assert actions.fall_back(at=house.at + 2 * LATER) == 0
    message.refresh_from_db()
    assert "what_to_do" in message.send_trouble


def test_a_send_that_went_on_with_its_old_words_falls_back_too(
    house: House, customers: list[Person], sms: Channel
) -> None:
    phone(customers[2], "+33600000000")
    message = house.approved(ways=ways(Step(sms)))
    batches = actions.freeze_and_send(message, by=house.chloe, at=house.at)
    house.state("what_to_do", {"fr": "Rapportez-la.", "en": "Bring it back."})
    actions.confirm_words(message, by=house.alix, at=house.at, why="Débrancher suffit toujours.")
    house.deliver(batches)
    actions.refresh(message, at=house.at)
    assert actions.fall_back(at=house.at + LATER) == 1


def test_nothing_is_confirmed_of_a_message_that_waits_for_nothing(
    house: House, customers: list[Person], sms: Channel
) -> None:
    message = house.sent(ways=ways(Step(sms)))
    with pytest.raises(Conflict):
        actions.confirm_words(message, by=house.alix, at=house.at, why="Rien n’a changé.")
