"""Distance and TLS in front of a plain SMTP server: `python -m bench.distance PORT SERVER_PORT DELAY_MS FOLDER`.

Each byte waits DELAY_MS on its way there and as long on its way back (the TLS handshake too: the delay lies outside
the TLS), then TLS ends here and the plain words go on to SERVER_PORT. The certificate's authority is written to
FOLDER/127.0.0.1.pem.
"""

from __future__ import annotations

import asyncio
import contextlib
import ssl
import sys
from collections import deque
from pathlib import Path

import uvloop

from tests.servers.certificates import self_signed

_CHUNK = 1 << 16


async def _late(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, seconds: float) -> None:
    """Carry bytes from one end to the other, each so many seconds after it came."""
    loop = asyncio.get_running_loop()
    waiting: deque[tuple[float, bytes]] = deque()
    arrived = asyncio.Event()

    async def deliver() -> None:
        while True:
            while not waiting:
                arrived.clear()
                await arrived.wait()
            due, data = waiting.popleft()
            if due > loop.time():
                await asyncio.sleep(due - loop.time())
            if not data:
                return
            writer.write(data)
            await writer.drain()

    delivering = asyncio.create_task(deliver())
    with contextlib.suppress(ConnectionError):
        while data := await reader.read(_CHUNK):
            waiting.append((loop.time() + seconds, data))
            arrived.set()
        waiting.append((loop.time() + seconds, b""))
        arrived.set()
        await delivering
    delivering.cancel()
    writer.close()


async def _carry(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, port: int, *, seconds: float) -> None:
    """Both directions of one connection."""
    there, back = await asyncio.open_connection("127.0.0.1", port)
    await asyncio.gather(_late(reader, back, seconds), _late(there, writer, seconds))


async def serve(port: int, server_port: int, milliseconds: float, folder: Path) -> None:
    """Listen until ended: distance on `port`, TLS behind it, the server behind that."""
    context, _authority = self_signed(folder)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    tls = await asyncio.start_server(
        lambda reader, writer: _carry(reader, writer, server_port, seconds=0), "127.0.0.1", 0, ssl=context
    )
    tls_port = tls.sockets[0].getsockname()[1]
    far = await asyncio.start_server(
        lambda reader, writer: _carry(reader, writer, tls_port, seconds=milliseconds / 1000), "127.0.0.1", port
    )
    async with tls, far:
        await far.serve_forever()


if __name__ == "__main__":
    uvloop.run(serve(int(sys.argv[1]), int(sys.argv[2]), float(sys.argv[3]), Path(sys.argv[4])))
