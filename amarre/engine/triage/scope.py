"""How far a sign may be believed where it stands: denied, supposed, feared, quoted, or over."""

from __future__ import annotations

from amarre.engine.triage.patterns import Hit
from amarre.engine.triage.tables import Cue, Tongue
from amarre.engine.triage.words import Words

_DENIAL_REACH = 4
_SUPPOSITION_REACH = 12
_REPORT_FROM = 10
_CALL_WITHIN = 3
_TITLE_FROM = 5
_REPORTING_ALONE = 1
_REPORTING_BESIDE_WE = 2
REPORT_SHARE = 0.1
_OUTSIDE_SHARE = 0.3
_ANNOUNCED = frozenset({"publicity", "regulator", "lawyer", "leaving", "ultimatum"})
_LIMITING = frozenset({"seulement", "only", "juste", "just"})


def denied(hit: Hit, words: Words, tongue: Tongue) -> bool:
    """A negation stands shortly before the sign in its clause ("nobody is hurt"), or closes a French verb."""
    clause = words.clauses[hit.first]
    for place in range(hit.first - 1, max(-1, hit.first - 1 - _DENIAL_REACH), -1):
        form = words.forms[place]
        if words.clauses[place] != clause or form in tongue.contrasts:
            break
        if form in tongue.negators:
            return words.forms[place + 1] not in _LIMITING
    return tongue.lang == "fr" and _closes_with_pas(hit, words)


def _closes_with_pas(hit: Hit, words: Words) -> bool:
    """« je ne résilie pas », « n’est blessé personne »: the negation word follows, "ne" stands before."""
    after = hit.last + 1
    if after >= words.bounds(hit.last)[1]:
        return False
    if words.forms[after] not in {"pas", "jamais", "personne", "aucunement"}:
        return False
    return bool({"ne", "n"} & set(words.forms[max(0, hit.first - 2) : hit.last + 1]))


def belief(hit: Hit, cue: Cue, words: Words, tongue: Tongue) -> float:
    """From 0 (does not count) to 1 (counts in full).

    Denied or quoted words do not count; a supposition counts for half, and not at all in a question
    ("what if the power is cut?"). A threat is announced, not asked. Firm signs hold their own negation and are only
    discounted in quotes.
    """
    if cue.kind in ("anger", "threat") and all(words.quoted[hit.first : hit.last + 1]):
        return 0.0
    if cue.family in _ANNOUNCED and words.sentences[hit.first] in words.questions:
        return 0.0
    if cue.firm:
        return 1.0
    if not cue.kept and not _holds_negation(hit, words, tongue) and denied(hit, words, tongue):
        return 0.0
    if cue.kind != "impact":
        return 1.0
    return _supposed(hit, words, tongue)


def _holds_negation(hit: Hit, words: Words, tongue: Tongue) -> bool:
    return not tongue.negators.isdisjoint(words.forms[hit.first : hit.last + 1])


def _supposed(hit: Hit, words: Words, tongue: Tongue) -> float:
    sentence = words.sentences[hit.first]
    for place in range(hit.first - 1, max(-1, hit.first - 1 - _SUPPOSITION_REACH), -1):
        if words.sentences[place] != sentence:
            break
        if words.forms[place] in tongue.hypotheses:
            return 0.0 if sentence in words.questions else 0.5
        if words.forms[place] in tongue.purposes and hit.first - place <= 3:
            return 0.5
    return 1.0


def told_from_outside(words: Words, tongue: Tongue) -> float:
    """The share in which troubles count when they are told from outside (news, a forwarded notice), else 1.

    A long text where nobody speaks or is spoken to, and that no call opens, is perhaps a report; words of reporting
    ("officials said") make it one, even where "we" is the voice of an organisation.
    """
    if len(words.forms) < _TITLE_FROM or not tongue.callers.isdisjoint(words.forms):
        return 1.0
    if _calls_out(words, tongue):
        return 1.0
    reporting = sum(map(tongue.reporting.__contains__, words.forms))
    alone = tongue.persons.isdisjoint(words.forms)
    if reporting >= (_REPORTING_ALONE if alone else _REPORTING_BESIDE_WE):
        return REPORT_SHARE
    return _OUTSIDE_SHARE if alone and len(words.forms) >= _REPORT_FROM else 1.0


def _calls_out(words: Words, tongue: Tongue) -> bool:
    """A sentence opens with a call ("Need water", "They need tents"): within its first three words."""
    before, place = -1, 0
    for form, sentence in zip(words.forms, words.sentences, strict=True):
        place = place + 1 if sentence == before else 0
        before = sentence
        if place < _CALL_WITHIN and form in tongue.calls:
            return True
    return False
