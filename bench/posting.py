"""What a bench of the post office does inside an installation of its own: `python -m bench.posting STEP JSON`.

Each step is a process, with AMARRE_HOME and DATABASE_URL in its environment; it prints one line of JSON.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from collections.abc import Callable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

import django

from bench import paging

Step = Callable[..., dict[str, Any]]

_SENTENCE = (
    "Ce que nous savons aujourd’hui tient en peu de mots, et nous vous dirons la suite dès que nous la connaîtrons. "
)


def words(filling: int) -> str:
    """The text of the mail: personal at the top, then so many characters, then the way out with its own link."""
    body = (_SENTENCE * (filling // len(_SENTENCE) + 1))[:filling]
    lines = [body[start : start + 330] for start in range(0, len(body), 330)]
    return "\n\n".join(
        ["Bonjour {{ person.first_name }},", *lines, "[Ne plus recevoir ces messages]({{ unsubscribe.url }})"]
    )


def prepare(people: int) -> dict[str, Any]:
    """An installation with so many customers."""
    from django.core.management import call_command

    from bench import filling

    call_command("migrate", interactive=False, verbosity=0)
    began = time.perf_counter()
    filling.people(people)
    return {"filled_seconds": time.perf_counter() - began}


def batch(
    people: int, filling: int, config: Mapping[str, Any], *, start: bool = False, name: str = "bench"
) -> dict[str, Any]:
    """A message to the first so many customers, frozen; started too when asked."""
    from amarre.channels import outbox
    from amarre.channels.outbox import Words
    from amarre.lib.memory import settle_in
    from amarre.lib.time import now

    settle_in()  # it is the worker that freezes
    _long_ago()
    values = {"host": "127.0.0.1", "tls": "none", "from_address": "contact@laiterie.example"} | dict(config)
    channel = outbox.add_channel(kind="email", name=name, config=values, by=None, at=now())
    text = words(filling)
    made = outbox.prepare(
        channel=channel,
        label="Rappel du lot 12",
        occasion="statement",
        words=[Words("fr", "Rappel du lot 12", text)],
        by=None,
        at=now(),
    )
    began, cpu = time.perf_counter(), time.process_time()
    frozen = freeze(made, people)
    seconds, cpu = time.perf_counter() - began, time.process_time() - cpu
    made.refresh_from_db()
    if start:
        outbox.start(made, by=None, at=now())
    return {
        "batch": made.pk,
        "queued": frozen,
        "freeze_seconds": seconds,
        "freeze_cpu": cpu,
        "started": time.time(),
        "peak_mb": _peak_mb(),
    }


def freeze(made: Any, people: int) -> int:
    """Freeze the first so many customers by the statement that broadcasts use; how many are to be sent to."""
    from amarre.channels import outbox
    from amarre.lib.time import now
    from amarre.people.models import Person
    from amarre.people.reach_sql import select_recipients, sharing

    sql, params = select_recipients(
        Person.objects.filter(pk__lte=people, kind=Person.Kind.CUSTOMER),
        address_kind="email",
        channel_kind="email",
        languages=["fr"],
        default_language="fr",
        occasion=made.occasion,
        is_vital=made.is_vital,
        needs=["person.first_name"],
        at=now(),
    )
    return outbox.freeze_select(made, sql, params, at=now(), sharing=sharing("email")).queued


def _long_ago() -> None:
    """The sends of this bench so far happened long ago: nobody has had too many messages these days."""
    from amarre.channels.models import Batch
    from amarre.lib.time import now

    Batch.objects.exclude(finished_at=None).update(finished_at=now() - timedelta(days=400))


def send(batch: int, core: int = -1) -> dict[str, Any]:
    """Send a frozen batch by the worker's own function until nothing is left, on one core when `core` is given."""
    from django.db import connection
    from django.urls import get_resolver

    from amarre.channels import outbox
    from amarre.channels.models import Batch
    from amarre.lib.memory import settle_in
    from amarre.lib.time import now
    from amarre.tasks.processes import Process

    if core >= 0:
        os.sched_setaffinity(0, {core})
    row = Batch.objects.get(pk=batch)
    if row.state == Batch.State.READY:
        outbox.start(row, by=None, at=now())
    worker = str(Process.current())
    connection.ensure_connection()
    get_resolver().url_patterns  # noqa: B018 - a worker that has sent before knows the addresses of pages
    settle_in()  # as `amarre work` does
    used = resource.getrusage(resource.RUSAGE_SELF)
    began = time.perf_counter()
    while outbox.send_chunk(batch, worker=worker, clock=now):
        pass
    seconds = time.perf_counter() - began
    spent = resource.getrusage(resource.RUSAGE_SELF)
    return ledger(batch) | {
        "seconds": seconds,
        "user": spent.ru_utime - used.ru_utime,
        "system": spent.ru_stime - used.ru_stime,
        "peak_mb": _peak_mb(),
    }


def work(batch: int) -> dict[str, Any]:
    """A small worker: what the task does, until the batch is finished. Meant to be killed, and started again."""
    from django.db import InterfaceError, OperationalError, connection

    from amarre.channels import outbox
    from amarre.channels.models import Batch
    from amarre.lib.time import now
    from amarre.tasks.processes import Process

    worker = str(Process.current())
    while True:
        try:
            outbox.reap(at=now())
            if not outbox.send_chunk(batch, worker=worker, clock=now):
                if Batch.objects.get(pk=batch).state == Batch.State.FINISHED:
                    return {"finished": True}
                time.sleep(0.2)
        except (OperationalError, InterfaceError):
            connection.close()  # the database was killed too; the task engine would try again
            time.sleep(0.3)


def rows(batch: int, file: str) -> dict[str, Any]:
    """Write `address state` of each row of a batch to a file."""
    from amarre.channels.models import Delivery

    found = Delivery.objects.filter(batch=batch).order_by("id").values_list("address", "state")
    with Path(file).open("w", encoding="utf-8") as lines:
        for address, state in found.iterator(10_000):
            lines.write(f"{address} {state}\n")
    return ledger(batch)


def resend(batch: int) -> dict[str, Any]:
    """A person says: send the unsure ones again."""
    from amarre.channels import outbox
    from amarre.channels.models import Batch
    from amarre.lib.time import now

    return {"resent": outbox.resend_unsure(Batch.objects.get(pk=batch), by=None, at=now())}


def ledger(batch: int) -> dict[str, Any]:
    """What the ledger says of a batch: its rows by state, counted one by one, and whether the page shows the same."""
    from django.db.models import Count

    from amarre.channels import outbox
    from amarre.channels.models import Batch

    row = Batch.objects.get(pk=batch)
    states = dict(row.deliveries.order_by().values_list("state").annotate(rows=Count("id")))
    shown = outbox.progress(row)
    return {
        "states": states,
        "state": row.state,
        "sums_add_up": shown.total == sum(states.values()) and shown.sent == states.get("sent", 0),
        "why": row.state_reason,
    }


def _peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


STEPS: dict[str, Step] = {
    "prepare": prepare,
    "batch": batch,
    "send": send,
    "work": work,
    "rows": rows,
    "resend": resend,
    "ledger": ledger,
    "fill": paging.fill,
    "discard": paging.discard,
    "pages": paging.pages,
}

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "amarre.settings")
    django.setup()
    print(json.dumps(STEPS[sys.argv[1]](**json.loads(sys.argv[2]))))
