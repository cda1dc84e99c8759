"""How well mail that comes in is read: `python bench/inbound.py FOLDER`.

FOLDER holds what the evaluation of this project is made of, in any of these files:

- `bounces*.jsonl`: `{"id", "kind": "bounce"|"feedback-loop", "raw_b64", "expected": [{"reason", "hardbounce"}]}`
  (Sisimai's sample mails). Prints the confusion table of kinds and the share of right verdicts on dead addresses,
  beside two floors: 'the first 5.x.x code says hard' and 'always the more frequent verdict'.
- `replies*.jsonl`: `{"id", "email", "expected_reply"}` (replies with the part that the person wrote). Prints the
  share of exact matches, beside the floor of one regular expression.

Nothing of these files is part of the project; they are measured against, never learned from.
"""

from __future__ import annotations

import base64
import json
import re
import sys
import time
from collections import Counter
from email.message import EmailMessage
from pathlib import Path

from amarre.engine.mailin import KINDS, permanent, read_mail

_KIND = {"feedback-loop": "report", "auto-reply": "auto_reply", "vacation": "auto_reply"}


def main(argv: list[str]) -> int:
    if len(argv) != 2 or not Path(argv[1]).is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    folder = Path(argv[1])
    for file in sorted(folder.rglob("bounces*.jsonl")):
        measure_bounces([json.loads(line) for line in file.open(encoding="utf-8")])
    for file in sorted(folder.rglob("replies*.jsonl")):
        measure_replies([json.loads(line) for line in file.open(encoding="utf-8")])
    return 0


def measure_bounces(rows: list[dict]) -> None:
    """Kinds, then dead or alive, over all mails that are labelled as bounces."""
    began = time.perf_counter()
    read = [(row, read_mail(base64.b64decode(row["raw_b64"]))) for row in rows]
    seconds = time.perf_counter() - began
    table = Counter((_KIND.get(row["kind"], row["kind"]), mail.kind) for row, mail in read)
    print(f"{len(rows)} mails, {len(rows) / seconds:,.0f} a second")
    print_table(table)
    bounces = [(row, mail) for row, mail in read if row["kind"] == "bounce"]
    truth = [bool(row["expected"][0]["hardbounce"]) for row, _ in bounces]
    verdicts = [bool(permanent(mail)) for _, mail in bounces]
    first_code = [bool(re.search(rb"\b5\.\d{1,3}\.\d{1,3}\b", base64.b64decode(row["raw_b64"]))) for row, _ in bounces]
    print(f"dead or alive, {len(bounces)} bounces: {share(verdicts, truth):.3f}")
    print(f"  floor, the first 5.x.x means dead: {share(first_code, truth):.3f}")
    print(f"  floor, always alive: {share([False] * len(truth), truth):.3f}")
    wrong = Counter(zip(truth, verdicts, strict=True))
    print(f"  dead taken for alive: {wrong[True, False]}; alive taken for dead: {wrong[False, True]}")


def print_table(table: Counter[tuple[str, str]]) -> None:
    """The confusion table in Markdown, labels down and verdicts across."""
    print("| labelled | " + " | ".join(KINDS) + " |")
    print("|---|" + "---|" * len(KINDS))
    for label in sorted({label for label, _ in table}):
        print(f"| {label} | " + " | ".join(str(table[label, kind]) for kind in KINDS) + " |")


def share(verdicts: list[bool], truth: list[bool]) -> float:
    return sum(a == b for a, b in zip(verdicts, truth, strict=True)) / len(truth)


def measure_replies(rows: list[dict]) -> None:
    """Exact matches of what the person wrote, each reply wrapped in a mail as it would come in."""
    exact = kept = floor = 0
    for row in rows:
        mail = read_mail(wrapped(row["email"]))
        wanted = row["expected_reply"].strip("\n").rstrip()
        kept += mail.kind == "message"
        exact += mail.text == wanted
        floor += re.split(r"\n(?:On .* wrote:|-+ ?Original|>|--)", row["email"])[0].strip() == wanted.strip()
    print(f"{len(rows)} replies: {exact / len(rows):.3f} exact, {kept} taken for a person's message")
    print(f"  floor, one regular expression: {floor / len(rows):.3f}")


def wrapped(text: str) -> bytes:
    message = EmailMessage()
    message["From"] = "Ana Ferrand <ana@client.example>"
    message["To"] = "contact@laiterie.example"
    message["Subject"] = "Re: Lot 12"
    message.set_content(text, cte="base64")
    return message.as_bytes()


if __name__ == "__main__":
    sys.exit(main(sys.argv))
