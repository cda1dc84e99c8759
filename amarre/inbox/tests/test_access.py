"""Who may see and do what: Dora nothing, Bilal only what is of crises he may know of."""

from __future__ import annotations

import pytest
from django.urls import reverse

from amarre.inbox import actions
from amarre.inbox.models import Conversation
from amarre.inbox.reading import requests_visible_to
from amarre.inbox.urls import urlpatterns
from amarre.lib.errors import NotAllowed
from amarre.situation.models import Crisis

from .conftest import CALM

pytestmark = pytest.mark.django_db

OF_ONE = [pattern.name for pattern in urlpatterns if "conversation_id" in str(pattern.pattern)]
OF_ALL = [pattern.name for pattern in urlpatterns if "conversation_id" not in str(pattern.pattern)]


@pytest.fixture
def secret(crisis):
    crisis.is_restricted = True
    crisis.save()
    return crisis


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_dora_sees_and_does_nothing(client_of, dora, opened, crisis, name, method):
    conversation = opened(CALM)
    answer = getattr(client_of(dora), method)(reverse(f"inbox:{name}", args=[crisis.pk, conversation.pk]))
    assert answer.status_code == 403


@pytest.mark.parametrize("name", OF_ALL)
def test_dora_has_no_queue(client_of, dora, crisis, name):
    assert client_of(dora).get(reverse(f"inbox:{name}", args=[crisis.pk])).status_code == 403


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_crisis_kept_from_bilal_does_not_exist_for_him(client_of, bilal, opened, secret, name, method):
    conversation = opened(CALM)
    answer = getattr(client_of(bilal), method)(reverse(f"inbox:{name}", args=[secret.pk, conversation.pk]))
    assert answer.status_code in {404, 405}
    conversation.refresh_from_db()
    assert conversation.turns.count() == 1


@pytest.mark.parametrize("name", OF_ONE)
@pytest.mark.parametrize("method", ["get", "post"])
def test_its_requests_cannot_be_reached_through_another_crisis(client_of, bilal, opened, secret, at, name, method):
    conversation = opened(CALM)
    open_one = Crisis.objects.create(title="Autre", slug="autre", kind="outage", declared_at=at)
    answer = getattr(client_of(bilal), method)(reverse(f"inbox:{name}", args=[open_one.pk, conversation.pk]))
    assert answer.status_code in {404, 405}


def test_nor_answered_together_with_others(client_of, bilal, opened, secret, at):
    conversation = opened(CALM)
    open_one = Crisis.objects.create(title="Autre", slug="autre", kind="outage", declared_at=at)
    url = reverse("inbox:many", args=[open_one.pk])
    client_of(bilal).post(url, {"ids": [conversation.pk], "text_fr": "Bonjour, oui.", "do": "send"})
    conversation.refresh_from_db()
    assert conversation.state == "open"


def test_members_of_a_restricted_crisis_see_its_requests(client_of, bilal, opened, secret):
    secret.members.add(bilal)
    conversation = opened(CALM)
    answer = client_of(bilal).get(reverse("inbox:conversation", args=[secret.pk, conversation.pk]))
    assert answer.status_code == 200
    assert "à quelle heure ouvrez-vous" in answer.content.decode()


def test_a_list_never_mixes_in_what_is_kept_from_somebody(opened, secret, bilal, dora):
    opened(CALM)
    free = opened("Une question sans crise.", "paul@example.com", crisis_id=None)
    assert list(requests_visible_to(bilal)) == [free]
    assert list(requests_visible_to(dora)) == []


def test_a_request_is_not_given_to_somebody_who_may_not_see_it(opened, secret, alix, bilal, at):
    secret.members.add(alix)
    with pytest.raises(NotAllowed):
        actions.assign(opened(CALM), to=bilal, by=alix, at=at)


def test_a_request_is_not_merged_into_one_of_another_crisis(client_of, bilal, opened, secret, at):
    hidden = opened(CALM)
    open_one = Crisis.objects.create(title="Autre", slug="autre", kind="outage", declared_at=at)
    mine = opened(CALM, crisis_id=open_one.pk)
    url = reverse("inbox:merge", args=[open_one.pk, mine.pk])
    assert client_of(bilal).post(url, {"other": hidden.pk}).status_code == 404
    assert Conversation.objects.filter(merged_into=None).count() == 2
