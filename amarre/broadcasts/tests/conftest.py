"""A crisis with facts, customers, and a letter that the etiquette review leaves alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import pytest

from amarre.accounts.models import Company, User
from amarre.broadcasts import actions
from amarre.broadcasts.models import Message
from amarre.channels import outbox
from amarre.channels.models import Batch, Channel
from amarre.people.models import ContactPoint, Person
from amarre.situation.actions import add_fact, add_source, state_fact
from amarre.situation.models import Crisis, Fact, FactVersion

LETTER = {
    "fr": (
        "Rappel du lot 12",
        "{{ person.greeting }}\n\n"
        "J’espère que vous et vos proches allez bien. Je vous écris parce que vous avez peut-être ce produit chez "
        "vous, et que votre sécurité passe avant tout.\n\n"
        "{{ fact.what_to_do }}\n\n"
        "Chez {{ company.name }}, je regrette profondément l’inquiétude que cela vous cause. Une question ? Appelez le "
        "{{ fact.helpline }}, une personne vous répondra.\n\n"
        "{{ company.signature }}",
    ),
    "en": (
        "Recall of batch 12",
        "{{ person.greeting }}\n\n"
        "I hope that you and those close to you are well. I am writing because you may have this product at home, and "
        "your safety comes before everything else.\n\n"
        "{{ fact.what_to_do }}\n\n"
        "At {{ company.name }}, I am deeply sorry for the worry this causes you. A question? Ring {{ fact.helpline }}: "
        "a person will answer you.\n\n"
        "{{ company.signature }}",
    ),
}
FACTS = {
    "what_to_do": {"fr": "Ne vous servez plus de la bouilloire.", "en": "Please stop using the kettle."},
    "helpline": {"fr": "0 800 00 12 12 (de 9 h à 18 h)", "en": "0 800 00 12 12 (9 to 6)"},
}

State = Callable[..., FactVersion]


@dataclass
class House:
    """What the tests of messages do again and again, in the words of the people who do it."""

    crisis: Crisis
    alix: User
    chloe: User
    at: datetime

    def fact(self, key: str) -> Fact:
        return self.crisis.facts.select_related("current").get(key=key)

    def state(self, key: str, words: dict[str, str], status: str = "verified") -> FactVersion:
        """Alix states a fact, through the real action that tells the rooms above."""
        source = self.crisis.sources.get()
        return state_fact(self.fact(key), words=words, status=status, source=source, by=self.alix, at=self.at)

    def write(self, **changes: object) -> Message:
        """Chloé writes the letter."""
        given = {"occasion": "statement", "title": "Premier mot", "texts": LETTER, "by": self.chloe, "at": self.at}
        return actions.write(self.crisis, **(given | changes))  # type: ignore[arg-type]

    def approved(self, **changes: object) -> Message:
        """Chloé writes and asks, Alix approves."""
        message = actions.ask_approval(self.write(**changes), by=self.chloe, at=self.at)
        return actions.approve(message, by=self.alix, at=self.at)

    def sent(self, **changes: object) -> Message:
        """Written, approved, sent to the last person."""
        message = self.approved(**changes)
        self.deliver(actions.freeze_and_send(message, by=self.chloe, at=self.at))
        return actions.refresh(message, at=self.at)

    def deliver(self, batches: list[Batch]) -> None:
        """The post office sends all that is due."""
        for batch in batches:
            while outbox.send_chunk(batch.pk, worker="test", clock=lambda: self.at):
                pass


@pytest.fixture
def house(crisis: Crisis, alix: User, chloe: User, at: datetime, tray: Channel) -> House:
    Company.objects.create(
        pk=1, name="Lina", signature="L’équipe Lina", contact="aide@lina.example", languages=["fr", "en"]
    )
    add_source(crisis, name="Qualité", by=alix, at=at)
    here = House(crisis, alix, chloe, at)
    for key, words in FACTS.items():
        add_fact(crisis, question=words, key=key, by=alix, at=at)
        here.state(key, words)
    return here


@pytest.fixture
def customers(house: House) -> list[Person]:
    """Mme Roux (fr), Mr Hall (en), one without an address, one who refused."""
    at = house.at
    rows = [
        ("Roux", "fr", "mme", "roux@example.org", "unknown"),
        ("Hall", "en", "m", "hall@example.org", "given"),
        ("Blanc", "fr", "", "", ""),
        ("Noir", "fr", "m", "noir@example.org", "refused"),
    ]
    people = []
    for last_name, language, civility, address, consent in rows:
        person = Person.objects.create(
            last_name=last_name, language=language, civility=civility, created_at=at, updated_at=at
        )
        if address:
            ContactPoint.objects.create(person=person, kind="email", address=address, normal=address, consent=consent)
        people.append(person)
    return people
