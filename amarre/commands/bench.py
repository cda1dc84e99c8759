"""`amarre bench NAME`: measure, against a peer or a limit. The benches come with the source, in `bench/`."""

from __future__ import annotations

import argparse
import importlib
import json
import signal
import sys
from pathlib import Path

NAMES = ("start", "people", "drill", "engines", "send", "crash", "ledger")
_CHECKOUT = Path(__file__).resolve().parents[2]


def add_arguments(parser: argparse.ArgumentParser) -> None:
    names = parser.add_subparsers(dest="name", metavar="|".join(NAMES), required=True)
    present = (_CHECKOUT / "bench" / "outcome.py").is_file()
    if present and str(_CHECKOUT) not in sys.path:
        sys.path.insert(0, str(_CHECKOUT))
    for name in NAMES:
        words = (importlib.import_module(f"bench.{name}").__doc__ or "").strip() if present else name
        subparser = names.add_parser(name, help=words.splitlines()[0], description=words)
        subparser.add_argument("--json", metavar="FILE", help="write the outcome there, - for standard output")
        if present:
            importlib.import_module(f"bench.{name}").add_arguments(subparser)


def run(args: argparse.Namespace) -> int:
    """0 when every goal is met, 1 when one is not, 2 without the source."""
    if not (_CHECKOUT / "bench" / "outcome.py").is_file():
        print("The benches come with the source of amarre, not with the installed package.", file=sys.stderr)
        return 2
    # Ended from outside, it still ends the servers it has started and gives back their room.
    signal.signal(signal.SIGTERM, lambda _number, _frame: sys.exit(143))
    outcome = importlib.import_module(f"bench.{args.name}").measure(args)
    words = json.dumps(outcome.as_dict(), ensure_ascii=False, indent=2)
    if args.json and args.json != "-":
        Path(args.json).write_text(f"{words}\n", encoding="utf-8")
    if outcome.table and args.json != "-":
        print(outcome.as_text())
    elif args.json in (None, "-"):
        print(words)
    return 0 if outcome.ok else 1
