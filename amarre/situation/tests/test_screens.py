"""The screens of a crisis, as Alix, Bilal, Chloé and Dora meet them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from django.test import Client
from django.urls import reverse

from amarre.accounts.models import User
from amarre.plan.models import Playbook
from amarre.situation import actions
from amarre.situation.models import Action, Crisis, Fact, FactVersion, Source

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]

PAGES = ["facts", "sources", "decisions", "workstreams", "cell", "measures"]


def test_alix_declares_a_recall_and_lands_on_what_is_missing(
    client_of: ClientOf, alix: User, playbook: Playbook
) -> None:
    client = client_of(alix)
    page = client.get(reverse("situation:declare"), {"playbook": "recall"}).content.decode()
    assert "Rappel de produit" in page
    given = {"playbook": "recall", "title": "Rappel Lina", "languages": ["fr", "en"], "language": "fr"}
    answer = client.post(reverse("situation:declare"), given)
    crisis = Crisis.objects.get()
    assert answer.url == reverse("situation:facts", args=[crisis.pk])
    shown = client.get(answer.url).content.decode()
    assert "Qu’a-t-on trouvé, sur quel produit" in shown


def test_a_declaration_without_a_name_comes_back_with_the_reason(
    client_of: ClientOf, alix: User, playbook: Playbook
) -> None:
    answer = client_of(alix).post(
        reverse("situation:declare"), {"playbook": "recall", "languages": ["en"], "language": "fr", "title": "Lina"}
    )
    assert answer.status_code == 200 and not Crisis.objects.exists()
    assert "La langue principale" in answer.content.decode()


@pytest.mark.parametrize("page", PAGES)
def test_every_page_opens_for_an_agent_and_not_for_an_outsider(
    client_of: ClientOf, recall: Crisis, bilal: User, dora: User, page: str
) -> None:
    url = reverse(f"situation:{page}", args=[recall.pk])
    assert client_of(bilal).get(url).status_code == 200
    assert client_of(dora).get(url).status_code == 403


@pytest.mark.parametrize("page", PAGES)
def test_a_restricted_crisis_is_not_found_by_those_outside_it(
    client_of: ClientOf, playbook: Playbook, alix: User, chloe: User, at: datetime, page: str
) -> None:
    secret = actions.declare(
        playbook, title="Fraude", language="fr", languages=["fr"], by=alix, at=at, is_restricted=True
    )
    url = reverse(f"situation:{page}", args=[secret.pk])
    assert client_of(chloe).get(url).status_code == 404
    assert client_of(alix).get(url).status_code == 200
    assert "Fraude" not in client_of(chloe).get(reverse("situation:crises")).content.decode()


def test_chloe_states_a_fact_with_a_source_in_one_go(
    client_of: ClientOf, recall: Crisis, what_happened: Fact, alix: User, chloe: User
) -> None:
    given = {
        "words_fr": "La bouilloire peut s’ouvrir.", "words_en": "The kettle may open.", "status": "verified",
        "new_source": "Agence de sécurité", "seen": "0",
    }  # fmt: skip
    url = reverse("situation:fact_state", args=[recall.pk, what_happened.pk])
    refused = client_of(chloe).post(url, given)
    assert refused.status_code == 422 and "La bouilloire peut s’ouvrir." in refused.content.decode()
    assert not Source.objects.exists(), "nothing of a refused statement is kept"
    assert client_of(alix).post(url, given).status_code == 302
    version = FactVersion.objects.get()
    assert version.source is not None and version.source.is_trusted
    page = client_of(chloe).get(reverse("situation:fact", args=[recall.pk, what_happened.pk])).content.decode()
    assert "Agence de sécurité" in page and "{{ fact.what_happened }}" in page


def test_a_verified_fact_without_source_says_so_at_the_field(
    client_of: ClientOf, recall: Crisis, what_happened: Fact, alix: User
) -> None:
    url = reverse("situation:fact_state", args=[recall.pk, what_happened.pk])
    answer = client_of(alix).post(url, {"words_fr": "Oui.", "status": "verified", "seen": "0"})
    assert answer.status_code == 422
    assert "a besoin d’une source" in answer.content.decode()


def test_an_agent_reads_facts_but_does_not_state_them(
    client_of: ClientOf, recall: Crisis, what_happened: Fact, bilal: User
) -> None:
    page = client_of(bilal).get(reverse("situation:fact", args=[recall.pk, what_happened.pk])).content.decode()
    assert "words_fr" not in page
    url = reverse("situation:fact_state", args=[recall.pk, what_happened.pk])
    assert client_of(bilal).post(url, {"words_fr": "Oui.", "status": "rumour"}).status_code == 403


def test_the_fact_of_another_crisis_is_not_found(
    client_of: ClientOf, recall: Crisis, crisis: Crisis, what_happened: Fact, alix: User
) -> None:
    assert client_of(alix).get(reverse("situation:fact", args=[crisis.pk, what_happened.pk])).status_code == 404


def test_the_tabs_of_facts_show_what_they_say(
    client_of: ClientOf, recall: Crisis, what_happened: Fact, agency: Source, alix: User, at: datetime
) -> None:
    actions.state_fact(what_happened, words={"fr": "Connu."}, status="verified", source=agency, by=alix, at=at)
    client = client_of(alix)
    url = reverse("situation:facts", args=[recall.pk])
    missing = client.get(url, {"show": "missing"}).context["rows"]
    assert "what_happened" not in [row["fact"].key for row in missing] and missing
    assert [row["fact"].key for row in client.get(url, {"show": "unsure"}).context["rows"]] == []


def test_bilal_reports_an_action_done_in_one_press(client_of: ClientOf, recall: Crisis, bilal: User) -> None:
    action = recall.workstreams.all()[0].actions.all()[0]
    url = reverse("situation:action_state", args=[recall.pk, action.pk])
    assert client_of(bilal).get(url).status_code == 405
    client_of(bilal).post(url, {"state": "done"})
    action.refresh_from_db()
    assert action.state == Action.State.DONE


def test_decisions_actions_seats_and_measures_are_written_by_form(
    client_of: ClientOf, recall: Crisis, alix: User, bilal: User
) -> None:
    client, pk = client_of(alix), recall.pk
    workstream, seat = recall.workstreams.all()[0], recall.seats.all()[0]
    action = workstream.actions.all()[0]
    posts = [
        ("decision_new", [pk], {"what": "Rappeler le lot", "why": "Le danger"}),
        ("action_new", [pk, workstream.pk], {"title": "Louer des lignes"}),
        ("action", [pk, action.pk], {"state": "doing", "owner": str(bilal.pk), "due_at": "2026-03-03T10:00"}),
        ("seat", [pk, seat.pk], {"user": str(bilal.pk)}),
        ("seat_new", [pk], {"title": "Presse", "cell_role": "expert", "responsibility": "consulted"}),
        ("measure", [pk, "people_at_work"], {"value": "12"}),
        ("source_new", [pk], {"name": "Préfecture", "is_trusted": "on"}),
        ("fact_new", [pk], {"question_fr": "Où rapporter le produit ?", "visibility": "public"}),
        ("phase", [pk], {"phase": str(recall.phases.get(slug="shock").pk)}),
    ]
    for name, args, given in posts:
        url = reverse(f"situation:{name}", args=args)
        assert client.get(url).status_code == 200, name
        assert client.post(url, given).status_code == 302, name
    action.refresh_from_db()
    seat.refresh_from_db()
    recall.refresh_from_db()
    assert (action.owner, seat.user, recall.phase.slug if recall.phase else "") == (bilal, bilal, "shock")
    for page in PAGES:
        client.get(reverse(f"situation:{page}", args=[pk]))
    assert "Rappeler le lot" in client.get(reverse("situation:decisions", args=[pk])).content.decode()


def test_closing_asks_once_and_says_what_stays(client_of: ClientOf, recall: Crisis, alix: User, chloe: User) -> None:
    url = reverse("situation:close", args=[recall.pk])
    assert client_of(chloe).get(url).status_code == 403
    page = client_of(alix).get(url).content.decode()
    assert recall.title in page
    client_of(alix).post(url, {"note": "Tout est revenu."})
    recall.refresh_from_db()
    assert not recall.is_open and recall.closing_note == "Tout est revenu."
    client_of(alix).post(reverse("situation:reopen", args=[recall.pk]), {"why": "Un lot de plus"})
    recall.refresh_from_db()
    assert recall.is_open
