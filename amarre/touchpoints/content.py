"""What a public page says in one language, gathered from the facts and the entries that may be told now.

Only public facts that are verified (or denied: a rumour answered) are told. A paragraph of the page's own words that
cites another fact is left out, and the back office says so, rather than shown with a hole or with old words.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings

from amarre.accounts.models import Company
from amarre.knowledge.facts import Sheet, read_template
from amarre.knowledge.models import Entry
from amarre.knowledge.reading import Answer, published
from amarre.lib.markdown import to_html
from amarre.lib.words import pick
from amarre.situation.models import Crisis, Fact, FactVersion
from amarre.touchpoints.models import Page

TOLD = {FactVersion.Status.VERIFIED, FactVersion.Status.DENIED}


@dataclass(frozen=True)
class ToldFact:
    """A fact as customers read it. `language` is that of its words, which may not be the page's."""

    key: str
    heading: str
    words: str
    language: str
    version: FactVersion

    @property
    def html(self) -> str:
        return to_html(self.words)

    @property
    def is_denial(self) -> bool:
        return self.version.status == FactVersion.Status.DENIED

    @property
    def source(self) -> str:
        return self.version.source.name if self.version.source else ""


@dataclass(frozen=True)
class LeftOut:
    """A paragraph that is not shown, and the facts that it waits for."""

    text: str
    facts: tuple[str, ...]


@dataclass(frozen=True)
class Content:
    """Everything one language of the page says; `versions` are the facts on which it stands."""

    page: Page
    language: str
    languages: tuple[str, ...]
    title: str
    intro: str
    banner: str
    facts: tuple[ToldFact, ...]
    answers: tuple[Answer, ...]
    left_out: tuple[LeftOut, ...]
    company: Company
    updated_at: datetime | None
    intro_versions: tuple[FactVersion, ...]
    banner_versions: tuple[FactVersion, ...]

    @property
    def crisis(self) -> Crisis:
        return self.page.crisis

    @property
    def is_main_language(self) -> bool:
        """Whether this is the crisis's own language: an entry keeps its topic in that one only."""
        return self.language == self.crisis.language

    @property
    def form_is_open(self) -> bool:
        return self.page.form_is_open and self.crisis.is_open

    @property
    def intro_html(self) -> str:
        return to_html(self.intro)

    @property
    def fears(self) -> tuple[Answer, ...]:
        """The answers to what customers fear first (M20), in the order of doctrine."""
        order = list(Entry.Fear.values)
        feared = [answer for answer in self.answers if answer.entry.fear]
        return tuple(sorted(feared, key=lambda answer: order.index(answer.entry.fear)))

    @property
    def fact_versions(self) -> tuple[FactVersion, ...]:
        return tuple(fact.version for fact in self.facts)

    @property
    def answer_versions(self) -> tuple[FactVersion, ...]:
        return tuple(version for answer in self.answers for version in answer.versions)

    def url(self, rest: str = "") -> str:
        """The absolute address of this language's page, or of what lies under it."""
        return f"{settings.BASE_URL}{path_of(self.crisis, self.language)}{rest}"


def path_of(crisis: Crisis, language: str = "") -> str:
    """The path of the public page: "/p/rappel-du-lot-12/fr/", or the door that chooses a language."""
    return f"/p/{crisis.slug}/{language}/" if language else f"/p/{crisis.slug}/"


def gather(page: Page, language: str, *, sheet: Sheet | None = None, company: Company | None = None) -> Content:
    """Read what may be told now in that language."""
    crisis = page.crisis
    sheet = sheet or Sheet.of(crisis)
    intro, intro_versions, left_out = _own_words(page.intro.get(language, ""), sheet, crisis, language)
    banner, banner_versions, banner_left = _own_words(page.banner.get(language, ""), sheet, crisis, language)
    facts = tuple(_told(sheet, page, language))
    answers = tuple(published(crisis, language))
    return Content(
        page=page,
        language=language,
        languages=tuple(page.title),
        title=page.title.get(language) or crisis.title,
        intro=intro,
        banner=" ".join(banner.split()),
        facts=facts,
        answers=answers,
        left_out=left_out + banner_left,
        company=company or Company.card(is_drill=crisis.is_drill),
        updated_at=_latest(page, facts, answers),
        intro_versions=intro_versions,
        banner_versions=banner_versions,
    )


def _own_words(
    text: str, sheet: Sheet, crisis: Crisis, language: str
) -> tuple[str, tuple[FactVersion, ...], tuple[LeftOut, ...]]:
    """The page's own Markdown with facts in, the versions cited, and the paragraphs left out."""
    kept: list[str] = []
    versions: list[FactVersion] = []
    left_out: list[LeftOut] = []
    for paragraph in re.split(r"\n\s*\n", text.strip()):
        template = read_template(paragraph)
        keys = template.facts()
        waiting = tuple(key for key in keys if not sheet.may_be_told([key]) or not sheet.words(key, language))
        if waiting:
            left_out.append(LeftOut(paragraph, waiting))
            continue
        bound = sheet.bind(template, language).bind({"page.url": f"{settings.BASE_URL}{path_of(crisis, language)}"})
        kept.append(bound.source)
        versions += sheet.versions(keys)
    return "\n\n".join(kept), tuple(versions), tuple(left_out)


def _told(sheet: Sheet, page: Page, language: str) -> Iterable[ToldFact]:
    headings = _headings(page.crisis, language)
    for key, fact in sheet.facts.items():
        version = fact.current
        if version is None or fact.visibility != Fact.Visibility.PUBLIC or version.status not in TOLD:
            continue
        if key in page.hidden_facts:
            continue
        written_in = language if version.words.get(language) else _first_written(version)
        if written_in:
            heading = headings.get(key) or fact.topic or pick(fact.question, language)
            yield ToldFact(key, heading, version.words[written_in].strip(), written_in, version)


def _first_written(version: FactVersion) -> str:
    return next((language for language, words in version.words.items() if words.strip()), "")


def _headings(crisis: Crisis, language: str) -> dict[str, str]:
    """The playbook's topic of each fact in that language: a fact keeps its own in one language only."""
    planned = crisis.playbook.body.get("facts", []) if crisis.playbook else []
    topics = {item["key"]: item.get("topic", {}) for item in planned}
    return {key: topic.get(language, "") for key, topic in topics.items() if isinstance(topic, dict)}


def _latest(page: Page, facts: Iterable[ToldFact], answers: Iterable[Answer]) -> datetime | None:
    moments = [page.changed_at]
    moments += [fact.version.created_at for fact in facts]
    moments += [version.created_at for answer in answers for version in answer.versions]
    moments += [answer.entry.published_at or answer.entry.updated_at for answer in answers]
    return max((moment for moment in moments if moment), default=None)
