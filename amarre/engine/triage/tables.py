"""The tables of signs (data/*.yaml), read once at import and checked: what signs mean, and how they are said."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from amarre.engine.triage.model import KINDS
from amarre.engine.triage.patterns import Lexicon, PatternError
from amarre.engine.triage.words import Reader, fold

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
# Plain lists of words, one field of Tongue each.
LISTS = (
    "telling",
    "negators",
    "contrasts",
    "hypotheses",
    "purposes",
    "persons",
    "callers",
    "reporting",
    "calls",
    "fillers",
)
# Signs whose words are never guessed from a spelling.
UNGUESSED = frozenset({"insult", "swear"})
# Signs that are computed (sums, capitals, punctuation, disputes) and so have no phrases.
COMPUTED = frozenset({"sum", "small_sum", "caps", "marks", "dispute"})


class TableError(ValueError):
    """A table that contradicts itself."""


@dataclass(frozen=True, slots=True)
class Cue:
    """The meaning of a sign. See the head of data/cues.yaml for the fields."""

    id: str
    kind: str
    family: str
    reasons: Mapping[str, str]
    points: int = 0
    anger: int = 0
    up_to: int = 99
    needs: frozenset[str] = frozenset()
    kept: bool = False
    firm: bool = False


@dataclass(frozen=True, slots=True)
class Tongue:
    """All that is known of one language."""

    lang: str
    reader: Reader
    lexicon: Lexicon
    telling: frozenset[str]
    negators: frozenset[str]
    contrasts: frozenset[str]
    hypotheses: frozenset[str]
    purposes: frozenset[str]
    persons: frozenset[str]
    callers: frozenset[str]
    reporting: frozenset[str]
    calls: frozenset[str]
    fillers: frozenset[str]


def _read(name: str) -> dict[str, Any]:
    text = (files("amarre.engine.triage") / "data" / name).read_text(encoding="utf-8")
    return yaml.load(text, Loader=_LOADER)  # noqa: S506 - a safe loader, compiled when there is one


def load_cues() -> dict[str, Cue]:
    """Every sign by name. Raises TableError when one needs a family that no sign has."""
    cues = {
        name: Cue(
            name,
            row["kind"],
            row["family"],
            {"fr": row["fr"], "en": row["en"]},
            row.get("points", 0),
            row.get("anger", 0),
            row.get("up_to", 99),
            frozenset(row.get("with", ())),
            row.get("kept", False),
            row.get("firm", False),
        )
        for name, row in _read("cues.yaml").items()
    }
    families = {cue.family for cue in cues.values()}
    for cue in cues.values():
        if cue.kind not in (*KINDS, "context"):
            raise TableError(f"The sign {cue.id} has an unknown kind: {cue.kind}")
        if not cue.needs <= families:
            raise TableError(f"The sign {cue.id} goes with unknown families: {sorted(cue.needs - families)}")
    return cues


def load_tongue(lang: str, cues: Mapping[str, Cue]) -> Tongue:
    """One language. Raises TableError when a sign has no phrase, or a phrase no sign; PatternError on a bad phrase."""
    table = _read(f"{lang}.yaml")
    phrases = {
        name: [line for line in map(str.strip, block.splitlines()) if line] for name, block in table["phrases"].items()
    }
    if set(phrases) != set(cues) - COMPUTED:
        raise TableError(f"{lang}: signs and phrases differ: {sorted(set(phrases) ^ (set(cues) - COMPUTED))}")
    groups = {name: str(listed) for name, listed in table["groups"].items()}
    listed = {key: _folded(table[key]) for key in LISTS}
    listed["telling"] |= frozenset(table["telling"].split())  # language is told before accents are folded
    common = _folded(table["common"])
    guessed = {cue: lines for cue, lines in phrases.items() if cue not in UNGUESSED}
    plain = _vocabulary(phrases, {}) | common | listed["fillers"] | listed["telling"] | _folded(table["plain"])
    reader = Reader(lang, table["short"], _vocabulary(guessed, groups), plain, _folded(table["apart"]))
    lexicon = Lexicon(
        phrases, groups, fillers=listed["fillers"], negators=listed["negators"], common=common, stem=reader.stem
    )
    return Tongue(lang, reader, lexicon, **listed)


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


def _vocabulary(phrases: Mapping[str, list[str]], groups: Mapping[str, str]) -> frozenset[str]:
    """The words of the phrases, without their signs."""
    lines = [line for block in phrases.values() for line in block] + list(groups.values())
    words = (
        word.lstrip("=").rstrip("?")
        for line in lines
        for choice in line.replace("|", " ").split()
        if not choice.startswith(("@", "~", "..", "+", "#", "!"))
        for word in [choice]
    )
    return frozenset(fold(word) for word in words if word)


CUES = load_cues()
TONGUES = {lang: load_tongue(lang, CUES) for lang in ("fr", "en")}
__all__ = ["COMPUTED", "CUES", "TONGUES", "Cue", "PatternError", "TableError", "Tongue"]
