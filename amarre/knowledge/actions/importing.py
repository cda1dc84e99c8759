"""An FAQ that exists elsewhere becomes entries of a crisis."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import BinaryIO

from django.db import transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.engine.render import RenderError, parse_for_all
from amarre.knowledge.actions.entries import note_cites, publish_entry, tell_pages
from amarre.knowledge.faq_file import FaqLine, Refused, read_faq
from amarre.knowledge.models import Entry
from amarre.lib.errors import Invalid
from amarre.lib.render_words import said
from amarre.situation.models import Crisis

LARGEST = 20_000_000  # bytes


@dataclass(frozen=True)
class FaqImport:
    """What became of a file: `created` and `updated` count entries; `published` those that customers can read now."""

    created: int
    updated: int
    unchanged: int
    published: int
    refused: Sequence[Refused]
    columns: dict[str, str]


@transaction.atomic
def import_faq(
    crisis: Crisis, file: BinaryIO, *, language: str, publish: bool = False, by: User | None, at: datetime
) -> FaqImport:
    """Import questions and answers; the same question again brings its entry up to date instead of doubling it.

    An entry is known by the file's own number for it, else by its question (and, of two answers to one question, by its
    place). A file in another language with the same numbers adds that language. Raises Invalid when
    the file is no table of questions.
    """
    data = file.read(LARGEST + 1)
    if len(data) > LARGEST:
        raise Invalid(_("The file is larger than 20 MB."), hint=_("Cut it in parts."))
    found = read_faq(data, language=language)
    known = {entry.key: entry for entry in Entry.objects.filter(crisis=crisis)}
    order = max((entry.order for entry in known.values()), default=0)
    counts = {"created": 0, "updated": 0, "unchanged": 0}
    touched: list[Entry] = []
    refused = list(found.refused)
    times: Counter[str] = Counter()
    is_read_already = False  # whether customers can already read something that this file changes
    for line in found.lines:
        problem = _broken(line)
        if problem:
            refused.append(Refused(line.line, problem, ""))
            continue
        order += 1
        key = _key(line)
        times[key] += 1
        key = key if times[key] == 1 else f"{key[:76]}-{times[key]}"
        entry, outcome = _put(crisis, line, key, known, order, by=by, at=at)
        counts[outcome] += 1
        touched.append(entry)
        is_read_already |= outcome == "updated" and entry.state == Entry.State.PUBLISHED
    record(
        "faq.import", by=by, at=at, subject=crisis, crisis_id=crisis.pk, created=counts["created"],
        updated=counts["updated"], refused=len(refused),
    )  # fmt: skip
    if is_read_already:
        tell_pages(crisis)
    published = sum(_published(entry, by=by, at=at) for entry in touched) if publish else 0
    return FaqImport(
        **counts, published=published, refused=sorted(refused, key=lambda each: each.line), columns=dict(found.columns)
    )


def _put(
    crisis: Crisis, line: FaqLine, key: str, known: dict[str, Entry], order: int, *, by: User | None, at: datetime
) -> tuple[Entry, str]:
    entry = known.get(key)
    if entry is None:
        entry = Entry.objects.create(
            crisis=crisis, key=key, order=order, topic=line.topic, source_url=line.url, words=line.words,
            updated_at=at, updated_by=by,
        )  # fmt: skip
        known[key] = entry
        return entry, "created"
    words = {**entry.words, **line.words}
    if (words, line.topic or entry.topic, line.url or entry.source_url) == (entry.words, entry.topic, entry.source_url):
        return entry, "unchanged"
    entry.words, entry.topic, entry.source_url = words, line.topic or entry.topic, line.url or entry.source_url
    entry.updated_at, entry.updated_by, entry.revision = at, by, entry.revision + 1
    entry.save()
    note_cites(entry)
    return entry, "updated"


def _key(line: FaqLine) -> str:
    question = next(iter(line.words.values()))["question"]
    return slugify(line.key)[:80] or slugify(question)[:80].strip("-") or f"line-{line.line}"


def _broken(line: FaqLine) -> str:
    """Why the answer cannot be read as a template; "" when it can."""
    try:
        for words in line.words.values():
            parse_for_all(words["answer"])
    except RenderError as error:
        return said(error)
    return ""


def _published(entry: Entry, *, by: User | None, at: datetime) -> bool:
    """Publish the entry if the facts it cites allow; one that they do not allow stays a draft."""
    if entry.state == Entry.State.PUBLISHED:
        return True
    try:
        publish_entry(entry, by=by, at=at)
    except Invalid:
        return False
    return True
