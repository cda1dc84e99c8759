"""Signing mail (DKIM, RFC 6376; Ed25519: RFC 8463), for those whose relay does not do it.

Headers are canonicalised "relaxed", the body "simple": ours always ends with one line break and is never changed after.
RSA-2048 costs some 0.3 ms a message, Ed25519 less than 0.1 (docs/performance.md): a relay that signs is kinder.
"""

from __future__ import annotations

import base64
import hashlib
import re
import time
from functools import lru_cache
from typing import TYPE_CHECKING

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric import ed25519, padding, rsa
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import load_pem_private_key

from amarre.channels.kinds.contract import Misconfigured

if TYPE_CHECKING:
    from amarre.channels.kinds.email import Config
    from amarre.channels.kinds.email.mime import Signer

_SIGNED = (b"date", b"from", b"to", b"subject", b"message-id", b"reply-to", b"list-unsubscribe",
           b"list-unsubscribe-post", b"mime-version", b"content-type")  # fmt: skip
_FIELD = re.compile(rb"([!-9;-~]+):((?:[^\r\n]|\r\n[ \t])*)\r\n")
_SPACE = re.compile(rb"[ \t\r\n]+")


def signer(config: Config) -> Signer | None:
    """What makes the DKIM-Signature of a message with this channel's key; None when it has no key.

    Raises Misconfigured for a key that cannot be read.
    """
    if not config.dkim_key:
        return None
    return _signer(config.dkim_key, config.dkim_selector, config.domain)


@lru_cache(maxsize=16)
def _signer(pem: str, selector: str, domain: str) -> Signer:
    if not selector:
        raise Misconfigured("DKIM: a selector is needed beside the key")
    try:
        key = load_pem_private_key(pem.encode(), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise Misconfigured(f"DKIM: the key cannot be read ({type(error).__name__})") from error
    if not isinstance(key, rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey):
        raise Misconfigured("DKIM: the key must be RSA or Ed25519")
    algorithm = b"rsa-sha256" if isinstance(key, rsa.RSAPrivateKey) else b"ed25519-sha256"
    place = b"; d=" + domain.encode("idna") + b"; s=" + selector.encode("idna")

    def sign(head: bytes, body: bytes) -> bytes:
        fields = {name.lower(): value for name, value in _FIELD.findall(head)}
        signed = [name for name in _SIGNED if name in fields]
        digest = base64.b64encode(hashlib.sha256(body).digest())
        value = (
            b"v=1; a=" + algorithm + b"; c=relaxed/simple" + place + b"; t=" + str(int(time.time())).encode()
            + b"; h=" + b":".join(signed) + b"; bh=" + digest + b"; b="
        )  # fmt: skip
        said = b"".join(name + b":" + _relaxed(fields[name]) + b"\r\n" for name in signed)
        said += b"dkim-signature:" + _relaxed(value)
        return b"DKIM-Signature: " + _folded(value + base64.b64encode(_signature(key, said))) + b"\r\n"

    return sign


def _signature(key: rsa.RSAPrivateKey | ed25519.Ed25519PrivateKey, said: bytes) -> bytes:
    if isinstance(key, rsa.RSAPrivateKey):
        return key.sign(said, padding.PKCS1v15(), SHA256())
    return key.sign(hashlib.sha256(said).digest())  # RFC 8463: the hash is what is signed


def _relaxed(value: bytes) -> bytes:
    return _SPACE.sub(b" ", value).strip()


def _folded(value: bytes) -> bytes:
    """One tag a line: where there was a space there may be a fold, which relaxed canonicalisation does not see."""
    head, mark, signature = value.rpartition(b"; b=")
    return head.replace(b"; ", b";\r\n ") + b";\r\n b=" + signature if mark else value
