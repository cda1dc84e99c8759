"""What Alix reads first: home, board, journal, lessons, search, proof."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.inbox.models import Conversation
from amarre.plan.models import Lesson, Playbook
from amarre.review import board, reporting
from amarre.review.proof_file import harmless
from amarre.situation.actions import declare, meet_clock
from amarre.situation.models import Action, Crisis

pytestmark = pytest.mark.django_db
As = Callable[[User], Client]


def words(answer) -> str:
    return answer.content.decode().replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def declared(alix: User, at: datetime) -> Crisis:
    return declare(None, title="Eau coupée à Tours", language="fr", languages=["fr", "en"], by=alix, at=at)


def test_an_empty_house_offers_three_ways_in(alix: User, client_of: As) -> None:
    page = words(client_of(alix).get("/"))
    for way in ("Jouer un exercice", "Importer des clients", "Déclarer une crise"):
        assert way in page


def test_with_a_crisis_the_house_opens_on_its_board(declared: Crisis, alix: User, client_of: As) -> None:
    answer = client_of(alix).get("/")
    assert answer.url == reverse("review:board", args=[declared.pk])
    page = words(client_of(alix).get(answer.url))
    assert "Eau coupée à Tours" in page and "Premier mot aux clients" in page


def test_the_first_word_says_what_comes_next_until_it_is_said(declared: Crisis, alix: User, at: datetime) -> None:
    clock, steps = board.first_word_steps(declared, at + timedelta(hours=3))
    assert clock is not None and clock.left == timedelta(hours=45) and not clock.is_overdue
    assert [step.state for step in steps] == ["current", "todo", "todo", "todo", "todo"]
    assert board.first_word_steps(declared, at + timedelta(hours=49))[0].is_overdue  # type: ignore[union-attr]
    meet_clock(declared, "first_word", met_by="Premier mot", at=at + timedelta(hours=5))
    report = reporting.write(declared, at + timedelta(hours=60))
    assert report.in_time is True and report.said_after == timedelta(hours=5)


def test_what_is_late_is_on_the_board(declared: Crisis, at: datetime) -> None:
    stream = declared.workstreams.first()
    assert stream is not None
    due = {"state": Action.State.TODO, "title": {"fr": "Appeler"}}
    action = Action.objects.create(workstream=stream, due_at=at - timedelta(hours=2), **due)
    Action.objects.create(workstream=stream, due_at=at + timedelta(hours=2), **due)
    assert [item.due for item in board.late(declared, at)] == [at - timedelta(hours=2)]
    Action.objects.filter(pk=action.pk).update(state=Action.State.DONE)
    assert board.late(declared, at) == []


def test_the_worst_waits_first_then_the_longest(declared: Crisis, at: datetime) -> None:
    def wait(impact: str, rank: int, hours: int) -> Conversation:
        since = at - timedelta(hours=hours)
        return Conversation.objects.create(
            crisis=declared, channel_kind="email", impact=impact, rank=rank, first_received_at=since,
            last_received_at=since, waiting_since=since,
        )  # fmt: skip

    low, urgent, older = wait("low", 30, 90), wait("urgent", 1, 1), wait("urgent", 1, 2)
    Conversation.objects.filter(pk=older.pk).update(crisis=None)  # nobody knows yet what it is about
    assert list(board.waiting(declared)) == [older, urgent, low]
    assert [count for _word, count, _url in board.backlog(declared)] == [2, 0, 0, 1]


def test_bilal_reads_only_what_is_new_since_he_looked(
    declared: Crisis, bilal: User, client_of: As, at: datetime
) -> None:
    client = client_of(bilal)
    address = reverse("review:board", args=[declared.pk])
    assert "a déclaré" in words(client.get(address)) or "déclaré" in words(client.get(address))
    assert "Rien n’a changé." in words(client.get(address))


def test_a_lesson_stays_with_the_playbook(alix: User, bilal: User, at: datetime, client_of: As) -> None:
    playbook = Playbook.objects.create(
        slug="recall", kind="recall", title={"fr": "Rappel"}, summary={"fr": ""}, body=_bare_body()
    )
    first = declare(playbook, title="Lot 12", language="fr", languages=["fr"], by=alix, at=at)
    lesson = {"outcome": "failed", "what": "La ligne était muette.", "why": "Pas de renfort.", "next_time": "Prévoir."}
    assert client_of(alix).post(reverse("review:lessons", args=[first.pk]), lesson).status_code == 302
    assert Lesson.objects.get().crisis_label == "Lot 12"
    second = declare(playbook, title="Lot 13", language="fr", languages=["fr"], by=alix, at=at)
    assert "La ligne était muette." in words(client_of(bilal).get(reverse("review:lessons", args=[second.pk])))
    refused = client_of(bilal).post(reverse("review:lessons", args=[second.pk]), lesson)
    assert refused.status_code == 403 and "Confiez la vôtre" in words(refused) and Lesson.objects.count() == 1


def test_the_journal_of_a_crisis_reads_as_sentences(declared: Crisis, alix: User, client_of: As, at: datetime) -> None:
    record("drill.prepare", by=alix, at=at, crisis_id=declared.pk, scenario="recall", people=10, days=1)
    page = words(client_of(alix).get(reverse("review:journal", args=[declared.pk])))
    assert "Alix a préparé un exercice : recall, 10 personnes, 1 jours" in page


def test_search_finds_a_fact_and_says_so_when_there_is_nothing(declared: Crisis, alix: User, client_of: As) -> None:
    client = client_of(alix)
    fact = declared.facts.first()
    assert fact is not None
    assert reverse("situation:fact", args=[declared.pk, fact.pk]) in words(client.get("/search/", {"q": fact.key}))
    assert "Rien n’a été trouvé pour « zzz »" in words(client.get("/search/", {"q": "zzz"}))


@pytest.mark.parametrize("cell", ["=1+1", "+33612345678", "-2", "@SUM(A1)", "\tx"])
def test_a_cell_that_a_spreadsheet_would_run_is_kept_as_text(cell: str) -> None:
    assert harmless(cell) == f"'{cell}"
    assert harmless("Bonjour") == "Bonjour"


def _bare_body() -> dict:
    from amarre.plan.bare import BARE_BODY

    return BARE_BODY
