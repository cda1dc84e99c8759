"""The pace of a channel: never faster than it may, silent at night, slower while it is new, and able to stop."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from amarre.engine.pace import (
    WINDOW,
    Pace,
    day_limit,
    left_in_window,
    opens_at,
    quiet_until,
    too_many_errors,
    window_of,
)

PARIS = ZoneInfo("Europe/Paris")
NIGHT = Pace(quiet_from="20:00", quiet_until="08:00")
counts = st.integers(0, 500)
FIRST, LAST = datetime.fromisoformat("2026-01-01T00:00"), datetime.fromisoformat("2026-12-31T23:59")
moments = st.datetimes(FIRST, LAST, timezones=st.just(UTC))


def at(text: str, zone: ZoneInfo = PARIS) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=zone)


@pytest.mark.parametrize(
    ("moment", "ends"),
    [
        ("2026-03-02T19:59", None),
        ("2026-03-02T20:00", "2026-03-03T08:00"),
        ("2026-03-02T23:30", "2026-03-03T08:00"),
        ("2026-03-03T03:00", "2026-03-03T08:00"),
        ("2026-03-03T08:00", None),
        ("2026-03-28T22:00", "2026-03-29T08:00"),  # the night in which clocks change
    ],
)
def test_nobody_is_woken_at_night(moment, ends):
    assert quiet_until(NIGHT, PARIS, at(moment)) == (at(ends) if ends else None)


def test_the_night_is_that_of_the_person_and_not_ours():
    noon_in_paris = at("2026-03-02T12:00")
    assert quiet_until(NIGHT, PARIS, noon_in_paris) is None
    assert quiet_until(NIGHT, ZoneInfo("America/Montreal"), noon_in_paris) == at(
        "2026-03-02T08:00", ZoneInfo("America/Montreal")
    )


def test_quiet_hours_in_the_middle_of_a_day():
    siesta = Pace(quiet_from="13:00", quiet_until="15:00")
    assert quiet_until(siesta, PARIS, at("2026-03-02T14:00")) == at("2026-03-02T15:00")
    assert quiet_until(siesta, PARIS, at("2026-03-02T16:00")) is None


@given(limit=st.integers(1, 500), before=counts, now=counts, moment=moments)
def test_no_more_leave_than_the_limit_allows(limit, before, now, moment):
    left = left_in_window(limit, before=before, now=now, at=moment)
    elapsed = (moment - window_of(moment)) / WINDOW
    assert left == 0 or before * (1 - elapsed) + now + left <= limit


@given(limit=st.integers(1, 500), before=counts, now=counts, moment=moments)
def test_who_waits_until_the_window_opens_may_leave(limit, before, now, moment):
    if left_in_window(limit, before=before, now=now, at=moment):
        return
    opens = opens_at(limit, before=before, now=now, at=moment) + timedelta(seconds=1)
    assert opens > moment
    same = window_of(opens) == window_of(moment)
    later = window_of(opens) - window_of(moment)
    then_before = before if same else now if later == WINDOW else 0
    assert left_in_window(limit, before=then_before, now=now if same else 0, at=opens) >= 1


@pytest.mark.parametrize(
    ("today", "allowed"), [("2026-03-02", 50), ("2026-03-03", 100), ("2026-03-09", 6400), ("2026-03-30", None)]
)
def test_a_new_sender_warms_up(today, allowed):
    pace = Pace(warm_up=50, warm_since="2026-03-02")
    assert day_limit(pace, date.fromisoformat(today)) == allowed


def test_without_a_warm_up_there_is_no_limit_of_the_day():
    assert day_limit(Pace(), date(2026, 3, 2)) is None


@pytest.mark.parametrize(
    ("answered", "errors", "stops"), [(49, 49, False), (50, 4, False), (50, 5, True), (1000, 99, False)]
)
def test_a_send_that_goes_badly_is_stopped_once_there_is_enough_to_judge(answered, errors, stops):
    assert too_many_errors(Pace(stop_at_error_percent=10), answered=answered, errors=errors) is stops
    assert too_many_errors(Pace(), answered=answered, errors=errors) is False


def test_a_pace_is_kept_and_read_again_without_what_it_does_not_know():
    pace = Pace(per_minute=20, quiet_from="20:00", quiet_until="08:00")
    assert Pace.from_data({**pace.to_data(), "colour": "blue"}) == pace
