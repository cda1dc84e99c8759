"""Times, numbers and marks as people read them."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from amarre.lib.ui import charts, marks, numbers, times

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("ago", "english", "french"),
    [
        (timedelta(seconds=20), "just now", "à l’instant"),
        (timedelta(minutes=4), "4 min ago", "il y a 4 min"),
        (timedelta(hours=2, minutes=59), "2 h ago", "il y a 2 h"),
        (timedelta(hours=71), "71 h ago", "il y a 71 h"),
        (timedelta(days=3), "3 days ago", "il y a 3 jours"),
        (timedelta(hours=-3), "in 3 h", "dans 3 h"),
    ],
)
def test_a_moment_is_said_by_its_distance(ago: timedelta, english: str, french: str) -> None:
    with translation.override("en"):
        assert times.since(NOW - ago, NOW) == english
    with translation.override("fr"):
        assert times.since(NOW - ago, NOW).replace("\N{NO-BREAK SPACE}", " ") == french


def test_a_clock_says_what_is_left_then_how_late_it_is() -> None:
    with translation.override("fr"):
        left = times.until(NOW + timedelta(hours=31, minutes=5), NOW)
        late = times.until(NOW - timedelta(hours=2), NOW)
    assert left.replace("\N{NO-BREAK SPACE}", " ") == "encore 31 h"
    assert late.replace("\N{NO-BREAK SPACE}", " ") == "2 h de retard"


def test_the_exact_moment_is_that_of_the_company(settings: object) -> None:
    with translation.override("fr"):
        assert times.exact(NOW).replace("\N{NO-BREAK SPACE}", " ") == "lundi 2 mars 2026 à 10 h 00"
    with translation.override("en"):
        assert times.exact(NOW) == "Monday 2 March 2026, 10:00"


def test_thousands_are_apart_and_never_break_the_line() -> None:
    with translation.override("fr"):
        assert numbers.grouped(12408) == "12\N{NARROW NO-BREAK SPACE}408"
        assert numbers.grouped(0.5, 1) == "0,5"
    with translation.override("en"):
        assert numbers.grouped(12408) == "12,408"


def test_a_share_is_never_rounded_up_to_done() -> None:
    assert numbers.share(999, 1000) == 99
    assert numbers.share(0, 0) == 0


PLACES = st.lists(
    st.tuples(st.none() | st.integers(0, 40), st.none() | st.integers(0, 40)).map(
        lambda pair: {"start": pair[0], "end": pair[1]}
    ),
    max_size=8,
)


@given(st.text(max_size=30), PLACES)
def test_marking_a_text_never_changes_it(text: str, found: list[dict[str, int | None]]) -> None:
    assert "".join(piece.text for piece in marks.pieces(text, found)) == text


@given(st.text(max_size=30), PLACES)
def test_a_mark_in_the_text_has_the_number_of_its_line_below(text: str, found: list[dict[str, int | None]]) -> None:
    below = marks.in_order(found)
    for piece in marks.pieces(text, found):
        if piece.number:
            assert below[piece.number - 1] is piece.mark


def test_what_is_missing_comes_last_and_marks_nothing() -> None:
    missing = {"start": None, "end": None, "message": "no regret"}
    usual = {"start": 0, "end": 5, "message": "usual"}
    assert marks.in_order([missing, usual]) == [usual, missing]
    assert [piece.number for piece in marks.pieces("usual day", [missing, usual])] == [1, 0]


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**9)), min_size=1, max_size=40))
def test_bars_start_at_zero_and_keep_their_proportions(rows: list[tuple[str, int]]) -> None:
    top = max(value for _label, value in rows)
    for bar in charts.bars(rows):
        assert bar.size == pytest.approx(100 * bar.value / top if top else 0, abs=0.01)


@given(st.lists(st.tuples(st.text(max_size=5), st.integers(0, 10**6)), min_size=1, max_size=60))
def test_columns_stay_inside_their_drawing(rows: list[tuple[str, int]]) -> None:
    for column in charts.columns(rows):
        assert column.x >= 0
        assert column.x + column.width <= charts.WIDTH
        assert column.y + 0.1 >= charts.HEAD
        assert column.y + column.height <= charts.HEIGHT - charts.FOOT + 0.2
