"""Workers killed -9 in the middle of a send, the database server too: nobody missed, nobody twice save the unsure.

The sink is ours: it writes each recipient down before it answers, and what the ledger says is held against that record.
On SQLite one worker, on PostgreSQL three and a server that is killed and started again once. Afterwards the unsure are
sent again, as a person may decide: then nobody is missed, and only they may have received it twice.
"""

from __future__ import annotations

import argparse
import random
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from bench import parts, sink
from bench.outcome import Outcome
from bench.postgresql import Cluster, cluster

UNSURE_PER_KILL = 100
MOST_FALLS = 60  # of workers that nobody killed
SECONDS = 1200  # after which a send that does not end has failed


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--messages", type=int, default=100_000, help="mails in each send (default: 100000)")
    parser.add_argument("--kills", type=int, default=20, help="workers killed in each send (default: 20)")
    parser.add_argument("--seed", type=int, default=1, help="of the moments at which they are killed")
    parser.add_argument("--real", action="store_true", help="`amarre work` itself (its own pauses make this longer)")
    parser.add_argument("--quick", action="store_true", help="2,000 mails, 5 kills")


@dataclass
class Scene:
    """One send under fire."""

    installation: parts.Installation
    workers: int
    messages: int
    kills: int
    chance: random.Random
    real: bool
    record: Path
    server: Cluster | None = None
    batch: int = 0
    killed: int = 0
    fell: int = 0  # workers that ended by themselves, and were started again
    server_kills: int = 0
    living: list[subprocess.Popen[str]] = field(default_factory=list)

    def play(self, port: int) -> None:
        """From the start of the send until the ledger calls it finished."""
        made = self.installation.step(
            "batch", people=self.messages, filling=500, config={"port": port}, start=True, name="crash"
        )
        self.batch = made["batch"]
        moments = sorted(self.chance.uniform(0.01, 0.97) for _kill in range(self.kills))
        waiting = [int(share * self.messages) for share in moments]
        server_dies_at = self.messages // 2 if self.server else self.messages * 2
        self.living = [self._start() for _worker in range(self.workers)]
        ends = time.monotonic() + SECONDS
        looked_at = time.monotonic()
        while time.monotonic() < ends:
            done = sink.count(self.record)
            if waiting and done >= waiting[0]:
                waiting.pop(0)
                self._kill_one()
            if self.server and done >= server_dies_at:
                server_dies_at = self.messages * 2
                self._kill_server()
            if self._ended(may_ask=time.monotonic() - looked_at > 3):
                return
            if time.monotonic() - looked_at > 3:
                looked_at = time.monotonic()
            time.sleep(0.002)
        raise parts.Failed(
            f"the send had not ended after {SECONDS} s: {self.installation.step('ledger', batch=self.batch)}"
        )

    def end(self) -> None:
        for process in self.living:
            process.kill()
            process.wait()

    def _start(self) -> subprocess.Popen[str]:
        if self.real:
            return self.installation.start("work", "--queue", "send")
        return self.installation.start_step("work", batch=self.batch)

    def _kill_one(self) -> None:
        time.sleep(self.chance.uniform(0, 0.03))
        place = self.chance.randrange(len(self.living))
        self.living[place].send_signal(signal.SIGKILL)
        self.living[place].wait()
        self.killed += 1
        self.living[place] = self._start()

    def _kill_server(self) -> None:
        if self.server is None:
            return
        self.server.kill()
        self.server_kills += 1
        time.sleep(0.5)
        self.server.start()

    def _ended(self, *, may_ask: bool) -> bool:
        """Whether the send is finished: small workers end by themselves then, of the real ones the ledger says so."""
        for place, process in enumerate(self.living):
            if process.poll() == 0 and not self.real:
                return True
            if process.poll() not in (None, 0):
                self.fell += 1
                if self.fell > MOST_FALLS:
                    raise parts.Failed(f"the workers fall by themselves: {self.installation.complaints}")
                self.living[place] = self._start()
        return self.real and may_ask and self.installation.step("ledger", batch=self.batch)["state"] == "finished"


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("crash")
    messages, kills = (min(args.messages, 2000), min(args.kills, 5)) if args.quick else (args.messages, args.kills)
    with parts.folder() as folder, cluster() as server:
        scenes: list[tuple[str, parts.Installation, int, Cluster | None]] = [
            ("SQLite, 1 worker", parts.Installation(folder / "sqlite"), 1, None)
        ]
        if server:
            other = parts.Installation(folder / "postgresql", server.url)
            scenes.append(("PostgreSQL, 3 workers", other, 3, server))
        else:
            outcome.notes.append("PostgreSQL was left out: this machine has none (install the package postgresql).")
        for name, installation, workers, its_server in scenes:
            record = folder / f"record-{workers}"
            scene = Scene(
                installation, workers, messages, kills, random.Random(args.seed), args.real, record, its_server
            )
            try:
                outcome.figures[name] = _told(scene, name)
            except parts.Failed as error:
                outcome.figures[name] = {"failed": str(error)}
                parts.say(f"FAILED: {name}: {error}")
            finally:
                scene.end()
    _conclude(outcome, kills)
    return outcome


def _told(scene: Scene, name: str) -> dict[str, Any]:
    """Play it, and hold the ledger against the record: once when it ends, once after the unsure were sent again."""
    parts.say(f"{name}: {scene.messages:,} mails, {scene.kills} kills")
    scene.installation.step("prepare", people=scene.messages)
    port = parts.free_port()
    began = time.monotonic()
    with parts.recording_sink(port, scene.record):
        scene.play(port)
        scene.end()
        seconds = time.monotonic() - began
        first = _held_against_the_record(scene)
        resent = scene.installation.step("resend", batch=scene.batch)["resent"]
        if resent:
            scene.installation.step("work", batch=scene.batch)
        second = _held_against_the_record(scene, were_unsure=first.pop("unsure_people"))
    second.pop("unsure_people")
    return {
        "messages": scene.messages,
        "killed": scene.killed,
        "database_killed": scene.server_kills,
        "fell": scene.fell,
        "seconds": round(seconds, 1),
        **first,
        "resent": resent,
        "missed_after_resending": second["missed"] + second["unsure"],
        "doubles_after_resending": second["doubles"],
        "doubles_never_unsure": second["doubles_not_unsure"],
        "names_that_changed": second["names_that_changed"],
    }


def _held_against_the_record(scene: Scene, were_unsure: frozenset[str] = frozenset()) -> dict[str, Any]:
    """What the ledger says of each recipient beside what the sink wrote down."""
    file = scene.record.with_suffix(".rows")
    told = scene.installation.step("rows", batch=scene.batch, file=str(file))
    ledger = dict(line.split(" ") for line in file.read_text(encoding="utf-8").splitlines())
    copies: Counter[str] = Counter()
    names: dict[str, set[str]] = {}
    for mail in sink.read(scene.record):
        copies[mail.recipient] += 1
        names.setdefault(mail.recipient, set()).add(mail.message_id)
    unsure = frozenset(address for address, state in ledger.items() if state == "unsure")
    doubles = {address for address, count in copies.items() if count > 1}
    states = Counter(ledger.values())
    return {
        "sent": states["sent"],
        "unsure": len(unsure),
        "unsure_that_arrived": sum(1 for address in unsure if copies[address]),
        "other_states": {state: count for state, count in states.items() if state not in ("sent", "unsure")},
        "taken_by_the_sink": copies.total(),
        "missed": sum(1 for address in ledger if not copies[address] and address not in unsure),
        "strangers": sum(1 for address in copies if address not in ledger),
        "doubles": len(doubles),
        "doubles_not_unsure": len(doubles - unsure - were_unsure),
        "names_that_changed": sum(1 for each in names.values() if len(each) > 1),
        "sums_add_up": bool(
            told["sums_add_up"]
            and states.total() == len(ledger) == scene.messages
            and copies.total() - sum(copies[address] - 1 for address in doubles)
            == states["sent"] + sum(1 for address in unsure if copies[address])
        ),
        "unsure_people": unsure,
    }


# Figure of each scene, and the most it may be.
_NONE = (
    "missed",
    "strangers",
    "doubles_not_unsure",
    "doubles_never_unsure",
    "missed_after_resending",
    "names_that_changed",
)


def _conclude(outcome: Outcome, kills: int) -> None:
    lines = [f"{'':28}{''.join(f'{name:>26}' for name in outcome.figures)}"]
    keys: dict[str, None] = {}
    for scene in list(outcome.figures.values()):
        keys |= dict.fromkeys(scene)
    for key in keys:
        values = [scene.get(key, "") for scene in outcome.figures.values()]
        lines.append(f"{key.replace('_', ' '):28}{''.join(f'{value!s:>26}' for value in values)}")
    outcome.table = lines
    for name, scene in list(outcome.figures.items()):
        _promise(outcome, name, scene, kills)


def _promise(outcome: Outcome, name: str, scene: Mapping[str, Any], kills: int) -> None:
    found: dict[str, tuple[Any, dict[str, float]]] = {key: (scene.get(key), {"at_most": 0}) for key in _NONE}
    found["unsure"] = (scene.get("unsure"), {"at_most": UNSURE_PER_KILL * max(1, scene.get("killed", kills))})
    found["sums_add_up"] = (scene.get("sums_add_up"), {"at_least": 1})
    found["killed"] = (scene.get("killed"), {"at_least": kills})
    for key, (value, goal) in found.items():
        label = f"{name}: {key.replace('_', ' ')}"
        outcome.goals[label] = goal
        if value is not None:
            outcome.figures[label] = int(value)
