"""`amarre check`: the etiquette review, for a person at a terminal or for another program.

Exit status: 0 when nothing was found, 1 when something was, 2 when the command was misused. Needs no database and no
settings.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any, TextIO

from amarre.engine.etiquette import CHANNELS, LANGS, OCCASIONS, Finding, guess_language, review

HELP = "review a text for crisis etiquette: what would hurt, why, and better words"
CLEAN, FOUND, MISUSE = 0, 1, 2

_OCCASION = "news"
_CHANNEL = "email"
_KEYS = ("family", "code", "severity", "line", "column", "excerpt", "message", "suggestion")
_EXIT_STATUS = (
    "Exit status: 0 nothing found, 1 something found, 2 misuse. The codes are explained in docs/etiquette.md."
)


class MisuseError(Exception):
    """What was given cannot be reviewed; the message says why, in words for the person who typed it."""


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options of `amarre check`."""
    parser.description = HELP[0].upper() + HELP[1:] + "."
    parser.epilog = _EXIT_STATUS
    parser.add_argument("file", metavar="FILE", help="the text to review, in UTF-8; - reads standard input")
    parser.add_argument("--lang", choices=LANGS, help="language of the text (default: guessed)")
    parser.add_argument("--occasion", choices=OCCASIONS, default=_OCCASION, help="default: %(default)s")
    parser.add_argument("--channel", choices=CHANNELS, default=_CHANNEL, help="default: %(default)s")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: %(default)s")
    parser.add_argument("--ui-lang", choices=LANGS, help="language of the findings (default: that of the text)")
    parser.add_argument(
        "--today", type=_day, metavar="YYYY-MM-DD", help="also find deadlines that are past on this day"
    )
    parser.add_argument(
        "--jsonl",
        action="store_true",
        help="read one {id, text, lang, occasion, channel} a line, write one {id, findings} a line",
    )


def run(args: argparse.Namespace) -> int:
    """Review what was asked; return the exit status."""
    try:
        text = _read(args.file)
        return _review_lines(text, args, sys.stdout) if args.jsonl else _review_one(text, args, sys.stdout)
    except MisuseError as problem:
        print(f"amarre check: {problem}", file=sys.stderr)
        return MISUSE


def _review_one(text: str, args: argparse.Namespace, out: TextIO) -> int:
    if not text.strip():
        raise MisuseError(f"{_name(args.file)} is empty: there is nothing to review.")
    found = _findings({"text": text}, args)
    if args.format == "json":
        json.dump([_as_dict(f) for f in found], out, ensure_ascii=False, indent=2)
        out.write("\n")
    else:
        for finding in found:
            out.write(_as_text(finding, _name(args.file)))
    return FOUND if found else CLEAN


def _review_lines(text: str, args: argparse.Namespace, out: TextIO) -> int:
    """Check every line before the first is reviewed, so that a bad one never leaves half an answer."""
    letters = list(_letters(text, args))
    if not letters:
        raise MisuseError(f"{_name(args.file)} is empty: --jsonl expects one JSON object a line.")
    status = CLEAN
    for letter in letters:
        found = _findings(letter, args)
        status = FOUND if found else status
        out.write(
            json.dumps({"id": letter.get("id"), "findings": [_as_dict(f) for f in found]}, ensure_ascii=False) + "\n"
        )
    return status


def _letters(text: str, args: argparse.Namespace) -> Iterator[dict[str, Any]]:
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        where = f"{_name(args.file)}, line {number}"
        try:
            letter = json.loads(line)
        except json.JSONDecodeError as problem:
            raise MisuseError(f"{where}: not JSON ({problem.msg} at column {problem.colno}).") from problem
        _check_letter(letter, where)
        yield letter


def _check_letter(letter: object, where: str) -> None:
    if not isinstance(letter, dict):
        raise MisuseError(f"{where}: expected an object {{id, text, lang, occasion, channel}}.")
    if not isinstance(letter.get("text"), str):
        raise MisuseError(f'{where}: "text" is missing or is not a string.')
    for key, allowed in (("lang", LANGS), ("occasion", OCCASIONS), ("channel", CHANNELS)):
        value = letter.get(key)
        if value is not None and value not in allowed:
            raise MisuseError(f'{where}: "{key}" is {value!r}; expected one of {", ".join(allowed)}.')


def _findings(letter: dict[str, Any], args: argparse.Namespace) -> list[Finding]:
    """The findings of one letter; what a line does not say comes from the options, then from the defaults."""
    text = letter["text"]
    return review(
        text,
        lang=letter.get("lang") or args.lang or guess_language(text),
        occasion=letter.get("occasion") or args.occasion,
        channel=letter.get("channel") or args.channel,
        ui_lang=args.ui_lang,
        today=args.today,
    )


def _read(name: str) -> str:
    try:
        raw = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as problem:
        raise MisuseError(f"cannot read {name}: {problem.strerror}.") from problem
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as problem:
        line = raw.count(b"\n", 0, problem.start) + 1
        hint = "Save the text as UTF-8 and try again."
        raise MisuseError(
            f"{_name(name)}, line {line}: not UTF-8 (byte 0x{raw[problem.start]:02x}). {hint}"
        ) from problem


def _name(name: str) -> str:
    return "standard input" if name == "-" else name


def _as_dict(finding: Finding) -> dict[str, Any]:
    return {key: getattr(finding, key) for key in _KEYS}


def _as_text(finding: Finding, name: str) -> str:
    place = f"{name}:{finding.line}:{finding.column}"
    head = f"{place}: {finding.severity} {finding.code}: {finding.excerpt}"
    return f"{head}\n    {finding.message}\n    {finding.suggestion}\n"


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as problem:
        raise argparse.ArgumentTypeError(f"{text!r} is not a day written YYYY-MM-DD") from problem
