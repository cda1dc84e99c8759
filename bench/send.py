"""The sender against postfix's smtp-sink, beside smtp-source, Django's send_mail and nodemailer, in one run.

The sink is held to core 0, each sender to core 1; rounds are interleaved and medians taken. amarre goes the whole way:
people in its database, recipients frozen, the worker's own sending function, the outcome of each committed. After each
run the sink's count is held against the ledger's. A PostgreSQL server, when the machine has one, is started for the
bench with its durability on and is not held to a core.
"""

from __future__ import annotations

import argparse
import contextlib
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519, rsa

from bench import parts, sink
from bench.outcome import Outcome
from bench.postgresql import Cluster, cluster
from bench.senders import Amarre, Run, Sender, Source, django_mail, fit, nodemailer

SMALL, LARGE = 3 * 1024, 12 * 1024
# The goals are held against smtp-source as people call it, a session for each mail. With -d it keeps its sessions, as
# we do, and is near the limit of this way of measuring: that ratio is printed beside, and is the harder one.
YARDSTICK, LIMIT = Source(kept=False), Source(kept=True)
GOALS: dict[str, dict[str, float]] = {
    f"3 KB, SQLite / {YARDSTICK.name}": {"at_least": 1.5},
    f"3 KB, PostgreSQL / {YARDSTICK.name}": {"at_least": 1.0},
    f"12 KB, SQLite / {YARDSTICK.name}": {"at_least": 1.1},
    f"3 KB, no PIPELINING, SQLite / {YARDSTICK.name}": {"at_least": 0.9},
    "3 KB, SQLite: CPU-s per 1,000": {"at_most": 0.05},
    "3 KB, SQLite: peak MB": {"at_most": 200},
}
HIDDEN = (
    "A sink hides what a real next hop costs: it queues nothing and calls no fsync, checks no sender, asks for no TLS "
    "and is not far away. The line with TLS and 20 ms shows the last two; a real server's queue decides the rest."
)

MISSING = (
    "Not run: smtp-sink and smtp-source are missing. They come with postfix (Debian, Ubuntu: `apt install postfix`, "
    "choose 'No configuration'; Homebrew: `brew install postfix`)."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=100_000, help="mails in each run (default: 100000)")
    parser.add_argument("--rounds", type=int, default=3, help="runs of each, of which the median counts (default: 3)")
    parser.add_argument("--quick", action="store_true", help="2,000 mails, one round: whether it works, not how fast")
    parser.add_argument("--only", default="", metavar="WORDS", help="only the cases whose name contains these words")


@dataclass
class Bench:
    """What all the cases share, and what they found."""

    folder: Path
    messages: int
    rounds: int
    only: str
    sqlite: parts.Installation
    postgresql: parts.Installation | None
    cluster: Cluster | None
    table: list[dict[str, Any]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    fillings: dict[tuple[str, int], tuple[int, int]] = field(default_factory=dict)

    def wants(self, name: str) -> bool:
        return self.only in name

    def on_postgresql(self, name: str, config: Mapping[str, Any]) -> list[Amarre]:
        """amarre on PostgreSQL, where the machine has it."""
        if self.postgresql is None:
            return []
        return [Amarre(f"{name}, PostgreSQL", self.postgresql, config, self.cluster)]


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("send", notes=[HIDDEN])
    if not parts.program("smtp-sink") or not parts.program("smtp-source"):
        outcome.notes.append(MISSING)
        parts.say(outcome.notes[-1])
        return outcome
    messages, rounds = (min(args.messages, 2000), 1) if args.quick else (args.messages, args.rounds)
    with parts.folder() as folder, cluster() as server:
        home = parts.Installation(folder / "sqlite")
        other = parts.Installation(folder / "postgresql", server.url) if server else None
        if other is None:
            outcome.notes.append("PostgreSQL was left out: this machine has none (install the package postgresql).")
        for each in filter(None, (home, other)):
            parts.say(f"{messages:,} people into {each.home.name}")
            each.step("prepare", people=messages)
        bench = Bench(folder, messages, rounds, args.only, home, other, server)
        for case in (_small, _large, _without_pipelining, _signed, _far, _few):
            try:
                case(bench)
            except parts.Failed as error:
                parts.say(f"FAILED: {error}")
                bench.failures.append(str(error))
    _conclude(outcome, bench, measured=not args.quick)
    return outcome


# The cases


def _small(bench: Bench) -> None:
    name = "3 KB"
    peers: list[Sender] = [django_mail(bench.folder)]
    pool = nodemailer(bench.folder)
    if pool:
        peers.append(pool)
    ours = [Amarre(f"{name}, SQLite", bench.sqlite), *bench.on_postgresql(name, {})]
    _compare(bench, name, SMALL, [*ours, *peers])


def _large(bench: Bench) -> None:
    _compare(bench, "12 KB", LARGE, [Amarre("12 KB, SQLite", bench.sqlite), *bench.on_postgresql("12 KB", {})])


def _without_pipelining(bench: Bench) -> None:
    name = "3 KB, no PIPELINING"
    _compare(bench, name, SMALL, [Amarre(f"{name}, SQLite", bench.sqlite)], pipelining=False)


def _signed(bench: Bench) -> None:
    """DKIM: an RSA signature is dear, so fewer mails are sent and the rate said for them."""
    for algorithm, share in (("RSA-2048", 0.1), ("Ed25519", 0.5)):
        name = f"3 KB, DKIM {algorithm}"
        if bench.wants(name):
            sender = Amarre(name, bench.sqlite, _signing(algorithm))
            _line(bench, name, SMALL, [_once(bench, sender, SMALL, share) for _ in range(bench.rounds)], {})


def _far(bench: Bench) -> None:
    """TLS, and a server 20 ms away (there and back)."""
    name = "3 KB, TLS, 20 ms away"
    if not bench.wants(name):
        return
    runs = []
    for _round in range(bench.rounds):
        with _distant(bench) as (port, authority, taken):
            config = {"tls": "tls", "ca_file": str(authority)}
            sender = Amarre(name, bench.sqlite, config)
            runs.append(
                sender.send(
                    port, min(bench.messages, max(1000, bench.messages // 5)), _filling(bench, sender, SMALL)[0]
                )
            )
            _agrees(name, taken, runs[-1])
    _line(bench, name, SMALL, runs, {})


def _few(bench: Bench) -> None:
    """100 mails with a worker already waiting: from the press of the button to the first and the last."""
    name = "100 mails, a worker waiting, SQLite"
    if not bench.wants(name):
        return
    record = bench.folder / "few"
    times: list[tuple[float, float]] = []
    port = parts.free_port()
    with (
        parts.recording_sink(port, record),
        parts.ended(bench.sqlite.start("work", "--queue", "send")),
    ):
        time.sleep(4)  # the worker's own start is not what is measured
        for _round in range(max(3, bench.rounds)):
            record.write_bytes(b"")
            made = bench.sqlite.step("batch", people=100, filling=700, config={"port": port}, start=True)
            _until(lambda: sink.count(record) >= 100)
            arrived = sorted(mail.at for mail in sink.read(record))
            times.append((arrived[0] - made["started"], arrived[-1] - made["started"]))
    bench.table.append({
        "case": name, "messages": 100,
        "first_ms": round(statistics.median(first for first, _last in times) * 1000, 1),
        "last_ms": round(statistics.median(last for _first, last in times) * 1000, 1),
    })  # fmt: skip


# How a case is run


def _compare(bench: Bench, name: str, size: int, senders: Sequence[Sender], *, pipelining: bool = True) -> None:
    """The yardsticks and the senders in turn, round after round; each line's ratios are of medians."""
    if not bench.wants(name):
        return
    everybody: tuple[Sender, ...] = (YARDSTICK, LIMIT, *senders)
    fillings = {each.name: _filling(bench, each, size) for each in everybody}
    runs: dict[str, list[Run]] = {each.name: [] for each in everybody}
    for number in range(bench.rounds):
        for each in everybody:
            run = _into_sink(bench, each, _count(bench, each), fillings[each.name][0], pipelining=pipelining)
            runs[each.name].append(run)
            parts.say(f"  round {number + 1}: {each.name}: {run.rate:,.0f} a second")
    against = {
        yardstick: statistics.median(run.rate for run in runs[yardstick.name]) for yardstick in (YARDSTICK, LIMIT)
    }
    for each in everybody:
        label = each.name if isinstance(each, Amarre) else f"{name}, {each.name}"
        _line(bench, label, fillings[each.name][1], runs[each.name], against)


def _count(bench: Bench, sender: Sender) -> int:
    """How many mails: slow peers send fewer, for their rate does not depend on how many."""
    if isinstance(sender, Amarre) or sender is LIMIT:
        return bench.messages
    return max(500, bench.messages // (5 if sender is YARDSTICK else 50))


def _filling(bench: Bench, sender: Sender, size: int) -> tuple[int, int]:
    """The filling that makes this sender's mails of that size, and their bytes; tried once, on SQLite, unsigned."""
    ours = isinstance(sender, Amarre)
    key = ("amarre" if ours else sender.name, size)
    if key not in bench.fillings:
        bench.fillings[key] = fit(Amarre("trial", bench.sqlite) if ours else sender, size, bench.folder)
    return bench.fillings[key]


def _once(bench: Bench, sender: Sender, size: int, share: float) -> Run:
    """One run with a part of the mails."""
    filling, _bytes = _filling(bench, sender, size)
    run = _into_sink(bench, sender, max(500, int(bench.messages * share)), filling)
    parts.say(f"  {sender.name}: {run.rate:,.0f} a second")
    return run


def _into_sink(bench: Bench, sender: Sender, messages: int, filling: int, *, pipelining: bool = True) -> Run:
    """Send into a fresh smtp-sink, and hold its count against the sender's."""
    with parts.smtp_sink(parts.free_port(), bench.folder / "counters", pipelining=pipelining) as receiver:
        run = sender.send(receiver.port, messages, filling)
        if isinstance(sender, Amarre):
            _until(lambda: receiver.mails() >= messages, seconds=5)
            _agrees(sender.name, receiver.mails(), run)
    return run


def _agrees(name: str, taken: Any, run: Run) -> None:
    count = taken() if callable(taken) else taken
    if count != run.messages:
        raise parts.Failed(f"{name}: the ledger says {run.messages} were sent, the sink took {count}")


def _until(done: Any, seconds: float = 60) -> None:
    """Wait for something; whoever called looks whether it came."""
    ends = time.monotonic() + seconds
    while not done() and time.monotonic() < ends:
        time.sleep(0.01)


@contextlib.contextmanager
def _distant(bench: Bench) -> Iterator[tuple[int, Path, Any]]:
    """A sink behind TLS and 10 ms in each direction: its port, who vouches for it, and how many it took."""
    port, keys = parts.free_port(), bench.folder / "keys"
    with parts.smtp_sink(parts.free_port(), bench.folder / "counters") as receiver:
        words = [sys.executable, "-m", "bench.distance", str(port), str(receiver.port), "10", str(keys)]
        with parts.ended(subprocess.Popen(parts.pinned(parts.SINK_CORE, *words), cwd=parts.ROOT)):
            authority = keys / "127.0.0.1.pem"
            _until(authority.exists, seconds=15)
            time.sleep(0.5)

            def taken() -> int:
                time.sleep(0.3)
                return receiver.mails()

            yield port, authority, taken


def _signing(algorithm: str) -> dict[str, str]:
    key: Any = (
        ed25519.Ed25519PrivateKey.generate()
        if algorithm == "Ed25519"
        else rsa.generate_private_key(public_exponent=65537, key_size=2048)
    )
    pem = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    ).decode()
    return {"dkim_selector": "bench", "domain": "laiterie.example", "dkim_key": pem}


# What is told


def _line(bench: Bench, label: str, size: int, runs: Sequence[Run], against: Mapping[Source, float]) -> None:
    """One line of the table: medians of the runs, against the rates of the two yardsticks."""

    def median(values: Iterator[float]) -> float:
        return statistics.median(values)

    rate = median(run.rate for run in runs)
    line: dict[str, Any] = {
        "case": label,
        "messages": runs[0].messages,
        "per_second": round(rate),
        "ratio": round(rate / against[YARDSTICK], 3) if against else None,
        "ratio_of_limit": round(rate / against[LIMIT], 3) if against else None,
        "cpu_per_1000": round(median(run.per_thousand(run.cpu) for run in runs), 4),
        "bytes": size,
        "all_rates": [round(run.rate) for run in runs],
    }
    if any(run.server_cpu for run in runs):
        line["server_cpu_per_1000"] = round(median(run.per_thousand(run.server_cpu) for run in runs), 4)
    if any(run.peak_mb for run in runs):
        line["peak_mb"] = round(max(run.peak_mb for run in runs))
    bench.table.append(line)


def _conclude(outcome: Outcome, bench: Bench, *, measured: bool) -> None:
    outcome.figures["table"] = bench.table
    outcome.figures["cases that failed"] = len(bench.failures)
    outcome.notes += [f"FAILED: {each}" for each in bench.failures]
    for line in bench.table:
        name = line["case"]
        if line.get("ratio") is not None:
            outcome.ratios[f"{name} / {YARDSTICK.name}"] = line["ratio"]
            outcome.ratios[f"{name} / {LIMIT.name}"] = line["ratio_of_limit"]
        if name == "3 KB, SQLite":
            outcome.figures[f"{name}: CPU-s per 1,000"] = line["cpu_per_1000"]
            outcome.figures[f"{name}: peak MB"] = line["peak_mb"]
    known = {*outcome.ratios, *outcome.figures}
    outcome.goals = {name: goal for name, goal in GOALS.items() if name in known} if measured else {}
    outcome.goals["cases that failed"] = {"at_most": 0}
    outcome.table = _drawn(bench.table)


def _drawn(table: Sequence[Mapping[str, Any]]) -> list[str]:
    """The table as people read it."""
    head = f"{'case':44}{'mails/s':>9}{'ratio':>8}{'-d':>8}{'CPU-s/1,000':>13}{'server':>9}{'bytes':>8}{'MB':>6}"
    rows = [head, "-" * len(head)]
    for line in table:
        if "first_ms" in line:
            rows.append(f"{line['case']:44}first after {line['first_ms']} ms, last after {line['last_ms']} ms")
            continue
        known = [line[name] for name in ("ratio", "ratio_of_limit")]
        ratios = "".join(f"{'' if value is None else f'{value:.2f}':>8}" for value in known)
        server = f"{line['server_cpu_per_1000']:.3f}" if "server_cpu_per_1000" in line else ""
        rows.append(
            f"{line['case']:44}{line['per_second']:>9,}{ratios}{line['cpu_per_1000']:>13.3f}{server:>9}"
            f"{line['bytes']:>8,}{line.get('peak_mb', ''):>6}"
        )
    return rows
