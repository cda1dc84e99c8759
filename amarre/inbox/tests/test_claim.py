from __future__ import annotations

from datetime import timedelta

import pytest

from amarre.channels.models import Inbound
from amarre.inbox import actions
from amarre.inbox.actions import ClaimProblems, claim
from amarre.inbox.models import Conversation, Turn
from amarre.inbox.reading import Wanted, queue

from .conftest import CALM, FURIOUS, HURT

pytestmark = pytest.mark.django_db


def test_a_word_becomes_a_conversation_with_the_reasons_of_its_place(opened):
    conversation = opened(HURT, from_name="Claire Ferrand", subject="Accident")
    turn = conversation.turns.get()
    assert conversation.impact == "urgent"
    assert conversation.waiting_since is not None
    reason = turn.because[0]
    assert turn.text[reason["start"] : reason["end"]] in turn.text
    assert set(reason["reason"]) == {"fr", "en"}, "each colleague reads why in their own language"


def test_a_word_is_opened_once(came, at):
    came(CALM)
    assert actions.claim_new(at=at) == 1
    assert actions.claim_new(at=at) == 0
    assert Conversation.objects.count() == 1


@pytest.mark.parametrize("kind", ["bounce", "report", "auto_reply", "spam"])
def test_machines_are_no_customers(came, at, kind):
    came("Out of office", kind=kind)
    assert actions.claim_new(at=at) == 0
    assert not Conversation.objects.exists()


def test_the_grave_comes_before_the_loud_and_the_loud_before_the_old(opened, bilal, at):
    old = opened(CALM, "a@example.com", received_at=at - timedelta(hours=9))
    loud = opened(FURIOUS, "b@example.com")
    hurt = opened(HURT, "c@example.com")
    assert list(queue(Conversation.objects.all(), Wanted(), bilal)) == [hurt, loud, old]


def test_a_second_word_joins_the_first_whatever_the_channel(opened, at):
    first = opened(CALM)
    again = opened(HURT, channel_kind="form", received_at=at + timedelta(hours=1))
    assert again.pk == first.pk
    assert again.impact == "urgent", "the worst of the words that wait"
    assert again.waiting_since == at, "the wait began with the first"


def test_a_calmer_second_word_does_not_hide_the_first(opened):
    opened(HURT)
    assert opened(CALM).impact == "urgent"


def test_a_closed_request_stays_closed_for_another_affair_but_opens_for_its_own_thread(opened, bilal, at):
    first = opened(CALM)
    actions.close(first, why="Répondu au téléphone", by=bilal, at=at)
    other = opened("Une tout autre question sur ma facture.")
    assert other.pk != first.pk
    reply = opened("Et encore ceci.", in_reply_to="<1@example.com>")
    assert (reply.pk, reply.state) == (first.pk, "open")


def test_an_answer_to_our_answer_comes_back_to_its_conversation(opened, bilal, at):
    conversation = opened(CALM)
    turn = actions.reply(conversation, text="Bonjour,\n\nNous ouvrons à 9 h. Je reste à votre écoute.", by=bilal, at=at)
    back = opened(HURT, "autre@example.com", delivery=turn.delivery)
    assert back.pk == conversation.pk
    assert (back.state, back.impact) == ("open", "urgent")


def test_the_person_is_known_by_their_address(claire, opened):
    assert opened(CALM, "Claire@Example.com").person == claire


def test_words_about_another_crisis_are_another_affair(opened, crisis, at):
    first = opened(CALM)
    crisis.pk, crisis.slug = None, "autre"
    crisis.save()
    assert opened(CALM, crisis_id=crisis.pk).pk != first.pk


def test_the_subject_counts_when_it_says_something_of_its_own(came):
    assert claim.words_of(came("Voir photo.", subject="Brûlure à la main")) == "Brûlure à la main\n\nVoir photo."
    assert claim.words_of(came("Merci.", subject="Re: Rappel de votre bouilloire")) == "Merci."
    assert claim.words_of(came("", full_text="> cité", subject="RE: x")) == "> cité"


def test_a_word_without_words_is_opened_all_the_same(opened):
    assert opened("", attachments=[{"name": "photo.jpg", "content_type": "image/jpeg", "size": 12}]).turns.count() == 1


def test_one_word_that_cannot_be_opened_holds_up_no_other(came, at, monkeypatch):
    came("piège")
    came(CALM, "b@example.com")
    sound = claim.read_words

    def read(text, language):
        if text == "piège":
            raise RuntimeError("unreadable")
        return sound(text, language)

    monkeypatch.setattr(claim, "read_words", read)
    with pytest.raises(ClaimProblems):
        actions.claim_new(at=at)
    assert Turn.objects.get().text == CALM
    assert Inbound.objects.filter(claimed_at=None).count() == 1, "it waits for the next round"


def test_levels_set_by_hand_hold_until_graver_words_come(opened, bilal, at):
    conversation = opened(CALM)
    actions.override(conversation, impact="important", anger=0, threat=False, why="Elle est seule", by=bilal, at=at)
    assert opened(CALM).impact == "important"
    again = opened(HURT)
    assert (again.impact, again.is_overridden) == ("urgent", True)


def test_after_an_answer_only_new_words_count(opened, bilal, at):
    conversation = opened(HURT)
    actions.reply(conversation, text="Bonjour,\n\nJe vous appelle tout de suite.", by=bilal, at=at)
    again = opened(CALM, received_at=at + timedelta(hours=1))
    assert again.pk == conversation.pk
    assert again.impact != "urgent"
    assert again.waiting_since == at + timedelta(hours=1)
