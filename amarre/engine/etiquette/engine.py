"""Runs the rules and checks of every family over a letter, and words what was found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache

from .families import FAMILIES_BY_NAME
from .fold import line_and_column, line_starts
from .groups import GROUPS
from .letter import Letter, compiled
from .model import Code, Finding, Hit, Rule
from .phrases import Phrase

_EXPLAIN_COLD = ("blame", "cheer", "promo", "we")
_EXCERPT = 90  # characters; what a list of findings can show on one line

CODES: dict[str, Code] = {c.name: c for family in FAMILIES_BY_NAME.values() for c in family.codes}


def findings(letter: Letter, ui_lang: str) -> list[Finding]:
    """All findings of a letter, in the order of the text, worded in `ui_lang`."""
    hits = sorted(_coherent(list(_without_overlaps(_hits(letter)))), key=lambda h: (h.start, h.end))
    starts = line_starts(letter.source)
    return [_finding(letter, hit, ui_lang, starts) for hit in hits]


def _hits(letter: Letter) -> Iterator[Hit]:
    for rule, phrases, unless in _rules(letter.lang):
        if rule.occasions and letter.occasion not in rule.occasions:
            continue
        if rule.channels and letter.channel not in rule.channels:
            continue
        yield from _rule_hits(letter, rule, phrases, unless)
    for family in FAMILIES_BY_NAME.values():
        for check in family.checks:
            yield from check(letter)


def _rule_hits(letter: Letter, rule: Rule, phrases: tuple[Phrase, ...], unless: tuple[Phrase, ...]) -> Iterator[Hit]:
    text = letter.text
    for phrase in phrases:
        if not phrase.may_be_in(text):
            continue
        for match in phrase.regex.finditer(text):
            if not _excused(letter, match.start(), unless):
                yield Hit(rule.code, match.start(), match.end())


def _excused(letter: Letter, offset: int, unless: tuple[Phrase, ...]) -> bool:
    if not unless:
        return False
    start, end = letter.sentence_at(offset)
    sentence = letter.text[start:end]
    return any(p.may_be_in(sentence) and p.regex.search(sentence) for p in unless)


@lru_cache(maxsize=4)
def _rules(lang: str) -> tuple[tuple[Rule, tuple[Phrase, ...], tuple[Phrase, ...]], ...]:
    """Every rule of a language with its phrases; regular expressions are built only when first needed."""
    groups = GROUPS[lang]
    return tuple(
        (rule, compiled(rule.phrases, groups), compiled(rule.unless, groups))
        for family in FAMILIES_BY_NAME.values()
        for rule in family.rules.get(lang, ())
    )


def _without_overlaps(hits: Iterable[Hit]) -> Iterator[Hit]:
    """Of findings of one family that overlap, the longest is enough."""
    taken: dict[str, list[tuple[int, int]]] = {}
    for hit in sorted(hits, key=lambda h: (h.start - h.end, h.start)):
        spans = taken.setdefault(CODES[hit.code].family, [])
        if all(hit.end <= start or hit.start >= end for start, end in spans):
            spans.append((hit.start, hit.end))
            yield hit


def _coherent(hits: list[Hit]) -> list[Hit]:
    """Drop what another finding explains: a letter of blame, cheer, offers or boasts need not be called cold."""
    explained = any(CODES[hit.code].family in _EXPLAIN_COLD for hit in hits)
    return [hit for hit in hits if not (explained and CODES[hit.code].family == "cold")]


def _finding(letter: Letter, hit: Hit, ui_lang: str, starts: list[int]) -> Finding:
    code = CODES[hit.code]
    words = code.fr if ui_lang == "fr" else code.en
    start, end = letter.folded.origin(hit.start), letter.folded.origin(hit.end)
    line, column = line_and_column(starts, start)
    excerpt = " ".join(letter.source[start:end].split())
    if len(excerpt) > _EXCERPT:
        excerpt = excerpt[: _EXCERPT - 1].rstrip() + "…"
    return Finding(
        code=code.name,
        family=code.family,
        severity=code.severity,
        start=start,
        end=end,
        line=line,
        column=column,
        excerpt=excerpt,
        message=words.message,
        suggestion=words.suggestion,
    )
