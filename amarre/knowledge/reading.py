"""Reading questions and answers: with the facts in, for people who ask or for pages that show them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import cached_property

from amarre.engine.answer import Doc
from amarre.engine.render import Template
from amarre.knowledge.facts import Sheet, read_template
from amarre.knowledge.index import index_of
from amarre.knowledge.models import Entry, Phrasing
from amarre.lib.markdown import to_html
from amarre.situation.models import Crisis, FactVersion

NO_WORDS: Mapping[str, str] = {}


@dataclass(frozen=True)
class Answer:
    """One entry in one language, with the facts in.

    `markdown` has the facts' words in; a fact that has none in this language stays written as its place. `versions` are
    the fact versions it cites. `missing_facts` lists keys without words, `unsure_facts` those not verified now,
    `hidden_facts` those that customers may not read, `changed_facts` those that changed since a person last read the
    entry. `is_stale`: a fact it cites no longer holds.
    """

    entry: Entry
    language: str
    question: str
    markdown: str
    versions: tuple[FactVersion, ...]
    missing_facts: tuple[str, ...] = ()
    unsure_facts: tuple[str, ...] = ()
    hidden_facts: tuple[str, ...] = ()
    changed_facts: tuple[str, ...] = ()

    @cached_property
    def html(self) -> str:
        """Sanitised HTML of the answer."""
        return to_html(self.markdown)

    @property
    def is_stale(self) -> bool:
        return bool(self.unsure_facts)

    @property
    def is_written(self) -> bool:
        """Whether both question and answer have words in this language."""
        return bool(self.question and self.markdown.strip())

    @property
    def may_be_told(self) -> bool:
        """Whether customers may read it now: written, every fact known, verified and public."""
        return self.is_written and not (self.missing_facts or self.unsure_facts or self.hidden_facts)


def template_of(entry: Entry, language: str) -> Template:
    """The answer's template in that language; broken braces are taken as plain words."""
    return read_template(entry.words.get(language, NO_WORDS).get("answer", ""))


def cited_keys(entry: Entry) -> tuple[str, ...]:
    """The keys of all facts that the entry cites, in any language, each once."""
    keys = [key for language in entry.words for key in template_of(entry, language).facts()]
    return tuple(dict.fromkeys(keys))


def untellable(entry: Entry, sheet: Sheet) -> tuple[str, ...]:
    """The keys of facts that keep the entry from being published: unknown, not verified, or internal."""
    return tuple(key for key in cited_keys(entry) if sheet.current(key) is None or not sheet.may_be_told([key]))


def answer_text(entry: Entry, language: str, *, sheet: Sheet | None = None) -> Answer:
    """The entry in one language with the facts in. Give the `sheet` when reading many entries of one crisis."""
    sheet = sheet or Sheet.of(entry.crisis)
    template = template_of(entry, language)
    keys = template.facts()
    read = {version.pk for version in entry.cites.all()}
    return Answer(
        entry=entry,
        language=language,
        question=entry.words.get(language, NO_WORDS).get("question", "").strip(),
        markdown=sheet.bind(template, language).source.strip(),
        versions=sheet.versions(keys),
        missing_facts=sheet.missing(keys, language),
        unsure_facts=sheet.unsure(keys),
        hidden_facts=sheet.not_public(keys),
        changed_facts=tuple(v.fact.key for v in sheet.versions(keys) if read and v.pk not in read),
    )


def entries_of(crisis: Crisis) -> QuerySet[Entry]:
    """The entries of a crisis in their order, with what they cite."""
    return Entry.objects.filter(crisis=crisis).prefetch_related("cites")


def published(crisis: Crisis, language: str) -> list[Answer]:
    """What customers may read in that language, in order: published, and every fact known, verified and public."""
    sheet = Sheet.of(crisis)
    entries = entries_of(crisis).filter(state=Entry.State.PUBLISHED, audience=Entry.Audience.PUBLIC)
    answers = (answer_text(entry, language, sheet=sheet) for entry in entries)
    return [answer for answer in answers if answer.may_be_told]


@dataclass(frozen=True)
class Suggested:
    """An entry that may answer some words. `confident`: sure enough to be offered as the answer. `because`: the words
    of the text that were found in it."""

    entry: Entry
    answer: Answer
    confident: bool
    because: tuple[str, ...]


def suggest(
    crisis: Crisis, text: str, language: str, limit: int = 3, *, only_published: bool = True
) -> list[Suggested]:
    """Entries for customers that may answer `text`, best first.

    With `only_published`, those that customers can read now; else drafts too, for colleagues who see what they lack.
    """
    found = index_of(crisis, _docs).suggest(text, lang=language, limit=limit * 3 if only_published else limit)
    entries = entries_of(crisis).in_bulk([one.id for one in found])
    sheet = Sheet.of(crisis)
    suggested = []
    for one in found:
        entry = entries.get(one.id)
        if entry is None or (only_published and entry.state != Entry.State.PUBLISHED):
            continue
        answer = answer_text(entry, language, sheet=sheet)
        if answer.may_be_told or not only_published:
            suggested.append(Suggested(entry, answer, one.confident, one.because))
    return suggested[:limit]


def _docs(crisis: Crisis) -> Iterator[Doc]:
    """Every answer for customers, drafts included, in every language in which it is asked."""
    sheet = Sheet.of(crisis)
    asked: dict[tuple[int, str], list[str]] = {}
    for phrasing in Phrasing.objects.filter(entry__crisis=crisis):
        asked.setdefault((phrasing.entry_id, phrasing.language), []).append(phrasing.text)
    for entry in entries_of(crisis).filter(audience=Entry.Audience.PUBLIC):
        for language in entry.words:
            answer = answer_text(entry, language, sheet=sheet)
            if answer.question:
                phrasings = tuple(asked.get((entry.pk, language), ()))
                yield Doc(entry.pk, language, answer.question, answer.markdown, phrasings)
