"""From signs to a judgement, by a rule that can be said aloud.

Impact: the heaviest sign gives the level (6 points urgent, 3 important, 1 moderate); other grave signs do not add to
it, small ones add up to two at most, so that a long list of inconveniences stays moderate. Signs that make things
graver (a fragile person, a growing loss, a deadline, a sum) are then added, each only beside what it makes graver and
only up to its own limit.

Anger: the heaviest sign (6 furious, 3 angry, 1 annoyed) and half of the other strong ones; mild ones add at most one
point beside a strong one, two by themselves. A threat brings its own points of anger.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from amarre.engine.triage import marks
from amarre.engine.triage.model import Because, Triage
from amarre.engine.triage.scope import REPORT_SHARE, belief, told_from_outside
from amarre.engine.triage.tables import CUES, TONGUES, Cue
from amarre.engine.triage.words import language

_TELLING = {lang: tongue.telling for lang, tongue in TONGUES.items()}
URGENT, IMPORTANT, MODERATE = 6.0, 3.0, 1.0
FURIOUS, ANGRY, ANNOYED = 6.0, 3.0, 1.0
_SMALL_TOTAL = 2.0
_NOTHING = 0.2
_SOLVED_SHARE = 0.3
_OFFER_SHARE = 0.1
_PLEA = 4.0  # "please help us", without saying that anything vital is missing
_PLEA_SHARE = 0.25
_REMARK_SHARE = 0.3
_NO_REMARK = frozenset({"fraud", "money", "sum", "service", "need"})
_NEVER_SOLVED = frozenset({"danger", "money", "sum"})
_SEEN_FROM_OUTSIDE = frozenset({"danger", "health", "need", "service", "fragile", "days", "sum", "growing", "deadline"})
_NEED = frozenset({"need", "ask"})
_DISPUTED = frozenset({"publicity", "regulator", "lawyer"})


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign at its place in the text, with the share (0 to 1) in which it counts."""

    cue: Cue
    start: int
    end: int
    share: float


def judge(text: str, lang: str | None, ui_lang: str | None) -> Triage:
    """Read the text in `lang`, or in the language it shows, and weigh its signs."""
    clear = lang is not None
    if lang is None:
        lang, clear = language(text, _TELLING)
    signs = _signs(text, lang)
    if not clear and len(text) > 3:
        other = "en" if lang == "fr" else "fr"
        others = _signs(text, other)
        if _weight(others) > _weight(signs):
            lang, signs = other, others
    impact, impact_signs = _impact(signs)
    anger, anger_signs = _anger(signs)
    threats = [sign for sign in signs if sign.cue.kind == "threat"]
    ui = ui_lang or lang
    because = (
        _because(impact_signs, "impact", ui) | _because(anger_signs, "anger", ui) | _because(threats, "threat", ui)
    )
    return Triage(impact, anger, bool(threats), lang, tuple(sorted(because, key=_reading_order)))


def _signs(text: str, lang: str) -> list[Sign]:
    tongue = TONGUES[lang]
    words = tongue.reader.read(text)
    signs: list[Sign] = []
    outside = told_from_outside(words, tongue)
    for hit in tongue.lexicon.find(words):
        cue = CUES[hit.cue]
        share = belief(hit, cue, words, tongue)
        if outside < 1 and (outside <= REPORT_SHARE or cue.family in _SEEN_FROM_OUTSIDE):
            share *= outside
        if share > 0:
            signs.append(Sign(cue, words.starts[hit.first], words.ends[hit.last], share))
            if cue.family in _DISPUTED or cue.id == "bitter":
                signs.append(Sign(CUES["dispute"], signs[-1].start, signs[-1].end, share))
    signs.extend(_computed(text))
    return signs


def _computed(text: str) -> Iterable[Sign]:
    for start, end, amount in marks.sums(text):
        yield Sign(CUES["sum" if amount >= marks.LARGE_SUM else "small_sum"], start, end, 1.0)
    for name, span in (("caps", marks.shouted(text)), ("marks", marks.heavy(text))):
        if span:
            yield Sign(CUES[name], *span, 1.0)


def _weight(signs: list[Sign]) -> float:
    return sum(sign.cue.points + sign.cue.anger for sign in signs)


def _heaviest(signs: Iterable[Sign], kind: str) -> dict[str, float]:
    """Points by family of the signs that stand alone: the heaviest of each family."""
    points: dict[str, float] = {}
    for sign in signs:
        if sign.cue.kind == kind and not sign.cue.needs:
            points[sign.cue.family] = max(points.get(sign.cue.family, 0.0), sign.cue.points * sign.share)
    return points


def _softened(points: dict[str, float], signs: list[Sign]) -> dict[str, float]:
    """What is solved, offered to others, or said as a remark on the ways of the company, weighs less."""
    if any(sign.cue.id == "solved" for sign in signs):
        points = {f: p if f in _NEVER_SOLVED else p * _SOLVED_SHARE for f, p in points.items()}
    if any(sign.cue.id == "remark" for sign in signs) and _NO_REMARK.isdisjoint(points):
        points = {f: p * _REMARK_SHARE for f, p in points.items()}
    if points.get("need", 0.0) <= _PLEA and any(sign.cue.id == "everyday" for sign in signs):
        points = {f: p * _PLEA_SHARE if f == "need" else p for f, p in points.items()}
    if any(sign.cue.id == "offer" for sign in signs):
        points = {f: p * _OFFER_SHARE if f in _NEED else p for f, p in points.items()}
    return points


def _graver(signs: Iterable[Sign], kind: str, points: dict[str, float]) -> list[Sign]:
    """The signs that make graver what is there, the heaviest of each family, those with the lowest limit first."""
    heaviest: dict[str, Sign] = {}
    for sign in signs:
        cue = sign.cue
        if cue.kind == kind and cue.needs and not cue.needs.isdisjoint(points):
            known = heaviest.get(cue.family)
            if known is None or cue.points * sign.share > known.cue.points * known.share:
                heaviest[cue.family] = sign
    return sorted(heaviest.values(), key=lambda sign: sign.cue.up_to)


def _impact(signs: list[Sign]) -> tuple[str, list[Sign]]:
    points = _softened(_heaviest(signs, "impact"), signs)
    points = {family: p for family, p in points.items() if p >= _NOTHING}
    small = min(sum(p for p in points.values() if p <= MODERATE), _SMALL_TOTAL)
    score = max([small, *points.values()])
    adding = []
    for sign in _graver(signs, "impact", points):
        higher = max(score, min(score + sign.cue.points * sign.share, sign.cue.up_to))
        if higher > score:
            adding.append(sign.cue.family)
        score = higher
    level = "urgent" if score >= URGENT else "important" if score >= IMPORTANT else "moderate"
    if score < MODERATE:
        return "low", []
    return level, _impact_reasons(signs, points, adding)


def _impact_reasons(signs: list[Sign], points: dict[str, float], adding: list[str]) -> list[Sign]:
    """The heaviest signs and what was added to them; small ones only when nothing heavier is there."""
    top = max(points.values())
    least = top if top <= MODERATE else MODERATE + 0.01
    return [
        sign
        for sign in signs
        if sign.cue.kind == "impact"
        and (
            (not sign.cue.needs and points.get(sign.cue.family, 0) >= least)
            or (sign.cue.needs and sign.cue.family in adding)
        )
    ]


def _anger(signs: list[Sign]) -> tuple[int, list[Sign]]:
    points = _heaviest(signs, "anger")
    threats = [sign for sign in signs if sign.cue.kind == "threat"]
    if threats:
        points["threat"] = float(max(sign.cue.anger for sign in threats))
    graver = _graver(signs, "anger", {**points, **_troubles(signs)})
    points |= {sign.cue.family: float(sign.cue.points) for sign in graver if sign.cue.points > ANNOYED}
    strong = sorted((p for p in points.values() if p > ANNOYED), reverse=True)
    mild = sum(p for p in points.values() if p <= ANNOYED)
    score = min(mild, 1.0 if strong else 2.0) + sum(strong[:1]) + 0.5 * sum(strong[1:])
    score += sum(sign.cue.points for sign in graver if sign.cue.points <= ANNOYED)
    level = 3 if score >= FURIOUS else 2 if score >= ANGRY else 1 if score >= ANNOYED else 0
    if not level:
        return 0, []
    counted = [sign for sign in signs if sign.cue.kind == "anger" and (sign in graver or _stands(sign, points))]
    return level, counted or threats


def _stands(sign: Sign, points: dict[str, float]) -> bool:
    return not sign.cue.needs and sign.cue.family in points


def _troubles(signs: list[Sign]) -> dict[str, float]:
    """What the person complains of, that makes praise ironic; nothing when it is solved."""
    return {} if any(sign.cue.id == "solved" for sign in signs) else _heaviest(signs, "impact")


def _because(signs: Iterable[Sign], kind: str, ui_lang: str) -> set[Because]:
    """Reasons without repetition: of overlapping words with the same reason, the longest are kept."""
    kept: set[Because] = set()
    for sign in sorted(signs, key=lambda s: (s.start - s.end, s.start)):
        reason = sign.cue.reasons[ui_lang]
        if not any(b.reason == reason and sign.start < b.end and b.start < sign.end for b in kept):
            kept.add(Because(sign.start, sign.end, reason, kind))
    return kept


def _reading_order(because: Because) -> tuple[int, int, str, str]:
    return because.start, because.end, because.kind, because.reason
