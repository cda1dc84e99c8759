from __future__ import annotations

import pytest

from amarre.accounts.models import Company, JournalEntry
from amarre.channels.models import Batch, Delivery, Suppression
from amarre.channels.outbox import rendered
from amarre.inbox import actions
from amarre.inbox.models import Conversation, Draft
from amarre.inbox.ready import opening
from amarre.lib.errors import Conflict, Invalid

from .conftest import CALM, delivered_to

pytestmark = pytest.mark.django_db

SOFT = "Bonjour,\n\nMerci de nous avoir écrit. {} Je reste à votre écoute."


def test_the_answer_leaves_by_the_outbox_with_the_facts_in(claire, opened, state, bilal, at):
    version = state("hours", "Nous ouvrons de 9 h à 18 h.")
    conversation = opened(CALM, subject="Horaires")
    text = "{{ person.greeting }}\n\n{{ fact.hours }} Je reste à votre écoute."
    turn = actions.reply(conversation, text=text, by=bilal, at=at)
    sent = rendered(turn.delivery)
    assert sent.subject == "Re: Horaires"
    assert sent.text.startswith("Bonjour Madame Ferrand,\n\nNous ouvrons de 9 h à 18 h.")
    assert (turn.text, list(turn.cites.all())) == (sent.text.strip(), [version])
    assert turn.delivery.in_reply_to == "<1@example.com>"
    assert turn.delivery.batch.occasion == "answer"
    assert turn.delivery.person_ref == claire.pk


def test_after_the_answer_nobody_waits_and_the_agent_has_it(opened, bilal, at):
    conversation = opened(CALM)
    actions.reply(conversation, text=SOFT.format("Nous ouvrons à 9 h."), by=bilal, at=at)
    conversation.refresh_from_db()
    assert (conversation.state, conversation.waiting_since, conversation.assigned_to) == ("answered", None, bilal)
    assert conversation.first_answered_at == at


def test_a_fact_stated_in_its_own_words_is_cited_too(opened, state, bilal, at):
    version = state("helpline", "0 800 12 34 56")
    turn = actions.reply(opened(CALM), text=SOFT.format("Appelez le 0 800 12 34 56."), by=bilal, at=at)
    assert list(turn.cites.all()) == [version]


@pytest.mark.parametrize("status", ["rumour", "to_verify", "denied", "expired"])
@pytest.mark.parametrize("said", ["{{ fact.helpline }}", "0 800 12 34 56"])
def test_a_fact_that_is_not_verified_never_leaves(opened, state, bilal, at, status, said):
    state("helpline", "0 800 12 34 56", status=status)
    kept = [{"code": code, "why": "pressé"} for code in ("fact.unverified", "fact.rumour", "fact.expired")]
    with pytest.raises(Invalid):
        actions.reply(opened(CALM), text=SOFT.format(said), by=bilal, at=at, findings_kept=kept)
    assert not Delivery.objects.exists()


def test_a_fact_of_the_house_never_leaves(opened, state, bilal, at):
    state("stock", "il reste 300 pièces en réserve", visibility="internal")
    with pytest.raises(Invalid):
        actions.reply(opened(CALM), text=SOFT.format("Il reste 300 pièces en réserve."), by=bilal, at=at)


def test_words_that_a_fact_no_longer_says_never_leave(opened, state, bilal, at):
    state("hours", "de 9 h à 18 h, du lundi au samedi")
    state("hours", "de 10 h à 16 h, du lundi au vendredi")
    with pytest.raises(Invalid):
        actions.reply(opened(CALM), text=SOFT.format("Venez de 9 h à 18 h, du lundi au samedi."), by=bilal, at=at)


def test_a_fact_nobody_knows_is_named(opened, bilal, at):
    with pytest.raises(Invalid, match="helpline"):
        actions.reply(opened(CALM), text=SOFT.format("{{ fact.helpline }}"), by=bilal, at=at)


def test_what_was_left_in_is_written_down_with_its_reason(opened, bilal, at):
    text = SOFT.format("Nous vous garantissons une livraison sous deux jours.")
    kept = [{"code": "promise.guarantee", "why": "Vu avec le transporteur"}]
    turn = actions.reply(opened(CALM), text=text, by=bilal, at=at, findings_kept=kept)
    assert any(each["code"].startswith("promise.") for each in turn.findings_kept)


def test_an_answer_without_words_or_address_is_refused(opened, bilal, at):
    with pytest.raises(Invalid):
        actions.reply(opened(CALM), text="  ", by=bilal, at=at)
    with pytest.raises(Invalid):
        actions.reply(opened(CALM, ""), text=SOFT.format("Oui."), by=bilal, at=at)


def test_an_english_word_is_answered_in_english(opened, state, bilal, at):
    state("hours", "de 9 h à 18 h", "from 9 am to 6 pm")
    conversation = opened("Hello, when do you open tomorrow?", language="en", from_name="Ann Lee")
    text = "{{ person.greeting }}\n\n{{ fact.hours }}, and I am here."
    turn = actions.reply(conversation, text=text, by=bilal, at=at)
    assert turn.text == "Hello Ann Lee,\n\nfrom 9 am to 6 pm, and I am here."


def test_an_answer_opens_with_the_greeting_and_ends_with_the_signature(claire, opened):
    card = Company.card()
    card.signature = "Maison Ferrand"
    card.save()
    assert opening(opened(CALM)) == "Bonjour Madame Ferrand,\n\n\n\nMaison Ferrand"


def test_the_draft_ends_with_the_answer(opened, bilal, at):
    conversation = opened(CALM)
    actions.save_draft(conversation, text="Bonjour, je cher", by=bilal, at=at)
    actions.reply(conversation, text=SOFT.format("Oui."), by=bilal, at=at)
    assert not Draft.objects.exists()


def test_many_are_answered_in_one_batch_each_with_their_greeting(claire, opened, state, bilal, at):
    version = state("helpline", "0 800 12 34 56", "0800 123 456")
    ours = [
        opened(CALM), opened(CALM, "paul@example.com", from_name="Paul"),
        opened("When do you open?", "ann@example.com", language="en"),
    ]  # fmt: skip
    texts = {
        "fr": "{{ person.greeting }}\n\nAppelez le {{ fact.helpline }}.",
        "en": "{{ person.greeting }}\n\nPlease ring {{ fact.helpline }}.",
    }
    turns = actions.bulk_reply(ours, text=texts, by=bilal, at=at)
    assert Batch.objects.count() == 1
    assert [turn.text for turn in turns] == [
        "Bonjour Madame Ferrand,\n\nAppelez le 0 800 12 34 56.", "Bonjour Paul,\n\nAppelez le 0 800 12 34 56.",
        "Hello,\n\nPlease ring 0800 123 456.",
    ]  # fmt: skip
    assert all(list(turn.cites.all()) == [version] for turn in turns)
    assert not Conversation.objects.filter(state="open").exists()
    assert rendered(delivered_to("paul@example.com")[0]).text.startswith("Bonjour Paul,")


def test_somebody_ticked_twice_receives_one_answer(opened, bilal, at):
    first = opened(CALM)
    actions.close(first, why="Double", by=bilal, at=at)
    second = opened("Une autre question.")
    actions.reopen(first, by=bilal, at=at)
    turns = actions.bulk_reply([first, second], text=SOFT.format("Oui."), by=bilal, at=at)
    assert len(delivered_to("claire@example.com")) == 1
    assert [turn.delivery is None for turn in turns] == [False, True]
    assert not Conversation.objects.filter(state="open").exists()


def test_nobody_gets_an_answer_in_a_language_that_was_not_written(opened, bilal, at):
    ours = [opened(CALM), opened("When do you open?", "ann@example.com", language="en")]
    with pytest.raises(Invalid):
        actions.bulk_reply(ours, text="Bonjour, oui.", by=bilal, at=at)
    with pytest.raises(Invalid):
        actions.bulk_reply(ours, text={"fr": "Bonjour, oui."}, by=bilal, at=at)


def test_requests_of_two_crises_are_not_answered_together(opened, crisis, bilal, at):
    one = opened(CALM)
    crisis.pk, crisis.slug = None, "autre"
    crisis.save()
    with pytest.raises(Invalid):
        actions.bulk_reply([one, opened(CALM, crisis_id=crisis.pk)], text="Bonjour, oui.", by=bilal, at=at)


def test_a_request_merged_meanwhile_is_not_answered_apart(opened, bilal, at):
    one = opened(CALM)
    two = opened(CALM, "paul@example.com")
    actions.merge(one, two, by=bilal, at=at)
    with pytest.raises(Conflict):
        actions.reply(two, text=SOFT.format("Oui."), by=bilal, at=at)


def test_somebody_who_wants_no_more_mailings_is_still_answered(opened, bilal, at):
    Suppression.objects.create(channel_kind="email", address="claire@example.com", cause="unsubscribed", created_at=at)
    turn = actions.reply(opened(CALM), text=SOFT.format("Oui."), by=bilal, at=at)
    assert turn.delivery.state != "suppressed"


def test_the_journal_says_that_bilal_answered_without_repeating_the_words(opened, bilal, at):
    actions.reply(opened(CALM), text=SOFT.format("Secret."), by=bilal, at=at)
    entry = JournalEntry.objects.get(verb="inbox.answer")
    assert entry.actor == bilal
    assert "Secret" not in str(entry.data)
