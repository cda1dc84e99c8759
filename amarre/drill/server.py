"""The receiving server of a drill: real SMTP on loopback, which refuses, delays and takes as the world has decided.

A process of its own (`python -m amarre.drill.server`), so that sender and receiver do not share a core's lock. What it
takes it writes down, one line each, before it says 250: its record is the other side's word against our ledger.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import re
import sys
from email.utils import parseaddr
from pathlib import Path
from typing import Any, TextIO

from aiosmtpd.smtp import SMTP, Envelope, Session

MESSAGE_ID = re.compile(rb"^Message-ID:\s*<?([^>\r\n]+)>?", re.IGNORECASE | re.MULTILINE)
UNSUBSCRIBE = re.compile(rb"^List-Unsubscribe:\s*(?:[^<]*)<(https?://[^>]+)>", re.IGNORECASE | re.MULTILINE)
SUBJECT = re.compile(rb"^Subject:\s*(.*?)\r?\n(?![ \t])", re.IGNORECASE | re.MULTILINE | re.DOTALL)


class Receiver:
    """Takes mail as the world decided. `fates`: address to fate; unknown addresses are taken."""

    def __init__(self, fates: dict[str, str], record: TextIO) -> None:
        self.fates = fates
        self.record = record
        self.seen_grey: set[str] = set()

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        fate = self.fates.get(parseaddr(address)[1].lower(), "")
        if fate == "unknown_user":
            return "550 5.1.1 No such user here"
        if fate == "greylisted" and address not in self.seen_grey:
            self.seen_grey.add(address)
            return "451 4.7.1 Greylisted, please come back later"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 Ok"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        content = envelope.content if isinstance(envelope.content, bytes) else b""
        head = content[: content.find(b"\r\n\r\n") + 4]
        for address in envelope.rcpt_tos:
            line: dict[str, Any] = {
                "to": address,
                "from": envelope.mail_from,
                "message_id": _first(MESSAGE_ID, head),
                "unsubscribe": _first(UNSUBSCRIBE, head),
                "subject": _first(SUBJECT, head),
                "size": len(content),
            }
            self.record.write(json.dumps(line) + "\n")
        self.record.flush()
        return "250 2.0.0 Taken"


def _first(pattern: re.Pattern[bytes], head: bytes) -> str:
    match = pattern.search(head)
    return match[1].decode("utf-8", "replace").strip() if match else ""


async def serve(fates: dict[str, str], record: Path, announce: TextIO) -> None:
    """Listen on a free loopback port, say which on `announce`, and serve until ended."""
    with record.open("a", encoding="utf-8") as file:
        receiver = Receiver(fates, file)
        loop = asyncio.get_running_loop()
        server = await loop.create_server(
            lambda: SMTP(receiver, hostname="drill.example", enable_SMTPUTF8=True, loop=loop), "127.0.0.1", 0
        )
        announce.write(f"{server.sockets[0].getsockname()[1]}\n")
        announce.flush()
        async with server:
            await server.serve_forever()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--fates", type=Path, required=True, help="JSON: address to fate")
    parser.add_argument("--record", type=Path, required=True, help="where to write what was taken, one JSON line each")
    options = parser.parse_args()
    asyncio.run(serve(json.loads(options.fates.read_text(encoding="utf-8")), options.record, sys.stdout))


if __name__ == "__main__":
    main()
