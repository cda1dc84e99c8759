"""The same tasks end the same way on both engines."""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any

import pytest

from amarre.tasks.policy import MOST_ATTEMPTS
from amarre.tasks.tests.databases import environment, fresh_database

SAMPLE = "amarre.tasks.tests.sample"


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def story(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What happened, as told by `scenario.py` on one engine."""
    folder = tmp_path_factory.mktemp("scenario")
    with fresh_database(request.param, folder) as url:
        program = [sys.executable, "-m", "amarre.tasks.tests.scenario", str(folder)]
        done = subprocess.run(program, env=environment(url), check=True, capture_output=True, text=True)
    return json.loads(done.stdout)


def test_a_task_queued_in_a_transaction_that_fails_never_existed(story: dict[str, Any]) -> None:
    assert story["waiting"] == 5
    assert "never" not in story["told"]


def test_a_task_that_asks_for_a_retry_is_tried_again_and_the_others_go_on(story: dict[str, Any]) -> None:
    assert story["told"] == ["hello", "attempt 2", "an hour later"]
    assert story["statuses"] == ["SUCCESSFUL", "SUCCESSFUL", "FAILED", "FAILED"]
    assert story["attempts"] == [1, 2, 1, MOST_ATTEMPTS]


def test_a_delayed_task_and_a_retry_wait_for_their_time(story: dict[str, Any]) -> None:
    assert story["early"] == ["hello", ""]
    assert story["first_runs"] == 4 + 2


def test_what_failed_for_good_is_kept_with_its_reason_in_plain_words(story: dict[str, Any]) -> None:
    assert story["failures"] == [
        [f"{SAMPLE}.fail", "error", "ValueError: the file is not a table", 1],
        [f"{SAMPLE}.stay_away", "tired", "the mail server does not answer", MOST_ATTEMPTS],
    ]
    assert story["left"] == 0


def test_a_periodic_task_starts_once_a_period_and_not_while_the_last_one_waits(story: dict[str, Any]) -> None:
    assert story["due"] == [["amarre.tasks.tasks.tidy", f"{SAMPLE}.tick"], [], []]
