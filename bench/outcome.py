"""What every bench gives: figures, ratios against a peer or a limit, goals, and whether they are met."""

from __future__ import annotations

import os
import platform
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Outcome:
    """`goals`: name of a ratio or figure to `{"at_least": x}` or `{"at_most": x}`; `ok` when all are met."""

    name: str
    figures: dict[str, Any] = field(default_factory=dict)
    ratios: dict[str, float] = field(default_factory=dict)
    goals: dict[str, dict[str, float]] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    table: list[str] = field(default_factory=list)  # lines for people to read, when the bench makes some

    @property
    def ok(self) -> bool:
        return all(self._is_met(name, goal) for name, goal in self.goals.items())

    def _is_met(self, name: str, goal: Mapping[str, float]) -> bool:
        value = self.ratios.get(name, self.figures.get(name))
        if value is None:
            return False
        return value >= goal.get("at_least", value) and value <= goal.get("at_most", value)

    def as_text(self) -> str:
        """The table, each goal with what was found, and the notes."""
        lines = [*self.table, ""]
        for name, goal in self.goals.items():
            (kind, limit), *_rest = goal.items()
            value = self.ratios.get(name, self.figures.get(name))
            verdict = "met" if self._is_met(name, goal) else "NOT MET"
            lines.append(f"{verdict:8}{name}: {value} ({kind.replace('_', ' ')} {limit:g})")
        return "\n".join([*lines, "", *self.notes])

    def as_dict(self) -> dict[str, Any]:
        return {
            "name": self.name,
            "machine": machine(),
            "figures": self.figures,
            "ratios": {name: round(value, 3) for name, value in self.ratios.items()},
            "goals": self.goals,
            "ok": self.ok,
            "notes": self.notes,
        }


def machine() -> dict[str, Any]:
    """What a reader needs to compare: cores, memory in GB, load, versions. Nothing that names the place."""
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return {
        "system": f"{platform.system()} {platform.machine()}",
        "cores": os.cpu_count(),
        "memory_gb": round(memory, 1),
        "load_before": round(os.getloadavg()[0], 2),
        "python": platform.python_version(),
        "sqlite": sqlite3.sqlite_version,
    }


def peak_memory_mb(pid: int | str = "self") -> float:
    """The most memory a process has held (VmHWM), in MB. Linux."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM:"):
            return int(line.split()[1]) / 1024
    return float("nan")


def resident_mb(pid: int) -> float:
    """The memory a process holds now (VmRSS), in MB. Linux."""
    for line in Path(f"/proc/{pid}/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1024
    return float("nan")
