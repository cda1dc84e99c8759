"""Personal values: what the places of a message say to one person, written as people read them."""

from __future__ import annotations

from amarre.engine.rules.evaluate import DAY_SHAPE
from amarre.people.models import Person

_GREETINGS = {
    "fr": {"mme": "Bonjour Madame %s,", "m": "Bonjour Monsieur %s,", "": "Bonjour %s,", "nobody": "Bonjour,"},
    "en": {"mme": "Dear Ms %s,", "m": "Dear Mr %s,", "mx": "Dear Mx %s,", "": "Dear %s,", "nobody": "Hello,"},
}


def greeting(person: Person, language: str) -> str:
    """How a message to this person begins, in `language`: *Bonjour Madame Lefèvre,*."""
    return greeting_of(person.civility, person.first_name, person.last_name, language)


def greeting_of(civility: str, first_name: str, last_name: str, language: str) -> str:
    """The same from the columns of a person. Not kept: of a million, few have one name, and looking costs more."""
    words = _GREETINGS["fr" if language.startswith("fr") else "en"]
    if last_name and civility in words and civility:
        return words[civility] % last_name
    name = " ".join(part for part in (first_name, last_name) if part)
    return words[""] % name if name else words["nobody"]


def values_of(person: Person, *, language: str, page_url: str = "") -> dict[str, str]:
    """The personal values of one person. A value that nobody knows is left out, so that a fallback can stand for it."""
    values = {f"person.{name}": written(value, language) for name, value in person.attributes.items()}
    values["person.greeting"] = greeting(person, language)
    values["person.first_name"] = person.first_name
    values["person.last_name"] = person.last_name
    values["person.external_id"] = person.external_id
    if page_url:
        values["page.url"] = page_url
    return {name: value for name, value in values.items() if value}


def written(value: object, language: str) -> str:
    """An attribute as a customer reads it."""
    french = language.startswith("fr")
    if value is None:
        return ""
    if isinstance(value, bool):
        return ("oui" if value else "non") if french else ("yes" if value else "no")
    if isinstance(value, float):
        text = f"{value:.2f}" if value != int(value) else str(int(value))
        return text.replace(".", ",") if french else text
    if isinstance(value, str) and DAY_SHAPE.fullmatch(value):
        year, month, day = value.split("-")
        return f"{day}/{month}/{year}"
    return str(value)
