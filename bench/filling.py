"""Tables filled by one statement: a million rows in seconds, without a model instance."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.db import connection, models, transaction

#: `{text}` of a number of always the same length, in both databases.
PADDED = "CAST(100000000 + n AS TEXT)"


@transaction.atomic
def fill(model: type[models.Model], count: int, values: Mapping[str, str], *, first: int = 1) -> None:
    """Insert `count` rows. `values`: attribute to SQL in terms of `n` (first, first + 1, ...), in which a
    percent sign is doubled; the other columns get their defaults."""
    fields = [field for field in model._meta.concrete_fields if field.attname in values or not field.primary_key]
    parameters: list[Any] = []
    expressions = []
    for field in fields:
        if field.attname in values:
            expressions.append(values[field.attname])
        else:
            default = field.get_db_prep_save(field.get_default(), connection)
            parameters.append(default)
            # PostgreSQL cannot guess the type of a parameter that stands alone in a SELECT.
            kind = (field.db_type(connection) or "").split(" CHECK")[0]
            expressions.append(f"CAST(%s AS {kind})" if connection.vendor == "postgresql" else "%s")
    columns = ", ".join(f'"{field.column}"' for field in fields)
    table = model._meta.db_table
    last = first + count - 1
    if connection.vendor == "postgresql":
        numbers = f"generate_series({first}, {last}) AS numbers(n)"
        start = ""
    else:
        numbers = "numbers"
        start = f"WITH RECURSIVE numbers(n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}) "
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({columns}) {start}SELECT {", ".join(expressions)} FROM {numbers}', parameters
        )
        if connection.vendor == "postgresql" and "id" in values:
            cursor.execute(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT MAX(id) FROM {table}))")


def analyse() -> None:
    """Let the database see how full its tables are, as it does by itself in time."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def people(count: int) -> None:
    """Customers with a first name and an e-mail address they agreed to, numbered from 1 (`p100000001@example.org`)."""
    from amarre.people.models import ContactPoint, Person

    moment = "'2026-03-02 09:00:00+00:00'" if connection.vendor == "sqlite" else "now()"
    names = "CASE n %% 4 WHEN 0 THEN 'Zoé' WHEN 1 THEN 'Karim' WHEN 2 THEN 'Anne-Lise' ELSE 'Lucas' END"
    fill(
        Person,
        count,
        {
            "id": "n",
            "external_id": f"'C' || {PADDED}",
            "first_name": names,
            "last_name": f"'Client' || {PADDED}",
            "language": "'fr'",
            "created_at": moment,
            "updated_at": moment,
            "sort_name": f"'client' || {PADDED}",
        },
    )
    address = f"'p' || {PADDED} || '@example.org'"
    fill(
        ContactPoint,
        count,
        {
            "person_id": "n",
            "kind": "'email'",
            "address": address,
            "normal": address,
            "consent": "'given'",
            "consent_at": moment,
        },
    )
    analyse()
