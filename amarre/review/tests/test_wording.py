"""The journal speaks in words, and the board says when nothing can leave."""

from __future__ import annotations

import pytest
from django.urls import reverse
from django.utils import timezone

from amarre.accounts import journal
from amarre.channels.models import Batch, Channel
from amarre.review.wording import said
from amarre.tasks.models import Worker
from amarre.tasks.processes import Process

pytestmark = pytest.mark.django_db


def test_impact_anger_channel_and_language_are_said_in_words(at, crisis, bilal, client_of):
    journal.record(
        "inbox.override", by=bilal, at=at, crisis_id=crisis.pk, impact="urgent", anger=3, threat="", why="un enfant"
    )
    journal.record("inbox.claim", by=bilal, at=at, crisis_id=crisis.pk, channel="form")
    journal.record("people.language", by=bilal, at=at, crisis_id=crisis.pk, person="Mme Ferrand", language="en")
    page = client_of(bilal).get(reverse("review:journal", args=[crisis.pk])).content.decode()
    assert "Formulaire public" in page
    assert "anglais" in page
    assert "colère 3" not in page


def test_a_key_that_nobody_knows_any_more_stays_as_it_was_written(at, crisis, bilal):
    entry = journal.record("inbox.claim", by=bilal, at=at, crisis_id=crisis.pk, channel="minitel")
    assert "minitel" in said(entry)


def test_the_board_says_that_nothing_leaves_without_a_worker(at, crisis, tray: Channel, bilal, client_of):
    Batch.objects.create(
        channel=tray, label="Premier mot", occasion="statement", state="sending", crisis_id=crisis.pk, created_at=at
    )
    board = reverse("review:board", args=[crisis.pk])
    assert "amarre work" in client_of(bilal).get(board).content.decode()
    now = timezone.now()
    Worker.objects.create(name=str(Process.current()), started_at=now, beat_at=now)
    assert "amarre work" not in client_of(bilal).get(board).content.decode()
