from __future__ import annotations

from datetime import timedelta

import pytest

from amarre.inbox import actions
from amarre.inbox.panels import requests_from
from amarre.situation.measures import MEASURES

from .conftest import CALM, HURT

pytestmark = pytest.mark.django_db
ANSWER = "Bonjour,\n\nOui, nous ouvrons à 9 h. Je reste à votre écoute."


def measure(slug, crisis, at):
    return MEASURES.get(slug).compute(crisis, at)


def test_the_backlog_counts_who_waits_by_level(opened, crisis, bilal, at):
    opened(HURT, "a@example.com")
    actions.reply(opened(CALM, "b@example.com"), text=ANSWER, by=bilal, at=at)
    found = measure("backlog_by_level", crisis, at)
    assert found.value == 1
    assert "1" in found.note


def test_the_volume_counts_words_of_the_last_day_by_channel(opened, crisis, at):
    opened(CALM, "a@example.com", received_at=at - timedelta(hours=30))
    opened(CALM, "b@example.com", channel_kind="form")
    assert measure("volume_by_channel", crisis, at).value == 1


def test_the_first_answer_is_timed_by_its_median(opened, crisis, bilal, at):
    for minutes, address in ((10, "a@example.com"), (20, "b@example.com"), (600, "c@example.com")):
        conversation = opened(CALM, address)
        actions.reply(conversation, text=ANSWER, by=bilal, at=at + timedelta(minutes=minutes))
    assert measure("first_response_time", crisis, at + timedelta(days=1)).value == 20
    assert measure("answered", crisis, at + timedelta(days=1)).value == 100


def test_what_is_not_known_is_not_zero(crisis, at):
    assert measure("first_response_time", crisis, at).value is None
    assert measure("answered", crisis, at).value is None


def test_the_panel_shows_their_requests_but_never_those_of_a_crisis_kept_from_bilal(claire, opened, crisis, bilal, at):
    opened(CALM)
    assert len(requests_from(claire, bilal)["requests"]) == 1
    crisis.is_restricted = True
    crisis.save()
    assert requests_from(claire, bilal)["requests"] == []
    crisis.members.add(bilal)
    assert len(requests_from(claire, bilal)["requests"]) == 1
