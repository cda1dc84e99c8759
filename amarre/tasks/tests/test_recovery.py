"""A worker process killed with -9 in the middle of a task: another finishes it, and nothing is lost."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from amarre.tasks.tests.databases import environment, fresh_database

QUICK = 12
PATIENCE_SECONDS = 30


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    with fresh_database(request.param, tmp_path) as url:
        yield url


class Workers:
    """Worker processes on one database, all ended when the test ends."""

    def __init__(self, database_url: str) -> None:
        self.environment = environment(database_url)
        self.started: list[subprocess.Popen[bytes]] = []

    def prepare(self, folder: Path) -> None:
        program = [sys.executable, "-m", "amarre.tasks.tests.prepare", str(folder), str(QUICK)]
        subprocess.run(program, env=self.environment, check=True)

    def start(self, *options: str) -> subprocess.Popen[bytes]:
        program = [sys.executable, "-m", "amarre", "work", *options]
        self.started.append(subprocess.Popen(program, env=self.environment))
        return self.started[-1]

    def end(self) -> None:
        for process in self.started:
            if process.poll() is None:
                process.kill()
            process.wait()


@pytest.fixture
def workers(database_url: str) -> Iterator[Workers]:
    workers = Workers(database_url)
    yield workers
    workers.end()


def lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


def wait_for(path: Path, count: int) -> list[str]:
    """The lines of the file once there are `count` of them."""
    give_up = time.monotonic() + PATIENCE_SECONDS
    while len(lines(path)) < count:
        assert time.monotonic() < give_up, f"{path.name} has only {lines(path)}"
        time.sleep(0.05)
    return lines(path)


def test_a_task_whose_worker_is_killed_is_finished_by_another(workers: Workers, tmp_path: Path) -> None:
    workers.prepare(tmp_path)
    victim = workers.start()
    wait_for(tmp_path / "hang", 1)
    wait_for(tmp_path / "quick", QUICK)
    victim.send_signal(signal.SIGKILL)
    victim.wait()

    heir = workers.start()
    told = wait_for(tmp_path / "hang", 3)

    assert told == [f"start {victim.pid}", f"start {heir.pid}", f"end {heir.pid}"]
    # At least once: only the task whose end was not written yet when the process died may have run again.
    ran = lines(tmp_path / "quick")
    assert set(ran) == {str(number) for number in range(QUICK)}
    assert len(ran) <= QUICK + 1


def test_a_worker_asked_to_stop_ends_and_leaves_the_rest_to_the_next(workers: Workers, tmp_path: Path) -> None:
    (tmp_path / "hang").write_text("not the first\n", encoding="utf-8")
    workers.prepare(tmp_path)
    polite = workers.start("--lanes", "1")
    wait_for(tmp_path / "hang", 3)
    polite.send_signal(signal.SIGTERM)
    assert polite.wait(PATIENCE_SECONDS) == 0

    assert workers.start("--once").wait(PATIENCE_SECONDS) == 0

    assert sorted(lines(tmp_path / "quick"), key=int) == [str(number) for number in range(QUICK)]
