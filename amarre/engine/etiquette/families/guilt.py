"""guilt: making people ashamed or afraid so that they pay, stay or keep quiet."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import guilt as words

CODES = (
    code(
        "guilt.reproach",
        "warning",
        fr=(
            "La personne lit un reproche. Elle a peut-être, elle aussi, le feu chez elle.",
            "Dites le fait sans juger (« la facture du 3 mars reste à régler »), demandez ce qui l’aiderait, "
            "proposez un échéancier.",
        ),
        en=(
            "The reader hears a reproach. There may be a fire at their place too.",
            "State the fact without judging (“the March invoice is still open”), ask what would help, offer a "
            "payment plan.",
        ),
    ),
    code(
        "guilt.pity",
        "warning",
        fr=(
            "Vos difficultés sont mises sur les épaules de la personne.",
            "Ne lui faites pas porter vos salaires ni votre survie : demandez simplement, et laissez-lui une issue.",
        ),
        en=(
            "Your difficulties are laid on the reader's shoulders.",
            "Do not make them carry your wages or your survival: ask plainly, and leave them a way out.",
        ),
    ),
    code(
        "guilt.duty",
        "warning",
        fr=(
            "On fait la morale : devoir, civisme, comparaison avec les autres clients.",
            "Remerciez ceux qui peuvent et aidez ceux qui ne peuvent pas, sans comparer personne.",
        ),
        en=(
            "This preaches: duty, fairness, comparison with other customers.",
            "Thank those who can, help those who cannot, and compare nobody.",
        ),
    ),
    code(
        "guilt.threat",
        "warning",
        fr=(
            "Une menace, envoyée à quelqu’un qui a peur.",
            "Proposez d’abord un arrangement à sa mesure et donnez le nom de la personne à joindre. Le droit "
            "viendra plus tard, à part.",
        ),
        en=(
            "A threat, sent to someone who is afraid.",
            "First offer an arrangement within their means and the name of someone to reach. The law can come "
            "later, by itself.",
        ),
    ),
)


FAMILY = Family("guilt", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
