"""An SMTP sink that writes down each recipient before it answers: `python -m bench.sink PORT RECORD`.

Speaks PIPELINING (RFC 2920) over asyncio and uvloop. One line of the record for each mail that it took, always of the
same width, so that its size tells how many:

    <seconds since 1970> <bytes of the mail> <recipient> <Message-ID>

The record is written (and survives this process) before the answer leaves.
"""

from __future__ import annotations

import asyncio
import os
import re
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import uvloop

WIDTH = 160
_MESSAGE_ID = re.compile(rb"^Message-ID:[ \t]*(?:\r\n[ \t]+)?(\S+)", re.I | re.M)
_HELLO = b"250-sink\r\n250-PIPELINING\r\n250-8BITMIME\r\n250-SMTPUTF8\r\n250 SIZE 10000000\r\n"


@dataclass(frozen=True, slots=True)
class Taken:
    """One mail that the sink took responsibility for."""

    at: float
    size: int
    recipient: str
    message_id: str


def read(record: Path) -> Iterator[Taken]:
    """What the record holds."""
    with record.open(encoding="ascii") as lines:
        for line in lines:
            at, size, recipient, message_id = line.split()
            yield Taken(float(at), int(size), recipient, message_id)


def count(record: Path) -> int:
    """How many mails were taken so far."""
    return record.stat().st_size // WIDTH if record.exists() else 0


class _Session(asyncio.Protocol):
    def __init__(self, record: int) -> None:
        self.record = record
        self.buffer = b""
        self.recipients: list[bytes] = []
        self.in_data = False

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.transport.write(b"220 sink ESMTP\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        answers: list[bytes] = []
        taken: list[bytes] = []
        start = 0
        while True:
            end = self._mail(start, answers, taken) if self.in_data else self._command(start, answers)
            if end < 0:
                break
            start = end
        self.buffer = self.buffer[start:]
        if taken:
            os.write(self.record, b"".join(taken))
        if answers:
            self.transport.write(b"".join(answers))
            if answers[-1].startswith(b"221"):
                self.transport.close()

    def _command(self, start: int, answers: list[bytes]) -> int:
        end = self.buffer.find(b"\n", start)
        if end < 0:
            return -1
        line = self.buffer[start:end].strip()
        match line[:4].upper():
            case b"EHLO":
                answers.append(_HELLO)
            case b"RCPT":
                self.recipients.append(line[line.find(b"<") + 1 : line.find(b">")])
                answers.append(b"250 ok\r\n")
            case b"DATA":
                self.in_data = True
                answers.append(b"354 go on\r\n")
            case b"QUIT":
                answers.append(b"221 bye\r\n")
            case b"RSET":
                self.recipients = []
                answers.append(b"250 ok\r\n")
            case _:
                answers.append(b"250 ok\r\n")
        return end + 1

    def _mail(self, start: int, answers: list[bytes], taken: list[bytes]) -> int:
        end = self.buffer.find(b"\r\n.\r\n", start)
        if end < 0:
            return -1
        found = _MESSAGE_ID.search(self.buffer, start, end)
        name = found[1] if found else b"-"
        for recipient in self.recipients:
            line = b"%.6f %d %s %s" % (time.time(), end + 2 - start, recipient, name)
            taken.append(line.ljust(WIDTH - 1)[: WIDTH - 1] + b"\n")
        self.recipients = []
        self.in_data = False
        answers.append(b"250 2.0.0 taken\r\n")
        return end + 5


async def serve(port: int, record: Path) -> None:
    """Listen until ended."""
    handle = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _Session(handle), "127.0.0.1", port, backlog=1024)
    async with server:
        await server.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), Path(sys.argv[2])))
