"""The one rule language: who is in a segment, who may have an aid, where a message goes.

A rule is a small tree of conditions written in JSON or YAML. It is three-valued: true, false, or unknown
when an
answer is missing; unknown is never a refusal, it is a question to ask. `docs/rules.md` describes the
language.

This package is pure: `today` is passed in. It evaluates one record and says because; the same rules become a
database query in `amarre.people.segments`, and a property test keeps both equal.
"""

from amarre.engine.rules.errors import RuleError
from amarre.engine.rules.evaluate import Reason, Verdict, evaluate
from amarre.engine.rules.parse import parse
from amarre.engine.rules.sentence import say, sentence
from amarre.engine.rules.tree import (
    EVERYONE,
    All,
    Any,
    Condition,
    Not,
    Operand,
    Relative,
    Rule,
    fields,
)

__all__ = [
    "EVERYONE",
    "All",
    "Any",
    "Condition",
    "Not",
    "Operand",
    "Reason",
    "Relative",
    "Rule",
    "RuleError",
    "Verdict",
    "evaluate",
    "fields",
    "parse",
    "say",
    "sentence",
]
