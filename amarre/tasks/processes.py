"""Who runs a task: a name for a worker process that tells later whether that very process still lives.

A process number alone is reused, so the name carries the machine (with its boot and its process namespace: two
containers may share a host name), the process number and the moment the process started.
"""

from __future__ import annotations

import os
import secrets
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_PROC = Path("/proc")
_UNKNOWN = "?"
# Fields of /proc/<pid>/stat after the command's closing bracket (proc(5)): state is field 3, starttime field 22.
_STATE, _START = 0, 19
_ENDED_STATES = frozenset("ZXx")


@dataclass(frozen=True)
class Process:
    """One worker process. `start` is in clock ticks since boot, or "?" where the system does not tell."""

    machine: str
    pid: int
    start: str
    mark: str

    def __str__(self) -> str:
        return f"{self.machine}:{self.pid}:{self.start}:{self.mark}"

    @classmethod
    def current(cls) -> Process:
        """This process, with a fresh mark (two workers in one process are two)."""
        pid = os.getpid()
        return cls(this_machine(), pid, _start_of(pid) or _UNKNOWN, secrets.token_hex(3))

    @classmethod
    def parse(cls, name: str) -> Process | None:
        """The process behind a worker's name; None when the name is not one of ours."""
        parts = name.rsplit(":", 3)
        if len(parts) != 4 or not parts[1].isdigit():
            return None
        return cls(parts[0], int(parts[1]), parts[2], parts[3])

    def lives(self) -> bool | None:
        """Whether the process runs: True or False when this machine can tell, None for another machine."""
        if self.machine != this_machine():
            return None
        if self.start == _UNKNOWN:
            return None if _answers(self.pid) else False
        return _start_of(self.pid) == self.start


@cache
def this_machine() -> str:
    """Host name, boot and process namespace of this machine, as one word without a colon-separated tail."""
    boot = _read(_PROC / "sys/kernel/random/boot_id")[:8]
    try:
        namespace = os.readlink(_PROC / "self/ns/pid").strip("pid:[]")
    except OSError:
        namespace = ""
    return "/".join(part for part in (socket.gethostname(), boot, namespace) if part)


def _start_of(pid: int) -> str | None:
    """When the process started; None when there is none, or when it has ended and only waits to be collected."""
    stat = _read(_PROC / str(pid) / "stat")
    if not stat:
        return None
    fields = stat.rpartition(")")[2].split()
    return None if fields[_STATE] in _ENDED_STATES else fields[_START]


def _answers(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _read(path: Path) -> str:
    """The text of a small system file; empty where the system has none."""
    try:
        return path.read_text(encoding="utf-8", errors="replace").strip()
    except OSError:
        return ""
