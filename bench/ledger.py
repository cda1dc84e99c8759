"""The ledger as it grows: freezing a million, the cost of a message at 1 and at 10 million rows, its pages, memory.

Two installations, a small and a large one, are sent from in turn, so that what disturbs the machine disturbs both.
"""

from __future__ import annotations

import argparse
import statistics
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg

from bench import parts
from bench.outcome import Outcome
from bench.postgresql import Cluster, cluster
from bench.senders import Amarre, Run, fit

FREEZE_SECONDS = {"SQLite": 5.0, "PostgreSQL": 10.0}  # for a million
GROWTH, PAGE_MS, WORKER_MB = 1.3, 200, 200


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=1_000_000, help="recipients frozen (default: 1000000)")
    parser.add_argument("--rows", type=int, default=10_000_000, help="rows of the large ledger (default: 10000000)")
    parser.add_argument("--messages", type=int, default=50_000, help="mails in each send (default: 50000)")
    parser.add_argument("--rounds", type=int, default=3, help="sends from each ledger (default: 3)")
    parser.add_argument("--quick", action="store_true", help="20,000 people, 200,000 rows, 1,000 mails, one round")
    parser.add_argument("--only", default="", choices=("", "SQLite", "PostgreSQL"), help="one database only")


@dataclass
class Size:
    people: int
    rows: int
    messages: int
    rounds: int


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("ledger")
    size = Size(20_000, 200_000, 1000, 1) if args.quick else Size(args.people, args.rows, args.messages, args.rounds)
    with parts.folder() as folder, cluster() as server:
        for name in ("SQLite", "PostgreSQL"):
            if args.only not in ("", name):
                continue
            if name == "PostgreSQL" and server is None:
                outcome.notes.append("PostgreSQL was left out: this machine has none (install the package postgresql).")
                continue
            its = server if name == "PostgreSQL" else None
            try:
                with _two_homes(folder / name, its) as (small, large):
                    outcome.figures[name] = _database(name, small, large, size, folder, its)
            except parts.Failed as error:
                parts.say(f"FAILED: {name}: {error}")
                outcome.figures[name] = {"failed": str(error)}
    _conclude(outcome, size, quick=args.quick)
    return outcome


@contextmanager
def _two_homes(folder: Path, server: Cluster | None) -> Iterator[tuple[parts.Installation, parts.Installation]]:
    """Two installations that know nothing of each other, in two databases; their room is given back at the end."""
    folder.mkdir()
    homes = []
    for name in ("small", "large"):
        url = _database_of(server, f"ledger_{name}") if server else ""
        homes.append(parts.Installation(folder / name, url))
    try:
        yield homes[0], homes[1]
    finally:
        for home in homes:
            for file in home.home.glob("amarre.sqlite3*"):
                file.unlink()


def _database_of(server: Cluster, name: str) -> str:
    with psycopg.connect(server.url, autocommit=True) as connection:
        connection.execute(f'CREATE DATABASE "{name}"')
    return server.url.rpartition("/")[0] + f"/{name}"


def _database(
    name: str, small: parts.Installation, large: parts.Installation, size: Size, folder: Path, server: Cluster | None
) -> dict[str, Any]:
    """Everything about one database."""
    parts.say(f"{name}: {size.people:,} people")
    for home in (small, large):
        home.step("prepare", people=size.people)
    frozen = small.step("batch", people=size.people, filling=700, config={"port": 9})
    small.step("discard", batch=frozen["batch"])
    parts.say(f"  frozen in {frozen['freeze_seconds']:.1f} s; filling {size.rows:,} rows")
    filled = large.step("fill", timeout=3000, rows=size.rows, people=size.people, per_batch=max(1000, size.rows // 20))
    runs = _in_turn(small, large, size, folder, server)
    pages = large.step("pages", times=40, people=size.people)
    grown = {key: _cost(runs["large"], key) / _cost(runs["small"], key) for key in ("seconds", "cpu")}
    return {
        "frozen": frozen["queued"],
        "freeze_seconds": round(frozen["freeze_seconds"], 2),
        "freeze_peak_mb": round(frozen["peak_mb"]),
        "rows": size.rows,
        "size_mb": filled["size_mb"],
        "fill_seconds": round(filled["filled_seconds"]),
        "us_per_message_small": round(_cost(runs["small"], "seconds"), 1),
        "us_per_message_large": round(_cost(runs["large"], "seconds"), 1),
        "cpu_us_per_message_small": round(_cost(runs["small"], "cpu"), 1),
        "cpu_us_per_message_large": round(_cost(runs["large"], "cpu"), 1),
        "server_cpu_us_per_message_small": round(_cost(runs["small"], "server_cpu"), 1),
        "server_cpu_us_per_message_large": round(_cost(runs["large"], "server_cpu"), 1),
        "growth": round(grown["seconds"], 3),
        "cpu_growth": round(grown["cpu"], 3),
        "worker_peak_mb": round(max(run.peak_mb for each in runs.values() for run in each)),
        **pages,
    }


def _in_turn(
    small: parts.Installation, large: parts.Installation, size: Size, folder: Path, server: Cluster | None
) -> dict[str, list[Run]]:
    """The same send from both, round after round."""
    senders = {"small": Amarre("small", small, {}, server), "large": Amarre("large", large, {}, server)}
    filling, _bytes = fit(senders["small"], 3 * 1024, folder)
    runs: dict[str, list[Run]] = {"small": [], "large": []}
    for number in range(size.rounds):
        for which, sender in senders.items():
            with _receiver(folder) as port:
                run = sender.send(port, size.messages, filling)
            runs[which].append(run)
            parts.say(f"  round {number + 1}: {which} ledger: {run.rate:,.0f} a second")
    return runs


@contextmanager
def _receiver(folder: Path) -> Iterator[int]:
    """smtp-sink, or our own sink on a machine that has none."""
    port = parts.free_port()
    if parts.program("smtp-sink"):
        with parts.smtp_sink(port, folder / "counters"):
            yield port
        return
    with parts.recording_sink(port, folder / "record"):
        yield port


def _cost(runs: list[Run], key: str) -> float:
    """Microseconds a message, median of the runs."""
    return statistics.median(getattr(run, key) / run.messages * 1e6 for run in runs)


def _conclude(outcome: Outcome, size: Size, *, quick: bool) -> None:
    names = [name for name in ("SQLite", "PostgreSQL") if name in outcome.figures]
    keys = dict.fromkeys(key for name in names for key in outcome.figures[name])
    lines = [f"{'':34}{''.join(f'{name:>14}' for name in names)}"]
    for key in keys:
        values = [outcome.figures[name].get(key, "") for name in names]
        if isinstance(values[0], dict):
            lines.append(f"{key.replace('_', ' ')}:")
            lines += [f"  {label:32}{''.join(f'{value[label]!s:>14}' for value in values)}" for label in values[0]]
        else:
            lines.append(f"{key.replace('_', ' '):34}{''.join(f'{value!s:>14}' for value in values)}")
    outcome.table = lines
    for name in names:
        found = outcome.figures[name]
        if quick and "failed" not in found:
            continue
        goals = {
            "freeze_seconds": FREEZE_SECONDS[name] * size.people / 1_000_000,
            "growth": GROWTH,
            "worst_p95_ms": PAGE_MS,
            "worker_peak_mb": WORKER_MB,
        }
        for key, most in goals.items():
            label = f"{name}: {key.replace('_', ' ')}"
            outcome.goals[label] = {"at_most": most}
            if key in found:
                outcome.figures[label] = found[key]
