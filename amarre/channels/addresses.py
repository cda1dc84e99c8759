"""The normal form of an address: what makes two spellings one person's mailbox."""

from __future__ import annotations

import contextlib
import re

# An address that a mail server could take: one @, no spaces or control characters, a dotted or local domain.
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]\x00-\x1f]{1,64}@[^\s@<>\"(),:;\\\[\]\x00-\x1f]{1,255}")


def normal_email(address: str) -> str:
    """Lower case, without spaces around, the domain in its ASCII form (IDNA) when it has one."""
    local, _, domain = address.strip().lower().rpartition("@")
    if not domain.isascii():
        # A name that DNS could not hold is kept as typed: the server will say so.
        with contextlib.suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}" if local else domain


def is_email(address: str) -> bool:
    """Whether a mail could be addressed to it at all."""
    return _EMAIL.fullmatch(address.strip()) is not None
