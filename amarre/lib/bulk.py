"""Many rows at once, with one prepared statement each (a COPY on PostgreSQL), and without model instances.

Django's `bulk_create` builds one long INSERT per thousand values and `bulk_update` a CASE per row; for a batch of two
thousand people the first takes three times as long as this, the second a hundred times. Model instances alone take
longer than the rest.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from typing import Any

from django.db import connection, models

#: Fields whose Python value the database driver takes as it is.
_PLAIN = (models.CharField, models.TextField, models.BooleanField, models.BigAutoField, models.ForeignKey)


def prepared(model: type[models.Model], attname: str, value: Any) -> Any:
    """A value of one field as `insert` takes it: once for all the rows that share it."""
    field = next(each for each in model._meta.concrete_fields if each.attname == attname)
    return value if isinstance(field, _PLAIN) else field.get_db_prep_save(value, connection)


def insert(model: type[models.Model], attnames: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    """Insert rows whose values are already `prepared`; fields not named take their default.

    JSON comes as text. A default is asked for once: a field whose default differs from row to row must be named.
    """
    if not rows:
        return
    others = [field for field in model._meta.concrete_fields if field.attname not in attnames and not field.primary_key]
    defaults = [field.get_db_prep_save(field.get_default(), connection) for field in others]
    columns = {field.attname: field.column for field in model._meta.concrete_fields}
    names = ", ".join(f'"{column}"' for column in [*map(columns.__getitem__, attnames), *(f.column for f in others)])
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f'COPY "{table}" ({names}) FROM STDIN') as copy:
                for row in rows:
                    copy.write_row((*row, *defaults))
            return
        places = ", ".join(["%s"] * (len(attnames) + len(others)))
        sql = f'INSERT INTO "{table}" ({names}) VALUES ({places})'  # noqa: S608
        cursor.executemany(sql, [(*row, *defaults) for row in rows] if defaults else rows)


def update(rows: Sequence[models.Model], attnames: Sequence[str]) -> None:
    """Write these attributes of rows that exist."""
    if not rows:
        return
    meta = type(rows[0])._meta
    fields = [field for field in meta.concrete_fields if field.attname in attnames]
    sets = ", ".join(f'"{field.column}" = %s' for field in fields)
    values = _values(rows, [*fields, meta.pk])
    with connection.cursor() as cursor:
        cursor.executemany(f'UPDATE "{meta.db_table}" SET {sets} WHERE "{meta.pk.column}" = %s', values)  # noqa: S608


def having(
    model: type[models.Model],
    column: str,
    values: Collection[str] | Collection[int],
    *,
    give: Sequence[str],
    order: str = "",
    **equal: str,
) -> list[tuple[Any, ...]]:
    """The columns `give` of the rows that have one of some thousand values in `column`, and `equal` elsewhere.

    One parameter holds them all: building one for each takes Django longer than the query itself. Values come as the
    database holds them; `order` is SQL.
    """
    if not values:
        return []
    listed: list[Any] | str
    if connection.vendor == "postgresql":
        among, listed = "= ANY(%s)", list(values)
    else:
        among, listed = "IN (SELECT value FROM json_each(%s))", json.dumps(list(values))
    conditions = " AND ".join([*(f'"{name}" = %s' for name in equal), f'"{column}" {among}'])
    names = ", ".join(f'"{name}"' for name in give)
    sql = f'SELECT {names} FROM "{model._meta.db_table}" WHERE {conditions}'  # noqa: S608
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} ORDER BY {order}" if order else sql, [*equal.values(), listed])
        return list(cursor.fetchall())


def numbers(model: type[models.Model], count: int) -> list[int]:
    """Numbers that no other row has or will have: PostgreSQL hands them out; on SQLite we hold the only write lock."""
    table = model._meta.db_table
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(
                "SELECT nextval(pg_get_serial_sequence(%s, 'id')) FROM generate_series(1, %s)", [table, count]
            )
            return [number for (number,) in cursor.fetchall()]
        cursor.execute(
            f'SELECT MAX(COALESCE((SELECT MAX(id) FROM "{table}"), 0), '  # noqa: S608
            "COALESCE((SELECT seq FROM sqlite_sequence WHERE name = %s), 0))",
            [table],
        )
        (last,) = cursor.fetchone()
    return list(range(last + 1, last + 1 + count))


def _values(rows: Sequence[models.Model], fields: Sequence[Any]) -> list[list[Any]]:
    readers = [(field.attname, None if isinstance(field, _PLAIN) else field.get_db_prep_save) for field in fields]
    return [
        [prepare(getattr(row, name), connection) if prepare else getattr(row, name) for name, prepare in readers]
        for row in rows
    ]
