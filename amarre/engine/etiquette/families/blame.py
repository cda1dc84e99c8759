"""blame: putting it on the reader, or presuming what their life is like."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import blame as words

CODES = (
    code(
        "blame.fault",
        "warning",
        fr=(
            "La faute est rejetée sur la personne.",
            "Décrivez le fait sans coupable (« le paiement n’est pas passé ») et dites comment l’arranger ensemble.",
        ),
        en=(
            "The fault is put on the reader.",
            "Describe the fact without a culprit (“the payment did not go through”) and how to put it right together.",
        ),
    ),
    code(
        "blame.told_you",
        "warning",
        fr=(
            "« Nous vous l’avions bien dit » : cela humilie et n’aide pas.",
            "Redites l’information, plus clairement, comme si c’était la première fois.",
        ),
        en=(
            "“We did tell you”: it humiliates and does not help.",
            "Give the information again, more clearly, as if for the first time.",
        ),
    ),
    code(
        "blame.doubt",
        "warning",
        fr=(
            "La parole de la personne est mise en doute.",
            "Partez de ce qu’elle a vécu ; dites ce que vous voyez de votre côté et ce qui manque pour comprendre.",
        ),
        en=(
            "The reader's word is doubted.",
            "Start from what they went through; say what you see on your side and what is missing to understand.",
        ),
    ),
    code(
        "blame.assume",
        "warning",
        fr=(
            "On suppose ce que vit, pense ou peut la personne.",
            "Ne supposez rien : demandez, ou écrivez « si c’est votre cas ».",
        ),
        en=(
            "This presumes what the reader lives, thinks or can do.",
            "Presume nothing: ask, or write “if this is your case”.",
        ),
    ),
)


FAMILY = Family("blame", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
