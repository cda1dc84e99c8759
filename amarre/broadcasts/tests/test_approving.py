"""A second person approves exactly these words, and nothing that may not leave can be approved."""

from __future__ import annotations

import pytest

from amarre.accounts.models import User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.broadcasts.reviewing import review_message
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.situation.actions import add_fact

pytestmark = pytest.mark.django_db


def asked(house: House, **changes: object) -> Message:
    message = house.write(**changes)
    return actions.ask_approval(message, by=house.chloe, at=house.at)


def test_the_letter_of_these_tests_passes_the_review_in_both_languages(house: House) -> None:
    reviewed = review_message(house.write(), at=house.at)
    assert {one.language: [finding.code for finding in one.all] for one in reviewed} == {"fr": [], "en": []}


def test_chloe_writes_and_alix_approves(house: House) -> None:
    message = actions.approve(asked(house), by=house.alix, at=house.at, comment="Juste et clair")
    approval = message.approvals.get()
    assert message.state == Message.State.APPROVED
    assert (approval.by, approval.comment, approval.is_void) == (house.alix, "Juste et clair", False)


def test_the_author_cannot_approve_her_own_words(house: House) -> None:
    message = asked(house, by=house.alix)
    with pytest.raises(NotAllowed):
        actions.approve(message, by=house.alix, at=house.at)


def test_whoever_changed_the_words_last_cannot_approve_them_either(house: House) -> None:
    message = house.write()
    actions.revise(message, revision=1, title="Premier mot", texts=LETTER, by=house.alix, at=house.at)
    actions.ask_approval(message, by=house.chloe, at=house.at)
    with pytest.raises(NotAllowed):
        actions.approve(message, by=house.alix, at=house.at)


def test_in_a_drill_one_person_can_play_both_parts(house: House) -> None:
    house.crisis.is_drill = True
    house.crisis.save()
    message = actions.approve(asked(house, by=house.alix), by=house.alix, at=house.at)
    assert message.state == Message.State.APPROVED


def test_bilal_answers_customers_and_approves_nothing(house: House, bilal: User) -> None:
    with pytest.raises(NotAllowed):
        actions.approve(asked(house), by=bilal, at=house.at)


def test_a_draft_that_nobody_asked_about_cannot_be_approved(house: House) -> None:
    with pytest.raises(Conflict):
        actions.approve(house.write(), by=house.alix, at=house.at)


@pytest.mark.parametrize("status", ["rumour", "to_verify"])
def test_words_that_rest_on_what_is_not_verified_cannot_even_be_asked_about(house: House, status: str) -> None:
    house.state("what_to_do", {"fr": "On parle d’un lot 13.", "en": "There is talk of a batch 13."}, status=status)
    with pytest.raises(Invalid) as caught:
        actions.ask_approval(house.write(), by=house.chloe, at=house.at)
    assert "what_to_do" in str(caught.value.hint)


def test_an_open_question_cannot_be_told(house: House) -> None:
    add_fact(house.crisis, question={"fr": "Combien de temps ?"}, key="how_long", by=house.alix, at=house.at)
    message = house.write(texts={"fr": ("Rappel", LETTER["fr"][1] + "\n{{ fact.how_long }}")})
    with pytest.raises(Invalid) as caught:
        actions.ask_approval(message, by=house.chloe, at=house.at)
    assert "how_long" in str(caught.value.hint)


def test_an_internal_fact_may_be_told_to_the_staff_only(house: House) -> None:
    fact = house.fact("what_to_do")
    fact.visibility = "internal"
    fact.save()
    with pytest.raises(Invalid):
        asked(house)
    assert asked(house, audience_kind="employee").state == Message.State.IN_REVIEW


def test_a_fact_without_words_in_one_of_the_languages_holds_the_message_back(house: House) -> None:
    house.state("what_to_do", {"fr": "Ne vous en servez plus, c’est dangereux."})
    with pytest.raises(Invalid) as caught:
        asked(house)
    assert "what_to_do" in str(caught.value.hint)


def test_sending_back_needs_a_reason_and_returns_the_words_to_their_author(house: House) -> None:
    message = asked(house)
    with pytest.raises(Invalid):
        actions.refuse(message, by=house.alix, at=house.at, comment=" ")
    back = actions.refuse(message, by=house.alix, at=house.at, comment="Trop long")
    assert back.state == Message.State.DRAFT
    assert back.approvals.get().comment == "Trop long"


def test_an_empty_card_of_the_company_is_noticed_before_customers_do(house: House) -> None:
    from amarre.accounts.models import Company

    Company.objects.update(name="")
    with pytest.raises(Invalid) as caught:
        asked(house)
    assert "son nom" in str(caught.value.hint)
