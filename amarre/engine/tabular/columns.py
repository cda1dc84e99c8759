"""What each column of a table is, guessed from its name first and from its cells next."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from amarre.engine.tabular.contacts import Phone, read_email, read_phone
from amarre.engine.tabular.names import attribute_key, target_of
from amarre.engine.tabular.values import clean, guess_dates, guess_numbers, read_boolean

#: Share of a column's filled cells that must read as a type for the column to be of that type. A few wrong
#: cells are
#: then reported line by line instead of turning the whole column to text.
_SHARE = 0.9
_MANY_TARGETS = frozenset({"email", "phone", "mobile"})


@dataclass(frozen=True, slots=True)
class Guess:
    """A column: where it goes (`target` of `names.TARGETS`, or None for an attribute) and how its cells read.

    `key` and `type` are those of the attribute it would make. `by_name`: the name said it, not only the
    cells.
    """

    name: str
    target: str | None
    key: str
    type: str
    by_name: bool
    samples: tuple[str, ...]


def guess_columns(names: Sequence[str], rows: Sequence[Sequence[str]], *, region: str, last_year: int) -> list[Guess]:
    """One guess per column, from its name and the cells of the first rows.

    A target is given once, to the column that says it best, except for e-mail and telephone, of which people
    have
    several. The others become attributes.
    """
    samples = [_filled(rows, index) for index in range(len(names))]
    targets = [target_of(name) for name in names]
    found: list[Guess] = []
    keys: set[str] = set()
    for index, name in enumerate(names):
        target = _target(index, targets, samples[index], {g.target for g in found}, region)
        key = attribute_key(name, keys)
        keys.add(key)
        found.append(
            Guess(
                name=name,
                target=target,
                key=key,
                type=guess_type(samples[index], last_year=last_year),
                by_name=target is not None and target == targets[index],
                samples=tuple(dict.fromkeys(samples[index]))[:5],
            )
        )
    return found


def guess_type(samples: Sequence[str], *, last_year: int) -> str:
    """text, number, date or boolean: what nearly all the filled cells can be read as."""
    if not samples:
        return "text"
    if _share(samples, lambda text: read_boolean(text) is not None) >= _SHARE and _has_boolean_words(samples):
        return "boolean"
    if any(re.fullmatch(r"0\d+|\d{16,}", text) for text in samples):
        return "text"  # codes: their zeros count
    numbers = guess_numbers(samples)
    if _share(samples, lambda text: numbers.read(text) is not None) >= _SHARE:
        return "number"
    dates = guess_dates(samples, last_year=last_year)
    if _share(samples, lambda text: dates.read(text) is not None) >= _SHARE:
        return "date"
    return "text"


def _filled(rows: Sequence[Sequence[str]], index: int) -> list[str]:
    return [cell for row in rows if index < len(row) and (cell := clean(row[index]))]


def _target(
    index: int, targets: list[str | None], samples: list[str], taken: set[str | None], region: str
) -> str | None:
    target = targets[index]
    if target in ("email", "phone", "mobile") and samples and not _reads_as(target, samples, region):
        target = None  # named "contact mail" and full of yes and no: the cells are right
    if target is None:
        target = _by_cells(samples, region)
        if target in targets and target not in _MANY_TARGETS:
            return None
    return None if target in taken and target not in _MANY_TARGETS else target


def _by_cells(samples: list[str], region: str) -> str | None:
    if len(samples) < 3:
        return None
    if _share(samples, lambda text: "@" in text) >= _SHARE:
        return "email"
    shaped = _share(samples, lambda text: bool(re.fullmatch(r"(\+|00|0)[\d\s.()\-/]{8,}", text))) >= _SHARE
    return "phone" if shaped and _reads_as("phone", samples, region) else None


def _reads_as(target: str, samples: list[str], region: str) -> bool:
    if target == "email":
        return _share(samples, lambda text: "@" in text or isinstance(read_email(text), str)) >= 0.3
    return _share(samples[:100], lambda text: isinstance(read_phone(text, region=region), Phone)) >= 0.3


def _has_boolean_words(samples: Sequence[str]) -> bool:
    """0 and 1 alone are as well a quantity; any word of yes or no settles it."""
    return any(not text.isdigit() and read_boolean(text) is not None for text in samples)


def _share(samples: Sequence[str], holds: Callable[[str], bool]) -> float:
    return sum(map(holds, samples)) / len(samples) if samples else 0.0
