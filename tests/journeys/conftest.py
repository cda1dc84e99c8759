"""What every journey starts from: a house as `amarre migrate` leaves it, and the people in it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Browser

from amarre.accounts.models import Company
from amarre.channels.models import Channel
from amarre.plan.actions import load_shipped
from tests.journeys.browser import chromium
from tests.personas import Office, open_office

COMPANY = {"name": "Bouilloires Lina", "contact": "01 99 00 24 31", "signature": "Anne Marchand, directrice"}


@pytest.fixture
def browser() -> Iterator[Browser]:
    with chromium() as opened:
        yield opened


@pytest.fixture(params=["fr", "en"], ids=["in French", "in English"])
def language(request: pytest.FixtureRequest) -> str:
    """The language in which the whole office works."""
    return str(request.param)


@pytest.fixture
def house(db: None, language: str) -> Company:
    """A company with its playbooks and its tray, nothing else."""
    load_shipped(at=datetime(2026, 3, 1, tzinfo=UTC))
    Channel.objects.create(kind="tray", name="Corbeille", is_default=True)
    card = Company.card()
    for name, value in COMPANY.items():
        setattr(card, name, value)
    card.language, card.languages = language, ["fr", "en"]
    card.save()
    return card


@pytest.fixture
def office(house: Company, language: str) -> Office:
    return open_office(language)
