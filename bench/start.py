"""From `amarre up` in an empty state folder to the page that answers, and the memory of web and worker at rest."""

from __future__ import annotations

import argparse
import os
import re
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from pathlib import Path

from bench.outcome import Outcome, resident_mb


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--rest", type=float, default=15.0, help="seconds to wait before memory is read")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("start")
    port, mail_port = _free_port(), _free_port()
    with tempfile.TemporaryDirectory(prefix="amarre-bench-") as folder:
        environment = os.environ | {"AMARRE_HOME": folder, "AMARRE_MAIL_IN_PORT": str(mail_port)}
        environment.pop("DATABASE_URL", None)
        began = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "amarre", "up", "--port", str(port)],
            env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        try:
            link = _sign_in_link(process)
            with urllib.request.urlopen(link, timeout=10) as page:
                status = page.status
            seconds = time.perf_counter() - began
            time.sleep(args.rest)
            memory = _children_memory(process.pid)
        finally:
            process.send_signal(signal.SIGTERM)
            process.wait(timeout=30)
    outcome.figures = {"seconds_to_page": round(seconds, 1), "status": status, "memory_mb": memory}
    outcome.figures["web_and_worker_mb"] = round(memory.get("web", 0) + memory.get("work", 0))
    outcome.ratios = {"limit_over_time": 60 / seconds}
    outcome.goals = {"limit_over_time": {"at_least": 1.0}, "web_and_worker_mb": {"at_most": 300}}
    return outcome


def _sign_in_link(process: subprocess.Popen[str]) -> str:
    if process.stdout is None:
        raise RuntimeError("no output to read")
    for line in process.stdout:
        found = re.search(r"http://\S+/signin/\S+", line)
        if found:
            return found[0]
    raise RuntimeError("amarre up ended without a sign-in link")


def _children_memory(parent: int) -> dict[str, float]:
    """Resident memory of each part, in MB, by its name."""
    found = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            words = (folder / "cmdline").read_bytes().split(b"\0")
            status = (folder / "status").read_text(encoding="ascii", errors="replace")
        except OSError:
            continue  # it ended meanwhile
        if f"PPid:\t{parent}\n" in status and len(words) > 3:
            found[words[3].decode()] = round(resident_mb(int(folder.name)), 1)
    return found
