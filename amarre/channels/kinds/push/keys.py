"""The key in whose name devices are notified (VAPID, RFC 8292): one for the installation, made once.

A browser ties its subscription to the public half: a new key loses every device that was subscribed under the old one.
"""

from __future__ import annotations

import base64
import binascii
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    PublicFormat,
    load_pem_private_key,
)
from django.conf import settings

from amarre.lib.home import write_once

FILE = "vapid_key"  # under AMARRE_HOME
_RAW_BYTES = 32


def private_key() -> ec.EllipticCurvePrivateKey:
    """AMARRE_VAPID_PRIVATE_KEY, or the key made on first use. Raises ValueError when it cannot be read."""
    return _read(settings.VAPID_PRIVATE_KEY or _kept(Path(settings.HOME) / FILE))


def is_made() -> bool:
    """Whether a key was made already."""
    return (Path(settings.HOME) / FILE).exists()


def public_key() -> str:
    """The public half as browsers take it: the uncompressed point (65 bytes) in base64url, without padding."""
    point = private_key().public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
    return base64.urlsafe_b64encode(point).rstrip(b"=").decode()


@lru_cache(maxsize=2)
def _read(written: str) -> ec.EllipticCurvePrivateKey:
    """A key written as PEM, or as its 32 bytes in base64url (as most tools print it)."""
    if "-----BEGIN" in written:
        key = load_pem_private_key(written.encode(), password=None)
        if not isinstance(key, ec.EllipticCurvePrivateKey) or not isinstance(key.curve, ec.SECP256R1):
            raise ValueError("the VAPID key is not one of the curve P-256")
        return key
    try:
        raw = base64.urlsafe_b64decode(written + "=" * (-len(written) % 4))
    except binascii.Error as error:
        raise ValueError("the VAPID key is neither PEM nor base64url") from error
    if len(raw) != _RAW_BYTES:
        raise ValueError(f"the VAPID key holds {len(raw)} bytes instead of {_RAW_BYTES}")
    return ec.derive_private_key(int.from_bytes(raw), ec.SECP256R1())


def _kept(path: Path) -> str:
    if not path.exists():
        made = ec.generate_private_key(ec.SECP256R1())
        pem = made.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
        write_once(path, pem.decode("ascii"))
    return path.read_text(encoding="ascii")
