"""Who is in a segment, in how many they are, and of how many nobody can tell."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, QuerySet

from amarre.engine.rules import EVERYONE, Rule, evaluate, parse, say
from amarre.people.fields import labels, record_of, sources
from amarre.people.models import Person, Segment
from amarre.people.rule_sql import to_q

__all__ = ["Counted", "count", "matching", "memberships", "parse_rule", "people_in", "people_of", "to_q", "unknown_of"]


@dataclass(frozen=True)
class Counted:
    """How many of a kind of people a rule takes, and of how many it is unknown, out of all."""

    yes: int
    unknown: int
    everyone: int


def parse_rule(data: object) -> Rule:
    """The rule kept in a segment; an empty one means everyone. Raises RuleError."""
    return parse(data) if data else EVERYONE


def people_of(kind: str, *, invented: bool = False) -> QuerySet[Person]:
    """Everybody of a kind who has not been erased: real people, or those invented for drills, never both."""
    return Person.objects.filter(kind=kind, erased_at=None, is_invented=invented)


def people_in(segment: Segment | None, kind: str, *, today: date, invented: bool = False) -> QuerySet[Person]:
    """The people whom a message to `segment` reaches (all of the kind when there is none). Unknown is left out.

    `invented`: for the messages of a drill, which reach invented people only.
    """
    if segment is None:
        return people_of(kind, invented=invented)
    return matching(parse_rule(segment.rule), segment.kind, today=today, invented=invented)


def matching(rule: Rule, kind: str, *, today: date, invented: bool = False) -> QuerySet[Person]:
    """Those of whom the rule is true."""
    true, _unknown = to_q(rule, columns=sources(), today=today)
    return people_of(kind, invented=invented).filter(true)


def unknown_of(rule: Rule, kind: str, *, today: date) -> QuerySet[Person]:
    """Those of whom the rule cannot tell, because something about them is not known."""
    _true, unknown = to_q(rule, columns=sources(), today=today)
    return people_of(kind).filter(unknown)


@dataclass(frozen=True)
class Membership:
    """One segment as it concerns one person: in it (True) or unknown (None), the reasons, and what to ask."""

    segment: Segment
    value: bool | None
    because: tuple[str, ...]
    to_ask: tuple[str, ...]


def memberships(person: Person, *, today: date, lang: str) -> list[Membership]:
    """The segments that take this person, or that would have to ask."""
    record, names = record_of(person), labels()
    found = []
    for segment in Segment.objects.filter(kind=person.kind):
        verdict = evaluate(parse_rule(segment.rule), record, today=today)
        if verdict.value is not False:
            because = tuple(say(reason, lang=lang, labels=names) for reason in verdict.because)
            to_ask = tuple(names.get(name, name) for name in verdict.missing)
            found.append(Membership(segment, verdict.value, because, to_ask))
    return found


def count(rule: Rule, kind: str, *, today: date) -> Counted:
    """The three figures in one pass over the table."""
    true, unknown = to_q(rule, columns=sources(), today=today)
    figures = people_of(kind).aggregate(
        yes=Count("pk", filter=true), unknown=Count("pk", filter=unknown), everyone=Count("pk")
    )
    return Counted(**figures)
