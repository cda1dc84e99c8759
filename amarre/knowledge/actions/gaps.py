"""Gaps: questions that nobody can answer yet."""

from __future__ import annotations

import re
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _
from rapidfuzz import fuzz

from amarre.accounts.journal import record
from amarre.accounts.models import User
from amarre.knowledge.actions.entries import add_phrasing, question_of
from amarre.knowledge.models import Entry, Gap
from amarre.lib.errors import Invalid
from amarre.situation.models import Crisis

# Two gaps worded this alike (0 to 100) are one question asked twice.
SAME_QUESTION = 90


@transaction.atomic
def note_gap(crisis: Crisis, text: str, language: str, *, at: datetime, by: User | None = None) -> Gap:
    """Note a question that nobody can answer yet; one asked in nearly the same words only counts once more."""
    words = " ".join(text.split())
    if not words:
        raise Invalid(_("There is no question."), fields={"text": _("Write the question that has no answer yet.")})
    gap = _same_gap(crisis, words, language)
    if gap is not None:
        gap.times, gap.last_at = gap.times + 1, at
        gap.save(update_fields=["times", "last_at"])
        return gap
    gap = Gap.objects.create(crisis=crisis, language=language, text=words[:2000], first_at=at, last_at=at)
    record("gap.note", by=by, at=at, subject=gap, crisis_id=crisis.pk, text=words[:200])
    return gap


@transaction.atomic
def fill_gap(gap: Gap, entry: Entry, *, by: User | None, at: datetime) -> Gap:
    """The entry answers the gap; the gap's words become one of its ways of asking."""
    if entry.crisis_id != gap.crisis_id:
        raise Invalid(_("This question belongs to another crisis."))
    gap.entry = entry
    gap.save(update_fields=["entry"])
    add_phrasing(entry, gap.text, gap.language, by=by, at=at)
    record("gap.fill", by=by, at=at, subject=gap, crisis_id=gap.crisis_id, question=question_of(entry))
    return gap


@transaction.atomic
def dismiss_gap(gap: Gap, *, why: str, by: User | None, at: datetime) -> Gap:
    """Set a gap aside, with the reason: it stays readable."""
    if not why.strip():
        raise Invalid(_("A reason is missing."), fields={"why": _("Say why no answer is needed.")})
    gap.dismissed_at, gap.dismissed_why = at, why.strip()[:300]
    gap.save(update_fields=["dismissed_at", "dismissed_why"])
    record("gap.dismiss", by=by, at=at, subject=gap, crisis_id=gap.crisis_id, why=gap.dismissed_why)
    return gap


def _same_gap(crisis: Crisis, words: str, language: str) -> Gap | None:
    folded = _fold(words)
    open_gaps = Gap.objects.select_for_update().filter(crisis=crisis, language=language, entry=None, dismissed_at=None)
    return next((gap for gap in open_gaps if fuzz.ratio(_fold(gap.text), folded) >= SAME_QUESTION), None)


def _fold(text: str) -> str:
    return re.sub(r"[^\w]+", " ", text.casefold()).strip()
