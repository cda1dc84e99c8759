"""Questions, answers and the ways of asking them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.db.models import F, Max
from django.utils.module_loading import import_string
from django.utils.text import slugify
from django.utils.translation import gettext as _

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.engine.render import RenderError, parse_for_all
from amarre.knowledge.facts import Sheet
from amarre.knowledge.models import Entry, Phrasing
from amarre.knowledge.reading import cited_keys, untellable
from amarre.lib.errors import Conflict, Invalid
from amarre.lib.render_words import said
from amarre.lib.words import pick
from amarre.situation.models import Crisis

Words = Mapping[str, Mapping[str, str]]
"""`{"fr": {"question": ..., "answer": ...}, "en": {...}}`"""

LONGEST_QUESTION = 300


@transaction.atomic
def copy_starters(crisis: Crisis, *, by: User | None, at: datetime) -> int:
    """Copy the playbook's questions into a crisis that was just declared, as drafts. Returns how many."""
    starters = (crisis.playbook.body.get("faq") or []) if crisis.playbook else []
    for order, starter in enumerate(starters, start=1):
        words = {
            language: {"question": starter["question"].get(language, ""), "answer": starter["answer"].get(language, "")}
            for language in ("fr", "en")
        }
        entry = Entry.objects.create(
            crisis=crisis, key=starter["key"][:80], order=order, audience=starter.get("audience") or "public",
            fear=starter.get("fears") or starter.get("fear") or "", words=words, updated_at=at, updated_by=by,
        )  # fmt: skip
        for language, phrasings in (starter.get("phrasings") or {}).items():
            Phrasing.objects.bulk_create(Phrasing(entry=entry, language=language, text=text) for text in phrasings)
    if starters:
        record("faq.start", by=by, at=at, subject=crisis, crisis_id=crisis.pk, count=len(starters))
    return len(starters)


@transaction.atomic
def save_entry(
    crisis: Crisis,
    entry: Entry | None,
    *,
    words: Words,
    by: User | None,
    at: datetime,
    key: str = "",
    fear: str = "",
    topic: str = "",
    audience: str = Entry.Audience.PUBLIC,
    source_url: str = "",
    revision: int | None = None,
    phrasings: Mapping[str, Sequence[str]] | None = None,
) -> Entry:
    """Write a new entry (`entry=None`) or change one.

    `revision` is the one the person was reading: another change since raises Conflict. `phrasings`, when given,
    replaces the ways of asking. Raises Invalid for an entry without a single question, or with a broken template.
    """
    clean = _clean_words(words)
    created = entry is None
    if entry is None:
        entry = Entry(crisis=crisis, key=_free_key(crisis, key or _any_question(clean)), order=_last_order(crisis) + 1)
    else:
        entry = Entry.objects.select_for_update().get(pk=entry.pk, crisis=crisis)
        _refuse_stale(entry, revision)
        entry.revision += 1
    entry.words, entry.fear, entry.topic, entry.audience = clean, fear, topic.strip()[:120], audience
    entry.source_url, entry.updated_at, entry.updated_by = source_url, at, by
    entry.save()
    if phrasings is not None:
        _replace_phrasings(entry, phrasings)
    note_cites(entry)
    record(
        "faq.write" if created else "faq.change", by=by, at=at, subject=entry, crisis_id=crisis.pk,
        question=question_of(entry),
    )  # fmt: skip
    if entry.state == Entry.State.PUBLISHED:
        tell_pages(crisis)
    return entry


@transaction.atomic
def publish_entry(entry: Entry, *, by: User | None, at: datetime) -> Entry:
    """Let customers read an entry.

    Raises Invalid when no language of the crisis is complete, or a cited fact is unknown, unsure or internal: then
    the page would say what the house does not know.
    """
    if entry.audience != Entry.Audience.PUBLIC:
        raise Invalid(_("This answer is for colleagues only."), hint=_("Change who it is for before publishing it."))
    trouble = untellable(entry, Sheet.of(entry.crisis))
    if trouble:
        raise Invalid(
            _("These facts cannot be told to customers yet: %(keys)s.") % {"keys": ", ".join(trouble)},
            hint=_("Verify them, with their source, or take them out of the answer."),
        )
    if not any(words.get("question") and words.get("answer") for words in entry.words.values()):
        raise Invalid(_("The question or its answer has no words yet."), hint=_("Write both in one language at least."))
    return _set_state(entry, Entry.State.PUBLISHED, by=by, at=at)


@transaction.atomic
def unpublish_entry(entry: Entry, *, by: User | None, at: datetime) -> Entry:
    """Take an entry off the public pages; it stays for colleagues as a draft."""
    return _set_state(entry, Entry.State.DRAFT, by=by, at=at)


@transaction.atomic
def add_phrasing(entry: Entry, text: str, language: str, *, by: User | None, at: datetime) -> Phrasing:
    """Add one way in which customers really ask. The same words twice are kept once."""
    words = " ".join(text.split())[:400]
    if not words:
        raise Invalid(_("There are no words."), fields={"text": _("Write how customers ask it.")})
    phrasing, created = Phrasing.objects.get_or_create(entry=entry, language=language, text=words)
    if created:
        Entry.objects.filter(pk=entry.pk).update(revision=F("revision") + 1)
        record("faq.phrasing", by=by, at=at, subject=entry, crisis_id=entry.crisis_id, question=question_of(entry))
    return phrasing


@transaction.atomic
def move_entry(entry: Entry, *, to: int, by: User | None, at: datetime) -> None:
    """Put an entry at the place `to` (from 1) among those of its crisis."""
    others = list(Entry.objects.select_for_update().filter(crisis=entry.crisis_id).exclude(pk=entry.pk))
    others.insert(max(0, min(to - 1, len(others))), entry)
    for order, each in enumerate(others, start=1):
        each.order = order
    Entry.objects.bulk_update(others, ["order"])
    record("faq.order", by=by, at=at, subject=entry, crisis_id=entry.crisis_id)
    tell_pages(entry.crisis)


def question_of(entry: Entry) -> str:
    """The entry's question in the main language of its crisis, else in any."""
    questions = {language: words.get("question", "") for language, words in entry.words.items()}
    return pick(questions, entry.crisis.language)[:LONGEST_QUESTION]


def _clean_words(words: Words) -> dict[str, dict[str, str]]:
    clean = {
        language: {"question": " ".join(each.get("question", "").split()), "answer": each.get("answer", "").strip()}
        for language, each in words.items()
    }
    problems: dict[str, str] = {}
    for language, each in clean.items():
        if len(each["question"]) > LONGEST_QUESTION:
            problems[f"question_{language}"] = _("Shorten it to %(most)s characters.") % {"most": LONGEST_QUESTION}
        try:
            parse_for_all(each["answer"])
        except RenderError as error:
            problems[f"answer_{language}"] = _("Line %(line)s: %(problem)s") % {
                "line": error.line, "problem": said(error),
            }  # fmt: skip
    if not any(each["question"] for each in clean.values()):
        problems[f"question_{next(iter(clean), 'fr')}"] = _("Write the question, in one language at least.")
    if problems:
        raise Invalid(_("The entry cannot be kept as it is."), fields=problems)
    return clean


def _refuse_stale(entry: Entry, revision: int | None) -> None:
    if revision is not None and revision != entry.revision:
        raise Conflict(
            _("Somebody changed this entry while you were writing."),
            hint=_("Their words are shown beside yours: put together what is right, then save again."),
        )


def _any_question(words: Words) -> str:
    return next((each["question"] for each in words.values() if each.get("question")), "question")


def _free_key(crisis: Crisis, wish: str) -> str:
    base = slugify(wish)[:70].strip("-") or "question"
    taken = set(Entry.objects.filter(crisis=crisis, key__startswith=base).values_list("key", flat=True))
    if base not in taken:
        return base
    return next(key for number in range(2, len(taken) + 3) if (key := f"{base}-{number}") not in taken)


def _last_order(crisis: Crisis) -> int:
    return Entry.objects.filter(crisis=crisis).aggregate(last=Max("order"))["last"] or 0


def _replace_phrasings(entry: Entry, phrasings: Mapping[str, Sequence[str]]) -> None:
    entry.phrasings.all().delete()
    Phrasing.objects.bulk_create(
        Phrasing(entry=entry, language=language, text=words)
        for language, texts in phrasings.items()
        for words in _distinct(texts)
    )


def _distinct(texts: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(words for text in texts if (words := " ".join(text.split())[:400])))


def note_cites(entry: Entry) -> None:
    entry.cites.set(Sheet.of(entry.crisis).versions(cited_keys(entry)))


def _set_state(entry: Entry, state: Entry.State, *, by: User | None, at: datetime) -> Entry:
    entry.state, entry.updated_at, entry.updated_by = state, at, by
    entry.published_at = at if state == Entry.State.PUBLISHED else None
    entry.revision += 1
    entry.save(update_fields=["state", "updated_at", "updated_by", "published_at", "revision"])
    note_cites(entry)
    verb = "faq.publish" if state == Entry.State.PUBLISHED else "faq.unpublish"
    record(verb, by=by, at=at, subject=entry, crisis_id=entry.crisis_id, question=question_of(entry))
    tell_pages(entry.crisis)
    return entry


def tell_pages(crisis: Crisis) -> None:
    """The pages lie above this room: the settings name the tasks that write them again, queued with this change."""
    for path in settings.AFTER_FACT_TASKS:
        import_string(path).enqueue(crisis.pk)
