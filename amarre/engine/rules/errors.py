"""What is wrong with a rule, where, and what to write instead, in French and in English."""

from __future__ import annotations

_MESSAGES: dict[str, tuple[str, str]] = {
    "not_an_object": (
        'This should be an object such as {{"field": "city", "eq": "Lyon"}}, not {found}.',
        'On attend ici un objet, par exemple {{"field": "city", "eq": "Lyon"}}, et non {found}.',
    ),
    "not_a_list": (
        "“{key}” takes a list of rules: [ … ].",
        "« {key} » attend une liste de règles : [ … ].",
    ),
    "empty_list": (
        "“{key}” needs at least one element. Add one, or remove “{key}”.",
        "« {key} » demande au moins un élément. Ajoutez-en un, ou retirez « {key} ».",
    ),
    "unknown_key": (
        "“{key}” is not a word of the rule language. Use one of: {allowed}.",
        "« {key} » n’est pas un mot du langage des règles. Mots possibles : {allowed}.",
    ),
    "group_with_more": (
        "“{key}” must stand alone in its object. Move the rest inside it.",
        "« {key} » doit être seul dans son objet. Placez le reste à l’intérieur.",
    ),
    "no_field": (
        'Say which field is compared: add "field": "…".',
        'Dites quel champ est comparé : ajoutez "field": "…".',
    ),
    "bad_field": (
        "A field name uses small letters, digits, “_” and “.”, and starts with a letter: “{field}” does not.",
        "Un nom de champ s’écrit en minuscules sans accent, chiffres, « _ » et « . », et commence par une "
        "lettre : "
        "« {field} » ne convient pas.",
    ),
    "no_operator": (
        "Say what is asked of “{field}”: add one of {allowed}.",
        "Dites ce qui est demandé à « {field} » : ajoutez l’un de ces mots : {allowed}.",
    ),
    "several_operators": (
        "One question at a time: “{field}” has {found}. Use “between”, or two conditions under “all”.",
        "Une question à la fois : « {field} » porte {found}. Utilisez « between », ou deux conditions sous « all ».",
    ),
    "bad_literal": (
        "“{op}” cannot compare with {found}. Write a text, a number, true or false, "
        '{{"date": "2026-03-01"}} or {{"days_before": 30}}.',
        "« {op} » ne peut pas comparer avec {found}. Écrivez un texte, un nombre, true ou false, "
        '{{"date": "2026-03-01"}} ou {{"days_before": 30}}.',
    ),
    "wrong_type": (
        "“{op}” does not work on a value of type {found}. It accepts: {allowed}.",
        "« {op} » ne s’applique pas à une valeur de type {found}. Types possibles : {allowed}.",
    ),
    "mixed_types": (
        "All the values of “{op}” must be of the same type. Put digits that are not a quantity between quotes.",
        "Toutes les valeurs de « {op} » doivent être du même type. Mettez entre guillemets les chiffres qui "
        "ne sont "
        "pas une quantité.",
    ),
    "two_bounds": (
        "“between” takes two bounds: [lowest, highest].",
        "« between » attend deux bornes : [la plus basse, la plus haute].",
    ),
    "bounds_reversed": (
        "The first bound of “between” is above the second: nobody could match. Swap them.",
        "La première borne de « between » dépasse la seconde : personne ne conviendrait. Inversez-les.",
    ),
    "empty_text": (
        'An empty text cannot be compared with. To find those without a value, use "missing": true.',
        "On ne peut pas comparer avec un texte vide. Pour trouver ceux qui n’ont pas de valeur, utilisez "
        '"missing": true.',
    ),
    "bad_text": (
        "This text holds a character that no database keeps (a control character). Type it again.",
        "Ce texte contient un caractère qu’aucune base ne conserve (caractère de contrôle). Saisissez-le à nouveau.",
    ),
    "bad_number": (
        "This number is too large or is not a number.",
        "Ce nombre est trop grand ou n’en est pas un.",
    ),
    "bad_date": (
        "“{found}” is not a day. Write it year-month-day: 2026-03-01.",
        "« {found} » n’est pas un jour. Écrivez année-mois-jour : 2026-03-01.",
    ),
    "bad_relative": (
        "“{key}” takes a whole number from 0 to {limit}.",
        "« {key} » attend un nombre entier de 0 à {limit}.",
    ),
    "too_deep": (
        "The rule is nested more than {limit} levels deep. Simplify it.",
        "La règle est imbriquée sur plus de {limit} niveaux. Simplifiez-la.",
    ),
    "too_long": (
        "The rule holds more than {limit} conditions or values. Cut it into several segments.",
        "La règle contient plus de {limit} conditions ou valeurs. Découpez-la en plusieurs segments.",
    ),
}


class RuleError(ValueError):
    """A rule that cannot be read.

    `path` says where (`all[1].eq`; empty for the whole rule), `code` names the mistake for programs,
    `message` says
    it in English and `say("fr")` in French, each with what to do.
    """

    def __init__(self, path: str, code: str, **details: object) -> None:
        self.path = path
        self.code = code
        self.details = details
        super().__init__(f"{path}: {self.message}" if path else self.message)

    @property
    def message(self) -> str:
        return self.say("en")

    def say(self, lang: str) -> str:
        english, french = _MESSAGES[self.code]
        return (french if lang.startswith("fr") else english).format(**self.details)
