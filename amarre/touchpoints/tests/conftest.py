"""A crisis with facts in the four states that matter to the public, and one answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest

from amarre.accounts.models import Company
from amarre.knowledge.models import Entry
from amarre.situation.models import Crisis, Fact, FactVersion, Source

State = Callable[..., FactVersion]


@pytest.fixture
def state(crisis: Crisis, at: datetime) -> State:
    """`state("hours", "9 h à 17 h", en="9 to 5")`: a new version that becomes the current one."""

    def stated(key: str, fr: str, *, en: str = "", status: str = "verified", visibility: str = "public") -> FactVersion:
        source, _made = Source.objects.get_or_create(crisis=crisis, name="Direction", url="https://example.org/")
        fact, _made = Fact.objects.get_or_create(
            crisis=crisis, key=key, defaults={"topic": key.capitalize(), "visibility": visibility}
        )
        number = fact.versions.count() + 1
        moment = at + timedelta(minutes=number)
        fact.current = FactVersion.objects.create(
            fact=fact, number=number, status=status, words={"fr": fr, "en": en} if en else {"fr": fr}, source=source,
            valid_from=moment, created_at=moment,
        )  # fmt: skip
        fact.save()
        return fact.current

    return stated


@pytest.fixture
def told(crisis: Crisis, state: State, at: datetime) -> Crisis:
    """The crisis with what may and may not be told."""
    company = Company.card()
    company.name = "Maison Ferrand"
    company.save()
    state("hours", "Nos magasins ouvrent de 9 h à 17 h.", en="Our shops open from 9 to 5.")
    state("rumour_lot_13", "Non, le lot 13 n’est pas touché.", status="denied")
    state("cause", "Le couvercle fuit peut-être.", status="to_verify")
    state("supplier", "Le fournisseur est Durand.", visibility="internal")
    Entry.objects.create(
        crisis=crisis, key="open", state="published", fear="rules", updated_at=at, published_at=at,
        words={
            "fr": {"question": "Êtes-vous ouverts ?", "answer": "{{ fact.hours }}"},
            "en": {"question": "Are you open?", "answer": "{{ fact.hours }}"},
        },
    )  # fmt: skip
    Entry.objects.create(
        crisis=crisis, key="why", state="published", updated_at=at,
        words={"fr": {"question": "Pourquoi ?", "answer": "{{ fact.cause }}"}},
    )  # fmt: skip
    return crisis
