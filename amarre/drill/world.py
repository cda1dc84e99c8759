"""The invented world of a drill: customers, their file, what happens to each of their letter boxes, what they write.

Pure and seeded: the same scenario, language, number of people and seed give the same world, to the letter. Addresses
live under `.example` (RFC 2606), which nobody can own; `tag` keeps the addresses of two drills apart.
"""

from __future__ import annotations

import csv
import io
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from importlib import resources
from typing import Any

import yaml

SCENARIOS = ("epidemic", "recall", "outage", "supply", "breach")
LANGUAGES = ("fr", "en")

# What happens at each letter box, in parts per thousand. What is left takes the letter and stays silent.
FATES: dict[str, int] = {
    "unknown_user": 14,  # refused at the door: 550 5.1.1
    "greylisted": 12,  # 451 once, then taken
    "bounces_later": 8,  # taken, then returned: no such user
    "mailbox_full": 6,  # taken, then returned: mailbox full
    "auto_reply": 25,  # away
    "replies": 22,  # answers the letter
    "complains": 2,  # reported as unwanted by the provider (ARF)
    "unsubscribes": 5,  # presses "unsubscribe" (RFC 8058)
    "writes_form": 14,  # fills in the public form
}
NO_EMAIL = 9  # per thousand: no e-mail address in the file
REFUSED = 7  # per thousand: asked not to be written to

HEADERS = {
    "fr": ("Code client", "Civilité", "Nom", "Prénom", "Courriel", "Tél. portable", "Langue", "Ville", "Client depuis",
           "Commandes en attente", "Montant dû", "Accord e-mail", "Exercice"),
    "en": ("Customer no.", "Title", "Last name", "First name", "E-mail", "Mobile", "Language", "City", "Customer since",
           "Orders pending", "Amount due", "E-mail consent", "Drill"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Customer:
    """One invented customer. `fate` is a key of FATES or "silent"; `words` what they write when they do."""

    number: str
    civility: str
    last_name: str
    first_name: str
    email: str
    phone: str
    language: str
    city: str
    since: date
    orders_pending: int
    amount_due: int
    consents: bool
    fate: str
    day: int
    words: str


@dataclass(frozen=True, slots=True)
class World:
    """Everything a drill needs to know in advance; `change` is the fact that turns out otherwise on day 2."""

    scenario: str
    language: str
    customers: tuple[Customer, ...]
    days: int
    tag: str
    change_key: str
    change_words: dict[str, str]

    def fates(self) -> dict[str, str]:
        """Address to fate, for the receiving server; silent ones are left out."""
        return {person.email: person.fate for person in self.customers if person.email and person.fate != "silent"}


@cache
def _texts(name: str) -> dict[str, Any]:
    return yaml.safe_load(resources.files("amarre.drill").joinpath(f"words/{name}.yaml").read_text(encoding="utf-8"))


def build(*, scenario: str, people: int, days: int, seed: int, language: str, tag: str = "d") -> World:
    """The world. Raises ValueError for a scenario or language that does not exist."""
    if scenario not in SCENARIOS or language not in LANGUAGES:
        raise ValueError(f"no such world: {scenario}, {language}")
    chance = random.Random(f"{scenario}/{language}/{seed}")
    customers = tuple(_customer(chance, number, scenario, language, days, tag) for number in range(1, people + 1))
    change = _texts(scenario)["change"]
    return World(scenario, language, customers, days, tag, change["key"], change["words"])


def _customer(chance: random.Random, number: int, scenario: str, language: str, days: int, tag: str) -> Customer:
    speaks = language if chance.random() < 0.93 else next(other for other in LANGUAGES if other != language)
    names = _texts("names")
    first, last = chance.choice(names["first"][speaks]), chance.choice(names["last"][speaks])
    city = chance.choice(names["cities"][language])
    order, amount = (
        f"{chance.choice('ABCDEF')}-{chance.randrange(10000, 99999)}",
        chance.choice((35, 80, 240, 420, 1150)),
    )
    words = _words(chance, scenario, speaks).format(order=order, city=city, amount=amount, name=f"{first} {last}")
    has_email = chance.random() * 1000 >= NO_EMAIL
    return Customer(
        number=f"{tag.upper()}{number:07d}",
        civility=_civility(chance, speaks),
        last_name=last,
        first_name=first,
        email=f"{_ascii(first)}.{_ascii(last)}.{number}@{tag}.example" if has_email else "",
        phone=f"06{chance.randrange(10**7, 10**8):08d}"
        if language == "fr"
        else f"07700900{chance.randrange(1000):03d}",
        language=speaks,
        city=city,
        since=date(2009, 1, 1) + timedelta(days=chance.randrange(6000)),
        orders_pending=chance.choice((0, 0, 0, 1, 1, 2, 3)),
        amount_due=chance.choice((0, 0, 0, 0, 45, 120, 380)),
        consents=chance.random() * 1000 >= REFUSED,
        fate=_fate(chance),
        day=1 + chance.randrange(max(1, days)),
        words=words,
    )


def _words(chance: random.Random, scenario: str, language: str) -> str:
    """What one customer writes: seven times in ten about this crisis, else what people write in any."""
    texts = _texts(scenario if chance.random() < 0.7 else "shared")[language]
    return str(chance.choice(texts)["text"])


def _fate(chance: random.Random) -> str:
    drawn = chance.randrange(1000)
    for fate, share in FATES.items():
        if drawn < share:
            return fate
        drawn -= share
    return "silent"


def _civility(chance: random.Random, language: str) -> str:
    return chance.choice({"fr": ("Mme", "M.", ""), "en": ("Ms", "Mr", "")}[language])


def _ascii(name: str) -> str:
    plain = name.lower().translate(str.maketrans("àâäéèêëîïôöùûüç’' ", "aaaeeeeiioouuuc---"))
    return plain.encode("ascii", "ignore").decode()


# What each column is, in the order of HEADERS, as `amarre import people --mapping` reads it.
_TARGETS: tuple[Any, ...] = (
    "key", "title", "last_name", "first_name", "email", "mobile", "language", "city",
    {"attribute": "customer_since", "type": "date"}, {"attribute": "orders_pending", "type": "number"},
    {"attribute": "amount_due", "type": "number"}, "consent_email", {"attribute": "drill", "type": "text"},
)  # fmt: skip
DRILL_COLUMN = "drill"  # the attribute that keeps the people of one drill together


def mapping(language: str) -> dict[str, Any]:
    """Where the columns of the file go."""
    columns = dict(zip(HEADERS[language], _TARGETS, strict=True))
    return {"columns": columns, "region": {"fr": "FR", "en": "GB"}[language]}


def csv_file(world: World) -> tuple[bytes, int]:
    """The file as the company's office suite writes it, and how many of its lines should be handed back.

    French: semicolons and Windows-1252. English: commas and UTF-8 with a byte order mark. Both with a few lines twice,
    a few cut short, a few that say nothing of who it is.
    """
    chance = random.Random(f"file/{world.scenario}/{world.language}/{len(world.customers)}")
    separator, encoding = (";", "cp1252") if world.language == "fr" else (",", "utf-8-sig")
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=separator, lineterminator="\r\n")
    writer.writerow(HEADERS[world.language])
    refused = broken = 0
    every = max(1, len(world.customers) // max(3, len(world.customers) // 2500))
    for index, person in enumerate(world.customers):
        writer.writerow(_row(person, world))
        if index % 500 == 250:
            refused += 1
            writer.writerow(_row(person, world))  # exported twice
        if index % every == every // 2:
            broken += 1
            refused += 1
            writer.writerow(_broken_row(chance, person, world, broken))
    return out.getvalue().encode(encoding, "replace"), refused


def _row(person: Customer, world: World) -> list[str]:
    french = world.language == "fr"
    yes, no = ("oui", "non") if french else ("yes", "no")
    phone = person.phone.removeprefix("0") if french else person.phone  # the office suite dropped the leading 0
    since = person.since.strftime("%d/%m/%Y") if french else person.since.isoformat()
    amount = f"{person.amount_due},00" if french else f"{person.amount_due}.00"
    return [
        person.number, person.civility, person.last_name, person.first_name, person.email, phone, person.language,
        person.city, since, str(person.orders_pending), amount, yes if person.consents else no, world.tag,
    ]  # fmt: skip


def _broken_row(chance: random.Random, person: Customer, world: World, count: int) -> list[str]:
    """A line nobody can read: cut in the middle, or with nothing that says who it is."""
    row = _row(person, world)
    row[0] = f"X{count:06d}"
    if chance.random() < 0.5:
        return row[:4]
    row[0] = row[5] = ""
    row[4] = f"{_ascii(person.first_name)} at {person.email.rpartition('@')[2] or 'example'}"
    return row


def lot(customers: tuple[Customer, ...], fate: str, *, day: int | None = None) -> Iterator[Customer]:
    """Those of a fate (on one day, or all)."""
    return (person for person in customers if person.fate == fate and (day is None or person.day == day))
