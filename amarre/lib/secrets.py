"""Secrets that people type on a page (passwords, keys of providers): sealed in the database, never shown again.

The seal is made with a key derived from the installation's own secret (`SECRET_KEY`), which is not in the database: a
copy of the database alone opens nothing. When that secret is replaced, what was sealed with it can no longer be read,
and says so in plain words where it is used (`SecretLost`); older secrets may be kept in `SECRET_KEY_FALLBACKS`.
"""

from __future__ import annotations

import base64
from functools import lru_cache
from typing import Any

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from django.utils.translation import gettext_lazy as _

from amarre.lib.errors import DomainError

_SEALED = "sealed"
_PURPOSE = b"amarre.lib.secrets"


class SecretLost(DomainError):
    """A secret was sealed with a key that this installation no longer has."""

    def __init__(self) -> None:
        super().__init__(
            _("A password or key of this channel can no longer be read: the installation’s secret key has changed."),
            hint=_("Type it again under Settings, Channels."),
        )


class Secret(str):
    """A string that is sealed when it is stored and does not show itself in logs. `str(secret)` is the plain one."""

    __slots__ = ()

    def __repr__(self) -> str:
        return "Secret(…)"


class LostSecret:
    """Stands for a secret that cannot be read any more: whoever uses it is told. It is stored again as it was."""

    def __init__(self, token: str) -> None:
        self.token = token

    def __str__(self) -> str:
        raise SecretLost

    def __bool__(self) -> bool:
        return True


def is_secret(value: object) -> bool:
    """Whether a value is a secret, readable or not."""
    return isinstance(value, Secret | LostSecret)


def seal(plain: str) -> str:
    """The text, encrypted and signed (Fernet: AES-128-CBC and HMAC-SHA256)."""
    return _fernet(_keys()).encrypt(plain.encode()).decode("ascii")


def unseal(token: str) -> str:
    """The text that was sealed. Raises SecretLost when it was sealed with another key, or is damaged."""
    try:
        return _fernet(_keys()).decrypt(token.encode()).decode()
    except InvalidToken:
        raise SecretLost from None


class SealedJSONField(models.JSONField):
    """A JSON object in which the values that are a `Secret` are sealed at rest, and come back as a `Secret`."""

    def get_db_prep_value(self, value: Any, connection: BaseDatabaseWrapper, prepared: bool = False) -> Any:
        return super().get_db_prep_value(_sealed(value), connection, prepared)

    def from_db_value(self, value: Any, expression: Any, connection: BaseDatabaseWrapper) -> Any:
        return _unsealed(super().from_db_value(value, expression, connection))


def _sealed(value: Any) -> Any:
    if isinstance(value, Secret):
        return {_SEALED: seal(value)}
    if isinstance(value, LostSecret):
        return {_SEALED: value.token}
    return {name: _sealed(one) for name, one in value.items()} if isinstance(value, dict) else value


def _unsealed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    if set(value) != {_SEALED}:
        return {name: _unsealed(one) for name, one in value.items()}
    try:
        return Secret(unseal(value[_SEALED]))
    except SecretLost:
        return LostSecret(value[_SEALED])


def _keys() -> tuple[str, ...]:
    return tuple(str(key) for key in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS))


@lru_cache(maxsize=8)
def _fernet(keys: tuple[str, ...]) -> MultiFernet:
    """The first key seals; any of them opens."""
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    """32 bytes for this purpose alone (RFC 5869): the same secret also signs sessions and links."""
    return HKDF(algorithm=SHA256(), length=32, salt=None, info=_PURPOSE).derive(key.encode())
