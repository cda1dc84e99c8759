"""The review of an answer before it leaves: its manners, and the facts that it states."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import get_language

from amarre.engine.etiquette import CODES, LANGS, Finding, review
from amarre.engine.etiquette import Words as FindingWords
from amarre.knowledge.facts import Cited, Sheet, Statement, cited_in, read_template
from amarre.situation.facts import fact_states, status_at
from amarre.situation.models import Crisis, FactVersion

BLOCKER = "blocker"
ADVICE = "advice"
EXPIRED = "fact.expired"
_CODE_OF_STATUS = {
    FactVersion.Status.RUMOUR: "fact.rumour",
    FactVersion.Status.TO_VERIFY: "fact.unverified",
    FactVersion.Status.DENIED: "fact.denied",
    FactVersion.Status.EXPIRED: EXPIRED,
}
INTERNAL = "fact.internal"


@dataclass(frozen=True)
class Reviewed:
    """What the review found in an answer, and the fact versions that it rests on."""

    text: str
    findings: tuple[Finding, ...]
    versions: tuple[FactVersion, ...]

    @property
    def blockers(self) -> tuple[Finding, ...]:
        """What nobody may leave in: a fact that is not verified, not public, or no longer true."""
        return tuple(finding for finding in self.findings if finding.severity == BLOCKER)

    @property
    def doubts(self) -> tuple[Finding, ...]:
        """What the agent may leave in, with a reason."""
        return tuple(finding for finding in self.findings if finding.severity not in (BLOCKER, ADVICE))


def review_answer(
    crisis: Crisis | None, text: str, language: str, *, at: datetime, sheet: Sheet | None = None
) -> Reviewed:
    """Review an answer in that language ("fr" or "en"); the findings are worded for the person who reads the screen.

    Facts are found as places (`{{ fact.hours }}`) and as their own words. An answer outside any crisis cites nothing.
    Give the `sheet` of the crisis when it is read already.
    """
    reader = (get_language() or language).split("-")[0]
    sheet = sheet or (Sheet.of(crisis) if crisis else Sheet({}))
    places = read_template(text).facts()
    cited = cited_in(crisis, sheet, text, language) if crisis else Cited()
    manners = review(
        text, lang=language, occasion="answer", channel="email", facts=fact_states(crisis, at) if crisis else {},
        ui_lang=reader if reader in LANGS else language,
    )  # fmt: skip
    findings = [*manners, *_fact_findings(text, cited, sheet, reader, at)]
    versions = {version.pk: version for version in sheet.versions(places)}
    versions |= {each.version.pk: each.version for each in cited.current}
    return Reviewed(text, tuple(sorted(findings, key=lambda each: (each.start, each.end))), tuple(versions.values()))


def _fact_findings(text: str, cited: Cited, sheet: Sheet, reader: str, at: datetime) -> Iterable[Finding]:
    for statement in cited.outdated:
        yield _finding(EXPIRED, text, statement, reader)
    for statement in cited.current:
        code = _CODE_OF_STATUS.get(FactVersion.Status(status_at(statement.version, at)))
        if code or not sheet.is_public(statement.version.fact.key):
            yield _finding(code or INTERNAL, text, statement, reader)


def _finding(code: str, text: str, statement: Statement, reader: str) -> Finding:
    words: FindingWords = CODES[code].fr if reader == "fr" else CODES[code].en
    start, end = statement.start, statement.end
    return Finding(
        code=code, family=CODES[code].family, severity=CODES[code].severity, start=start, end=end,
        line=text.count("\n", 0, start) + 1, column=start - (text.rfind("\n", 0, start) + 1) + 1,
        excerpt=" ".join(text[start:end].split())[:90], message=words.message, suggestion=words.suggestion,
    )  # fmt: skip
