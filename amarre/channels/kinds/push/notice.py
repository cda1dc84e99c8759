"""What a device is shown: a title, a few sentences, an address to open. And its encryption (RFC 8291)."""

from __future__ import annotations

import base64
import json
import re
from dataclasses import dataclass

import http_ece
from cryptography.hazmat.primitives.asymmetric import ec

from amarre.channels.kinds.contract import Envelope
from amarre.engine.posts import fit, graphemes, links

# A push service must take 4,096 bytes of encrypted message (RFC 8030, 7.2): 86 of header, 16 of tag and 1 of padding.
LARGEST = 4096 - 86 - 16 - 1
# Screens show much less; what is kept beyond is for those who open the notice out.
TITLE, BODY = 120, 600


@dataclass(frozen=True, slots=True)
class Keys:
    """What a browser gave us to encrypt for it: its public point (65 bytes) and a secret (16 bytes)."""

    point: bytes
    auth: bytes


def read_keys(p256dh: str, auth: str) -> Keys:
    """The keys of a subscription, as a browser writes them. Raises ValueError for what is none."""
    keys = Keys(unpack(p256dh), unpack(auth))
    ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), keys.point)
    if len(keys.auth) != 16 or len(keys.point) != 65:
        raise ValueError("these are not the keys of a subscription")
    return keys


def unpack(value: str) -> bytes:
    """Bytes from base64url, padded or not. Raises ValueError."""
    return base64.b64decode(value.rstrip("=") + "=" * (-len(value.rstrip("=")) % 4), altchars=b"-_", validate=True)


def payload(envelope: Envelope) -> bytes:
    """The notice as JSON. The first link of the words becomes what a press opens; without one, the page itself."""
    given = str(envelope.options.get("url", ""))
    found = links(envelope.text)
    url = given if given.startswith(("https://", "http://")) else (found[0] if found else "")
    said = {
        "title": _cut(envelope.subject or envelope.sender_name, TITLE),
        "body": _cut(_without(envelope.text, url), BODY),
        "lang": envelope.language,
        "tag": envelope.token,
        "url": url[:1000],
    }
    body = _json(said)
    if len(body) > LARGEST:  # a text of characters of four bytes, or a very long address
        said["body"] = _cut(said["body"], BODY // 4)
        body = _json(said)
    return body


def encrypt(body: bytes, keys: Keys) -> bytes:
    """The body for one device (aes128gcm, RFC 8188 and 8291), with a key and a salt used once."""
    once = ec.generate_private_key(ec.SECP256R1())
    made: bytes = http_ece.encrypt(body, private_key=once, dh=keys.point, auth_secret=keys.auth, version="aes128gcm")
    return made


def _without(text: str, url: str) -> str:
    """The words without the address that a press opens: it cannot be pressed in a notice."""
    if not url:
        return text
    return re.sub(r"[^\S\n]{2,}", " ", text.replace(url, "")).strip()


def _cut(text: str, limit: int) -> str:
    return fit(text, limit, length=graphemes).text


def _json(said: dict[str, str]) -> bytes:
    return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode()
