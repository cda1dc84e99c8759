"""Whether those who approve are protected by more than a password. Reads rows: runs once the database is ready."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from allauth.mfa.models import Authenticator
from django.core.checks import CheckMessage, Info, Tags, register
from django.db import connection
from django.db.models import Model
from django.utils.translation import gettext as _

from amarre.accounts.models import Role, User


@register(Tags.database, "colleagues")
def second_factor(app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any) -> list[CheckMessage]:
    """Nobody who leads has a second factor, in a house of several colleagues. Drills' own people do not count.

    Django's own `migrate` asks this before it has made the tables: a database not yet migrated has nothing to say.
    """
    if not databases or not _is_migrated(User, Authenticator):
        return []
    people = User.objects.filter(is_active=True).exclude(role=Role.NONE).exclude(email__endswith="@drill.example")
    codes = Authenticator.objects.filter(type=Authenticator.Type.TOTP)
    if people.count() < 2 or codes.filter(user__in=people.filter(role=Role.LEAD)).exists():
        return []
    return [
        Info(
            _("Nobody who leads has a second factor: a stolen password could approve a message."),
            hint=_("Whoever approves opens their own page in amarre, then “Second factor”."),
            id="accounts.I001",
        )
    ]


def _is_migrated(*models: type[Model]) -> bool:
    """Whether the tables of these models are there, with every column that this version reads."""
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for model in models:
            if model._meta.db_table not in tables:
                return False
            described = connection.introspection.get_table_description(cursor, model._meta.db_table)
            if {field.column for field in model._meta.local_concrete_fields} - {column.name for column in described}:
                return False
    return True
