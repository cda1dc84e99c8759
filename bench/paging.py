"""Steps of `amarre bench ledger` inside an installation (see `bench.posting`): a ledger of millions, and its pages."""

from __future__ import annotations

import random
import statistics
import time
from datetime import timedelta
from typing import Any

from django.db import connection

from bench import filling

_AT_ONCE = 1_000_000
_STATE = (
    "CASE WHEN n %% 50 = 0 THEN 'bounced' WHEN n %% 97 = 0 THEN 'failed' WHEN n %% 61 = 0 THEN 'suppressed' "
    "WHEN n %% 9973 = 0 THEN 'unsure' WHEN n %% 10 < 7 THEN 'delivered' ELSE 'sent' END"
)
_REASON = (
    "CASE WHEN n %% 50 = 0 THEN CASE n %% 3 WHEN 0 THEN 'mailbox_full' WHEN 1 THEN 'user_unknown' ELSE 'policy' END "
    "WHEN n %% 97 = 0 THEN 'given_up' WHEN n %% 61 = 0 THEN 'unsubscribed' WHEN n %% 9973 = 0 THEN 'sender_lost' "
    "ELSE '' END"
)


def fill(rows: int, people: int, per_batch: int) -> dict[str, Any]:
    """Past sends: so many rows in batches of `per_batch`, to the people in turn, each state in its share."""
    from amarre.channels import outbox
    from amarre.channels.models import Batch, Delivery
    from amarre.channels.outbox import Words
    from amarre.lib.time import now

    began = time.perf_counter()
    at = now() - timedelta(days=60)
    channel = outbox.add_channel(
        kind="email", name="past", config={"host": "127.0.0.1", "port": 9, "tls": "none"}, by=None, at=at
    )
    moment = f"'{at:%Y-%m-%d %H:%M:%S}+00:00'"
    moment = moment if connection.vendor == "sqlite" else f"CAST({moment} AS timestamp with time zone)"
    done = 0
    while done < rows:
        count = min(per_batch, rows - done)
        batch = outbox.prepare(
            channel=channel,
            label=f"Envoi {done // per_batch + 1}",
            occasion="statement",
            words=[Words("fr", "Rappel du lot 12", "Bonjour {{ person.first_name }}.")],
            by=None,
            at=at,
        )
        for start in range(0, count, _AT_ONCE):
            filling.fill(
                Delivery,
                min(_AT_ONCE, count - start),
                {
                    "batch_id": str(batch.pk),
                    "person_ref": f"n %% {people} + 1",
                    "address": f"'p' || CAST(100000001 + n %% {people} AS TEXT) || '@example.org'",
                    "language": "'fr'",
                    "state": _STATE,
                    "reason": _REASON,
                    "reply": "'250 2.0.0 Ok: queued as 4XyZ1234567'",
                    "attempts": "1",
                    "queued_at": moment,
                    "sent_at": moment,
                    "closed_at": moment,
                },
                first=done + start,
            )
        Batch.objects.filter(pk=batch.pk).update(
            state=Batch.State.FINISHED, started_at=at, finished_at=at + timedelta(hours=1)
        )
        done += count
    filling.analyse()
    return {"filled_seconds": time.perf_counter() - began, "size_mb": _size_mb()}


def discard(batch: int) -> dict[str, Any]:
    """A frozen batch is not to be sent: it stays in the ledger, stopped."""
    from amarre.channels import outbox
    from amarre.channels.models import Batch
    from amarre.lib.time import now

    outbox.stop(Batch.objects.get(pk=batch), by=None, at=now())
    return {}


def _size_mb() -> float:
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_database_size(current_database())")
        else:
            cursor.execute("SELECT page_count * page_size FROM pragma_page_count(), pragma_page_size()")
        return round(cursor.fetchone()[0] / 2**20)


def pages(times: int, people: int) -> dict[str, Any]:
    """Milliseconds of the ledger's pages, asked for by a lead who is signed in, with the filters people use."""
    from django.core.management import call_command
    from django.test import Client
    from django.urls import reverse

    from amarre.accounts.models import User
    from amarre.channels.models import Batch
    from amarre.channels.outbox.progress import keep_large, keep_tallies
    from amarre.lib.time import now

    call_command("collectstatic", interactive=False, verbosity=0)
    keep_large(at=now())  # as the worker does every few minutes
    keep_tallies(at=now())
    user = User.objects.create_user("alix@example.org", name="Alix", role="lead", language="fr")
    client = Client(headers={"host": "127.0.0.1"})
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    chance = random.Random(1)
    batches = list(Batch.objects.filter(state=Batch.State.FINISHED).values_list("pk", flat=True))
    spans = {pk: _numbers_of(pk) for pk in batches}

    def ask(name: str, **query: Any) -> tuple[float, float]:
        began, cpu = time.perf_counter(), time.process_time()
        pk = chance.choice(batches)
        values = {key: value(pk) if callable(value) else value for key, value in query.items()}
        answer = client.get(reverse(name, args=[pk] if name == "channels:batch" else []), values)
        if answer.status_code != 200:
            raise RuntimeError(f"{name} {values}: {answer.status_code}")
        return (time.perf_counter() - began) * 1000, (time.process_time() - cpu) * 1000

    asked: dict[str, tuple[str, dict[str, Any]]] = {
        "all sends": ("channels:sends", {}),
        "ledger": ("channels:batch", {}),
        "ledger, deep page": ("channels:batch", {"before": lambda pk: chance.randint(*spans[pk])}),
        "ledger, sent": ("channels:batch", {"state": "sent"}),
        "ledger, came back": ("channels:batch", {"state": "bounced"}),
        "ledger, mailbox full": ("channels:batch", {"state": "bounced", "reason": "mailbox_full"}),
        "ledger, one address": (
            "channels:batch",
            {"q": lambda pk: f"p{100_000_000 + chance.randint(1, people)}@example.org"},
        ),
        "ledger, part of an address": ("channels:batch", {"q": "nobody-has-this"}),
        "ledger, unsure": ("channels:batch", {"state": "unsure"}),
    }
    found: dict[str, list[float]] = {label: [] for label in asked}
    spent: list[float] = []
    for _warm in range(2):
        for name, query in asked.values():
            ask(name, **query)
    for _time in range(times):
        for label, (name, query) in asked.items():
            took, cpu = ask(name, **query)
            found[label].append(took)
            spent.append(cpu)
    every = [each for values in found.values() for each in values]
    return {
        "p95_ms": {label: round(_p95(values), 1) for label, values in found.items()},
        "median_ms": {label: round(statistics.median(values), 1) for label, values in found.items()},
        "p95_of_all_ms": round(_p95(every), 1),
        "median_cpu_ms": round(statistics.median(spent), 1),
        "worst_p95_ms": round(max(_p95(values) for values in found.values()), 1),
    }


def _numbers_of(batch: int) -> tuple[int, int]:
    from django.db.models import Max, Min

    from amarre.channels.models import Delivery

    found = Delivery.objects.filter(batch=batch, state="sent").aggregate(Min("id"), Max("id"))
    return (found["id__min"] or 1, found["id__max"] or 1)


def _p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20)[-1]
