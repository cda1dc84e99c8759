"""promo: selling to people who are afraid. A free gesture is not promotion; a price cut to make them buy is."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import promo as words

CODES = (
    code(
        "promo.discount",
        "warning",
        fr=(
            "Une remise pour vendre, au milieu d’une crise : elle dit que l’on profite du moment.",
            "Retirez l’offre. Si c’est un geste pour aider, dites à qui il s’adresse, pourquoi, et qu’il n’y a "
            "rien à acheter.",
        ),
        en=(
            "A price cut to sell, in the middle of a crisis: it says that someone is making the most of it.",
            "Take the offer out. If it is a gesture to help, say whom it is for, why, and that there is nothing "
            "to buy.",
        ),
    ),
    code(
        "promo.offer",
        "warning",
        fr=(
            "Le ton est celui d’une publicité.",
            "Dites ce que vous faites pour la personne (un report, des frais levés, un remplacement) et rien d’autre.",
        ),
        en=(
            "This is the tone of an advertisement.",
            "Say what you do for the person (a delay granted, fees lifted, a replacement) and nothing else.",
        ),
    ),
    code(
        "promo.hurry",
        "warning",
        fr=(
            "On presse la personne d’acheter.",
            "Retirez la pression. S’il y a une vraie date limite, donnez-la avec sa raison et un moyen de la "
            "repousser.",
        ),
        en=(
            "The reader is hurried into buying.",
            "Take the pressure out. If there is a real deadline, give it with its reason and a way to extend it.",
        ),
    ),
    code(
        "promo.opportunity",
        "warning",
        fr=(
            "La crise est présentée comme une occasion d’acheter.",
            "Ne tirez rien d’un malheur : parlez de ce que la crise change pour la personne et de ce que vous faites.",
        ),
        en=(
            "The crisis is turned into an occasion to buy.",
            "Draw no profit from a misfortune: say what the crisis changes for the person and what you are doing.",
        ),
    ),
    code(
        "promo.product",
        "warning",
        fr=(
            "Un produit ou un service payant est mis en avant.",
            "Gardez ce message pour la crise ; le produit attendra des jours meilleurs.",
        ),
        en=(
            "A product or a paid service is put forward.",
            "Keep this message for the crisis; the product can wait for better days.",
        ),
    ),
)


FAMILY = Family("promo", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
