"""The small language of the phrase tables, and the tables themselves."""

from __future__ import annotations

import pytest

from amarre.engine.triage.patterns import Lexicon, PatternError
from amarre.engine.triage.tables import COMPUTED, CUES, TONGUES
from amarre.engine.triage.words import Reader, fold


def lexicon(*lines: str, groups: dict[str, str] | None = None) -> tuple[Lexicon, Reader]:
    reader = Reader("en", {}, frozenset(), frozenset())
    tables = Lexicon(
        {"cue": lines},
        groups or {},
        fillers=frozenset({"the", "my"}),
        negators=frozenset({"not"}),
        common=frozenset(),
        stem=reader.stem,
    )
    return tables, reader


@pytest.mark.parametrize(
    ("line", "text", "found"),
    [
        ("parcel", "Two parcels came", True),
        ("=parcel", "Two parcels came", False),
        ("lost|missing parcel", "a missing parcel", True),
        ("lost ~ parcel", "lost the parcel", True),
        ("lost ~ parcel", "lost hope, parcel", False),
        ("lost .. parcel", "lost hope of any parcel", True),
        ("lost .. parcel", "lost and not the parcel", False),
        ("lost ..1 parcel", "lost one big parcel", False),
        ("lost my? parcel", "lost parcel", True),
        ("scam !call", "a scam call", False),
        ("scam !call", "a scam", True),
        ("# days", "after 12 days", True),
        ("lost parcel", "I am lost. Parcel!", False),
        ("lost @thing", "lost credit card", True),
    ],
)
def test_each_mark_means_what_is_written(line: str, text: str, found: bool) -> None:
    tables, reader = lexicon(line, groups={"thing": "parcel | credit card"})
    assert bool(tables.find(reader.read(text))) is found


@pytest.mark.parametrize("line", ["@unknown word", "~ parcel", "parcel ..", "lost?"])
def test_a_phrase_that_cannot_be_read_is_refused(line: str) -> None:
    with pytest.raises(PatternError):
        lexicon(line)


def test_every_sign_has_a_reason_in_both_languages() -> None:
    for cue in CUES.values():
        assert cue.reasons["fr"]
        assert cue.reasons["en"]
        assert cue.points > 0 or cue.anger > 0 or cue.kind == "context"
    assert set(CUES) >= COMPUTED


@pytest.mark.parametrize(
    ("lang", "slip", "word"),
    [
        ("fr", "couran", "courant"),
        ("fr", "electricté", "electricite"),
        ("fr", "scandaleu", "scandaleux"),
        ("en", "electricty", "electricity"),
        ("en", "hosptial", "hospital"),
        ("en", "meeting", "meeting"),
    ],
)
def test_a_slip_of_the_fingers_is_understood_and_a_plain_word_left_alone(lang: str, slip: str, word: str) -> None:
    assert TONGUES[lang].reader.read(slip).forms == [word]


def test_elisions_written_together_are_cut() -> None:
    assert TONGUES["fr"].reader.read("lelectricite").forms == ["l", "electricite"]


def test_offsets_lead_back_to_the_text() -> None:
    text = "L’œuf était PÉRIMÉ, 2 fois"
    words = TONGUES["fr"].reader.read(text)
    assert [text[s:e] for s, e in zip(words.starts, words.ends, strict=True)][-3:] == ["PÉRIMÉ", "2", "fois"]
    assert fold("PÉRIMÉ") == "perime"
