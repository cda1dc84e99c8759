"""promise: what nobody can guarantee in a crisis. A hand held out, not a promise."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import promise as words

CODES = (
    code(
        "promise.guarantee",
        "warning",
        fr=(
            "Une garantie que personne ne peut tenir dans une crise.",
            "Dites ce que vous faites et quand vous redonnerez des nouvelles : « nous faisons tout notre "
            "possible pour… ».",
        ),
        en=(
            "A guarantee that nobody can keep in a crisis.",
            "Say what you are doing and when you will give news again: “we are doing all we can to…”.",
        ),
    ),
    code(
        "promise.never_again",
        "warning",
        fr=(
            "« Plus jamais » : si cela revient, toute confiance est perdue.",
            "Dites ce que vous avez changé pour que le risque baisse, sans jurer de l’avenir.",
        ),
        en=(
            "“Never again”: if it does happen again, all trust is gone.",
            "Say what you have changed to make it less likely, without swearing to the future.",
        ),
    ),
    code(
        "promise.certain_date",
        "warning",
        fr=(
            "Une date donnée comme certaine alors que la situation bouge.",
            "Donnez-la comme votre objectif du moment, et dites quand et comment vous préviendrez si elle change.",
        ),
        en=(
            "A date given as certain while things are still moving.",
            "Give it as your present aim, and say when and how you will warn people if it moves.",
        ),
    ),
    code(
        "promise.total",
        "warning",
        fr=(
            "Un absolu (« aucun risque », « 100 % », « quoi qu’il arrive ») que les faits peuvent démentir demain.",
            "Dites ce qui a été vérifié, par qui, et ce qui reste à vérifier.",
        ),
        en=(
            "An absolute (“no risk”, “100%”, “whatever happens”) that tomorrow's facts may deny.",
            "Say what has been checked, by whom, and what remains to be checked.",
        ),
    ),
)


FAMILY = Family("promise", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
