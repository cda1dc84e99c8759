"""`amarre triage FILE|-`: sort messages by impact, anger and threat, with the words that say so.

Reads JSON lines `{"id", "text"}` and writes, one by one as they come, JSON lines
`{"id", "impact", "anger", "threat", "because": [{"start", "end", "reason"}]}`. Offsets count characters of `text`.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, TextIO

from amarre.engine.triage import LANGUAGES, triage

DONE, REFUSED, MISUSE = 0, 1, 2


class Refused(ValueError):
    """A line that cannot be sorted; the message says why, for the person who wrote it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE|-", help='JSON lines {"id", "text"}; - reads the standard input')
    parser.add_argument(
        "--lang", choices=LANGUAGES, help="language of the messages (default: the one each message shows)"
    )
    parser.add_argument("--reasons", choices=LANGUAGES, help="language of the reasons (default: that of each message)")


def run(args: argparse.Namespace) -> int:
    """Exit code: 0 all sorted, 1 some lines refused (each named on stderr), 2 misuse."""
    if args.file == "-":
        return _sort(sys.stdin.buffer, sys.stdout, sys.stderr, args)
    try:
        with Path(args.file).open("rb") as lines:
            return _sort(lines, sys.stdout, sys.stderr, args)
    except OSError as error:
        if error.filename is None:
            raise  # not about the file: the reader of our output has left
        print(f"amarre triage: cannot read {args.file}: {error.strerror}", file=sys.stderr)
        return MISUSE


def _sort(lines: Iterable[bytes], out: TextIO, complaints: TextIO, args: argparse.Namespace) -> int:
    code = DONE
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            message = _message(line)
        except Refused as refusal:
            print(f"line {number}: {refusal}", file=complaints)
            code = REFUSED
            continue
        judged = triage(message["text"], lang=args.lang, ui_lang=args.reasons)
        answer = {
            "id": message["id"],
            "impact": judged.impact,
            "anger": judged.anger,
            "threat": judged.threat,
            "because": [
                {"start": start, "end": end, "reason": reason}
                for start, end, reason in dict.fromkeys((b.start, b.end, b.reason) for b in judged.because)
            ],
        }
        print(json.dumps(answer, ensure_ascii=False), file=out, flush=True)
    return code


def _message(line: bytes) -> dict[str, Any]:
    try:
        message = json.loads(line.decode("utf-8-sig"))
        json.dumps(message, ensure_ascii=False).encode()
    except UnicodeError:
        raise Refused("not UTF-8 text.") from None
    except json.JSONDecodeError as error:
        raise Refused(f"not JSON ({error.msg}, column {error.colno}).") from None
    except RecursionError:
        raise Refused("JSON nested too deep.") from None
    if not isinstance(message, dict):
        raise Refused('expected an object {"id", "text"}.')
    if not isinstance(message.get("text"), str):
        raise Refused('"text" is missing or is not a string.')
    if not isinstance(message.get("id"), str | int) or isinstance(message.get("id"), bool):
        raise Refused('"id" is missing or is neither a string nor a number.')
    return message
