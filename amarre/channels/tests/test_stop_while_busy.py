"""'Stop everything' is pressed while the worker holds the database: it waits its turn, and stops all of it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow

SCRIPT = """
import json, sqlite3, threading
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("migrate", verbosity=0)
from django.db import connection
from django.test import Client
from django.urls import reverse
from amarre.accounts.models import User
from amarre.channels.models import Batch, Channel, Delivery
from amarre.lib.time import now

settings.ALLOWED_HOSTS = ["*"]
tray = Channel.objects.create(kind="tray", name="Tray", is_default=True)
alix = User.objects.create_user("alix@example.org", name="Alix", role="lead", language="en")
for number in range(3):
    batch = Batch.objects.create(channel=tray, label="x", occasion="news", state="sending", created_at=now())
    Delivery.objects.bulk_create(
        Delivery(batch=batch, address=f"p{n}@example.org", language="fr", queued_at=now()) for n in range(50)
    )
client = Client()
client.force_login(alix, backend="allauth.account.auth_backends.AuthenticationBackend")

# A worker that writes all the time: one transaction after the other, and the first is held when the button is pressed.
held, goes_on = threading.Event(), threading.Event()
def work():
    own = sqlite3.connect(connection.settings_dict["NAME"], timeout=20, isolation_level=None)
    goes_on.set()
    while goes_on.is_set():
        own.execute("BEGIN IMMEDIATE")
        own.execute("UPDATE channels_batch SET worked_at = worked_at")
        held.set()
        threading.Event().wait(0.2)
        own.execute("COMMIT")
        threading.Event().wait(0.01)
worker = threading.Thread(target=work)
worker.start()
held.wait()
status = client.post(reverse("channels:stop_everything")).status_code
goes_on.clear()
worker.join()
print(json.dumps([
    status,
    list(Batch.objects.values_list("state", flat=True).distinct().order_by()),
    list(Delivery.objects.values_list("state", flat=True).distinct().order_by()),
]))
"""


def test_all_sends_are_stopped_though_a_worker_writes_without_a_pause(tmp_path: Path) -> None:
    environment = os.environ | {"AMARRE_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "amarre.settings"}
    environment.pop("DATABASE_URL", None)
    root = Path(__file__).resolve().parents[3]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT], env=environment, cwd=root, capture_output=True, text=True, timeout=300
    )
    assert done.returncode == 0, done.stderr[-2000:]
    assert json.loads(done.stdout.splitlines()[-1]) == [302, ["stopped"], ["stopped"]]
