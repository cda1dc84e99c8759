"""A rule in words, in French or English: what an agent reads before pressing the button."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from amarre.engine.rules.evaluate import Reason
from amarre.engine.rules.tree import All, Any, Condition, Not, Operand, Relative, Rule

_NBSP = "\u00a0"
_THIN = "\u202f"

_WORDS: dict[str, dict[str, str]] = {
    "en": {
        "all": " and ",
        "any": " or ",
        "not": "not ({rule})",
        "everyone": "everyone",
        "eq": "{field} = {value}",
        "ne": "{field} ≠ {value}",
        "lt": "{field} < {value}",
        "le": "{field} ≤ {value}",
        "gt": "{field} > {value}",
        "ge": "{field} ≥ {value}",
        "between": "{field} between {value} and {second}",
        "in": "{field} among {value}",
        "contains": "{field} contains “{value}”",
        "starts": "{field} starts with “{value}”",
        "missing": "{field} is missing",
        "present": "{field} is known",
        "lt_day": "{field} before {value}",
        "le_day": "{field} {value} or before",
        "gt_day": "{field} after {value}",
        "ge_day": "{field} {value} or after",
        "lt_before": "{field} more than {span} ago",
        "gt_before": "{field} less than {span} ago, or to come",
        "lt_after": "{field} in less than {span}, or past",
        "gt_after": "{field} in more than {span}",
        "before": "{span} ago",
        "after": "in {span}",
        "today": "today",
        "true": "yes",
        "false": "no",
        "days": "day|days",
        "weeks": "week|weeks",
        "months": "month|months",
        "years": "year|years",
        "reason": "{sentence} (found: {found})",
        "reason_missing": "{sentence} (not known)",
    },
    "fr": {
        "all": " et ",
        "any": " ou ",
        "not": "pas ({rule})",
        "everyone": "tout le monde",
        "eq": "{field} = {value}",
        "ne": "{field} ≠ {value}",
        "lt": "{field} < {value}",
        "le": "{field} ≤ {value}",
        "gt": "{field} > {value}",
        "ge": "{field} ≥ {value}",
        "between": "{field} entre {value} et {second}",
        "in": "{field} parmi {value}",
        "contains": f"{{field}} contient «{_NBSP}{{value}}{_NBSP}»",
        "starts": f"{{field}} commence par «{_NBSP}{{value}}{_NBSP}»",
        "missing": "{field} non renseigné",
        "present": "{field} renseigné",
        "lt_day": "{field} avant {value}",
        "le_day": "{field} {value} ou avant",
        "gt_day": "{field} après {value}",
        "ge_day": "{field} {value} ou après",
        "lt_before": "{field} il y a plus de {span}",
        "gt_before": "{field} il y a moins de {span}, ou à venir",
        "lt_after": "{field} dans moins de {span}, ou passé",
        "gt_after": "{field} dans plus de {span}",
        "before": "il y a {span}",
        "after": "dans {span}",
        "today": "aujourd’hui",
        "true": "oui",
        "false": "non",
        "days": "jour|jours",
        "weeks": "semaine|semaines",
        "months": "mois|mois",
        "years": "an|ans",
        "reason": f"{{sentence}} (valeur{_NBSP}: {{found}})",
        "reason_missing": "{sentence} (valeur inconnue)",
    },
}

_MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
}


def sentence(rule: Rule, *, lang: str, labels: Mapping[str, str]) -> str:
    """The rule as one sentence, such as *commandes en attente > 0 et ville = Lyon*.

    `lang` is `fr` or `en`; `labels` gives each field its name for people (the field itself when absent).
    """
    words = _words(lang)
    if rule == All(()):
        return words["everyone"]
    if isinstance(rule, Condition):
        return _condition(rule, lang, labels.get(rule.field, rule.field))
    if isinstance(rule, Not):
        return words["not"].format(rule=sentence(rule.rule, lang=lang, labels=labels))
    parts = [_part(each, rule, lang, labels) for each in rule.rules]
    return words["all" if isinstance(rule, All) else "any"].join(parts)


def say(reason: Reason, *, lang: str, labels: Mapping[str, str]) -> str:
    """One reason of a verdict: the condition, and the value that was found."""
    words = _words(lang)
    written = sentence(reason.condition, lang=lang, labels=labels)
    if reason.condition.op == "missing":
        return written if reason.value else words["not"].format(rule=written)
    if reason.found is None or reason.found == "":
        return words["reason_missing"].format(sentence=written)
    return words["reason"].format(sentence=written, found=_found(reason.found, lang))


def _words(lang: str) -> dict[str, str]:
    return _WORDS["fr" if lang.startswith("fr") else "en"]


def _part(rule: Rule, parent: All | Any, lang: str, labels: Mapping[str, str]) -> str:
    """A part of a group, in brackets when it is a group of the other kind with several parts."""
    written = sentence(rule, lang=lang, labels=labels)
    mixed = isinstance(rule, (All, Any)) and type(rule) is not type(parent) and len(rule.rules) > 1
    return f"({written})" if mixed else written


def _condition(rule: Condition, lang: str, field: str) -> str:
    words = _words(lang)
    first = rule.operands[0]
    if rule.op == "missing":
        return words["missing" if first is True else "present"].format(field=field)
    if isinstance(first, Relative) and first.count and rule.op in ("lt", "gt"):
        key = f"{rule.op}_{'before' if first.before else 'after'}"
        return words[key].format(field=field, span=_span(first, words))
    if rule.op in ("lt", "le", "gt", "ge") and rule.type == "date":
        return words[f"{rule.op}_day"].format(field=field, value=_value(first, lang))
    values = [_value(each, lang) for each in rule.operands]
    if rule.op == "between":
        return words["between"].format(field=field, value=values[0], second=values[1])
    return words[rule.op].format(field=field, value=", ".join(values))


def _value(operand: Operand, lang: str) -> str:
    words = _words(lang)
    if isinstance(operand, bool):
        return words["true" if operand else "false"]
    if isinstance(operand, str):
        return operand
    if isinstance(operand, (int, float)):
        return _number(operand, lang)
    if isinstance(operand, date):
        return _day(operand, lang)
    if not operand.count:
        return words["today"]
    return words["before" if operand.before else "after"].format(span=_span(operand, words))


def _found(value: object, lang: str) -> str:
    known = isinstance(value, (str, bool, int, float, date))
    return _value(value, lang) if known else str(value)  # type: ignore[arg-type]


def _span(relative: Relative, words: dict[str, str]) -> str:
    one, many = words[relative.unit].split("|")
    return f"{relative.count}{_NBSP}{many if relative.count > 1 else one}"


def _number(number: int | float, lang: str) -> str:
    written = f"{number:,.10g}" if isinstance(number, float) else f"{number:,}"
    if lang.startswith("fr"):
        written = written.replace(",", _THIN).replace(".", ",")
    return written


def _day(day: date, lang: str) -> str:
    if lang.startswith("fr"):
        number = "1er" if day.day == 1 else str(day.day)
        return f"le {number}{_NBSP}{_MONTHS['fr'][day.month - 1]} {day.year}"
    return f"{day.day}{_NBSP}{_MONTHS['en'][day.month - 1]} {day.year}"
