"""Where each column of a file goes: a field of the person, an attribute of the company's own, or nowhere."""

from __future__ import annotations

from collections.abc import Mapping as AnyMapping
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from amarre.engine.rules.tree import BOOLEAN, DATE, NUMBER, TEXT
from amarre.engine.tabular.columns import Guess
from amarre.engine.tabular.names import attribute_key, fold
from amarre.lib.errors import Invalid
from amarre.people.fields import OWN_NAMES

IGNORE, ATTRIBUTE = "ignore", "attribute"

#: What a column may be, in the order of the screen's list.
TARGETS: dict[str, Any] = {
    "key": gettext_lazy("Customer number (tells people apart)"),
    "email": gettext_lazy("E-mail address"),
    "mobile": gettext_lazy("Mobile telephone"),
    "phone": gettext_lazy("Telephone"),
    "title": gettext_lazy("Title (Ms, Mr)"),
    "first_name": gettext_lazy("First name"),
    "last_name": gettext_lazy("Last name"),
    "name": gettext_lazy("First and last name together"),
    "language": gettext_lazy("Language"),
    "organisation": gettext_lazy("Company or organisation"),
    "street": gettext_lazy("Street and number"),
    "postcode": gettext_lazy("Postcode"),
    "city": gettext_lazy("Town"),
    "country": gettext_lazy("Country"),
    "postal_address": gettext_lazy("Postal address, whole"),
    "preferred_channel": gettext_lazy("Preferred channel"),
    "time_zone": gettext_lazy("Time zone"),
    "consent_email": gettext_lazy("Accepts e-mail (yes or no)"),
    "consent_sms": gettext_lazy("Accepts SMS (yes or no)"),
    "consent_call": gettext_lazy("Accepts telephone calls (yes or no)"),
    "consent_letter": gettext_lazy("Accepts letters (yes or no)"),
    ATTRIBUTE: gettext_lazy("A column of your own"),
    IGNORE: gettext_lazy("Leave out"),
}
TYPES = (TEXT, NUMBER, DATE, BOOLEAN)
#: People have several of these; of the others, one column only.
SEVERAL = frozenset({"email", "mobile", "phone", ATTRIBUTE, IGNORE})
#: Parts of an address that segments need: kept as attributes under these names as well.
PLACES = ("postcode", "city", "country")
IDENTIFYING = frozenset({"key", "email", "mobile", "phone"})
#: The two columns that we add to a file of refused lines, in both languages: left out when it comes back.
OURS = frozenset({"line", "ligne", "reason", "raison"})


@dataclass(frozen=True)
class Column:
    """One column of the file, by its place. `key`, `type` and `label` are those of an attribute."""

    index: int
    name: str
    to: str
    key: str = ""
    type: str = TEXT
    label: str = ""


@dataclass(frozen=True)
class Mapping:
    """The columns of one file, and the region from which telephone numbers without prefix are dialled."""

    columns: tuple[Column, ...]
    region: str = "FR"
    header: bool = True

    def to_data(self) -> dict[str, Any]:
        return {"region": self.region, "header": self.header, "columns": [asdict(each) for each in self.columns]}

    @classmethod
    def from_data(cls, data: AnyMapping[str, Any]) -> Mapping:
        """The mapping kept with an import. Raises Invalid when it cannot identify people or names a field twice."""
        mapping = cls(
            columns=tuple(Column(**each) for each in data["columns"]),
            region=str(data.get("region") or "FR").upper(),
            header=bool(data.get("header", True)),
        )
        _check(mapping)
        return mapping

    def attributes(self) -> list[Column]:
        """The columns that become fields of the rule language."""
        return [each for each in self.columns if each.key]


def propose(guesses: Sequence[Guess], *, region: str, header: bool) -> Mapping:
    """What the screen shows first: our guess for each column, as attribute when it is the company's own."""
    taken = set(OWN_NAMES) | set(PLACES)
    columns = []
    for index, guess in enumerate(guesses):
        to = guess.target if guess.target in TARGETS else ATTRIBUTE
        if fold(guess.name) in OURS or (not guess.samples and to == ATTRIBUTE):
            to = IGNORE
        columns.append(column_of(index, guess.name, str(to), type_=guess.type, taken=taken))
    return Mapping(tuple(columns), region=region, header=header)


def column_of(
    index: int, name: str, to: str, *, type_: str = TEXT, key: str = "", label: str = "", taken: set[str]
) -> Column:
    """A column with the attribute that it makes, if any; `taken` grows by its key."""
    if to in PLACES:
        return Column(index, name, to, key=to, label=str(TARGETS[to]))
    if to != ATTRIBUTE:
        return Column(index, name, to)
    key = key or attribute_key(name, taken)
    taken.add(key)
    return Column(index, name, to, key=key, type=type_, label=label or name.strip() or key)


def from_file(data: object, names: Sequence[str], *, region: str, header: bool) -> Mapping:
    """The mapping written by hand for `amarre import people --mapping`. Columns that it does not name are left out.

    `{"columns": {"Code client": "key", "Encours": {"attribute": "encours", "type": "number"}}, "region": "FR"}`; a
    column is named as in the header, or by its number from 1. Raises Invalid.
    """
    if not isinstance(data, AnyMapping) or not isinstance(data.get("columns"), AnyMapping):
        raise Invalid(
            _("The mapping file is not an object with “columns”."),
            hint=_('Write for example: {"columns": {"Courriel": "email", "Ville": "city"}}'),
        )
    wanted = {fold(str(name)): target for name, target in data["columns"].items()}
    numbers = {str(index + 1): index for index in range(len(names))}
    known = {fold(name) for name in names} | set(numbers)
    for name in data["columns"]:
        if fold(str(name)) not in known:
            raise Invalid(
                _("The file has no column “%(name)s”.") % {"name": name},
                hint=_("Its columns are: %(names)s.") % {"names": ", ".join(names)},
            )
    taken: set[str] = set(OWN_NAMES) | set(PLACES)
    columns = tuple(
        _written(index, name, wanted.get(fold(name), wanted.get(str(index + 1), IGNORE)), taken)
        for index, name in enumerate(names)
    )
    return Mapping.from_data(
        {
            "columns": [asdict(each) for each in columns],
            "region": data.get("region", region),
            "header": data.get("header", header),
        }
    )


def _written(index: int, name: str, target: object, taken: set[str]) -> Column:
    if target is None:
        target = IGNORE
    if isinstance(target, AnyMapping):
        details = {
            "type_": str(target.get("type", TEXT)),
            "key": str(target.get(ATTRIBUTE, "")),
            "label": str(target.get("label", "")),
        }
        return column_of(index, name, ATTRIBUTE, taken=taken, **details)
    return column_of(index, name, str(target), taken=taken)


def _check(mapping: Mapping) -> None:
    seen: dict[str, str] = {}
    for column in mapping.columns:
        if column.to not in TARGETS or column.type not in TYPES:
            raise Invalid(
                _("“%(name)s” cannot go to “%(to)s”.") % {"name": column.name, "to": f"{column.to} {column.type}"},
                hint=_("Possible targets: %(names)s.") % {"names": ", ".join(TARGETS)},
            )
        for place in {column.key, "" if column.to in SEVERAL else column.to} - {""}:
            if place in seen:
                raise Invalid(
                    _("“%(first)s” and “%(second)s” go to the same place.")
                    % {"first": seen[place], "second": column.name},
                    hint=_("Choose another place for one of them, or leave it out."),
                )
            seen[place] = column.name
        if column.to == ATTRIBUTE and (column.key in OWN_NAMES or attribute_key(column.key) != column.key):
            raise Invalid(
                _("“%(key)s” cannot be the short name of a column.") % {"key": column.key},
                hint=_("Use small letters without accents, digits and _."),
            )
    if not any(column.to in IDENTIFYING for column in mapping.columns):
        raise Invalid(
            _("Nothing in these columns tells people apart."),
            hint=_("Say which column is the customer number, the e-mail address or the telephone."),
        )
