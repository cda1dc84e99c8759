"""The first words of a public page, before anybody has written better ones: what customers read, in both languages."""

from __future__ import annotations

from amarre.situation.models import Crisis

INTRO = {
    "fr": (
        "Nous savons que cette situation vous inquiète et vous gêne, et nous le regrettons. Vous trouverez ici ce que "
        "nous savons, avec sa source et sa date, et ce que vous pouvez faire. Cette page change dès "
        "que nous en savons plus."
    ),
    "en": (
        "We know that this worries and troubles you, and we are sorry. Here is what we know, with its source and date, "
        "and what you can do. This page changes as soon as we know more."
    ),
}
BANNER = {
    "fr": "Ce que nous savons et ce que vous pouvez faire",
    "en": "What we know, and what you can do",
}


def languages_of(crisis: Crisis) -> list[str]:
    """The languages its page is written in, the main one first."""
    return list(dict.fromkeys([crisis.language, *crisis.languages]))


def titles(crisis: Crisis) -> dict[str, str]:
    """The crisis's own title in its language; the playbook's title where it has none."""
    kind = crisis.playbook.title if crisis.playbook else {}
    return {language: kind.get(language, "") for language in languages_of(crisis)} | {crisis.language: crisis.title}


def words(table: dict[str, str], crisis: Crisis) -> dict[str, str]:
    """The default words in each of the crisis's languages that has some."""
    return {language: table[language] for language in languages_of(crisis) if language in table}
