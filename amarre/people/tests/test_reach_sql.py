"""Everybody a message is for, frozen by one statement: who is written to, where, in which language, and who is not."""

from datetime import date, timedelta

import pytest

from amarre.channels import outbox
from amarre.channels.models import Batch, Delivery, Suppression
from amarre.channels.outbox import Recipient, Words
from amarre.lib.errors import Conflict
from amarre.people.models import ContactPoint, Person
from amarre.people.reach_sql import select_recipients, sharing
from amarre.people.segments import people_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def person(at):
    def make(last_name, *addresses, kind="email", **fields):
        made = Person.objects.create(last_name=last_name, created_at=at, updated_at=at, **fields)
        for address, *consent in addresses:
            ContactPoint.objects.create(
                person=made, kind=kind, address=address, consent=consent[0] if consent else "unknown"
            )
        return made

    return make


@pytest.fixture
def freeze(tray, at):
    def frozen(*, occasion="news", is_vital=False, needs=(), address_kind="email", knows_sharers=True):
        words = [Words("fr", "Objet", "Bonjour"), Words("en", "Subject", "Hello")]
        batch = outbox.prepare(
            channel=tray, label="x", occasion=occasion, words=words, is_vital=is_vital, by=None, at=at
        )
        sql, params = select_recipients(
            people_of("customer"), address_kind=address_kind, channel_kind="tray", languages=["fr", "en"],
            default_language="fr", occasion=occasion, is_vital=is_vital, at=at, needs=needs,
        )  # fmt: skip
        among = sharing(address_kind) if knows_sharers else None
        counts = outbox.freeze_select(batch, sql, params, at=at, sharing=among)
        rows = batch.deliveries.order_by("person_ref")
        assert counts.queued == rows.filter(state="queued").count()
        assert counts.suppressed == rows.filter(state="suppressed").count()
        names = dict(Person.objects.values_list("pk", "last_name"))
        return {names[row.person_ref]: row for row in rows}

    return frozen


def reasons(rows):
    return {name: row.reason for name, row in rows.items()}


def test_everyone_has_a_row_with_the_reason_why_nothing_must_be_sent(person, freeze, at):
    person("Fine", ("Fine@exemple.fr",))
    person("Nowhere")
    person("No", ("no@exemple.fr", "refused"))
    person("Second", ("old@exemple.fr", "refused"), ("new@exemple.fr", "given"))
    person("Away", ("away@exemple.fr",), paused_until=date(2026, 4, 1))
    person("Quiet", ("quiet@exemple.fr",), unwanted_topics=",news,")
    person("NoMail", ("nomail@exemple.fr",), unwanted_channels=",email,sms,")
    rows = freeze()
    assert reasons(rows) == {
        "Fine": "", "Nowhere": "no_address", "No": "refused", "Second": "", "Away": "paused", "Quiet": "topic",
        "NoMail": "refused",
    }  # fmt: skip
    assert rows["Fine"].address == "fine@exemple.fr" and rows["Second"].address == "new@exemple.fr"
    assert rows["Fine"].state == "queued" and rows["Fine"].closed_at is None and rows["Fine"].queued_at == at
    assert rows["No"].state == "suppressed" and rows["No"].closed_at == at and rows["No"].address == "no@exemple.fr"
    assert rows["Fine"].values == {} and rows["Fine"].attempts == 0
    assert Batch.objects.get().state == "ready"


def test_a_vital_message_passes_pause_and_topic_but_never_a_refusal(person, freeze):
    person("No", ("no@exemple.fr", "refused"))
    person("Away", ("away@exemple.fr",), paused_until=date(2026, 4, 1))
    person("Quiet", ("quiet@exemple.fr",), unwanted_topics=",news,")
    person("NoMail", ("nomail@exemple.fr",), unwanted_channels=",email,")
    assert reasons(freeze(is_vital=True)) == {"No": "refused", "Away": "", "Quiet": "", "NoMail": "refused"}


def test_the_suppression_list_holds_back_even_vital_messages(person, freeze, at):
    person("Dead", ("Dead@exemple.fr",))
    person("Lifted", ("lifted@exemple.fr",))
    Suppression.objects.create(channel_kind="email", address="dead@exemple.fr", cause="dead", created_at=at)
    Suppression.objects.create(
        channel_kind="email", address="lifted@exemple.fr", cause="dead", created_at=at, lifted_at=at
    )
    assert reasons(freeze(is_vital=True)) == {"Dead": "dead", "Lifted": ""}


@pytest.mark.parametrize("knows_sharers", [True, False])
def test_of_two_people_with_one_address_the_first_is_written_to(person, freeze, knows_sharers):
    person("First", ("both@exemple.fr",))
    person("Second", ("Both@exemple.fr",))
    person("Third", ("other@exemple.fr", "refused"), ("both@exemple.fr",))
    person("Alone", ("alone@exemple.fr",))
    rows = freeze(knows_sharers=knows_sharers)
    assert reasons(rows) == {"First": "", "Second": "double", "Third": "double", "Alone": ""}
    assert {row.state for row in rows.values()} == {"queued", "suppressed"}


def test_a_shared_address_is_free_again_when_the_first_person_is_not_written_to(person, freeze):
    person("Away", ("both@exemple.fr",), paused_until=date(2026, 4, 1))
    person("Here", ("both@exemple.fr",))
    assert reasons(freeze()) == {"Away": "paused", "Here": ""}


def test_each_is_written_to_in_a_language_that_the_message_speaks(person, freeze):
    person("Ann", ("a@exemple.fr",), language="en")
    person("Rosa", ("r@exemple.fr",), language="es")
    person("Luc", ("l@exemple.fr",))
    assert {name: row.language for name, row in freeze().items()} == {"Ann": "en", "Rosa": "fr", "Luc": "fr"}


def test_who_lacks_a_value_that_the_words_need_is_withheld_by_its_name(person, freeze):
    person("Full", ("f@exemple.fr",), first_name="Zoé", attributes={"city": "Lyon", "due": 0, "vip": False})
    person("NoCity", ("n@exemple.fr",), first_name="Zoé", attributes={"city": "", "due": 3, "vip": True})
    person("NoName", ("m@exemple.fr",), attributes={"city": "Metz"})
    needs = ["person.city", "person.first_name", "person.greeting", "page.url"]
    assert reasons(freeze(needs=needs)) == {
        "Full": "", "NoCity": "missing:person.city", "NoName": "missing:person.first_name",
    }  # fmt: skip
    assert reasons(freeze(needs=["person.due", "person.vip"])) == {
        "Full": "", "NoCity": "", "NoName": "missing:person.due",
    }  # fmt: skip


def test_letters_go_to_the_lines_of_the_envelope_and_each_of_a_house_gets_one(person, freeze):
    person("Zoe", postal_address="12 rue des Fleurs\n69001 Lyon")
    person("Luc", postal_address="12 rue des Fleurs\n69001 Lyon")
    person("Nowhere")
    rows = freeze(address_kind="post")
    assert reasons(rows) == {"Zoe": "", "Luc": "", "Nowhere": "no_address"}
    assert rows["Zoe"].address == "12 rue des Fleurs\n69001 Lyon"


def test_who_had_four_messages_this_week_gets_no_fifth(person, freeze, tray, at):
    tired, fresh = person("Tired", ("t@exemple.fr",)), person("Fresh", ("f@exemple.fr",))
    for day in range(4):
        moment = at - timedelta(days=day + 1)
        batch = Batch.objects.create(
            channel=tray, label="x", occasion="news", created_at=moment, started_at=moment, finished_at=moment
        )
        for each in (tired, fresh) if day else (tired,):
            Delivery.objects.create(
                batch=batch, person_ref=each.pk, address="x", language="fr", state="sent", queued_at=moment,
                sent_at=moment,
            )  # fmt: skip
    assert reasons(freeze()) == {"Tired": "cap", "Fresh": ""}
    assert reasons(freeze(is_vital=True))["Tired"] == ""
    assert reasons(freeze(occasion="correction"))["Tired"] == ""


def test_a_send_is_frozen_once(person, tray, at):
    batch = outbox.prepare(channel=tray, label="x", occasion="news", words=[Words("fr", "a", "b")], by=None, at=at)
    outbox.freeze(batch, [Recipient(None, "a@exemple.fr", "fr", {})], at=at)
    with pytest.raises(Conflict):
        outbox.freeze_select(batch, "SELECT 1", [], at=at)


def test_a_kind_of_address_is_a_word(at):
    with pytest.raises(ValueError, match="not a kind of address"):
        select_recipients(
            people_of("customer"), address_kind="email' OR 1=1", languages=["fr"], default_language="fr",
            occasion="news", is_vital=False, at=at,
        )  # fmt: skip
