"""A crisis with a few facts and the words that cite them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest

from amarre.knowledge import index
from amarre.situation.models import Crisis, Fact, FactVersion, Source


@pytest.fixture
def state(crisis: Crisis, at: datetime) -> Callable[..., FactVersion]:
    """Write one more version of a fact, making the fact when it does not exist."""

    def written(
        key: str, fr: str, en: str = "", *, status: str = "verified", visibility: str = "public"
    ) -> FactVersion:
        fact, _ = Fact.objects.get_or_create(crisis=crisis, key=key, defaults={"visibility": visibility})
        source, _ = Source.objects.get_or_create(crisis=crisis, name="Qualité")
        words = {"fr": fr} | ({"en": en} if en else {})
        version = FactVersion.objects.create(
            fact=fact,
            number=fact.versions.count() + 1,
            status=status,
            words=words,
            source=source,
            valid_from=at,
            created_at=at,
        )
        fact.current = version
        fact.save(update_fields=["current"])
        return version

    return written


@pytest.fixture(autouse=True)
def _no_index_left() -> None:
    """Numbers of crises are given again from one test to the next."""
    index.forget()
