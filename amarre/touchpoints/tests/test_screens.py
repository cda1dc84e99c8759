"""Chloé publishes, Bilal looks, Dora sees nothing."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.test import Client

from amarre.accounts.models import User
from amarre.situation.models import Crisis
from amarre.touchpoints.models import Artefact, Page

pytestmark = pytest.mark.django_db
ClientOf = Callable[[User], Client]


def test_chloe_publishes_and_sees_what_is_public(told: Crisis, chloe: User, client_of: ClientOf) -> None:
    client = client_of(chloe)
    before = client.get(f"/c/{told.pk}/pages/").content.decode()
    assert "Personne au dehors ne peut encore la lire" in before
    after = client.post(f"/c/{told.pk}/pages/publish/", follow=True).content.decode()
    assert "/p/rappel-du-lot-12/fr/" in after
    assert "banner.js" in after
    assert Artefact.objects.count() == 11


def test_looking_writes_nothing(told: Crisis, bilal: User, client_of: ClientOf) -> None:
    client_of(bilal).get(f"/c/{told.pk}/pages/")
    assert not Page.objects.exists()


def test_chloe_changes_the_words(told: Crisis, chloe: User, client_of: ClientOf) -> None:
    words = {
        "title_fr": "Rappel des compotes", "intro_fr": "Bonjour. {{ fact.hours }}", "banner_fr": "Rappel",
        "title_en": "Recall", "intro_en": "", "banner_en": "", "shown_facts": ["hours"], "form_is_open": "on",
    }  # fmt: skip
    answer = client_of(chloe).post(f"/c/{told.pk}/pages/words/", words)
    assert answer.status_code == 302
    page = Page.objects.get()
    assert page.title == {"fr": "Rappel des compotes", "en": "Recall"}
    assert "rumour_lot_13" in page.hidden_facts
    assert "hours" not in page.hidden_facts


def test_words_that_cite_nothing_known_come_back_with_the_reason(
    told: Crisis, chloe: User, client_of: ClientOf
) -> None:
    words = {"title_fr": "Rappel", "title_en": "Recall", "intro_fr": "{{ fact.horaires }}"}
    answer = client_of(chloe).post(f"/c/{told.pk}/pages/words/", words)
    assert answer.status_code == 422
    assert "«\N{NO-BREAK SPACE}horaires\N{NO-BREAK SPACE}»" in answer.content.decode()
    assert "{{ fact.horaires }}" in answer.content.decode()


def test_bilal_looks_but_cannot_publish(told: Crisis, bilal: User, client_of: ClientOf) -> None:
    client = client_of(bilal)
    assert client.get(f"/c/{told.pk}/pages/").status_code == 200
    assert client.post(f"/c/{told.pk}/pages/publish/").status_code == 403
    assert not Artefact.objects.exists()


def test_dora_sees_nothing(told: Crisis, dora: User, client_of: ClientOf) -> None:
    assert client_of(dora).get(f"/c/{told.pk}/pages/").status_code == 403


def test_a_restricted_crisis_does_not_exist_for_others(told: Crisis, chloe: User, client_of: ClientOf) -> None:
    told.is_restricted = True
    told.save()
    assert client_of(chloe).get(f"/c/{told.pk}/pages/").status_code == 404


def test_a_preview_shows_the_words_before_anybody_else(told: Crisis, bilal: User, client_of: ClientOf) -> None:
    answer = client_of(bilal).get(f"/c/{told.pk}/pages/preview/fr/page/")
    assert "9 h à 17 h" in answer.content.decode()
    assert not Artefact.objects.exists()


def test_taking_down_asks_first(told: Crisis, chloe: User, client_of: ClientOf) -> None:
    client = client_of(chloe)
    client.post(f"/c/{told.pk}/pages/publish/")
    assert "Retirer la page publique" in client.get(f"/c/{told.pk}/pages/down/").content.decode()
    assert Page.objects.get().is_public
    client.post(f"/c/{told.pk}/pages/down/")
    assert not Page.objects.get().is_public
