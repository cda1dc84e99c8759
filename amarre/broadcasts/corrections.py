"""The words of a correction: the playbook's own when all that they cite is known, else short ones of ours.

These are customers' words, in both languages, and not the interface's: they are data, and go through review and
approval like any other message.
"""

from __future__ import annotations

from django.utils.translation import gettext as _

from amarre.broadcasts.citing import keys_in
from amarre.knowledge.facts import Sheet
from amarre.lib.words import pick
from amarre.plan.models import MessageTemplate
from amarre.situation.models import Fact

_SUBJECT = {
    "fr": "Ce que nous vous avions écrit a changé",
    "en": "What we wrote to you has changed",
}
_BODY = {
    "fr": """{{ person.greeting }}

J’espère que vous et vos proches allez bien. Ce que nous vous avions écrit n’est plus exact, et je préfère que vous
l’appreniez par nous.

**Voici ce que nous savons maintenant.** {{ fact.KEY }}

Chez {{ company.name }}, nous regrettons ce changement et la gêne qu’il vous cause. Si vous avez déjà suivi notre
premier message, ou si vous avez un doute, dites-le-nous : {{ company.contact }}. Une personne vous répondra.

{{ company.signature }}""",
    "en": """{{ person.greeting }}

I hope that you and those close to you are well. What we wrote to you is no longer right, and I would rather you heard
it from us.

**This is what we know now.** {{ fact.KEY }}

At {{ company.name }}, we are sorry for this change and for the trouble it causes you. If you have already acted on our
first message, or if you are in doubt, please tell us: {{ company.contact }}. A person will answer you.

{{ company.signature }}""",
}

Texts = dict[str, tuple[str, str]]


def title(fact: Fact) -> str:
    """The name of the correction among colleagues."""
    return (_("Correction: %(fact)s") % {"fact": pick(fact.question) or fact.key})[:160]


def words(fact: Fact, sheet: Sheet) -> tuple[MessageTemplate | None, Texts]:
    """The template used (None for ours) and the words in each language of the crisis."""
    languages = [language for language in fact.crisis.languages if language in _BODY] or [fact.crisis.language]
    for template in _candidates(fact):
        texts = _texts_of(template, languages)
        cited = keys_in(*(body for _subject, body in texts.values()))
        if fact.key in cited and sheet.may_be_told(cited):
            return template, texts
    return None, {
        language: (_SUBJECT[language], _body(language, fact.key))
        for language in languages
        if sheet.words(fact.key, language)
    }


def _body(language: str, key: str) -> str:
    """Our own words; lines broken here for us to read are joined again, since a line break is kept for customers."""
    paragraphs = _BODY[language].replace("KEY", key).split("\n\n")
    return "\n\n".join(paragraph.replace("\n", " ") for paragraph in paragraphs)


def _candidates(fact: Fact) -> list[MessageTemplate]:
    playbook = fact.crisis.playbook
    if playbook is None:
        return []
    return list(playbook.templates.filter(occasion="correction", channel="email", audience__in=("customers", "all")))


def _texts_of(template: MessageTemplate, languages: list[str]) -> Texts:
    return {
        language: (template.subject.get(language, ""), template.body[language])
        for language in languages
        if template.body.get(language)
    }
