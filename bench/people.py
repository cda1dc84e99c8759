"""Import of people from the CSV that an office suite writes, against reading the same file with Python's own reader.

The file: semicolons, Windows-1252, telephone numbers without their leading 0, one line in 500 twice, some cut short.
"""

from __future__ import annotations

import argparse
import csv
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.outcome import Outcome

CHILD = """
import json, sys, time, resource
import django; django.setup()
from django.core.management import call_command
call_command("migrate", interactive=False, verbosity=0)
from amarre.people.actions import import_file
from amarre.lib.time import now
from amarre.drill.world import mapping
began = time.perf_counter(); cpu = time.process_time()
done = import_file(sys.argv[1], mapping("fr"), by=None, at=now())
print(json.dumps({"seconds": time.perf_counter() - began, "cpu": time.process_time() - cpu, "created": done.created,
    "refused": done.refused, "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}))
"""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--people", type=int, default=100_000)


def measure(args: argparse.Namespace) -> Outcome:
    from amarre.drill.world import build, csv_file

    outcome = Outcome("people")
    with tempfile.TemporaryDirectory(prefix="amarre-bench-") as folder:
        world = build(scenario="recall", people=args.people, days=1, seed=1, language="fr")
        raw, refused = csv_file(world)
        path = Path(folder) / "clients.csv"
        path.write_bytes(raw)
        began = time.perf_counter()
        with path.open(encoding="cp1252", newline="") as file:
            lines = sum(1 for _row in csv.reader(file, delimiter=";"))
        reading = time.perf_counter() - began
        environment = os.environ | {"AMARRE_HOME": folder, "DJANGO_SETTINGS_MODULE": "amarre.settings"}
        done = json.loads(
            subprocess.run(
                [sys.executable, "-c", CHILD, str(path)], env=environment, check=True, stdout=subprocess.PIPE, text=True
            ).stdout
        )
    outcome.figures = {
        "people": done["created"],
        "lines_in_file": lines - 1,
        "refused": done["refused"],
        "refused_expected": refused,
        "seconds": round(done["seconds"], 2),
        "cpu_seconds": round(done["cpu"], 2),
        "people_per_second": round(done["created"] / done["seconds"]),
        "peak_memory_mb": round(done["peak_mb"]),
        "csv_reader_seconds": round(reading, 2),
    }
    # The design's limit: a million in 60 s and 500 MB.
    limit = 60 * args.people / 1_000_000
    outcome.ratios = {"limit_over_time": limit / done["seconds"], "csv_reader_over_import": reading / done["seconds"]}
    outcome.goals = {"limit_over_time": {"at_least": 1.0}, "peak_memory_mb": {"at_most": 500}}
    return outcome
