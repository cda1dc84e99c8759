"""What the benches of the post office share: installations of their own, sinks, and processes pinned to a core."""

from __future__ import annotations

import contextlib
import json
import os
import resource
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SINK_CORE, SENDER_CORE = 0, 1


class Failed(Exception):
    """A part of a bench did not do what it must: its figures are worth nothing."""


def say(words: str) -> None:
    """Tell on the error output how far the bench is."""
    sys.stderr.write(f"{words}\n")
    sys.stderr.flush()


def program(name: str) -> str:
    """The path of a program, also in the folders of the administrator; "" where the machine has none."""
    return shutil.which(name) or shutil.which(name, path="/usr/sbin:/sbin:/usr/local/sbin:/opt/homebrew/sbin") or ""


def pinned(core: int, *command: str) -> list[str]:
    """A command held to one core, where the system can (`taskset`) and has more than one."""
    taskset = program("taskset")
    return [taskset, "-c", str(core), *command] if taskset and (os.cpu_count() or 1) > 1 else list(command)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int, seconds: float = 15) -> None:
    """Until somebody listens there. Raises Failed after so many seconds."""
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1) as probe:
            probe.recv(100)
            return
        time.sleep(0.05)
    raise Failed(f"nobody listens at port {port}")


@dataclass(frozen=True)
class Installation:
    """An AMARRE_HOME of its own, on SQLite or on the PostgreSQL server at `url`."""

    home: Path
    url: str = ""

    @property
    def environment(self) -> dict[str, str]:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("AMARRE_", "DATABASE_"))}
        own = {"AMARRE_HOME": str(self.home), "DJANGO_SETTINGS_MODULE": "amarre.settings", "AMARRE_LOG_LEVEL": "ERROR"}
        return kept | own | ({"DATABASE_URL": self.url} if self.url else {})

    def step(self, name: str, /, *, timeout: float = 900, **values: Any) -> dict[str, Any]:
        """Run one step of `bench.posting`. Raises Failed when it breaks or takes too long."""
        command = [sys.executable, "-m", "bench.posting", name, json.dumps(values)]
        try:
            done = subprocess.run(
                command, env=self.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True, timeout=timeout, check=True
            )
        except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
            raise Failed(f"{name}: {error}") from error
        return dict(json.loads(done.stdout.splitlines()[-1]))

    def start_step(self, name: str, /, **values: Any) -> subprocess.Popen[str]:
        """Start one step, to be killed or waited for; what it complains of is in `complaints`."""
        return self._start("bench.posting", name, json.dumps(values))

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Start `amarre WORDS`; what it complains of is in `complaints`."""
        return self._start("amarre", *words)

    @property
    def complaints(self) -> str:
        """The end of what started processes wrote on their error output."""
        file = self._log()
        return file.read_text(encoding="utf-8", errors="replace")[-1500:] if file.exists() else ""

    def _log(self) -> Path:
        return self.home.with_suffix(".log")

    def _start(self, *words: str) -> subprocess.Popen[str]:
        with self._log().open("a", encoding="utf-8") as log:
            return subprocess.Popen(
                [sys.executable, "-m", *words],
                env=self.environment, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=log, text=True,
            )  # fmt: skip


@contextlib.contextmanager
def folder() -> Iterator[Path]:
    """A folder that is gone afterwards."""
    path = Path(tempfile.mkdtemp(prefix="amarre-bench-"))
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)


@contextlib.contextmanager
def ended(process: subprocess.Popen[Any]) -> Iterator[subprocess.Popen[Any]]:
    """A process that does not outlive the block."""
    try:
        yield process
    finally:
        if process.poll() is None:
            process.terminate()
            try:
                process.wait(timeout=10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@contextlib.contextmanager
def recording_sink(port: int, record: Path) -> Iterator[None]:
    """`bench.sink`: our own sink, which writes each recipient down."""
    command = pinned(SINK_CORE, sys.executable, "-m", "bench.sink", str(port), str(record))
    with ended(subprocess.Popen(command, cwd=ROOT)):
        wait_for(port)
        yield


@dataclass
class SmtpSink:
    """postfix's sink, counting."""

    port: int
    output: Path

    def mails(self) -> int:
        """How many it has taken so far, by its own counter (`mesg=`)."""
        told = self.output.read_text(encoding="ascii", errors="replace").split("mesg=")
        return int(told[-1].split()[0]) if len(told) > 1 else 0


@contextlib.contextmanager
def smtp_sink(port: int, output: Path, *, pipelining: bool = True) -> Iterator[SmtpSink]:
    """Start `smtp-sink` on the sink's core; `pipelining` False makes it offer none."""
    options = ["-c"] if pipelining else ["-c", "-p"]
    if os.getuid() == 0:
        options += ["-u", "nobody"]  # it refuses to run as root
    command = pinned(SINK_CORE, program("smtp-sink"), *options, f"127.0.0.1:{port}", "1024")
    with output.open("w", encoding="ascii") as file, ended(subprocess.Popen(command, stdout=file)):
        wait_for(port)
        yield SmtpSink(port, output)


def timed(command: list[str], *, timeout: float = 600) -> tuple[float, float, str]:
    """Run a command: (seconds, CPU-seconds, what it said). Raises Failed when it breaks or takes too long."""
    used, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    try:
        done = subprocess.run(command, stdout=subprocess.PIPE, text=True, cwd=ROOT, timeout=timeout, check=True)
    except (subprocess.CalledProcessError, subprocess.TimeoutExpired) as error:
        raise Failed(f"{command[0]}: {error}") from error
    seconds, spent = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return seconds, spent.ru_utime + spent.ru_stime - used.ru_utime - used.ru_stime, done.stdout
