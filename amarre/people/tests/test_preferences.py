"""People choose what they receive, by the link of a message or on the telephone; and the house limits itself."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from amarre.accounts.journal import sentence
from amarre.accounts.models import JournalEntry
from amarre.channels.links import preferences_url, unsubscribe_url
from amarre.channels.models import Batch, Delivery, Suppression
from amarre.lib.errors import Conflict, Invalid
from amarre.people import actions
from amarre.people.models import ContactPoint, Frequency, Person
from amarre.people.wishes import Wishes, wishes_of

pytestmark = pytest.mark.django_db
ALL = {"channels": ["email", "sms", "call", "letter"], "topics": ["news", "payment", "help", "questions"]}


@pytest.fixture
def zoe(at):
    person = Person.objects.create(
        first_name="Zoé", last_name="Lefèvre", language="fr", postal_address="12 rue des Fleurs\n69001 Lyon",
        created_at=at, updated_at=at,
    )  # fmt: skip
    ContactPoint.objects.create(person=person, kind="email", address="zoe@exemple.fr")
    ContactPoint.objects.create(person=person, kind="phone", address="+33612345678")
    return person


@pytest.fixture
def delivery(zoe, tray, at):
    batch = Batch.objects.create(channel=tray, label="x", occasion="news", created_at=at)
    return Delivery.objects.create(
        batch=batch, person_ref=zoe.pk, address="zoe@exemple.fr", language="fr", state="sent", queued_at=at
    )


@pytest.fixture
def page(delivery):
    """The page as a phone without cookies or scripts sees it."""
    path = "/me/" + preferences_url(delivery).partition("/me/")[2]

    class Page:
        def look(self):
            return Client(enforce_csrf_checks=True).get(path)

        def post(self, **data):
            return Client(enforce_csrf_checks=True).post(path, data, follow=True)

    return Page()


def words(response):
    return " ".join(response.content.decode().split())


def test_a_look_changes_nothing_and_shows_addresses_that_only_their_owner_recognises(page, zoe):
    seen = page.look()
    assert seen.status_code == 200
    assert "z…@exemple.fr" in words(seen) and "… 78" in words(seen) and "69001 Lyon" in words(seen)
    assert "zoe@exemple.fr" not in words(seen) and "12 rue des Fleurs" not in words(seen)
    assert "no-store" in seen["Cache-Control"]
    assert not zoe.preference_changes.exists()


def test_nothing_is_asked_and_so_nothing_is_called_optional(page):
    assert "facultatif" not in words(page.look())


def test_a_forged_link_opens_nothing(page, delivery):
    link = preferences_url(delivery).rstrip("/")
    forged = link[:-1] + ("0" if link[-1] != "0" else "1")
    assert Client().get("/me/" + forged.partition("/me/")[2] + "/").status_code == 404


def test_zoe_wants_no_sms_nothing_about_payment_and_a_pause(page, zoe):
    until = timezone.localdate() + timedelta(days=10)
    answer = page.post(
        channels=["email", "call", "letter"], topics=["news", "help", "questions"], paused_until=until.isoformat(),
        preferred_channel="letter", language="en",
    )  # fmt: skip
    zoe.refresh_from_db()
    assert wishes_of(zoe) == Wishes(frozenset({"sms"}), frozenset({"payment"}), until, "en", "letter")
    assert "Your choice is saved" in words(answer)  # in the language that she has just chosen
    change = zoe.preference_changes.get()
    assert (change.source, change.by, change.delivery_ref) == ("person", None, Delivery.objects.get().pk)
    assert "Zoé Lefèvre" in sentence(JournalEntry.objects.latest("pk"))


def test_what_was_chosen_can_be_undone(page, zoe):
    page.post(**ALL | {"topics": ["news"]})
    change = zoe.preference_changes.get()
    answer = page.post(undo=str(change.pk))
    zoe.refresh_from_db()
    assert wishes_of(zoe).topics == frozenset() and "Ce qui valait avant vaut de nouveau" in words(answer)
    assert zoe.preference_changes.first().undoes == change


def test_an_old_choice_is_not_undone_over_a_newer_one(zoe, at):
    first = actions.set_wishes(zoe, Wishes(topics=frozenset({"news"})), by=None, at=at)
    actions.set_wishes(zoe, Wishes(topics=frozenset({"help"})), by=None, at=at)
    with pytest.raises(Conflict):
        actions.undo_wishes(first, by=None, at=at)


def test_one_press_leaves_only_answers_and_what_is_vital(page, zoe):
    answer = page.post(quiet="1")
    zoe.refresh_from_db()
    assert wishes_of(zoe).topics == {"news", "payment", "help", "questions"} and wishes_of(zoe).channels == frozenset()
    assert "Rien d’autre que les réponses et ce qui est vital pour la sécurité" in words(answer)


def test_saving_the_same_again_writes_nothing_down(page, zoe):
    page.post(**ALL, language="fr")
    assert not zoe.preference_changes.exists()


def test_a_pause_longer_than_a_year_is_refused_in_words(page, zoe):
    answer = page.post(**ALL, paused_until="2099-01-01", language="fr")
    assert answer.status_code == 422 and "Choisissez un jour dans l’année qui vient" in words(answer)
    assert not zoe.preference_changes.exists()


def test_wanting_mail_again_ends_their_own_refusals_but_not_a_dead_address(page, zoe, at):
    zoe.contact_points.filter(kind="email").update(consent="refused")
    own = Suppression.objects.create(
        channel_kind="email", address="zoe@exemple.fr", cause="unsubscribed", created_at=at
    )
    dead = Suppression.objects.create(channel_kind="sms", address="+33612345678", cause="dead", created_at=at)
    assert wishes_of(zoe).channels == {"email"}
    page.post(**ALL, language="fr")
    zoe.refresh_from_db()
    own.refresh_from_db()
    dead.refresh_from_db()
    assert wishes_of(zoe).channels == frozenset()
    assert own.lifted_at is not None and dead.lifted_at is None
    assert zoe.contact_points.get(kind="email").consent == "given"


def test_the_page_behind_receive_no_more_leads_to_the_choice(delivery):
    path = "/u/" + unsubscribe_url(delivery).partition("/u/")[2]
    assert "/me/" + preferences_url(delivery).partition("/me/")[2] in Client().get(path).content.decode()


def test_somebody_who_is_nobody_in_our_files_is_led_to_the_page_that_stops_mail(delivery, zoe, at):
    zoe.erased_at = at
    zoe.save()
    answer = Client().get("/me/" + preferences_url(delivery).partition("/me/")[2])
    assert answer.status_code == 302 and answer["Location"].startswith("/u/")


def test_bilal_writes_down_what_zoe_told_him_and_how_he_knows(client_of, bilal, zoe):
    address = reverse("people:person_preferences", args=[zoe.pk])
    client = client_of(bilal)
    refused = client.post(address, ALL | {"topics": ["news"], "note": ""})
    assert refused.status_code == 422
    client.post(address, ALL | {"topics": ["news"], "note": "au téléphone le 3 mars"})
    change = zoe.preference_changes.get()
    assert (change.by, change.note, change.source) == (bilal, "au téléphone le 3 mars", "told")
    shown = words(client.get(reverse("people:person", args=[zoe.pk])))
    assert "au téléphone le 3 mars" in shown and "Bilal" in shown
    client.post(reverse("people:preferences_undo", args=[change.pk]))
    zoe.refresh_from_db()
    assert zoe.unwanted_topics == ""


def test_dora_may_neither_see_nor_change_it(client_of, dora, zoe):
    assert client_of(dora).post(reverse("people:person_preferences", args=[zoe.pk]), ALL).status_code == 403
    assert client_of(dora).get(reverse("people:frequency")).status_code == 403


def test_a_colleague_says_how_they_know(zoe, bilal, at):
    with pytest.raises(Invalid):
        actions.set_wishes(zoe, Wishes(paused_until=date(2026, 4, 1)), by=bilal, at=at, note=" ")
    with pytest.raises(Invalid):
        actions.set_wishes(zoe, Wishes(topics=frozenset({"gossip"})), by=None, at=at)


def test_alix_sets_the_limit_of_the_house_and_switches_it_off(client_of, alix, bilal):
    client = client_of(alix)
    assert 'value="4"' in words(client.get(reverse("people:frequency")))
    client.post(reverse("people:frequency"), {"is_on": "on", "most": 2, "days": 10, "sms": 1})
    held = Frequency.of_the_house()
    assert (held.is_on, held.most, held.days, held.per_channel) == (True, 2, 10, {"sms": 1})
    client.post(reverse("people:frequency"), {"most": 2, "days": 10})
    assert not Frequency.of_the_house().is_on
    assert client.post(reverse("people:frequency"), {"is_on": "on", "most": 0, "days": 10}).status_code == 422
    assert client_of(bilal).get(reverse("people:frequency")).status_code == 403
