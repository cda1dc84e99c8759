"""A PostgreSQL server of our own for a bench: with its durability on, killed and started again at will, its CPU told.

Where DATABASE_URL names PostgreSQL, that server is used instead, and can be neither killed nor measured.
"""

from __future__ import annotations

import contextlib
import glob
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.run import _account, _free_port

_TICKS = os.sysconf("SC_CLK_TCK")
OPTIONS = "-c listen_addresses=127.0.0.1 -c max_connections=60 -c shared_buffers=256MB -c max_wal_size=4GB"


class Cluster:
    """A server in a folder of its own; `url` is its address."""

    def __init__(self, programs: Path, folder: Path) -> None:
        self.programs, self.folder = programs, folder
        self.data = folder / "data"
        self.port = _free_port()
        self.url = f"postgresql://amarre@127.0.0.1:{self.port}/postgres"
        self.account = _account()
        if self.account:
            shutil.chown(folder, self.account)
        self._run("initdb", "-D", str(self.data), "-U", "amarre", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")

    def _run(self, program: str, *arguments: str) -> None:
        command = [str(self.programs / program), *arguments]
        if self.account:  # PostgreSQL refuses to run as root
            command = ["runuser", "-u", self.account, "--", *command]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=self.folder)

    def start(self) -> None:
        """Start, or start again after a kill (with its recovery)."""
        options = f"-p {self.port} -k {self.folder} {OPTIONS}"
        log = str(self.folder / "log")
        for _try in range(20):
            with contextlib.suppress(subprocess.CalledProcessError):
                self._run("pg_ctl", "-D", str(self.data), "-w", "-t", "60", "-l", log, "-o", options, "start")
                return
            time.sleep(0.5)  # the memory of the killed server is still in use
        raise RuntimeError(f"PostgreSQL does not start: {log}")

    def stop(self) -> None:
        self._run("pg_ctl", "-D", str(self.data), "-w", "-m", "immediate", "stop")

    @property
    def pid(self) -> int:
        return int((self.data / "postmaster.pid").read_text(encoding="utf-8").split("\n")[0])

    def kill(self) -> None:
        """SIGKILL to the server and each of its processes, as when the power fails."""
        first = self.pid
        children = _children(first)
        for pid in (first, *children):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)

    def cpu_seconds(self) -> float:
        """User and system seconds of all its processes so far, ended ones too."""
        first = self.pid
        return _cpu(first, ended_children=True) + sum(_cpu(pid) for pid in _children(first))

    def size_mb(self) -> float:
        """What it holds on disk."""
        done = subprocess.run(["du", "-sm", str(self.data)], check=True, stdout=subprocess.PIPE, text=True)
        return float(done.stdout.split()[0])


def _children(parent: int) -> list[int]:
    found = Path(f"/proc/{parent}/task/{parent}/children").read_text(encoding="ascii")
    return [int(word) for word in found.split()]


def _cpu(pid: int, *, ended_children: bool = False) -> float:
    try:
        words = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()
    except OSError:
        return 0.0  # it ended meanwhile, and its parent counts it
    # proc(5): utime, stime, cutime and cstime are fields 14 to 17; the first word here is field 3.
    return sum(int(word) for word in words[11 : 15 if ended_children else 13]) / _TICKS


@contextlib.contextmanager
def cluster() -> Iterator[Cluster | None]:
    """A server, started; None where the machine has no PostgreSQL."""
    found = sorted(glob.glob("/usr/lib/postgresql/*/bin")) or sorted(glob.glob("/opt/homebrew/opt/postgresql*/bin"))
    if not found:
        yield None
        return
    folder = Path(tempfile.mkdtemp(prefix="amarre-pg-"))
    try:
        server = Cluster(Path(found[-1]), folder)
        server.start()
        try:
            yield server
        finally:
            with contextlib.suppress(subprocess.CalledProcessError):
                server.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)
