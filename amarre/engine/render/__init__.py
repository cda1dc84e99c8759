"""Templates that cite: `{{ fact.hours }}`, `{{ person.first_name or "Madame, Monsieur" }}`.

A template is words with named places. What it cites is found by reading the template, not by discipline, so a message
always knows on which facts it stands. Two passes: facts are bound when the words are frozen, personal values when each
message leaves.

Some words are for some people only: `{{ if orders_pending > 0 }} … {{ else }} … {{ end }}`. The condition is a rule of
`amarre.engine.rules`; who is in doubt reads the `else` part. There is no other logic; a text a tired person writes
must stay readable. `docs/messages.md` describes the language.
"""

from amarre.engine.render.conditions import PERSON, Test, compile_condition, fit, write
from amarre.engine.render.errors import Misread, RenderError
from amarre.engine.render.template import FACT, OTHERWISE, Block, Branch, Part, Template, parse, parse_for_all, unparse
from amarre.engine.render.tokens import Place

__all__ = [
    "FACT",
    "OTHERWISE",
    "PERSON",
    "Block",
    "Branch",
    "Misread",
    "Part",
    "Place",
    "RenderError",
    "Template",
    "Test",
    "compile_condition",
    "fit",
    "parse",
    "parse_for_all",
    "unparse",
    "write",
]
