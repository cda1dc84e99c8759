"""Facts: asked as questions, stated in versions with their source, never changed in silence."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from amarre.accounts.models import JournalEntry, User
from amarre.lib.errors import Conflict, Invalid, NotAllowed
from amarre.situation import actions
from amarre.situation.clocks import first_word
from amarre.situation.facts import current_words, fact_states, versions_for
from amarre.situation.models import Crisis, Fact, FactVersion, Source

pytestmark = pytest.mark.django_db
WORDS = {"fr": "La bouilloire peut s’ouvrir.", "en": "The kettle may open."}


def state(fact: Fact, *, by: User, at: datetime, **given: Any) -> FactVersion:
    values: dict[str, Any] = {"words": WORDS, "status": "to_verify", "source": None} | given
    return actions.state_fact(fact, **values, by=by, at=at)


def test_a_verified_fact_leaves_the_list_of_what_the_first_word_lacks(
    what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    version = state(what_happened, status="verified", source=agency, by=alix, at=at)
    clock = first_word(what_happened.crisis, at)
    assert clock is not None and "what_happened" not in {fact.key for fact in clock.missing_facts}
    what_happened.refresh_from_db()
    assert what_happened.current == version and version.number == 1


def test_a_change_is_a_new_version_and_the_old_words_remain(
    what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    first = state(what_happened, by=alix, at=at)
    second = state(what_happened, words={"fr": "Elle s’ouvre."}, by=alix, at=at + timedelta(hours=1))
    first.refresh_from_db()
    assert (first.words, second.number) == (WORDS, 2)
    assert JournalEntry.objects.filter(verb="fact.to_verify", subject_id=str(what_happened.pk)).count() == 2


def test_saying_the_same_thing_again_changes_nothing(what_happened: Fact, alix: User, at: datetime) -> None:
    first = state(what_happened, by=alix, at=at)
    assert state(what_happened, by=alix, at=at + timedelta(hours=1)) == first


@pytest.mark.parametrize(
    ("given", "field"),
    [
        ({"words": {"fr": "  "}}, "words"),
        ({"status": "verified"}, "source"),
        ({"status": "denied"}, "source"),
        ({"status": "certain"}, "status"),
        ({"status": "expired"}, "status"),
        ({"valid_until": datetime.fromisoformat("2026-03-02T08:00:00+00:00")}, "valid_until"),
    ],
)
def test_a_statement_that_cannot_be_says_where(
    what_happened: Fact, alix: User, at: datetime, given: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refusal:
        state(what_happened, **given, by=alix, at=at)
    assert field in refusal.value.fields
    assert not what_happened.versions.exists()


def test_a_writer_verifies_on_a_trusted_source_and_only_a_lead_on_another(
    what_happened: Fact, agency: Source, alix: User, chloe: User, at: datetime
) -> None:
    rumour_mill = actions.add_source(what_happened.crisis, name="Un voisin", is_trusted=False, by=chloe, at=at)
    with pytest.raises(NotAllowed):
        state(what_happened, status="verified", source=rumour_mill, by=chloe, at=at)
    assert state(what_happened, status="verified", source=agency, by=chloe, at=at).number == 1
    assert state(what_happened, status="denied", source=rumour_mill, by=alix, at=at).number == 2


def test_a_writer_cannot_call_a_source_trusted(recall: Crisis, chloe: User, at: datetime) -> None:
    assert actions.add_source(recall, name="Un blog", by=chloe, at=at).is_trusted is False
    with pytest.raises(NotAllowed):
        actions.add_source(recall, name="Un autre blog", is_trusted=True, by=chloe, at=at)


def test_of_two_who_write_at_once_the_second_is_told(
    what_happened: Fact, alix: User, chloe: User, at: datetime
) -> None:
    state(what_happened, seen=0, by=alix, at=at)
    with pytest.raises(Conflict):
        state(what_happened, words={"fr": "Autre chose."}, seen=0, by=chloe, at=at)
    assert state(what_happened, words={"fr": "Autre chose."}, seen=1, by=chloe, at=at).number == 2


def test_what_cites_a_fact_is_told_and_what_is_published_is_queued_with_the_change(
    what_happened: Fact, alix: User, at: datetime, settings: Any
) -> None:
    settings.AFTER_FACT = [f"{__name__}.listen"]
    settings.AFTER_FACT_TASKS = [f"{__name__}.TASK"]
    HEARD.clear()
    TASK.ran.clear()
    state(what_happened, by=alix, at=at)
    assert HEARD == ["what_happened"]
    assert TASK.ran == [what_happened.crisis_id]


HEARD: list[str] = []


def listen(fact: Fact, *, by: User | None, at: datetime) -> None:
    HEARD.append(fact.key)


class _Task:
    def __init__(self) -> None:
        self.ran: list[int] = []

    def enqueue(self, crisis_id: int) -> None:
        self.ran.append(crisis_id)


TASK = _Task()


def test_a_fact_past_its_validity_expires_by_itself_once(
    what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    until = at + timedelta(hours=2)
    state(what_happened, status="verified", source=agency, valid_until=until, by=alix, at=at)
    assert actions.expire_due(at=at + timedelta(hours=1)) == 0
    later = at + timedelta(hours=3)
    assert fact_states(what_happened.crisis, later)["what_happened"].status == "expired"
    assert actions.expire_due(at=later) == 1
    assert actions.expire_due(at=later) == 0
    what_happened.refresh_from_db()
    assert what_happened.current is not None
    assert (what_happened.current.status, what_happened.current.words) == ("expired", WORDS)
    assert state(what_happened, status="verified", source=agency, by=alix, at=later).number == 3


def test_facts_of_a_closed_crisis_rest(what_happened: Fact, alix: User, at: datetime) -> None:
    state(what_happened, valid_until=at + timedelta(hours=2), by=alix, at=at)
    actions.close(what_happened.crisis, note="", by=alix, at=at)
    assert actions.expire_due(at=at + timedelta(days=1)) == 0


def test_a_new_question_gets_a_short_name_of_its_own(recall: Crisis, chloe: User, at: datetime) -> None:
    asked = {"fr": "Les magasins de Lyon sont-ils ouverts ?"}
    first = actions.add_fact(recall, question=asked, by=chloe, at=at)
    second = actions.add_fact(recall, question=asked, by=chloe, at=at)
    assert first.key == "magasins_lyon_sont_ouverts" and second.key == "magasins_lyon_sont_ouverts_2"
    with pytest.raises(Conflict):
        actions.add_fact(recall, question=asked, key=first.key, by=chloe, at=at)
    with pytest.raises(Invalid):
        actions.add_fact(recall, question=asked, key="Clé !", by=chloe, at=at)


def test_readers_see_only_what_holds_and_what_is_theirs(
    recall: Crisis, what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    state(what_happened, words={"fr": "Oui."}, by=alix, at=at)
    state(recall.facts.get(key="staff_rules"), status="verified", source=agency, by=alix, at=at)
    assert current_words(recall, "fr", public_only=True) == {"what_happened": "Oui."}
    assert set(current_words(recall, "fr", public_only=False)) == {"what_happened", "staff_rules"}
    assert set(current_words(recall, "en", public_only=False)) == {"staff_rules"}
    states = fact_states(recall, at)
    assert (states["what_happened"].status, states["what_happened"].public) == ("to_verify", True)
    assert states["staff_rules"].public is False and "helpline" not in states
    assert set(versions_for(recall, ["what_happened", "helpline"])) == {"what_happened"}
