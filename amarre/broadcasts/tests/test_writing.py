"""Words are written, changed by two people at once, and know on which facts they stand."""

from __future__ import annotations

import pytest

from amarre.accounts.models import JournalEntry, User
from amarre.broadcasts import actions
from amarre.broadcasts.actions.writing import ChangedMeanwhile
from amarre.broadcasts.models import Message
from amarre.broadcasts.tests.conftest import LETTER, House
from amarre.lib.errors import Conflict, Invalid
from amarre.people.models import Segment

pytestmark = pytest.mark.django_db


def cited(message: Message) -> set[tuple[str, int]]:
    rows = message.citations.select_related("version__fact")
    return {(row.version.fact.key, row.version.number) for row in rows}


def test_a_message_knows_its_facts_by_being_read(house: House) -> None:
    message = house.write()
    assert cited(message) == {("what_to_do", 1), ("helpline", 1)}
    assert JournalEntry.objects.filter(verb="message.write", subject_id=str(message.pk)).exists()


def test_a_fact_that_is_no_longer_in_the_words_is_no_longer_cited(house: House) -> None:
    message = house.write()
    changed = actions.revise(
        message,
        revision=1,
        title="Premier mot",
        texts={"fr": ("Rappel", "{{ fact.helpline }}")},
        by=house.chloe,
        at=house.at,
    )
    assert cited(changed) == {("helpline", 1)}
    assert [text.language for text in changed.texts.all()] == ["fr"]


def test_two_people_never_overwrite_each_other_and_both_versions_are_kept(house: House, bilal: User) -> None:
    message = house.write()
    actions.revise(message, revision=1, title="A", texts={"fr": ("", "Les mots de Chloé")}, by=house.chloe, at=house.at)
    with pytest.raises(ChangedMeanwhile) as caught:
        actions.revise(message, revision=1, title="B", texts={"fr": ("", "Ceux d’Alix")}, by=house.alix, at=house.at)
    assert caught.value.theirs.texts == {"fr": ("", "Les mots de Chloé")}
    assert caught.value.theirs.editor == "Chloé"
    kept = actions.revise(message, revision=2, title="B", texts={"fr": ("", "Ceux d’Alix")}, by=house.alix, at=house.at)
    assert kept.texts.get().body == "Ceux d’Alix"


def test_a_place_that_cannot_be_read_is_shown_at_its_field(house: House) -> None:
    with pytest.raises(Invalid) as caught:
        house.write(texts={"fr": ("", "Bonjour\n{{ fact.helpline")})
    assert set(caught.value.fields) == {"body_fr"}
    assert "2" in str(caught.value.fields["body_fr"])


def test_a_message_needs_a_name_and_a_known_occasion(house: House) -> None:
    with pytest.raises(Invalid) as caught:
        house.write(title=" ", occasion="party")
    assert set(caught.value.fields) == {"title", "occasion"}


def test_a_segment_of_employees_cannot_receive_what_is_for_customers(house: House) -> None:
    staff = Segment.objects.create(name="Équipe", kind="employee", created_at=house.at)
    with pytest.raises(Invalid) as caught:
        house.write(segment=staff)
    assert set(caught.value.fields) == {"segment"}


def test_changing_the_words_makes_the_approval_void(house: House) -> None:
    message = house.approved()
    changed = actions.revise(message, revision=1, title="Premier mot", texts=LETTER, by=house.chloe, at=house.at)
    assert changed.state == Message.State.DRAFT
    assert changed.approvals.get().is_void


def test_only_a_draft_can_be_thrown_away(house: House) -> None:
    message = house.approved()
    with pytest.raises(Conflict):
        actions.discard(message, by=house.chloe, at=house.at)
    actions.discard(house.write(title="Brouillon"), by=house.chloe, at=house.at)
    assert [kept.title for kept in Message.objects.all()] == ["Premier mot"]
