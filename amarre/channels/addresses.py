"""The normal form of an address: what makes two spellings one person's mailbox."""

from __future__ import annotations

import contextlib
import re

import phonenumbers

# An address that a mail server could take: one @, no spaces or control characters, a dotted or local domain.
_EMAIL = re.compile(r"[^\s@<>\"(),:;\\\[\]\x00-\x1f]{1,64}@[^\s@<>\"(),:;\\\[\]\x00-\x1f]{1,255}")

# A number already in its normal form: lists of a million of them are not read again digit by digit.
_E164 = re.compile(r"\+[1-9]\d{6,14}")
# From where a number without a country prefix is dialled. What is stored with people has one (E.164).
_DIALLED_FROM = "FR"


def normal_email(address: str) -> str:
    """Lower case, without spaces around, the domain in its ASCII form (IDNA) when it has one."""
    local, _, domain = address.strip().lower().rpartition("@")
    if not domain.isascii():
        # A name that DNS could not hold is kept as typed: the server will say so.
        with contextlib.suppress(UnicodeError):
            domain = domain.encode("idna").decode("ascii")
    return f"{local}@{domain}" if local else domain


def is_email(address: str, *, as_it_is: bool = False) -> bool:
    """Whether a mail could be addressed to it at all; `as_it_is`: without taking the blanks around it away first."""
    return _EMAIL.fullmatch(address if as_it_is else address.strip()) is not None


def normal_phone(address: str) -> str:
    """The number in E.164 (`+33612345678`). What cannot be read is kept as typed: whoever sends to it will say so."""
    typed = address.strip()
    if _E164.fullmatch(typed):
        return typed
    try:
        number = phonenumbers.parse(f"+{typed[2:]}" if typed.startswith("00") else typed, _DIALLED_FROM)
    except phonenumbers.NumberParseException:
        return typed
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def is_phone(address: str) -> bool:
    """Whether a message could be sent to it: a number in E.164 that its country's plan allows."""
    if not _E164.fullmatch(address):
        return False
    try:
        return phonenumbers.is_possible_number(phonenumbers.parse(address, None))
    except phonenumbers.NumberParseException:
        return False
