"""A recall declared from its playbook; the rooms above stay out of these tests unless one asks for them."""

from __future__ import annotations

from datetime import datetime

import pytest

from amarre.accounts.models import User
from amarre.plan.actions import load_shipped
from amarre.plan.models import Playbook
from amarre.situation import actions
from amarre.situation.models import Crisis, Fact, Source


@pytest.fixture(autouse=True)
def _alone(settings: object) -> None:
    settings.AFTER_DECLARE = []  # type: ignore[attr-defined]
    settings.AFTER_FACT = []  # type: ignore[attr-defined]
    settings.AFTER_FACT_TASKS = []  # type: ignore[attr-defined]


@pytest.fixture
def playbook(db: None, at: datetime) -> Playbook:
    load_shipped(at=at, slugs=["recall"])
    return Playbook.objects.get(slug="recall")


@pytest.fixture
def recall(playbook: Playbook, alix: User, at: datetime) -> Crisis:
    return actions.declare(
        playbook, title="Rappel de la bouilloire Lina", language="fr", languages=["fr", "en"], by=alix, at=at
    )


@pytest.fixture
def agency(recall: Crisis, alix: User, at: datetime) -> Source:
    return actions.add_source(recall, name="Agence de sécurité des produits", by=alix, at=at)


@pytest.fixture
def what_happened(recall: Crisis) -> Fact:
    return recall.facts.get(key="what_happened")
