"""The signature of Standard Webhooks (https://www.standardwebhooks.com): HMAC-SHA256 of `id.timestamp.body`."""

from __future__ import annotations

import base64
import binascii
import hmac
import secrets as random
from collections.abc import Mapping
from hashlib import sha256

PREFIX = "whsec_"
SMALLEST, LARGEST = 24, 64  # bytes of a secret, as the scheme asks
# How old or how far ahead a call may be: what is older may have been overheard and is being played again.
TOLERANCE = 300


def new_secret() -> str:
    """A secret as the scheme writes it."""
    return PREFIX + base64.b64encode(random.token_bytes(32)).decode()


def keys_in(secrets: str) -> list[bytes]:
    """The keys in one secret, or in several separated by spaces (the old one and the new while one replaces the other).

    Raises ValueError for what is no secret of this scheme.
    """
    keys = []
    for secret in secrets.split():
        try:
            key = base64.b64decode(secret.removeprefix(PREFIX), validate=True)
        except binascii.Error as error:
            raise ValueError("the secret is not written in base64") from error
        if not SMALLEST <= len(key) <= LARGEST:
            raise ValueError(f"the secret holds {len(key)} bytes instead of {SMALLEST} to {LARGEST}")
        keys.append(key)
    return keys


def signature(keys: list[bytes], *, id: str, timestamp: int, body: bytes) -> str:
    """The value of `webhook-signature`: one `v1,…` for each key."""
    return " ".join(f"v1,{_sign(key, id, str(timestamp), body)}" for key in keys)


def is_signed(
    headers: Mapping[str, str], body: bytes, keys: list[bytes], *, now: float, prefix: str = "webhook"
) -> bool:
    """Whether a call carries a fresh signature made with one of the keys.

    `headers` are looked up as given (a request's are blind to case); `prefix` is "svix" for those who sign under the
    scheme's older name.
    """
    id, timestamp = headers.get(f"{prefix}-id", ""), headers.get(f"{prefix}-timestamp", "")
    if not id or not timestamp.isascii() or not timestamp.isdigit() or abs(now - int(timestamp)) > TOLERANCE:
        return False
    given = [one.removeprefix("v1,") for one in headers.get(f"{prefix}-signature", "").split() if one.startswith("v1,")]
    wanted = [_sign(key, id, timestamp, body) for key in keys]
    return any(hmac.compare_digest(one.encode(), other.encode()) for one in given for other in wanted)


def _sign(key: bytes, id: str, timestamp: str, body: bytes) -> str:
    return base64.b64encode(hmac.digest(key, f"{id}.{timestamp}.".encode() + body, sha256)).decode()
