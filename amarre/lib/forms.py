"""Forms that can show a domain error where it belongs."""

from __future__ import annotations

from collections.abc import Collection

from django import forms

from amarre.lib.errors import DomainError


class ShowsProblems(forms.BaseForm):
    """Mixin: `form.show(problem)` puts each of the problem's reasons at its field, the rest at the top.

    `unmarked` names fields that may be left empty and need not say "(optional)": where a word of help says it better.
    """

    unmarked: Collection[str] = ()

    def show(self, problem: DomainError) -> None:
        at_fields = {name: words for name, words in problem.fields.items() if name in self.fields}
        for name, words in at_fields.items():
            self.add_error(name, str(words))
        if not at_fields:
            self.add_error(None, " ".join(str(words) for words in (problem.message, problem.hint) if words))
