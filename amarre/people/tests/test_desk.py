"""What the post office is told of people at the moment of sending."""

from datetime import date, timedelta

import pytest

from amarre.channels.desk import Asked
from amarre.channels.models import Batch, Delivery
from amarre.people.desk import DESK
from amarre.people.models import ContactPoint, Frequency, Organisation, Person

pytestmark = pytest.mark.django_db


@pytest.fixture
def zoe(at):
    person = Person.objects.create(
        civility="mme", first_name="Zoé", last_name="Lefèvre", external_id="C7", time_zone="Indian/Reunion",
        postal_address="12 rue des Fleurs\n69001 Lyon", created_at=at, updated_at=at,
        attributes={"pending": 2, "due": 12.5, "vip": True, "since": "2026-03-01", "city": "", "none": None},
    )  # fmt: skip
    ContactPoint.objects.create(person=person, kind="email", address="Zoe@Exemple.fr")
    ContactPoint.objects.create(person=person, kind="phone", address="+33612345678")
    return person


@pytest.fixture
def ask(zoe, at):
    def standing(*names, address="zoe@exemple.fr", language="fr", wants_time_zone=False, **fields):
        asked = {"address_kind": "email", "occasion": "news", "is_vital": False, "channel_kind": "email"} | fields
        people = [(zoe.pk, address, language)]
        return DESK.standing(
            Asked(people=people, names=set(names), wants_time_zone=wants_time_zone, at=at, **asked)
        ).get(zoe.pk)

    return standing


def test_nothing_is_said_of_a_person_of_whom_nothing_was_asked(ask):
    assert ask() is None


def test_values_come_typed_and_as_people_read_them_in_their_language(ask):
    names = ["person.greeting", "person.first_name", "person.due", "person.vip", "person.since", "person.pending"]
    french = ask(*names)
    assert french.written == {
        "person.greeting": "Bonjour Madame Lefèvre,", "person.first_name": "Zoé", "person.due": "12,50",
        "person.vip": "oui", "person.since": "01/03/2026", "person.pending": "2",
    }  # fmt: skip
    assert french.values["person.due"] == 12.5 and french.values["person.vip"] is True
    assert french.values["person.since"] == "2026-03-01" and french.values["person.pending"] == 2
    english = ask(*names, language="en")
    assert english.written["person.greeting"] == "Dear Ms Lefèvre," and english.written["person.due"] == "12.50"
    assert english.written["person.vip"] == "yes"


def test_what_nobody_knows_is_left_out_so_that_a_fallback_can_stand_for_it(ask):
    standing = ask("person.city", "person.none", "person.never_imported", "person.organisation", "person.last_name")
    assert standing.written == {"person.last_name": "Lefèvre"}


def test_the_organisation_and_the_time_zone_are_known_when_asked_for(ask, zoe):
    zoe.organisation = Organisation.objects.create(name="Atelier")
    zoe.save()
    assert ask("person.organisation").values == {"person.organisation": "Atelier"}
    assert ask(wants_time_zone=True).time_zone == "Indian/Reunion"
    assert ask("person.first_name", wants_time_zone=True).time_zone == "Indian/Reunion"


def test_a_name_that_is_no_name_reads_nothing(ask):
    assert ask("person.x') FROM auth --", "page.url", "person.last_name").values == {"person.last_name": "Lefèvre"}


def refuse(zoe):
    zoe.contact_points.filter(kind="email").update(consent="refused")


def pause(zoe):
    zoe.paused_until = date(2026, 3, 3)
    zoe.save()


def no_news(zoe):
    zoe.unwanted_topics = ",help,news,"
    zoe.save()


def move(zoe):
    zoe.contact_points.filter(kind="email").update(address="new@exemple.fr", normal="new@exemple.fr")


def erase(zoe):
    zoe.erased_at = zoe.created_at
    zoe.save()


def no_mail(zoe):
    zoe.unwanted_channels = ",email,"
    zoe.save()


@pytest.mark.parametrize(
    ("wish", "news", "payment", "vital", "answer"),
    [
        (refuse, "refused", "refused", "refused", ""),
        (no_mail, "refused", "refused", "refused", ""),
        (pause, "paused", "paused", "", ""),
        (no_news, "topic", "", "", ""),
        (move, "not_theirs", "not_theirs", "not_theirs", ""),
        (erase, "erased", "erased", "erased", "erased"),
    ],
)
def test_what_a_person_asked_for_is_kept_to_at_the_moment_of_sending(zoe, ask, wish, news, payment, vital, answer):
    wish(zoe)

    def why(**asked):
        standing = ask("person.greeting", **asked)
        return standing.withheld

    assert why() == news
    assert why(occasion="payment") == payment
    assert why(is_vital=True) == vital
    assert why(occasion="answer") == answer


def test_a_pause_ends_on_its_day(zoe, ask, at):
    zoe.paused_until = at.date()
    zoe.save()
    assert ask() is None


def test_a_correction_goes_whatever_the_topic(zoe, ask):
    no_news(zoe)
    assert ask(occasion="correction") is None


def test_somebody_who_wants_no_sms_can_still_be_called(zoe, ask):
    zoe.unwanted_channels = ",sms,"
    zoe.save()
    phone = {"address_kind": "phone", "address": "+33612345678"}
    assert ask(**phone, channel_kind="sms").withheld == "refused"
    assert ask(**phone, channel_kind="call") is None


def test_a_letter_goes_to_where_the_person_lives_now(zoe, ask):
    assert ask(address_kind="post", channel_kind="letter", address="12 rue  des Fleurs\n69001 Lyon\n") is None
    assert ask(address_kind="post", channel_kind="letter", address="1 quai\n69002 Lyon").withheld == "not_theirs"


def test_one_who_is_no_longer_in_the_files_is_not_written_to(at):
    asked = Asked([(999, "a@exemple.fr", "fr")], "email", "news", False, (), False, at)
    assert DESK.standing(asked)[999].withheld == "erased"


@pytest.fixture
def sent(zoe, tray, at):
    def send(*, days_ago=1.0, state="sent", occasion="news", is_vital=False, channel=tray):
        moment = at - timedelta(days=days_ago)
        batch = Batch.objects.create(
            channel=channel, label="x", occasion=occasion, is_vital=is_vital, created_at=moment, started_at=moment,
            finished_at=moment,
        )  # fmt: skip
        Delivery.objects.create(
            batch=batch, person_ref=zoe.pk, address="zoe@exemple.fr", language="fr", state=state, queued_at=moment,
            sent_at=moment if state in ("sent", "delivered", "unsure") else None,
        )  # fmt: skip

    return send


def now_sending(tray, at):
    """The send on whose behalf the post office asks."""
    Batch.objects.create(channel=tray, label="now", occasion="news", created_at=at, started_at=at, state="sending")


def test_four_messages_in_a_week_are_enough(ask, sent, tray, at):
    for state in ("sent", "delivered", "unsure", "sent"):
        sent(state=state)
    now_sending(tray, at)
    assert ask("person.greeting").withheld == "cap"
    assert ask().withheld == "cap"
    assert ask(occasion="answer") is None and ask(occasion="correction") is None and ask(is_vital=True) is None


@pytest.mark.parametrize(
    "other",
    [{"days_ago": 7.5}, {"state": "bounced"}, {"occasion": "answer"}, {"occasion": "correction"}, {"is_vital": True}],
)
def test_old_returned_vital_messages_and_answers_do_not_count(ask, sent, tray, at, other):
    for _each in range(3):
        sent()
    sent(**other)
    now_sending(tray, at)
    assert ask() is None


def test_the_limit_can_be_changed_and_switched_off(ask, sent, tray, at):
    for _each in range(2):
        sent()
    now_sending(tray, at)
    assert ask() is None
    Frequency.objects.create(pk=1, most=2, days=7)
    assert ask().withheld == "cap"
    Frequency.objects.update(is_on=False)
    assert ask() is None


def test_a_channel_can_have_a_limit_of_its_own(ask, sent, tray, at):
    Frequency.objects.create(pk=1, per_channel={"tray": 1})
    sent()
    now_sending(tray, at)
    assert ask(channel_kind="tray").withheld == "cap"
    assert ask(channel_kind="email") is None


def test_the_desk_finds_people_by_their_address_and_names_them(zoe):
    assert DESK.refs_at("email", "ZOE@exemple.fr") == [zoe.pk]
    assert DESK.refs_at("post", "12 rue des  Fleurs\n69001 Lyon") == [zoe.pk]
    assert DESK.refs_at("phone", "+33600000000") == []
    assert DESK.name_of([zoe.pk, 999]) == {zoe.pk: "Zoé Lefèvre"}
