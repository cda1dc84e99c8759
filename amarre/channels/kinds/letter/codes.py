"""The code printed on a letter: short enough to type, and checked, so that a slip of the finger names nobody.

The number of the delivery and 20 bits of its token, in Crockford's base 32 (no I, L, O or U; those typed by mistake are
read as what they look like). `R4K-9Q2M`: the check is what comes after the hyphen.
"""

from __future__ import annotations

from amarre.channels.tokens import number_in

_DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LOOKS_LIKE = str.maketrans("OILU", "011V")
_CHECK = 4
# A scanner set to an American keyboard on a French computer (AZERTY): what its keys write, and what it meant.
_FRENCH_KEYS = str.maketrans("à&é\"'(-è_ç)QAWZ?,", "0123456789-AQZWMM")


class NotACode(Exception):
    """What was typed or scanned is no code of a letter."""


def code_of(token: str) -> str:
    """The code of the delivery that a token names."""
    number = number_in(token)
    if number is None:
        raise NotACode(token)
    return f"{_written(number)}-{check_of(token)}"


def check_of(token: str) -> str:
    """The part of the code that proves it was made for this delivery."""
    return _written(int(token[-5:], 16)).rjust(_CHECK, "0")


def read_code(typed: str) -> list[tuple[int, str]]:
    """What a typed or scanned code may mean, likeliest first: (number of the delivery, check). Raises NotACode."""
    found = [pair for text in (typed, typed.translate(_FRENCH_KEYS)) if (pair := _read(text)) is not None]
    if not found:
        raise NotACode(typed)
    return list(dict.fromkeys(found))


def _read(text: str) -> tuple[int, str] | None:
    plain = "".join(text.upper().split()).replace("-", "").translate(_LOOKS_LIKE)
    number, check = plain[:-_CHECK], plain[-_CHECK:]
    if not number or len(number) > 8 or any(char not in _DIGITS for char in plain):
        return None
    value = 0
    for char in number:
        value = value * 32 + _DIGITS.index(char)
    return value, check


def _written(number: int) -> str:
    digits = ""
    while number:
        number, rest = divmod(number, 32)
        digits = _DIGITS[rest] + digits
    return digits or "0"
