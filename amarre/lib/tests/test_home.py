"""The state folder: made on first use, by whoever comes first."""

from __future__ import annotations

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest

from amarre.lib import home


def test_web_and_worker_that_start_together_have_one_key_and_never_half_a_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("AMARRE_SECRET_KEY", raising=False)
    for number in range(40):
        folder = tmp_path / str(number)
        folder.mkdir()
        together = Barrier(4)

        def read(_process: int, folder: Path = folder, together: Barrier = together) -> str:
            together.wait()
            return home.secret_key(folder)

        with ThreadPoolExecutor(4) as processes:
            keys = set(processes.map(read, range(4)))
        assert len(keys) == 1 and len(keys.pop()) > 40
        assert [path.name for path in folder.iterdir()] == ["secret_key"]
        assert stat.S_IMODE((folder / "secret_key").stat().st_mode) == 0o600
