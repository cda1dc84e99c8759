"""What the screens show of a message: findings as marks, facts as rows, who it reaches."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import get_language_info

from amarre.broadcasts.citing import keys_in
from amarre.broadcasts.reviewing import BLOCKER, Reviewed
from amarre.engine.etiquette import Finding
from amarre.knowledge.facts import Sheet
from amarre.lib.words import pick
from amarre.situation.models import FactVersion


@dataclass(frozen=True)
class ReviewedPanel:
    """One language, reviewed: the words with marks, the list under them, and the subject's own. `kind` is that of the
    channel whose own words they are, "" for the common ones."""

    code: str
    name: str
    subject: str
    body: str
    in_subject: list[dict[str, Any]]
    in_body: list[dict[str, Any]]
    blockers: int
    kind: str = ""

    @property
    def prefix(self) -> str:
        """What the ids of its marks begin with."""
        return f"review-{self.kind}-{self.code}" if self.kind else f"review-{self.code}"

    @property
    def count(self) -> int:
        return len(self.in_subject) + len(self.in_body)


@dataclass(frozen=True)
class FactRow:
    """A fact as the writer needs it: how to cite it, what it says in each language, whether it may be told."""

    id: int
    key: str
    cite: str
    question: str
    words: dict[str, str]
    status: str
    version: FactVersion | None
    is_public: bool
    is_cited: bool


def panel(reviewed: Reviewed) -> ReviewedPanel:
    """The review of one language, as the templates take it."""
    return ReviewedPanel(
        code=reviewed.language,
        name=language_name(reviewed.language),
        subject=reviewed.subject,
        body=reviewed.body,
        in_subject=[_mark(finding) for finding in reviewed.in_subject],
        in_body=[_mark(finding) for finding in reviewed.in_body],
        blockers=len(reviewed.blockers),
        kind=reviewed.kind,
    )


def fact_rows(sheet: Sheet, *words: str) -> list[FactRow]:
    """The facts of the crisis, those cited in these words first."""
    cited = keys_in(*words)
    rows = [_fact_row(sheet, key, is_cited=key in cited) for key in sheet.facts]
    return sorted(rows, key=lambda row: (not row.is_cited, cited.index(row.key) if row.is_cited else 0))


def language_name(code: str) -> str:
    """The language in the reader's words, as a heading."""
    return capfirst(get_language_info(code)["name_translated"])


def _fact_row(sheet: Sheet, key: str, *, is_cited: bool) -> FactRow:
    fact, version = sheet.facts[key], sheet.current(key)
    return FactRow(
        id=fact.pk,
        key=key,
        cite=f"{{{{ fact.{key} }}}}",
        question=pick(fact.question) or key,
        words={code: words for code, words in (version.words if version else {}).items() if words},
        status=version.status if version else "open",
        version=version,
        is_public=sheet.is_public(key),
        is_cited=is_cited,
    )


def _mark(finding: Finding) -> dict[str, Any]:
    severity = "error" if finding.severity == BLOCKER else "warning"
    return {
        "start": finding.start,
        "end": finding.end,
        "message": finding.message,
        "suggestion": finding.suggestion,
        "code": finding.code,
        "severity": severity,
    }
