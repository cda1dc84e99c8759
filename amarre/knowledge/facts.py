"""The facts of a crisis as answers need them: read once, asked many times.

A `Sheet` tells, for each key, the words that hold now, and whether customers may read them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from amarre.accounts.models import Company
from amarre.engine.render import RenderError, Template, parse
from amarre.situation.models import Crisis, Fact, FactVersion

# Shorter words of a fact ("9", "Lyon") are found everywhere by chance and prove nothing.
LEAST_TO_RECOGNISE = 8


@dataclass(frozen=True)
class Statement:
    """A version whose words stand in a text, from `start` to `end` (offsets in characters)."""

    version: FactVersion
    start: int
    end: int


@dataclass(frozen=True)
class Cited:
    """The facts that a text states: those in force, and those whose words have been replaced since."""

    current: tuple[Statement, ...] = ()
    outdated: tuple[Statement, ...] = ()


@dataclass(frozen=True)
class Sheet:
    """Every fact of one crisis with its current version, and the company's own values."""

    facts: Mapping[str, Fact]
    company: Mapping[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, crisis: Crisis) -> Sheet:
        """Read the sheet: two queries, however many facts."""
        facts = list(Fact.objects.filter(crisis=crisis).select_related("current__source"))
        for fact in facts:
            if fact.current is not None:
                fact.current.fact = fact
        card = Company.card(is_drill=crisis.is_drill)
        company = {"company.name": card.name, "company.signature": card.signature, "company.contact": card.contact}
        return cls({fact.key: fact for fact in facts}, company)

    def current(self, key: str) -> FactVersion | None:
        """The version that holds now; None when the key is unknown or still an open question."""
        fact = self.facts.get(key)
        return fact.current if fact else None

    def words(self, key: str, language: str) -> str:
        """The words of a fact in that language, "" when there are none. Never those of another language."""
        version = self.current(key)
        return (version.words.get(language) or "").strip() if version else ""

    def values(self, keys: Iterable[str], language: str) -> dict[str, str]:
        """Values for `Template.bind`: the facts that have words in this language, and the company's card."""
        facts = {f"fact.{key}": words for key in keys if (words := self.words(key, language))}
        return facts | {name: value for name, value in self.company.items() if value}

    def missing(self, keys: Iterable[str], language: str) -> tuple[str, ...]:
        """The keys without words in this language."""
        return tuple(key for key in keys if not self.words(key, language))

    def is_sure(self, key: str) -> bool:
        """Whether the fact is verified now."""
        version = self.current(key)
        return version is not None and version.status == FactVersion.Status.VERIFIED

    def is_public(self, key: str) -> bool:
        """Whether customers may read the fact."""
        fact = self.facts.get(key)
        return fact is not None and fact.visibility == Fact.Visibility.PUBLIC

    def unsure(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The keys that have words, but words that are not verified now (rumour, to be verified, denied, expired)."""
        return tuple(key for key in keys if self.current(key) is not None and not self.is_sure(key))

    def not_public(self, keys: Iterable[str]) -> tuple[str, ...]:
        """The keys of facts that stay inside the house."""
        return tuple(key for key in keys if key in self.facts and not self.is_public(key))

    def may_be_told(self, keys: Iterable[str]) -> bool:
        """Whether customers may be told all of these now."""
        return all(self.is_sure(key) and self.is_public(key) for key in keys)

    def versions(self, keys: Iterable[str]) -> tuple[FactVersion, ...]:
        """The versions that hold now, of the keys that have one."""
        return tuple(version for key in keys if (version := self.current(key)) is not None)

    def names(self, keys: Iterable[str]) -> tuple[str, ...]:
        """What people call these facts: their topic, else their short name."""
        return tuple((self.facts[key].topic or key) if key in self.facts else key for key in keys)

    def bind(self, template: Template, language: str) -> Template:
        """The template with facts and company in; what has no words stays as a place."""
        return template.bind(self.values(template.facts(), language))


def read_template(text: str) -> Template:
    """`parse`, but words that cannot be read as a template are taken as plain words."""
    try:
        return parse(text)
    except RenderError:
        return Template(text, (text,))


def cited_in(crisis: Crisis, sheet: Sheet, text: str, language: str) -> Cited:
    """The facts that a text states word for word, whether they still hold or have changed since.

    An answer in hand holds the facts' own words, not places. So citing is found by reading, here too: a text that holds
    all the words of a version rests on it. Words that were replaced make the text outdated, unless they stand inside
    words in force.
    """
    current = [
        Statement(version, *place)
        for key in sheet.facts
        if (version := sheet.current(key)) and (place := _place(text, sheet.words(key, language)))
    ]
    outdated: dict[int, Statement] = {}
    past = FactVersion.objects.filter(fact__crisis=crisis).select_related("fact").order_by("fact_id", "-number")
    for version in past:
        place = _place(text, version.words.get(language) or "")
        if place and version.pk != version.fact.current_id and not any(_inside(place, each) for each in current):
            outdated.setdefault(version.fact_id, Statement(version, *place))
    return Cited(tuple(current), tuple(outdated.values()))


def _inside(place: tuple[int, int], statement: Statement) -> bool:
    return statement.start <= place[0] and place[1] <= statement.end


def _place(text: str, words: str) -> tuple[int, int] | None:
    """Where the words stand in the text, whatever the spaces, the case and a last full stop."""
    pieces = words.strip().rstrip(".").split()
    if len("".join(pieces)) < LEAST_TO_RECOGNISE:
        return None
    match = re.search(r"(?<!\w)" + r"\s+".join(map(re.escape, pieces)) + r"(?!\w)", text, re.IGNORECASE)
    return match.span() if match else None
