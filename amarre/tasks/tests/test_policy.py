"""How long a task waits before it is tried again, and when we give up."""

from __future__ import annotations

import random

import pytest
from django.db import OperationalError
from hypothesis import given
from hypothesis import strategies as st

from amarre.tasks.policy import (
    LONGEST_WAIT_SECONDS,
    MOST_ATTEMPTS,
    Again,
    GiveUp,
    Retry,
    after_error,
    after_loss,
    backoff,
)

DICE = random.Random(7)


@given(attempts=st.integers(1, 60), seed=st.integers())
def test_each_wait_is_between_half_and_all_of_a_doubling_second(attempts: int, seed: int) -> None:
    whole = min(LONGEST_WAIT_SECONDS, 2.0 ** (attempts - 1))
    assert whole / 2 <= backoff(attempts, dice=random.Random(seed)) <= whole


@pytest.mark.parametrize("error", [Retry("later"), OperationalError("database is locked"), TimeoutError()])
def test_what_passes_by_itself_is_tried_again_until_the_last_attempt(error: Exception) -> None:
    assert isinstance(after_error(error, MOST_ATTEMPTS - 1, dice=DICE), Again)
    assert isinstance(after_error(error, MOST_ATTEMPTS, dice=DICE), GiveUp)


def test_a_mistake_is_not_tried_again() -> None:
    assert after_error(ValueError("no such column"), 1, dice=DICE) == GiveUp("error", "ValueError: no such column")


def test_a_task_may_say_when_to_come_back() -> None:
    verdict = after_error(Retry("greylisted", after=120), 1, dice=DICE)
    assert verdict == Again(120)


def test_the_first_lost_worker_costs_no_wait_and_a_task_that_kills_them_all_is_given_up() -> None:
    assert after_loss(1, dice=DICE) == Again(0)
    assert after_loss(2, dice=DICE) != Again(0)
    assert after_loss(MOST_ATTEMPTS, dice=DICE) == GiveUp("lost", "")
