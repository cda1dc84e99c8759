"""A template as a person would read it, with example words in its places, each place still to be seen."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from amarre.accounts.models import Company
from amarre.engine.render import Place, RenderError, parse
from amarre.lib.markdown import to_html
from amarre.plan.models import Playbook

# An invented customer, and an invented company for an install whose own card is still empty.
_INVENTED = {
    "fr": {
        "person.greeting": "Bonjour Madame Martin,",
        "person.first_name": "Claire",
        "company.name": "Maison Ferrand",
        "company.signature": "Alix Moreau, directrice générale",
        "company.contact": "clients@ferrand.example",
    },
    "en": {
        "person.greeting": "Dear Ms Martin,",
        "person.first_name": "Claire",
        "company.name": "Ferrand House",
        "company.signature": "Alix Moreau, general manager",
        "company.contact": "customers@ferrand.example",
    },
}
_MARK = "\ue000{}\ue001"  # private use: no text of ours holds it, and Markdown leaves it alone


def example_values(playbook: Playbook, language: str) -> dict[str, str]:
    """Example words for every place: the playbook's own examples, the company's card, an invented customer."""
    card = Company.card()
    facts = {f"fact.{row['key']}": row.get("example", {}).get(language, "") for row in playbook.body["facts"]}
    company = {"company.name": card.name, "company.signature": card.signature, "company.contact": card.contact}
    known = {name: words for name, words in (facts | company).items() if words}
    return _INVENTED.get(language, _INVENTED["en"]) | known


def sample(text: str, values: Mapping[str, str]) -> SafeString:
    """Safe HTML of `text`: what stands in a place is marked, and its name shows on pointing at it.

    A place without a value shows its name in braces; a block shows its first words. Words that cannot be read as a
    template are shown as they are.
    """
    try:
        template = parse(text)
        template = template.flat((0,) * len(template.blocks()))
    except RenderError:
        return mark_safe(to_html(text))  # noqa: S308 (sanitised)
    marked = "".join(
        _MARK.format(row) if isinstance(part, Place) else str(part) for row, part in enumerate(template.parts)
    )
    html = to_html(marked)
    for row, part in enumerate(template.parts):
        if isinstance(part, Place):
            shown = values.get(part.name) or part.fallback or part.source
            place = format_html('<span class="cites" title="{}">{}</span>', part.name, shown)
            html = html.replace(_MARK.format(row), place)
    return mark_safe(html)  # noqa: S308 (sanitised, and places escaped)
