"""panic: words that frighten more than they inform. A danger is named plainly, with what to do."""

from __future__ import annotations

from ..model import Family, code
from ..table import read_table
from ..tables import panic as words

CODES = (
    code(
        "panic.drama",
        "warning",
        fr=(
            "Ces mots font peur sans dire quoi faire.",
            "Nommez le danger simplement, pour qui, et le premier geste à faire.",
        ),
        en=(
            "These words frighten without saying what to do.",
            "Name the danger plainly, for whom, and the first thing to do.",
        ),
    ),
    code(
        "panic.rush",
        "warning",
        fr=(
            "L’urgence est criée.",
            "Dites calmement quoi faire, avant quand, et pourquoi.",
        ),
        en=(
            "The urgency is shouted.",
            "Say calmly what to do, by when, and why.",
        ),
    ),
    code(
        "panic.dont_panic",
        "advice",
        fr=(
            "« Ne paniquez pas » fait naître la peur.",
            "Donnez le fait qui rassure et ce que la personne peut faire.",
        ),
        en=(
            "“Don't panic” gives birth to the fear.",
            "Give the fact that reassures and what the reader can do.",
        ),
    ),
)


FAMILY = Family("panic", CODES, {"fr": read_table(words.FR).rules, "en": read_table(words.EN).rules})
