"""Those who send in `amarre bench send`: amarre itself, and the peers it is compared with.

Each sends so many mails of a given size to a port and says what it took. `filling` is the number of characters that
make the mails as large as wanted, found by trial (`fit`), so that all send the same number of bytes.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Protocol

from bench import parts, sink
from bench.postgresql import Cluster
from bench.posting import words

PEERS = Path(__file__).parent / "peers"


@dataclass(frozen=True)
class Run:
    """One send. CPU in seconds: the sender's, and the database server's where there is one."""

    messages: int
    seconds: float
    cpu: float
    server_cpu: float = 0.0
    peak_mb: float = 0.0
    facts: Mapping[str, Any] = field(default_factory=dict)

    @property
    def rate(self) -> float:
        return self.messages / self.seconds

    def per_thousand(self, cpu: float) -> float:
        return cpu / self.messages * 1000


class Sender(Protocol):
    name: str

    def send(self, port: int, messages: int, filling: int) -> Run:
        """Send so many mails to a port of this machine. Raises parts.Failed."""


@dataclass(frozen=True)
class Source:
    """postfix's `smtp-source`: 10 sessions, in C, the same mail for all. `kept`: many mails in one session (-d)."""

    kept: bool

    @property
    def name(self) -> str:
        return f"smtp-source -s 10{' -d' if self.kept else ''}"

    def send(self, port: int, messages: int, filling: int) -> Run:
        # The -d of its manual: do not disconnect after each mail. With it, it is nearly three times as fast.
        options = ["-d"] if self.kept else []
        command = [parts.program("smtp-source"), "-s", "10", *options, "-m", str(messages), "-l", str(filling)]
        addresses = ["-f", "contact@laiterie.example", "-t", "p100000001@example.org"]
        seconds, cpu, _said = parts.timed(parts.pinned(parts.SENDER_CORE, *command, *addresses, f"127.0.0.1:{port}"))
        return Run(messages, seconds, cpu)


@dataclass
class Script:
    """A peer that is a program of its own, which reads its job from a file."""

    name: str
    command: list[str]
    folder: Path

    def send(self, port: int, messages: int, filling: int) -> Run:
        text = words(filling).replace("{{ person.first_name }}", "Zoé {{ n }}")
        text = text.replace("{{ unsubscribe.url }}", "https://laiterie.example/u/{{ n }}/")
        html = "".join(f"<p>{each}</p>" for each in text.split("\n\n"))
        job = self.folder / "job.json"
        job.write_text(json.dumps({"port": port, "messages": messages, "text": text, "html": html}), encoding="utf-8")
        _seconds, _cpu, said = parts.timed(parts.pinned(parts.SENDER_CORE, *self.command, str(job)))
        done = json.loads(said.splitlines()[-1])
        return Run(messages, done["seconds"], done["cpu"])


def django_mail(folder: Path) -> Script:
    """Django's `send_mail` over one kept connection."""
    return Script("Django send_mail", [sys.executable, str(PEERS / "django_mail.py")], folder)


def nodemailer(folder: Path) -> Script | None:
    """nodemailer with a pool of 10, installed by npm into `folder`; None without npm, or when it cannot fetch it."""
    if not parts.program("npm") or not parts.program("node"):
        parts.say("nodemailer is left out: this machine has no npm")
        return None
    for name in ("package.json", "package-lock.json", "nodemailer.mjs"):
        shutil.copy(PEERS / name, folder)
    command = [parts.program("npm"), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    done = subprocess.run(command, cwd=folder, check=False, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    if done.returncode:
        parts.say("nodemailer is left out: npm could not fetch it")
        return None
    return Script("nodemailer, pool of 10", [parts.program("node"), str(folder / "nodemailer.mjs")], folder)


@dataclass
class Amarre:
    """amarre: people, freeze, start, and the worker's sending function in a process of its own."""

    name: str
    installation: parts.Installation
    config: Mapping[str, Any] = field(default_factory=dict)
    cluster: Cluster | None = None

    def send(self, port: int, messages: int, filling: int) -> Run:
        made = self.installation.step(
            "batch", people=messages, filling=filling, config={"port": port, **self.config}, name=self.name
        )
        before = self.cluster.cpu_seconds() if self.cluster else 0.0
        done = self.installation.step("send", batch=made["batch"], core=parts.SENDER_CORE)
        after = self.cluster.cpu_seconds() if self.cluster else 0.0
        if done["states"] != {"sent": messages} or not done["sums_add_up"]:
            raise parts.Failed(f"{self.name}: {messages} were to be sent, the ledger says {done}")
        return Run(
            messages,
            done["seconds"],
            done["user"] + done["system"],
            after - before,
            done["peak_mb"],
            {"freeze_seconds": made["freeze_seconds"], "user": done["user"], "system": done["system"]},
        )


def fit(sender: Sender, size: int, folder: Path) -> tuple[int, int]:
    """The filling with which a sender's mails are `size` bytes, and the bytes that they then are (mean of what a sink
    of ours received: head and body, without the final dot)."""
    sizes: dict[int, int] = {}

    def trial(filling: int) -> int:
        record, port = folder / "fit", parts.free_port()
        record.unlink(missing_ok=True)
        with parts.recording_sink(port, record):
            sender.send(port, 5, filling)
        taken = [mail.size for mail in sink.read(record)]
        sizes[filling] = round(sum(taken) / len(taken))
        return sizes[filling]

    low, high = size // 4, size // 3
    slope = (trial(high) - trial(low)) / (high - low)
    filling = max(1, round(low + (size - sizes[low]) / slope))
    got = trial(filling)
    return filling, got
