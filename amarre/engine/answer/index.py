"""The index of entries: BM25F over question, phrasings and answer, kinship and typing errors, then an honest doubt.

BM25F: Robertson and Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond" (2009).
"""

from __future__ import annotations

import heapq
import math
from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass

from rapidfuzz import fuzz, process

from amarre.engine.answer.terms import Speech, Term, speech

FIELD_WEIGHTS = {"question": 2.0, "phrasings": 2.0, "answer": 1.0}
_LENGTH_SHARE = {"question": 0.5, "phrasings": 0.3, "answer": 0.75}
_K1 = 1.0
_KIN_SHARE = 0.5
_SLIP_SHARE = 0.8
_PREFIX = 5
_ROOT_SHARE = 0.5
_SLIP_CUTOFF = 80.0
_SLIP_FROM = 5
_CANDIDATES = 30
_POSTINGS_AT_MOST = 4000
_LIKENESS_WEIGHT = 0.5
# Certainty is the mean of four shares, each full at these values; see _sure.
FULL_LIKENESS = 0.8
FULL_LEAD = 0.5
SURE = 0.6
LEAST_LEAD = 0.08
SUBJECT_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Doc:
    """An entry: its question, its answer, and other ways in which people have asked it."""

    id: Hashable
    lang: str
    question: str
    answer: str
    phrasings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Suggestion:
    """An entry that may answer.

    score: 0 to 1, comparable between entries for one text. confident: it may be offered as the answer; otherwise it is
    only something to look at. because: the words of the text that were found in the entry.
    """

    id: Hashable
    score: float
    confident: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Asked:
    """A term of the text with the terms of the index that stand for it, and in what share."""

    term: Term
    weight: float
    stands: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Judged:
    """An entry judged: its final score, the share of the text that it covers, the likeness of its nearest way of
    asking, and the share of the heaviest words of that way that the text says too."""

    score: float
    number: int
    covered: float
    likeness: float
    told: float


class Index:
    """Entries of any languages; each text is answered among the entries of its language."""

    def __init__(self, docs: Iterable[Doc]) -> None:
        by_lang: dict[str, list[Doc]] = defaultdict(list)
        for doc in docs:
            by_lang[doc.lang].append(doc)
        self._shelves = {lang: _Shelf(lang, listed) for lang, listed in by_lang.items()}

    def suggest(self, text: str, *, lang: str, limit: int = 3) -> list[Suggestion]:
        """The entries that may answer, best first; none when no word of the text is found."""
        shelf = self._shelves.get(lang)
        return shelf.suggest(text, limit) if shelf else []


class _Shelf:
    """The entries of one language."""

    def __init__(self, lang: str, docs: list[Doc]) -> None:
        self._speech: Speech = speech(lang)
        self._docs = docs
        self._ways: list[list[dict[str, float]]] = []
        self._inside: list[frozenset[str]] = []
        self._kinds: list[frozenset[str]] = []
        self._postings: dict[str, list[tuple[int, float]]] = {}
        self._idf: dict[str, float] = {}
        self._build()
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._by_prefix: dict[str, list[str]] = defaultdict(list)
        for stem in self._postings:
            self._by_letter[stem[0]].append(stem)
            if len(stem) >= _PREFIX:
                self._by_prefix[stem[:_PREFIX]].append(stem)
        self._unknown_idf = math.log(1 + (len(docs) + 0.5) / 0.5)

    def _build(self) -> None:
        fields: list[dict[str, Counter[str]]] = []
        for doc in self._docs:
            ways = [self._speech.terms(way) for way in (doc.question, *doc.phrasings)]
            self._kinds.append(self._speech.asks("\n".join((doc.question, *doc.phrasings))))
            answer = [term.stem for term in self._speech.terms(doc.answer)]
            self._ways.append([{term.stem: term.share for term in way} for way in ways])
            fields.append(
                {
                    "question": Counter(term.stem for term in ways[0]),
                    "phrasings": Counter(term.stem for way in ways[1:] for term in way),
                    "answer": Counter(answer),
                }
            )
        self._weigh(fields)

    def _weigh(self, fields: list[dict[str, Counter[str]]]) -> None:
        count = len(fields)
        means = {name: sum(f[name].total() for f in fields) / count or 1.0 for name in FIELD_WEIGHTS}
        postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for number, counters in enumerate(fields):
            weights: dict[str, float] = defaultdict(float)
            for name, counter in counters.items():
                share = _LENGTH_SHARE[name]
                norm = 1 - share + share * counter.total() / means[name]
                for stem, times in counter.items():
                    weights[stem] += FIELD_WEIGHTS[name] * times / norm
            self._inside.append(frozenset(weights))
            for stem, weight in weights.items():
                postings[stem].append((number, weight / (_K1 + weight)))
        self._idf = {s: math.log(1 + (count - len(p) + 0.5) / (len(p) + 0.5)) for s, p in postings.items()}
        self._postings = dict(postings)

    def suggest(self, text: str, limit: int) -> list[Suggestion]:
        asked = [self._asked(term) for term in _distinct(self._speech.terms(text))]
        total = sum(a.weight for a in asked)
        scores = self._scores(asked)
        if not scores or not total:
            return []
        best = heapq.nsmallest(_CANDIDATES, scores, key=lambda number: (-scores[number], number))
        judged = [self._judge(number, scores[number] / total, asked, total) for number in best]
        judged.sort(key=lambda entry: (-entry.score, entry.number))
        sure = self._sure(judged, self._speech.asks(text), one_word=len(asked) == 1)
        return self._offered(judged, asked, limit, sure)

    def _asked(self, term: Term) -> _Asked:
        stands = {term.stem: 1.0} if term.stem in self._postings else {}
        for kin in self._speech.kin.get(term.stem, ()):
            if kin in self._postings:
                stands[kin] = _KIN_SHARE
        if len(term.stem) >= _PREFIX:
            for near in self._by_prefix.get(term.stem[:_PREFIX], ()):
                if near not in stands and abs(len(near) - len(term.stem)) <= 4:
                    stands[near] = _ROOT_SHARE
        if not stands and len(term.stem) >= _SLIP_FROM and term.stem.isalpha():
            known = self._by_letter.get(term.stem[0], ())
            slip = process.extractOne(term.stem, known, scorer=fuzz.ratio, score_cutoff=_SLIP_CUTOFF)
            if slip:
                stands[slip[0]] = _SLIP_SHARE
        idf = max((self._idf[stem] * share for stem, share in stands.items()), default=self._unknown_idf)
        return _Asked(term, term.share * idf, stands)

    def _scores(self, asked: list[_Asked]) -> dict[int, float]:
        """BM25F by entry; the rarest terms first, so that common ones only count for entries already found."""
        scores: dict[int, float] = {}
        read = 0
        for one in sorted(asked, key=lambda a: -a.weight):
            gained = self._gained(one)
            closed = bool(scores) and read + len(gained) > _POSTINGS_AT_MOST
            read += len(gained)
            if closed:
                for number in scores.keys() & gained.keys():
                    scores[number] += gained[number]
            else:
                for number, gain in gained.items():
                    scores[number] = scores.get(number, 0.0) + gain
        return scores

    def _gained(self, one: _Asked) -> dict[int, float]:
        """What one term of the text brings to each entry: the best of the terms that stand for it."""
        gained: dict[int, float] = {}
        for stem, share in one.stands.items():
            gain = one.weight * share
            if not gained:
                gained = {number: gain * part for number, part in self._postings[stem]}
                continue
            for number, part in self._postings[stem]:
                if gained.get(number, 0.0) < gain * part:
                    gained[number] = gain * part
        return gained

    def _judge(self, number: int, score: float, asked: list[_Asked], total: float) -> _Judged:
        inside = self._inside[number]
        covered = (
            sum(a.weight * max((s for t, s in a.stands.items() if t in inside), default=0.0) for a in asked) / total
        )
        likeness, way = max(
            ((self._likeness(way, asked, total), place) for place, way in enumerate(self._ways[number])),
            key=lambda pair: pair[0],
        )
        told = self._told_share(self._ways[number][way], asked)
        return _Judged(score + _LIKENESS_WEIGHT * likeness, number, covered, likeness, told)

    def _told_share(self, way: dict[str, float], asked: list[_Asked]) -> float:
        """The share of the heaviest words of a way of asking that the text says too."""
        weights = {stem: self._idf[stem] * share for stem, share in way.items()}
        heavy = SUBJECT_SHARE * max(weights.values(), default=0.0)
        subject = [stem for stem, weight in weights.items() if weight >= heavy]
        said = {stem for one in asked for stem in one.stands}
        return sum(stem in said for stem in subject) / len(subject) if subject else 0.0

    def _likeness(self, way: dict[str, float], asked: list[_Asked], total: float) -> float:
        """Dice of the weights that the text and one way of asking have in common: 1 when they say the same."""
        said = sum(self._idf[stem] * share for stem, share in way.items())
        if not said:
            return 0.0
        common = sum(a.weight * max((s for t, s in a.stands.items() if t in way), default=0.0) for a in asked)
        return min(1.0, 2 * common / (total + said))

    def _offered(self, judged: list[_Judged], asked: list[_Asked], limit: int, sure: bool) -> list[Suggestion]:
        return [
            Suggestion(
                self._docs[entry.number].id,
                round(entry.score / (1 + _LIKENESS_WEIGHT), 4),
                sure and place == 0,
                tuple(a.term.word for a in asked if not self._inside[entry.number].isdisjoint(a.stands)),
            )
            for place, entry in enumerate(judged[:limit])
        ]

    def _sure(self, judged: list[_Judged], asks: frozenset[str], *, one_word: bool) -> bool:
        """The first entry may be offered as the answer.

        It must be asked for the same kind of thing ("when" is not answered by "whether") and lead the second; a
        single word is only answered by an entry that is about nothing else; and the mean of four shares must reach
        SURE: how much of the text it covers, how alike its nearest way of asking is, whether the heaviest words of
        that way are in the text, and by how much it leads.
        """
        first = judged[0]
        second = judged[1].score if len(judged) > 1 else 0.0
        lead = (first.score - second) / first.score
        if lead < LEAST_LEAD or not asks <= self._kinds[first.number]:
            return False
        if one_word and first.told < 1.0:
            return False
        shares = (first.covered, first.likeness / FULL_LIKENESS, first.told, lead / FULL_LEAD)
        return sum(min(1.0, share) for share in shares) / len(shares) >= SURE


def _distinct(terms: list[Term]) -> list[Term]:
    return list({term.stem: term for term in terms}.values())
