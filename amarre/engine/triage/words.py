"""From a text to comparable words: accents, elisions, SMS spellings and typing errors smoothed, offsets kept."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field

import Stemmer

NUMBER = "#"
STEMMERS = {"fr": "french", "en": "english"}
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`´][^\W\d_]+)*|\d+(?:[.,]\d+)?|[.!?;:,\n()«»\"“”…]", re.UNICODE)
_LETTERS = re.compile(r"[^\W\d_]+")
_APOSTROPHES = re.compile(r"['’ʼ`´]")
_REPEATED = re.compile(r"(.)\1{2,}")
_ENDS = frozenset(".!?;\n…")
_BREAKS = frozenset(".!?;\n…,:()")
_ELIDED = re.compile(r"^(?:qu|[ldjnsmtc])(?=[aeiouyh])")
_CACHE_LIMIT = 60_000
_SOUND_FROM = 6
_SLIP_FROM = 7
_VOWELS = frozenset("aeiouy")
_HARD = frozenset("ckq")
# English contractions that would read as another word once their apostrophe is gone ("ill", "hell", "were").
_CONTRACTED = {
    "i'll": ["i", "will"],
    "he'll": ["he", "will"],
    "she'll": ["she", "will"],
    "we'll": ["we", "will"],
    "we're": ["we", "are"],
    "we'd": ["we", "would"],
    "she'd": ["she", "would"],
    "i'd": ["i", "would"],
}


def fold(word: str) -> str:
    """Lower case, without accents, ligatures or lengthened letters ("Nooon" gives "noon")."""
    flat = word.lower()
    if not flat.isascii():
        flat = flat.replace("œ", "oe").replace("æ", "ae")
        flat = "".join(c for c in unicodedata.normalize("NFD", flat) if not unicodedata.combining(c))
    return _REPEATED.sub(r"\1\1", flat)


def language(text: str, telling: Mapping[str, frozenset[str]], default: str = "fr") -> tuple[str, bool]:
    """The language of a text ("fr" or "en") by the words that tell it, and whether the evidence is clear."""
    pieces = _LETTERS.findall(text[:600].lower())
    french = sum(map(telling["fr"].__contains__, pieces))
    english = sum(map(telling["en"].__contains__, pieces))
    if french == english:
        return default, False
    return ("fr" if french > english else "en"), abs(french - english) > 1 or max(french, english) > 1


@dataclass(slots=True)
class Words:
    """The words of one text, as parallel lists (one entry a word, in order).

    forms: folded words; exacts: the same after "="; stems: their stems, NUMBER for figures;
    starts, ends: offsets in the text; sentences: number of the sentence; clauses: number of the clause (also cut
    at commas);
    quoted: True between quotation marks; questions: sentences that end with a question mark.
    """

    forms: list[str] = field(default_factory=list)
    exacts: list[str] = field(default_factory=list)
    stems: list[str] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    ends: list[int] = field(default_factory=list)
    sentences: list[int] = field(default_factory=list)
    clauses: list[int] = field(default_factory=list)
    quoted: list[bool] = field(default_factory=list)
    questions: set[int] = field(default_factory=set)

    def bounds(self, place: int) -> tuple[int, int]:
        """The first word of the sentence of this word, and the place after its last."""
        sentence = self.sentences[place]
        return bisect_left(self.sentences, sentence), bisect_right(self.sentences, sentence)


class Reader:
    """Reads texts of one language against a known vocabulary.

    short: abbreviations and SMS spellings with what they stand for (folded words).
    vocabulary: folded words that the tables use; others are brought to them when they differ by a slip.
    plain: everyday words that are never taken for a slip; apart: words that are compared as they are, without a stem.
    """

    def __init__(
        self,
        lang: str,
        short: Mapping[str, str],
        vocabulary: frozenset[str],
        plain: frozenset[str],
        apart: frozenset[str] = frozenset(),
    ) -> None:
        self.lang = lang
        self._apart = apart
        self._stemmer = Stemmer.Stemmer(STEMMERS[lang]).stemWord
        self._short = {word: tuple(meaning.split()) for word, meaning in short.items()}
        self._known = vocabulary | plain | apart | frozenset(self._short)
        self._stems_known = frozenset(self.stem(word) for word in self._known)
        self._vocabulary = vocabulary
        self._slips = _slips(vocabulary)
        self._sounds = _sounds(vocabulary) if lang == "fr" else {}
        self._cache: dict[str, tuple[tuple[str, str, str], ...]] = {}

    def stem(self, form: str) -> str:
        """The stem of a folded word; a word kept apart has a stem of its own."""
        return f"·{form}" if form in self._apart else self._stemmer(form)

    def read(self, text: str) -> Words:
        """The words of text, with their places and surroundings."""
        words = Words()
        sentence = clause = 0
        guillemets = straight = False
        for found in _WORD.finditer(text):
            raw = found.group()
            if raw in _BREAKS:
                clause += 1
                if raw in _ENDS:
                    if raw == "?":
                        words.questions.add(sentence)
                    sentence += 1
                continue
            if raw in "«“":
                guillemets = True
                continue
            if raw in "»”":
                guillemets = False
                continue
            if raw == '"':
                straight = not straight
                continue
            start, end = found.span()
            for form, exact, stem in self._pieces(raw):
                words.forms.append(form)
                words.exacts.append(exact)
                words.stems.append(stem)
                words.starts.append(start)
                words.ends.append(end)
                words.sentences.append(sentence)
                words.clauses.append(clause)
                words.quoted.append(guillemets or straight)
        return words

    def _pieces(self, raw: str) -> tuple[tuple[str, str, str], ...]:
        known = self._cache.get(raw)
        if known is None:
            if len(self._cache) > _CACHE_LIMIT:
                self._cache.clear()
            known = self._cache[raw] = tuple((form, "=" + form, self._key(form)) for form in self._forms(raw))
        return known

    def _key(self, form: str) -> str:
        return NUMBER if form[0].isdigit() else self.stem(form)

    def _forms(self, raw: str) -> list[str]:
        if raw[0].isdigit():
            return [raw]
        if self.lang == "fr":
            parts = [fold(part) for part in _APOSTROPHES.split(raw)]
        else:
            whole = _APOSTROPHES.sub("'", raw.lower())
            parts = _CONTRACTED.get(whole) or [fold(whole.replace("'", ""))]
        forms: list[str] = []
        for part in parts:
            forms.extend(self._short.get(part) or self._settle(part))
        return forms

    def _settle(self, form: str) -> tuple[str, ...]:
        """The word itself when it is known, else the known word of which it looks a slip."""
        if form in self._known or self.stem(form) in self._stems_known:
            return (form,)
        if self.lang == "fr":
            elided = _ELIDED.match(form)
            if elided and len(form) - elided.end() >= 3:
                rest = form[elided.end() :]
                if rest in self._known or self.stem(rest) in self._stems_known:
                    return (elided.group(), rest)
        return (self._nearest(form),)

    def _nearest(self, form: str) -> str:
        if len(form) >= _SOUND_FROM and self._sounds:
            near = self._sounds.get(_sound(form))
            if near and _same_start(near, form) and abs(len(near) - len(form)) <= 1:
                return near
        if len(form) >= _SLIP_FROM:
            for key in _deletions(form):
                near = self._slips.get(key)
                if near and near[0] == form[0] and _is_slip(form, near):
                    return near
        return form


def _same_start(word: str, form: str) -> bool:
    """Words begin with the same letter, or with letters of the same hard sound ("kouverture")."""
    return word[0] == form[0] or _HARD.issuperset((word[0], form[0]))


def _is_slip(form: str, word: str) -> bool:
    """A letter left out, added or swapped with its neighbour, or one vowel for another: not a consonant changed."""
    if len(form) != len(word):
        return abs(len(form) - len(word)) == 1
    differ = [i for i, (a, b) in enumerate(zip(form, word, strict=True)) if a != b]
    if len(differ) == 1:
        return form[differ[0]] in _VOWELS and word[differ[0]] in _VOWELS
    return len(differ) == 2 and sorted(form[i] for i in differ) == sorted(word[i] for i in differ)


def _deletions(word: str) -> set[str]:
    return {word} | {word[:i] + word[i + 1 :] for i in range(1, len(word))}


def _slips(vocabulary: frozenset[str]) -> dict[str, str]:
    """One letter more, less, other or swapped: words meet on what is left once a letter is taken out."""
    return {key: word for word in sorted(vocabulary) if len(word) >= _SLIP_FROM for key in _deletions(word)}


_SOUNDS = tuple(
    (re.compile(pattern), sound)
    for pattern, sound in (
        (r"ph", "f"),
        (r"e?aux?", "o"),
        (r"g(?=[eiy])", "j"),
        (r"qu|ck|c(?![eiyh])|k", "k"),
        (r"c(?=[eiy])|ss?|z", "s"),
        (r"(?:er|ez|ees?|es|ais?|ait|et|e)$", "e"),
        (r"ai|ei", "e"),
        (r"y", "i"),
        (r"(?<!^)h", ""),
        (r"([bdfglmnprt])\1", r"\1"),
        (r"[stdxp]+$", ""),
        (r"am|em|en", "an"),
    )
)


def _sound(form: str) -> str:
    """A rough French pronunciation: "couran" and "courant", "manjé" and "manger" meet on it."""
    for pattern, sound in _SOUNDS:
        form = pattern.sub(sound, form)
    return form


def _sounds(vocabulary: frozenset[str]) -> dict[str, str]:
    return {_sound(word): word for word in sorted(vocabulary) if len(word) >= _SOUND_FROM}
