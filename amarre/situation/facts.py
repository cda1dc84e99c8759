"""Reading the facts of a crisis: their words now, what is known of them, the versions that a text would cite."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from amarre.engine.etiquette import FactState
from amarre.situation.models import Crisis, Fact, FactVersion


def current_words(crisis: Crisis, language: str, *, public_only: bool) -> dict[str, str]:
    """Words by key, of every fact that has some in this language now, whatever their status (see `fact_states`)."""
    facts = Fact.objects.filter(crisis=crisis, current__isnull=False).select_related("current")
    if public_only:
        facts = facts.filter(visibility=Fact.Visibility.PUBLIC)
    words = {fact.key: _version(fact).words.get(language, "").strip() for fact in facts}
    return {key: text for key, text in words.items() if text}


def fact_states(crisis: Crisis, at: datetime) -> dict[str, FactState]:
    """What is known of each fact at the moment `at`, for the review. A fact that is still a question is left out."""
    facts = Fact.objects.filter(crisis=crisis, current__isnull=False).select_related("current")
    return {
        fact.key: FactState(status_at(_version(fact), at), fact.visibility == Fact.Visibility.PUBLIC) for fact in facts
    }


def status_at(version: FactVersion, at: datetime) -> str:
    """The status of a version at the moment `at`: past its validity it is expired, before any task has said so."""
    if version.valid_until is not None and version.valid_until <= at:
        return FactVersion.Status.EXPIRED.value
    return version.status


def versions_for(crisis: Crisis, keys: Iterable[str]) -> dict[str, FactVersion]:
    """The current version of each fact in `keys`; keys without one are left out."""
    facts = Fact.objects.filter(crisis=crisis, key__in=list(keys), current__isnull=False)
    return {fact.key: _version(fact) for fact in facts.select_related("current__source", "current__author")}


def _version(fact: Fact) -> FactVersion:
    assert fact.current is not None  # callers select facts that have one
    return fact.current
