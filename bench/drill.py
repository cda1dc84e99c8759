"""All five drills, 10,000 people each, in a state folder of their own: their sums, and the time against two minutes."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile

from bench.outcome import Outcome

SCENARIOS = ("epidemic", "recall", "outage", "supply", "breach")
LIMIT = 120.0  # seconds


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=10_000)
    parser.add_argument("--days", type=int, default=3)
    parser.add_argument("--seed", type=int, default=7)
    parser.add_argument("--language", choices=("fr", "en"), default="fr")


def measure(args: argparse.Namespace) -> Outcome:
    outcome = Outcome("drill")
    slowest = 0.0
    for scenario in SCENARIOS:
        with tempfile.TemporaryDirectory(prefix="amarre-bench-") as folder:
            done = subprocess.run(
                [sys.executable, "-m", "amarre", "drill", "--scenario", scenario, "--people", str(args.people),
                 "--days", str(args.days), "--seed", str(args.seed), "--language", args.language, "--json", "-"],
                env=os.environ | {"AMARRE_HOME": folder}, check=True, stdout=subprocess.PIPE, text=True,
            )  # fmt: skip
        sums = json.loads(done.stdout)
        outcome.figures[scenario] = sums
        slowest = max(slowest, sums["seconds"])
    outcome.figures["slowest_seconds"] = slowest
    outcome.ratios = {"limit_over_slowest": LIMIT / slowest}
    outcome.goals = {"limit_over_slowest": {"at_least": 1.0}}
    return outcome
