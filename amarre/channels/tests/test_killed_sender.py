"""A sender killed with -9 in the middle of a send: nobody missed, nobody written to twice, and doubt is said."""

from __future__ import annotations

import json
import os
import signal
import socketserver
import subprocess
import sys
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

PEOPLE = 400
PREPARE = f"""
from amarre.channels import outbox
from amarre.channels.outbox import Recipient, Words
from amarre.lib.time import now
config = {{"host": "127.0.0.1", "port": PORT, "tls": "none", "from_address": "c@laiterie.example"}}
channel = outbox.add_channel(kind="email", name="sink", config=config, is_default=True, by=None, at=now())
batch = outbox.prepare(channel=channel, label="x", occasion="news", words=[Words("fr", "s", "t")], by=None, at=now())
people = [Recipient(None, f"p{{n}}@example.org", "fr", {{}}) for n in range({PEOPLE})]
outbox.freeze(batch, people, at=now())
batch.refresh_from_db()
outbox.start(batch, by=None, at=now())
"""
SEND = """
from amarre.channels.models import Batch
from amarre.channels import outbox
from amarre.lib.time import now
from amarre.tasks.processes import Process
outbox.reap(at=now())
batch = Batch.objects.get()
while outbox.send_chunk(batch.pk, worker=str(Process.current()), clock=now):
    pass
import json
print(json.dumps(list(batch.deliveries.values_list("address", "state"))))
"""


class Sink(socketserver.StreamRequestHandler):
    """A slow SMTP server that writes down each recipient it has accepted a message for, before it answers."""

    accepted: list[str]

    def handle(self) -> None:
        self._say("220 sink")
        recipient = ""
        while line := self.rfile.readline().decode().strip():
            verb = line[:4].upper()
            if verb == "RCPT":
                recipient = line.partition("<")[2].partition(">")[0]
            if verb == "DATA":
                self._say("354 go on")
                while self.rfile.readline() != b".\r\n":
                    pass
                time.sleep(0.02)
                self.accepted.append(recipient)
            self._say("221 bye" if verb == "QUIT" else "250 2.0.0 ok")

    def _say(self, words: str) -> None:
        self.wfile.write(words.encode() + b"\r\n")


@pytest.fixture
def sink() -> Iterator[tuple[int, list[str]]]:
    accepted: list[str] = []
    handler = type("OneSink", (Sink,), {"accepted": accepted})
    with socketserver.ThreadingTCPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_address[1], accepted
        server.shutdown()


def run(code: str, home: Path) -> subprocess.Popen[str]:
    script = f"import django\ndjango.setup()\n{code}"
    environment = os.environ | {"AMARRE_HOME": str(home), "DJANGO_SETTINGS_MODULE": "amarre.settings"}
    environment.pop("DATABASE_URL", None)
    root = Path(__file__).resolve().parents[3]
    return subprocess.Popen(
        [sys.executable, "-c", script], env=environment, cwd=root, stdout=subprocess.PIPE, text=True
    )


def test_nobody_is_missed_and_nobody_is_written_to_twice(sink: tuple[int, list[str]], tmp_path: Path) -> None:
    port, accepted = sink
    migrate = "from django.core.management import call_command\ncall_command('migrate', verbosity=0)"
    assert run(migrate + PREPARE.replace("PORT", str(port)), tmp_path).wait(timeout=180) == 0
    for enough in (60, 150, 260):
        sender = run(SEND, tmp_path)
        while len(accepted) < enough and sender.poll() is None:
            time.sleep(0.005)
        assert sender.poll() is None, "it was to be killed in the middle of the send"
        os.kill(sender.pid, signal.SIGKILL)
        sender.wait()
    last = run(SEND, tmp_path)
    said, _ = last.communicate(timeout=120)
    states = dict(json.loads(said))
    times = Counter(accepted)
    assert len(states) == PEOPLE
    assert set(states.values()) == {"sent", "unsure"}
    assert max(times.values()) == 1
    assert all(times[address] == 1 for address, state in states.items() if state == "sent")
    # What is unsure is at most what the three killed senders had begun: two messages on each of their eight lines.
    assert sum(state == "unsure" for state in states.values()) <= 3 * 2 * 8
