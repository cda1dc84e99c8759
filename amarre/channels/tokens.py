"""The names of deliveries, made from the row's number and its batch's key: a million need no column and no index.

A token is 24 hexadecimal digits: the number (10) and a MAC of it under the batch's key (14, 56 bits). It goes into the
Message-ID, the return path and, with a MAC of its own, into the links that let a person change what they receive:
whoever sees a Message-ID cannot unsubscribe its reader.
"""

from __future__ import annotations

import hmac
from functools import lru_cache
from hashlib import blake2b

_NUMBER, _MAC, _LINK = 10, 14, 16
LENGTH = _NUMBER + _MAC


# A keyed hash is made ready once for each batch and copied for each name: half the cost of making it anew.
@lru_cache(maxsize=256)
def _namer(key: str) -> blake2b:
    return blake2b(key=bytes.fromhex(key), digest_size=_MAC // 2)


@lru_cache(maxsize=256)
def _linker(key: str) -> blake2b:
    return blake2b(key=bytes.fromhex(key), digest_size=_LINK // 2, person=b"link")


def token_of(key: str, number: int) -> str:
    """The token of delivery `number` in the batch whose key (32 hexadecimal digits) is given."""
    name = f"{number:010x}"
    mac = _namer(key).copy()
    mac.update(name.encode())
    return name + mac.hexdigest()


def number_in(token: str) -> int | None:
    """The number of the delivery that a token claims to name; whether it does, `names` tells."""
    try:
        return int(token[:_NUMBER], 16) if len(token) == LENGTH else None
    except ValueError:
        return None


def names(token: str, key: str, number: int) -> bool:
    """Whether the token was made for this delivery."""
    return hmac.compare_digest(token, token_of(key, number))


def link_mac(key: str, token: str) -> str:
    """What a link to a person's choices carries after the token."""
    mac = _linker(key).copy()
    mac.update(token.encode())
    return mac.hexdigest()
