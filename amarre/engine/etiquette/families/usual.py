"""usual: "business as usual" and making little of what people go through. Dismissive, even when true."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import usual as words

CODES = (
    code(
        "usual.as_usual",
        "warning",
        fr=(
            "« Comme d’habitude » : même vrai, cela balaie ce que vit la personne.",
            "Dites ce qui change dans votre façon de travailler et ce que vous faites pour tenir le service.",
        ),
        en=(
            "“As usual”: even when true, it brushes aside what the reader is going through.",
            "Say what changes in the way you work and what you are doing to keep the service going.",
        ),
    ),
    code(
        "usual.no_effect",
        "warning",
        fr=(
            "Affirmer que rien ne change et que rien n’est touché ferme la conversation.",
            "Dites ce que vous savez, ce que vous ne savez pas encore, et qui prévenir si quelque chose ne va pas.",
        ),
        en=(
            "To say that nothing changes and nothing is affected shuts the door.",
            "Say what you know, what you do not know yet, and whom to tell if something is wrong.",
        ),
    ),
    code(
        "usual.minimise",
        "warning",
        fr=(
            "La gêne est rendue petite. C’est à la personne qui la vit d’en juger.",
            "Nommez ce qui s’est passé, sa durée et qui est touché, sans « petit », « simple » ni « seulement ».",
        ),
        en=(
            "The trouble is made small. That is for the person who has it to judge.",
            "Name what happened, how long, and who is affected, without “minor”, “just” or “only”.",
        ),
    ),
    code(
        "usual.dismiss",
        "warning",
        fr=(
            "L’inquiétude de la personne est écartée d’un mot.",
            "Reconnaissez l’inquiétude, puis donnez de quoi la calmer : un fait, une date, un nom.",
        ),
        en=(
            "The reader's worry is waved away.",
            "Own the worry, then give what calms it: a fact, a date, a name.",
        ),
    ),
)


FAMILY = Family("usual", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
