"""`amarre inbound PATH`: read e-mail as the inbound door does.

In a dry run nothing is stored and no Django is loaded: each mail is read and said to be a message, a
bounce, a report or an automatic reply. Otherwise the mails go through the real door.
"""

from __future__ import annotations

import argparse
import json
import mailbox
import sys
from collections.abc import Iterator
from pathlib import Path

from amarre.engine.mailin import Mail, address, explain, permanent, read_mail


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "path", metavar="PATH", help="an .eml file, a folder of them, an mbox file, or - for standard input"
    )
    parser.add_argument("--dry-run", action="store_true", help="only say what each mail is; store nothing")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="how to print (default: text)")
    parser.add_argument("--lang", choices=("fr", "en"), default="en", help="language of the reasons (default: en)")


def run(args: argparse.Namespace) -> int:
    """Exit code 0 when every mail was read, 2 when PATH cannot be read."""
    try:
        mails = list(_mails(args.path))
    except OSError as error:
        print(f"amarre inbound: {args.path}: {error.strerror or error}", file=sys.stderr)
        return 2
    if args.dry_run:
        _print([_row(name, read_mail(raw), args.lang) for name, raw in mails], args.format)
        return 0
    return _receive(mails)


def _mails(path: str) -> Iterator[tuple[str, bytes]]:
    """(name, bytes) of each mail under a path; folders are walked in the order of their names."""
    if path == "-":
        yield "-", sys.stdin.buffer.read()
        return
    root = Path(path)
    if root.is_dir():
        for file in sorted(root.rglob("*")):
            if file.is_file() and not file.name.startswith("."):
                yield from _file(file, str(file))
    else:
        yield from _file(root, path)


def _file(file: Path, name: str) -> Iterator[tuple[str, bytes]]:
    raw = file.read_bytes()
    if file.suffix.lower() in (".eml", ".msg", ".txt") or not raw.startswith(b"From "):
        yield name, raw
        return
    box = mailbox.mbox(file, create=False)
    try:
        for number, key in enumerate(box.keys(), start=1):
            yield f"{name}#{number}", box.get_bytes(key)
    finally:
        box.close()


def _row(name: str, mail: Mail, lang: str) -> dict[str, object]:
    return {
        "file": name,
        "kind": mail.kind,
        "text": mail.text,
        "address": address(mail),
        "permanent": permanent(mail),
        "reason": explain(mail, lang=lang),
    }


def _print(rows: list[dict[str, object]], form: str) -> None:
    if form == "json":
        json.dump(rows, sys.stdout, ensure_ascii=False, indent=1)
        print()
        return
    for row in rows:
        print(f"{row['file']}: {row['kind']} <{row['address']}> {row['reason']}")


def _receive(mails: list[tuple[str, bytes]]) -> int:
    import django

    django.setup()
    from amarre.channels import inbound
    from amarre.lib.time import now

    for name, raw in mails:
        print(f"{name}: {inbound.receive(raw, at=now()).kind}")
    return 0
